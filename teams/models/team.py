"""Teams of hamlets, and who is on them."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from places.models import Commune, Hamlet
from teams.enums import TEAM_ROLES, Grade, Position, Sex, Title, Unit


class Team(models.Model):
    """A community digital-technology team of one or more hamlets, set up by a decision of its commune."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="teams")
    hamlets = models.ManyToManyField(Hamlet, related_name="teams", blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    support = models.CharField(max_length=200, blank=True)  # what the commune gives it for its work, in words
    is_active = models.BooleanField(default=True)
    dissolved_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "team"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commune", "name"], name="team_once_per_commune")
        ]

    def __str__(self) -> str:
        return self.name

    def only_hamlet(self) -> Hamlet | None:
        """The hamlet of a team that has one; of a team with several nobody knows whose hamlet it is."""
        hamlets = list(self.hamlets.all()[:2])
        return hamlets[0] if len(hamlets) == 1 else None


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Memberships that hold today, in teams that are at work."""
        return self.on(timezone.localdate())

    def on(self, day: dt.date) -> "MembershipQuerySet":
        """Memberships that hold on ``day``, in teams that are at work now."""
        return self.filter(Q(until=None) | Q(until__gt=day), Q(since__lte=day), team__is_active=True)

    def not_ended(self) -> "MembershipQuerySet":
        """Those that hold today or will: an end that has been set but has not come is still to come."""
        return self.filter(Q(until=None) | Q(until__gt=timezone.localdate()))


class Membership(models.Model):
    """That somebody is on a team, from a day until a day (which is no longer one of hers).

    A line of the team's roster (teams/README.md, "Teams on paper"). What she is there (role, title, grade) never
    changes in a row that has begun on an earlier day: the row ends and another one begins.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.label) for role in TEAM_ROLES])
    title = models.CharField(max_length=10, choices=Title.choices, blank=True)
    grade = models.CharField(max_length=10, choices=Grade.choices, default=Grade.CORE)
    unit = models.CharField(max_length=12, choices=Unit.choices, blank=True)  # where she comes from
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "membership"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "user"], condition=Q(until=None), name="member_once_at_a_time"
            ),
            models.CheckConstraint(name="deputy_is_a_leader", condition=Q(title="") | Q(role=Role.LEADER)),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.team}"

    @property
    def position(self) -> Position:
        """What she is on the team, in one word."""
        if self.title:
            return Position.DEPUTY
        return Position.LEADER if self.role == Role.LEADER else Position.MEMBER

    @property
    def is_advanced(self) -> bool:
        """Whether she trains members and takes over hard cases."""
        return self.grade == Grade.ADVANCED

    def holds_on(self, day: dt.date) -> bool:
        """Whether ``day`` is one of hers."""
        return self.since <= day and (self.until is None or day < self.until)
