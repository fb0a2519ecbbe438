"""Who came to a session: by name where she is on the books, as a number of heads where she is not."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from teams.contacts import Visit
from teams.enums import TallyKind
from teams.models.lasting import Lasting, LastingQuerySet
from teams.models.move import TeamMove, TraineeMove
from teams.models.person import Trainee
from teams.models.session import Session


class AttendanceQuerySet(LastingQuerySet["Attendance"]):
    """``visits`` is what teams.contacts counts: attendance that stands, at sessions that were opened."""

    def visits(self) -> list[Visit]:
        """Each with the communes of its day and of today. People by their own rows: see contacts.of_persons."""
        day = OuterRef("session__starts_at")
        went = TeamMove.objects.filter(team=OuterRef("session__team"), at__gt=day).order_by("at")
        left = TraineeMove.objects.filter(trainee=OuterRef("trainee"), at__gt=day).order_by("at")
        held = self.standing().filter(session__opened_at__isnull=False)
        then = held.annotate(
            place=Coalesce(
                Subquery(went.values("from_commune")[:1]),
                "session__team__commune",
                output_field=models.CharField(),
            ),
            lived=Coalesce(
                Subquery(left.values("from_commune")[:1]), "trainee__commune", output_field=models.CharField()
            ),
        )
        rows = then.values_list(
            "id",
            "session_id",
            "trainee_id",
            "session__starts_at",
            "place",
            "session__team__commune_id",
            "lived",
            "trainee__commune_id",
        )
        return [Visit(*row) for row in rows]


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
    """How many of a group were at a session: of the session, never of a person (teams/README.md, "People")."""

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
