"""What a session is about, and what its team wrote down when it was over."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from accounts.models import User
from teams.enums import TopicKind
from teams.models.session import Session


class SessionTopic(models.Model):
    """A scenario or a lesson of a session: planned, taught, or both."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="topics")
    kind = models.CharField(max_length=10, choices=TopicKind.choices)
    key = models.CharField(max_length=60)  # id of the scenario, translation key of the lesson
    title = models.CharField(max_length=255)  # as it was called then: reports outlive packs and pages
    is_planned = models.BooleanField(default=True)
    is_taught = models.BooleanField(default=False)

    class Meta:
        verbose_name = "topic of a session"
        verbose_name_plural = "topics of sessions"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "kind", "key"], name="topic_once_per_session")
        ]

    def __str__(self) -> str:
        return self.title


class SessionReport(models.Model):
    """The team's own words about a session, for "Khó khăn, đề xuất" of the monthly report."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="report")
    difficulties = models.CharField(max_length=500, blank=True)
    suggestions = models.CharField(max_length=500, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "report of a session"
        verbose_name_plural = "reports of sessions"

    def __str__(self) -> str:
        return f"{self.session_id} {self.written_at:%d/%m/%Y}"
