"""Pairs of records that may be one person, and what officers have decided about them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from places.models import Commune
from teams.enums import TwinState
from teams.models.lasting import Lasting, LastingQuerySet
from teams.models.person import Trainee


class SuspicionQuerySet(models.QuerySet["Suspicion"]):
    def waiting(self) -> "SuspicionQuerySet":
        """Pairs for an officer to decide: both still stand for themselves; those put off come last."""
        alone = Q(first__merged_into=None, second__merged_into=None)
        kept = Q(first__erased_at=None, second__erased_at=None)
        found = self.filter(alone, kept, state__in=[TwinState.OPEN, TwinState.LATER])
        return found.order_by("put_off", "-is_sure", "found_at", "id")

    def decided(self) -> "SuspicionQuerySet":
        """The latest first."""
        return self.filter(state__in=[TwinState.SAME, TwinState.DIFFERENT]).order_by("-decided_at", "id")

    def with_people(self) -> "SuspicionQuerySet":
        return self.select_related("first__hamlet", "second__hamlet", "commune")


class Suspicion(models.Model):
    """Two rows of one commune that may be one person; ``first`` is the older one, which would be kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="suspicions")
    first = models.ForeignKey(Trainee, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Trainee, on_delete=models.CASCADE, related_name="+")
    is_sure = models.BooleanField(default=False)  # of the matching; it is only ever proposed
    reasons = models.JSONField(default=list)  # values of teams.matching.Reason: no names
    found_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=TwinState.choices, default=TwinState.OPEN)
    put_off = models.BooleanField(default=False)  # follows state, for the order of the list
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = SuspicionQuerySet.as_manager()

    class Meta:
        verbose_name = "suspicion"
        indexes: ClassVar = [models.Index(fields=["commune", "state"], name="suspicion_of_commune")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="suspicion_once_per_pair"),
            models.CheckConstraint(name="suspicion_of_two", condition=~Q(first=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class TwinDecisionQuerySet(LastingQuerySet["TwinDecision"]):
    pass


class TwinDecision(Lasting):
    """Append-only: what an officer has said of a pair, and when; or the taking back of another decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    suspicion = models.ForeignKey(Suspicion, on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField(max_length=10, choices=TwinState.choices)
    merged = models.ForeignKey(Trainee, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="undone_by"
    )

    objects = TwinDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "decision about a pair"
        verbose_name_plural = "decisions about pairs"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="one_person_names_the_merged_row",
                condition=~Q(verdict=TwinState.SAME) | Q(merged__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.suspicion_id} {self.verdict}"
