"""How members grow: what they were taught, the hard cases they passed on, and how a leader hands over."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from places.models import Commune
from teams.models.team import Membership, Team


class TrainingQuerySet(models.QuerySet["Training"]):
    def standing(self) -> "TrainingQuerySet":
        """Without those that were put in by mistake."""
        return self.filter(taken_back_at=None)


class Training(models.Model):
    """That a member was taught something, on a day, by an advanced member."""

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="trainings")
    trainer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="trainings_given")
    topic = models.CharField(max_length=120)
    on = models.DateField()
    hours = models.DecimalField(max_digits=3, decimal_places=1)
    note = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = "training of a member"
        constraints: ClassVar = [
            models.CheckConstraint(name="nobody_trains_herself", condition=~Q(member=models.F("trainer"))),
            models.CheckConstraint(name="training_takes_time", condition=Q(hours__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.on}"


class HardCase(models.Model):
    """Something that a team could not solve, handed to an advanced member of the commune. Without names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="hard_cases")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="hard_cases")
    about = models.CharField(max_length=300)
    opened_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="cases_taken"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "hard case"
        indexes: ClassVar = [models.Index(fields=["commune", "-opened_at"], name="cases_of_commune")]
        constraints: ClassVar = [
            models.CheckConstraint(name="closed_case_says_how", condition=Q(closed_at=None) | ~Q(outcome=""))
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.opened_at:%Y-%m-%d}"


class HandOver(models.Model):
    """That one leader handed a team over to the next, on a day, with these things."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="hand_overs")
    before = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")  # the row that ended
    after = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")  # the row that began
    on = models.DateField()
    things = models.JSONField(default=list)  # values of teams.enums.HandedOver
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "hand-over"

    def __str__(self) -> str:
        return f"{self.team_id} {self.on}"
