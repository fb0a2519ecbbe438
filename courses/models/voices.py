"""Recordings of steps, by people, in any language. The words are the page's; a track says which ones it was made of."""

import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.enums import TrackKind, TrackState


class TrackQuerySet(models.QuerySet["VoiceTrack"]):
    """``page_key`` is the translation_key of a page: its draft and what is published share their tracks."""

    def of_pages(self, keys: Iterable[uuid.UUID]) -> "TrackQuerySet":
        return self.filter(page_key__in=list(keys))

    def heard(self) -> "TrackQuerySet":
        """What readers may hear, as long as the words of the step are those that were read out; the latest first."""
        return self.filter(state=TrackState.HEARD).order_by("-recorded_at")

    def waiting(self) -> "TrackQuerySet":
        """What an editor of the page has not listened to yet."""
        return self.filter(state=TrackState.WAITING).order_by("recorded_at")


class VoiceTrack(models.Model):
    """One step, read out once in one language.

    ``step``: id of the block; ``language``: a tag of voices.languages. ``mark``: digest of the words that were read
    out (courses.voices.step_words), so that a step that was changed since has no voice until somebody reads it again.
    ``source``: digest of the file as it was sent, by which a telephone that sends it twice is noticed; ``file``: its
    name among the recordings (media.service), empty once it was declined.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page_key = models.UUIDField(db_index=True)
    step = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    file = models.CharField(max_length=60)
    seconds = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField(help_text="bytes")
    mark = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=TrackKind.choices)
    state = models.CharField(max_length=10, choices=TrackState.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = TrackQuerySet.as_manager()

    class Meta:
        verbose_name = "voice track"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page_key", "step", "language", "mark", "source", "recorded_by"],
                name="one_recording_arrives_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.step}"

    @property
    def kilobytes(self) -> int:
        """Size in KB, rounded up, as it is said before somebody taps."""
        return -(-self.size // 1000)
