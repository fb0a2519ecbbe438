"""Paths: lessons and exercises in an order, with a reason for each; and who is on which."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from accounts.models import Learner


class LearningPath(models.Model):
    """A path as its file has it (courses.paths.schema); loading again brings it up to date. It locks nothing.

    ``items``: dicts with "why" and, of a lesson, "lesson" (slug), of an exercise "scenario" and "mode"; "known" is the
    skill (courses.paths.placement) of those who may skip it, or empty.
    """

    slug = models.SlugField(max_length=100, unique=True)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=60)
    lead = models.CharField(max_length=200)
    icon = models.CharField(max_length=20)
    entry = models.CharField(max_length=10, blank=True)  # of paths.placement; empty: chosen from the list
    items: Any = models.JSONField(default=list)

    class Meta:
        verbose_name = "path"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry"], condition=~models.Q(entry=""), name="one_path_for_each_entry"
            )
        ]

    def __str__(self) -> str:
        return self.title


class LearnerPath(models.Model):
    """The path that a learner is on, and what she answered to the three questions; empty if she was not asked."""

    learner = models.OneToOneField(Learner, on_delete=models.CASCADE, related_name="path")
    path = models.ForeignKey(LearningPath, on_delete=models.CASCADE, related_name="+")
    answers = models.CharField(max_length=3, blank=True)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "path of a learner"

    def __str__(self) -> str:
        return f"{self.path_id} {self.answers}"
