"""A class as the sandbox sees it: who sits in it, and what whoever runs it does to their pages.

The id of a class is given by the app that runs it (a session of a team); the sandbox knows nothing else of that.
"""

import uuid
from typing import ClassVar

from django.db import models

from accounts.models import Learner
from sandbox.enums import Nudge


class Classroom(models.Model):
    """A class of tonight. ``frame`` 0: nothing is shown to everybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True)
    resumed_at = models.DateTimeField(null=True, blank=True)  # the last time
    scenario = models.CharField(max_length=60, blank=True)  # of the worked example that is shown
    frame = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=120, blank=True)  # the name of the step that it shows
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "class"

    def __str__(self) -> str:
        return str(self.id)

    @property
    def paused(self) -> bool:
        return self.paused_at is not None


class Seat(models.Model):
    """A learner's place in a class. ``number`` is what she is called by where no names are shown."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="seats")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField(default=0)
    hand_at = models.DateTimeField(null=True, blank=True)  # since when her hand is up
    nudge = models.CharField(max_length=20, choices=Nudge, blank=True)  # until she has put it away
    nudged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "seat"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["classroom", "learner"], name="learner_sits_once_in_a_class")
        ]

    def __str__(self) -> str:
        return f"{self.classroom_id} {self.number}"
