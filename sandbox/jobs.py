"""Daily work of the sandbox."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from kit.jobs import job
from kit.models import Act
from sandbox.dossiers import look
from sandbox.models import Attempt, Dossier

ANSWERS_LIVE = dt.timedelta(days=settings.PRACTICE_ANSWERS_DAYS)


@job("sandbox.forget_answers", daily=True)
def forget_answers(subject: str) -> None:
    """Delete what learners typed a month ago. Attempts, mistakes (field and kind) and dossiers stay.

    What nobody has looked at since is looked at first: the office decides on what it was sent.
    """
    before = timezone.now() - ANSWERS_LIVE
    old = Attempt.objects.filter(touched_at__lt=before).exclude(answers={})
    for dossier in Dossier.objects.filter(attempt__in=old, clock_running=True).iterator():
        look(dossier)
    Dossier.objects.filter(attempt__touched_at__lt=before).exclude(said={}).update(said={})
    old.update(answers={})
    typed_later = Act.objects.filter(act__in=("supplement", "draft", "pay"), created_at__lt=before)
    typed_later.exclude(body={}).update(body={})
