"""Daily work of the sandbox."""

import datetime as dt

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from kit.jobs import job
from kit.models import Act
from sandbox.dossiers import look
from sandbox.models import Attempt, Dossier, WalletFile

TAKEN_BACK = dt.timedelta(days=1)  # how long a file that was taken out of the wallet can be put back
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
    typed_later = Act.objects.filter(act__in=("supplement", "draft", "pay", "wallet"), created_at__lt=before)
    typed_later.exclude(body={}).update(body={})
    _empty_wallets(before)


def _empty_wallets(before: dt.datetime) -> None:
    """Files that nobody has used since, and those that were taken out a day ago. What is attached stays attached."""
    unused = Q(made_at__lt=before) & (Q(chosen_at=None) | Q(chosen_at__lt=before))
    WalletFile.objects.filter(unused | Q(removed_at__lt=timezone.now() - TAKEN_BACK)).delete()
