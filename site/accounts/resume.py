"""From one machine to another: six characters that carry a learner, once."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import codes
from accounts.models import Learner, ResumeCode
from kit import audit

TRIES = 5  # at a code that somebody else holds
CODE_LIVES = dt.timedelta(days=settings.RESUME_CODE_DAYS)
PRESSED_AGAIN = dt.timedelta(minutes=10)  # for so long the form that used a code may come a second time


class UnknownCode(Exception):
    """Nobody holds this code: mistyped, used, replaced by a newer one, or too old."""


def digest(code: str) -> str:
    """What is kept of a code. Keyed with the server's secret, so a stolen table cannot be tried out."""
    return salted_hmac("accounts.resume", code, algorithm="sha256").hexdigest()


def make_code(learner: Learner) -> str:
    """A fresh code for ``learner``, told only now. The one she had before is good for nothing any more."""
    for left in reversed(range(TRIES)):
        code = codes.new_code(secrets.randbelow)
        try:
            with transaction.atomic():
                _keep(learner, code)
        except IntegrityError:
            if not left:
                raise
            continue
        break
    audit.log("resume.made", actor=f"learner:{learner.pk}")
    return code


def _keep(learner: Learner, code: str) -> None:
    now = timezone.now()
    fresh = {"digest": digest(code), "made_at": now, "expires_at": now + CODE_LIVES}
    ResumeCode.objects.update_or_create(learner=learner, defaults=fresh | {"used_at": None, "used_with": ""})


def code_of(learner: Learner) -> ResumeCode | None:
    """The row of the code that she holds, if any; the code itself is known to her alone."""
    return ResumeCode.objects.live().filter(learner=learner).first()


def owner_of(code: str) -> Learner | None:
    """Whom a code would carry over, without using it up."""
    row = ResumeCode.objects.live().filter(digest=digest(code)).select_related("learner").first()
    return row.learner if row else None


@transaction.atomic
def use_code(code: str, token: str) -> Learner:
    """Use a code up. ``token`` is the form's: pressed twice, it lets the same learner in. Raises UnknownCode.

    Of two machines that come with one code at the same moment, one gets in: the row changes once.
    """
    rows = ResumeCode.objects.filter(digest=digest(code))
    now = timezone.now()
    if rows.live().update(used_at=now, used_with=token[:40]):
        learner = rows.select_related("learner").get().learner
        audit.log("resume.used", actor=f"learner:{learner.pk}")
        return learner
    again = rows.filter(used_with=token[:40], used_at__gt=now - PRESSED_AGAIN) if token else rows.none()
    row = again.select_related("learner").first()
    if row is None:
        raise UnknownCode
    return row.learner


def close_door(learner: Learner) -> None:
    """The form with which she came in opens nothing any more: the Back key of a shared machine finds it shut."""
    ResumeCode.objects.filter(learner=learner).exclude(used_at=None).delete()
