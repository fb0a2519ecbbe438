"""Rows behind the shared mechanisms: what happened, what was done once, what the worker owes."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

STALE_AFTER = dt.timedelta(minutes=5)


class AuditEntry(models.Model):
    """Append-only: one line for each thing that somebody did."""

    at = models.DateTimeField(default=timezone.now)
    actor = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=60)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = "audit entry"
        verbose_name_plural = "audit entries"
        ordering = ("pk",)  # a log is read in the order it was written
        indexes: ClassVar = [models.Index(fields=["action", "at"], name="audit_action_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"


class Act(models.Model):
    """An act done once: see kit.idempotency."""

    key = models.UUIDField()
    act = models.CharField(max_length=40)
    owner = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    body = models.JSONField(default=dict)
    answer = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "act"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "act", "owner"], name="act_done_once")
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"


class Tries(models.Model):
    """How often something was tried lately: see kit.limits. ``key`` names what, and who as a keyed hash."""

    key = models.CharField(max_length=100, unique=True)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)  # counts from nothing after this moment

    class Meta:
        verbose_name = "tries"
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"{self.key[:40]}: {self.count}"


class JobState(models.TextChoices):
    WAITING = "waiting", "waiting"
    RUNNING = "running", "running"
    DONE = "done", "done"
    FAILED = "failed", "failed"


class JobQuerySet(models.QuerySet["Job"]):
    def stale(self) -> "JobQuerySet":
        """Jobs whose message was lost or whose worker died: no sign of life for STALE_AFTER."""
        return self.filter(
            state__in=[JobState.WAITING, JobState.RUNNING], heartbeat__lt=timezone.now() - STALE_AFTER
        )


class Job(models.Model):
    """Work for the worker. The row, not the message in the queue, says what is owed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60)
    # One row for each (name, subject): a daily job is named by its day, so that it is done once.
    subject = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "job"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "subject"], name="job_once_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject}: {self.state}"
