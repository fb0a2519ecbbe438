"""Daily work of accounts."""

from django.db.models import Q
from django.utils import timezone

from accounts import cards, resume
from accounts.models import ResumeCode
from kit.jobs import job


@job("accounts.forget_codes", daily=True)
def forget_codes(subject: str) -> None:
    """Delete codes that are used or too old."""
    now = timezone.now()
    ResumeCode.objects.filter(Q(expires_at__lte=now) | Q(used_at__lt=now - resume.PRESSED_AGAIN)).delete()


@job("accounts.forget_cards", daily=True)
def forget_cards(subject: str) -> None:
    """Delete cards that ended long ago."""
    cards.forget_ended()
