"""Teams of hamlets, and who is on them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from places.models import Commune, Hamlet
from teams.enums import TEAM_ROLES


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

    def only_hamlet(self) -> Hamlet | None:
        """The hamlet of a team that has one; of a team with several nobody knows whose hamlet it is."""
        hamlets = list(self.hamlets.all()[:2])
        return hamlets[0] if len(hamlets) == 1 else None


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
