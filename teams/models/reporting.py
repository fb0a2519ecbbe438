"""What teams and communes say of a month: closed by the leader, and the official figures beside ours."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from accounts.models import User
from places.models import Commune
from teams.models.team import Team


class Closing(models.Model):
    """That a leader has looked at her team's month and said what was hard; ``numbers`` are as they were then.

    ``closed_at`` is empty while she has opened it again. ``first_closed_at`` says whether it came in time: putting
    something right later does not make a report late.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="closings")
    month = models.DateField()  # its first day
    closed_at = models.DateTimeField(null=True, blank=True)
    first_closed_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    difficulties = models.CharField(max_length=500, blank=True)
    suggestions = models.CharField(max_length=500, blank=True)
    numbers = models.JSONField(default=dict)  # teams.monthly.Figure → number, or None where not known

    class Meta:
        verbose_name = "closed month"
        verbose_name_plural = "closed months"
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "month"], name="month_closed_once")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.month:%m/%Y}"


class OfficialMonth(models.Model):
    """What the commune's own system counts of real dossiers in a month, typed from there, with its source."""

    commune = models.ForeignKey(Commune, on_delete=models.CASCADE, related_name="official_months")
    month = models.DateField()  # its first day
    received = models.PositiveIntegerField(null=True, blank=True)
    online = models.PositiveIntegerField(null=True, blank=True)
    paid_online = models.PositiveIntegerField(null=True, blank=True)
    self_filed = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    typed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    typed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "official figures of a month"
        verbose_name_plural = "official figures by month"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commune", "month"], name="official_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.month:%m/%Y}"
