"""What the editor remembers beside pages: how far somebody came in her first guide, and which addresses answered."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

FAILURES = 2  # days in a row without an answer before anybody is told


class EditorTour(models.Model):
    """The walk through somebody's first guide: the step she is at, and whether she has put it away."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    step = models.PositiveSmallIntegerField(default=1)
    closed = models.BooleanField(default=False)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "editor tour"

    def __str__(self) -> str:
        return f"{self.user_id}: {self.step}"


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def dead(self) -> "LinkCheckQuerySet":
        """Addresses that did not answer for days."""
        return self.filter(failures__gte=FAILURES)

    def due(self, most: int) -> "LinkCheckQuerySet":
        """Those that nobody has looked at for longest, today's left out."""
        day = timezone.now() - dt.timedelta(hours=20)
        waiting = models.Q(checked_at=None) | models.Q(checked_at__lt=day)
        return self.filter(waiting).order_by(models.F("checked_at").asc(nulls_first=True), "pk")[:most]


class LinkCheck(models.Model):
    """An address outside of the site that a page of ours names, as the daily look left it (courses.writing.outside)."""

    address = models.CharField(max_length=500, unique=True)
    wanted_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "address looked at"

    def __str__(self) -> str:
        return self.address
