"""How far a learner came: one row to look at, and what happened, in order, never changed."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from accounts.models import Learner
from courses.enums import LessonAct
from courses.models.lesson import LessonPage


class LessonProgressQuerySet(models.QuerySet["LessonProgress"]):
    def unfinished(self) -> "LessonProgressQuerySet":
        """Lessons begun and not finished; the latest first."""
        return self.filter(finished_at=None).order_by("-touched_at")


class LessonProgress(models.Model):
    """One learner in one lesson."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="lessons")
    lesson = models.ForeignKey(LessonPage, on_delete=models.CASCADE, related_name="+")
    furthest_step = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = LessonProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "lesson progress"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["learner", "lesson"], name="progress_once_per_lesson")
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.furthest_step}"


class LessonEvent(models.Model):
    """Something a learner did in a lesson. Append only."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="+")
    lesson = models.ForeignKey(LessonPage, on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=10, choices=LessonAct.choices)
    step = models.PositiveSmallIntegerField(null=True, blank=True)  # number of the step at that time
    block = models.CharField(max_length=36, blank=True)  # id of the step's block, which outlives a new order
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "lesson event"
        indexes: ClassVar = [models.Index(fields=["learner", "lesson", "at"], name="event_of_learner")]

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.act}"
