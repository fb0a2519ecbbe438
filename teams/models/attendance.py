"""Who came to a session: by name where she is on the books, as a number of heads where she is not."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from accounts.models import User
from teams.enums import TallyKind
from teams.models.lasting import Lasting, LastingQuerySet
from teams.models.person import Trainee
from teams.models.session import Session


class AttendanceQuerySet(LastingQuerySet["Attendance"]):
    pass


class Attendance(Lasting):
    """Append-only: that a trainee was at a session. The id can be made on the phone that notes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="attendances")
    marked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "attendance"
        indexes: ClassVar = [
            models.Index(fields=["session", "trainee"], name="attendance_of_session"),
            models.Index(fields=["trainee", "at"], name="attendance_of_trainee"),
        ]

    def __str__(self) -> str:
        return f"{self.trainee_id} at {self.session_id}"


class Tally(models.Model):
    """How many of a group were at a session: of the session, never of a person (design.md, Teams)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="tallies")
    kind = models.CharField(max_length=12, choices=TallyKind.choices)
    number = models.PositiveSmallIntegerField()
    counted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "tally"
        verbose_name_plural = "tallies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "kind"], name="tally_once_per_session")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.kind}: {self.number}"
