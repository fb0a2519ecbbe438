"""Daily work of the sandbox."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from kit.jobs import job
from sandbox.models import Attempt

ANSWERS_LIVE = dt.timedelta(days=settings.PRACTICE_ANSWERS_DAYS)


@job("sandbox.forget_answers", daily=True)
def forget_answers(subject: str) -> None:
    """Delete what learners typed a month ago. Attempts, mistakes (field and kind) and dossiers stay."""
    old = Attempt.objects.filter(touched_at__lt=timezone.now() - ANSWERS_LIVE)
    old.exclude(answers={}).update(answers={})
