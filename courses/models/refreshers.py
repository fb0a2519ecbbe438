"""Refreshers: the step in which a learner slipped, asked again after days; and whether she wants a message then."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from accounts.models import Learner
from courses.models.lesson import LessonPage


class RefresherQuerySet(models.QuerySet["Refresher"]):
    def due(self, day: dt.date) -> "RefresherQuerySet":
        """Those to ask on ``day``, what has waited longest first."""
        return self.filter(due_on__lte=day).order_by("due_on", "made_at", "pk")


class Refresher(models.Model):
    """One step of a lesson, or one field of an exercise; which one, never what was answered.

    ``stage``: how many were answered right in a row (courses.refreshers.intervals). ``due_on`` None: it is over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="refreshers")
    lesson = models.ForeignKey(LessonPage, on_delete=models.CASCADE, null=True, related_name="+")
    block = models.CharField(max_length=36, blank=True)  # id of the step's block
    scenario = models.CharField(max_length=60, blank=True)
    field = models.CharField(max_length=60, blank=True)
    stage = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    told_on = models.DateField(null=True, blank=True)  # the day of the last message about it
    link_digest = models.CharField(max_length=64, blank=True)  # of the link in that message; gone once used

    objects = RefresherQuerySet.as_manager()

    class Meta:
        verbose_name = "refresher"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "lesson", "block"],
                condition=models.Q(lesson__isnull=False),
                name="refresher_once_per_step",
            ),
            models.UniqueConstraint(
                fields=["learner", "scenario", "field"],
                condition=models.Q(lesson=None),
                name="refresher_once_per_field",
            ),
            models.UniqueConstraint(
                fields=["link_digest"], condition=~models.Q(link_digest=""), name="refresher_of_link"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], name="refresher_by_day")]

    def __str__(self) -> str:
        return f"{self.lesson_id or self.scenario} {self.stage}"


class Reminding(models.Model):
    """That a learner agreed to be sent a message when something is due, and when no more."""

    learner = models.OneToOneField(Learner, on_delete=models.CASCADE, related_name="reminding")
    agreed_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "agreement to messages"

    def __str__(self) -> str:
        return f"{self.learner_id} {'stopped' if self.stopped_at else 'agreed'}"
