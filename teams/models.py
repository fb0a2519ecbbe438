"""Teams, their sessions, the people on their books, and the evidence of what those can do alone."""

import uuid
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Learner, User
from places.models import Commune, Hamlet
from sandbox.enums import ModeChoice
from teams.coverage import Record
from teams.enums import TEAM_ROLES, EvidenceKind, FirstKind, SessionKind, SessionState


class Team(models.Model):
    """A community digital-technology team of one or more hamlets, set up by a decision of its commune."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="teams")
    hamlets = models.ManyToManyField(Hamlet, related_name="teams", blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = "team"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commune", "name"], name="team_once_per_commune")
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Memberships that hold today, in teams that are at work."""
        today = timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gt=today), Q(since__lte=today), team__is_active=True)


class Membership(models.Model):
    """That somebody is on a team, from a day until a day (which is no longer one of hers)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in TEAM_ROLES])
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "membership"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "user"], condition=Q(until=None), name="member_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.team}"


class SessionQuerySet(models.QuerySet["Session"]):
    def holding_code(self) -> "SessionQuerySet":
        """Sessions whose code is taken: from planning, so that a poster can be printed, until the end."""
        return self.filter(closed_at=None)

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
    scenario = models.CharField(max_length=60)
    procedure = models.CharField(max_length=20)  # of the scenario, when the session was planned
    mode = models.CharField(max_length=10, choices=ModeChoice.choices)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "session"
        indexes: ClassVar = [models.Index(fields=["code", "-closed_at"], name="session_by_code")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(closed_at=None), name="code_of_one_session_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.code}"

    @property
    def state(self) -> SessionState:
        if self.closed_at is not None:
            return SessionState.CLOSED
        return SessionState.OPEN if self.opened_at is not None else SessionState.PLANNED

    @property
    def is_open(self) -> bool:
        return self.state is SessionState.OPEN


class Trainee(models.Model):
    """A person on a team's books. A name to call her by and a hamlet; no number of any kind."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="trainees")
    hamlet = models.ForeignKey(
        Hamlet, on_delete=models.SET_NULL, null=True, blank=True, related_name="trainees"
    )
    display_name = models.CharField(max_length=80)
    folded_name = models.CharField(max_length=240)  # folding may spell one letter with three
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "trainee"
        indexes: ClassVar = [models.Index(fields=["commune", "folded_name"], name="trainee_by_name")]

    def __str__(self) -> str:
        return self.display_name


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


class AppendOnly(Exception):
    """Evidence is never changed: undo it with another record."""


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> "EvidenceQuerySet":
        """Not undone, and no undoing record: what teams.coverage.standing gives for the same rows."""
        return self.filter(undoes=None, undone_by=None)

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def records(self) -> list[Record]:
        """The rows as the counting in teams.coverage takes them."""
        fields = self.values_list("id", "trainee_id", "trainee__commune_id", "kind", "at", "undoes_id")
        return [Record(*row) for row in fields]


class Evidence(models.Model):
    """Append-only: that a trainee could do a procedure, how we know, and from whom. Undone by another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="evidence")
    procedure = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    member = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dossier = models.UUIDField(null=True, blank=True, unique=True)  # of a passed check: counted once
    at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "evidence"
        verbose_name_plural = "evidence"
        indexes: ClassVar = [models.Index(fields=["trainee", "at"], name="evidence_of_trainee")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="observation_names_its_member",
                condition=~Q(kind=EvidenceKind.OBSERVED) | Q(member__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.procedure}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def record(self) -> Record:
        """This row as the counting in teams.coverage takes it."""
        return Record(self.id, self.trainee_id, self.trainee.commune_id, self.kind, self.at, self.undoes_id)


class CoverageMonth(models.Model):
    """Summary: how many persons of a commune had their first of a kind in a month. See teams.summaries."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="coverage")
    month = models.DateField()  # its first day
    kind = models.CharField(max_length=10, choices=FirstKind.choices)
    firsts = models.IntegerField(default=0)

    class Meta:
        verbose_name = "coverage of a month"
        verbose_name_plural = "coverage by month"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commune", "month", "kind"], name="coverage_once_per_month"),
            models.CheckConstraint(name="firsts_not_negative", condition=Q(firsts__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.month:%m/%Y} {self.kind}: {self.firsts}"
