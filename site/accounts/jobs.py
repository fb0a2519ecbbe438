"""Daily work of accounts, and messages on their way."""

import uuid

from django.db.models import Q
from django.utils import timezone

from accounts import cards, resume, sms
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


@job(sms.JOB)
def send_text(subject: str) -> None:
    """Hand one message to the gateway."""
    sms.deliver(uuid.UUID(subject))


@job("accounts.forget_texts", daily=True)
def forget_texts(subject: str) -> None:
    """Delete messages of yesterday; their codes have opened nothing for long."""
    sms.forget_old()
