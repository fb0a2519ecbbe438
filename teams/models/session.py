"""Sessions of a team, and who is in them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Learner, User
from places.models import Hamlet
from sandbox.enums import ModeChoice
from teams.enums import SessionKind, SessionState
from teams.models.person import Trainee
from teams.models.team import Team


class SessionQuerySet(models.QuerySet["Session"]):
    def holding_code(self) -> "SessionQuerySet":
        """Sessions whose code is taken: from planning, so that a poster can be printed, until the end."""
        return self.filter(closed_at=None)

    def open_now(self) -> "SessionQuerySet":
        """Sessions that people can come into; a cancelled one is closed too."""
        return self.filter(closed_at=None, opened_at__isnull=False)

    def with_code(self, code: str) -> "SessionQuerySet":
        """Every session that ever had this code: the one that holds it now first, then the latest."""
        return self.filter(code=code).order_by(models.F("closed_at").desc(nulls_first=True))

    def latest_first(self) -> "SessionQuerySet":
        return self.order_by("-starts_at")


class Session(models.Model):
    """One evening of a team: what is practised, where and when, and the code that lets people in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="sessions")
    code = models.CharField(max_length=4)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=SessionKind.choices, default=SessionKind.CLASS)
    place = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)  # of desk duty; a class lasts as long as its plan
    hamlet = models.ForeignKey(
        Hamlet, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    expected = models.PositiveSmallIntegerField(null=True, blank=True)  # people
    note = models.CharField(max_length=500, blank=True)  # of the team to itself
    plan = models.CharField(max_length=40, blank=True)  # of teams.plans; empty: chosen by what is practised
    scenario = models.CharField(max_length=60)
    procedure = models.CharField(max_length=20)  # of the scenario, when the session was planned
    mode = models.CharField(max_length=10, choices=ModeChoice.choices)
    # who planned it, and from its opening on who opened it: the one whom its people know
    run_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(
        null=True, blank=True
    )  # a cancelled session is closed too: its code is free
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "session"
        indexes: ClassVar = [
            models.Index(fields=["code", "-closed_at"], name="session_by_code"),
            models.Index(fields=["starts_at"], name="session_by_start"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(closed_at=None), name="code_of_one_session_at_a_time"
            ),
            models.CheckConstraint(
                name="cancelled_session_is_closed",
                condition=Q(cancelled_at=None) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.code}"

    @property
    def state(self) -> SessionState:
        if self.cancelled_at is not None:
            return SessionState.CANCELLED
        if self.closed_at is not None:
            return SessionState.CLOSED
        return SessionState.OPEN if self.opened_at is not None else SessionState.PLANNED

    @property
    def is_open(self) -> bool:
        return self.state is SessionState.OPEN


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def in_order(self) -> "ParticipantQuerySet":
        """As they came in: a participant's place in this order is her number on the board."""
        return self.order_by("joined_at", "id")


class Participant(models.Model):
    """A learner in a session, by the name she gave there; tied to a trainee later or never."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participants")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="participations")
    display_name = models.CharField(max_length=80)
    joined_at = models.DateTimeField(default=timezone.now)
    trainee = models.ForeignKey(
        Trainee, on_delete=models.SET_NULL, null=True, blank=True, related_name="participations"
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "participant"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "learner"], name="learner_once_per_session")
        ]

    def __str__(self) -> str:
        return self.display_name
