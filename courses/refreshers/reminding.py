"""A message when something is due: only to whoever said yes, to the number that her commune has of her, once a day.

Learners have no telephone number; who knows one (teams) says so here. The message is a sentence and a link. The link
names nobody and opens one question and "Đừng nhắn nữa", nothing else of hers; it is kept as a keyed hash and is good
for two weeks, and an answer through it counts once.
"""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import Learner
from accounts.service import TextNotSent, can_send_texts, send_text
from courses.models import Refresher, Reminding
from kit import audit, jobs
from kit.jobs import enqueue, job

JOB = "courses.remind"
LINK_LIVES = dt.timedelta(days=14)
Phones = Callable[[Iterable[uuid.UUID]], Mapping[uuid.UUID, str]]
_providers: list[Phones] = []


def register_phone_provider(provider: Phones) -> None:
    """``provider`` tells, of those learners whose number (E.164) it knows and may use, learner → number."""
    _providers.append(provider)


def phones_of(learner_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Learner → number, of those who have one."""
    asked = list(learner_ids)
    return {learner: phone for provider in _providers for learner, phone in provider(asked).items()}


def may_be_offered(learner: Learner) -> str:
    """The number to which messages could go; empty where nobody carries them, or none is known."""
    if not (can_send_texts() and settings.PUBLIC_URL):
        return ""
    return phones_of([learner.pk]).get(learner.pk, "")


def is_on(learner: Learner) -> bool:
    """Whether she said yes, and not no since."""
    return Reminding.objects.filter(learner=learner, stopped_at=None).exists()


@transaction.atomic
def agree(learner: Learner) -> None:
    """From now on a message comes when something is due."""
    fields = {"agreed_at": timezone.now(), "stopped_at": None}
    Reminding.objects.update_or_create(learner=learner, defaults=fields)
    audit.log("reminding.agreed", actor=f"learner:{learner.pk}")


@transaction.atomic
def stop(learner: Learner) -> None:
    """ "Đừng nhắn nữa". Again changes nothing."""
    if Reminding.objects.filter(learner=learner, stopped_at=None).update(stopped_at=timezone.now()):
        audit.log("reminding.stopped", actor=f"learner:{learner.pk}")


def forget(learner_ids: Iterable[uuid.UUID]) -> None:
    """Whoever they were is to be forgotten: nothing is sent any more, and that they agreed is deleted."""
    Reminding.objects.filter(learner__in=list(learner_ids)).delete()


# --- Sending -------------------------------------------------------------------------------------------------------
@job("courses.remind_everybody", daily=True)
def remind_everybody(subject: str) -> None:
    """One job for each who agreed and has something due that she was not told of; ``subject`` is the day."""
    if not (can_send_texts() and settings.PUBLIC_URL):
        return
    for learner_id in _to_tell().values_list("learner", flat=True).distinct():
        enqueue(JOB, f"{learner_id}:{subject}")
    jobs.forget(JOB, timezone.now() - LINK_LIVES)


def _to_tell() -> models.QuerySet[Refresher]:
    """What is due, and was not told since it is, of those who agreed."""
    untold = Q(told_on=None) | Q(told_on__lt=F("due_on"))
    due = Refresher.objects.filter(untold, due_on__lte=timezone.localdate())
    return due.filter(learner__reminding__stopped_at=None, learner__reminding__isnull=False)


@job(JOB)
def remind(subject: str) -> None:
    """One message to one learner, about what has waited longest. Run again it sends nothing: she was told.

    The row says so before the message goes, so a worker that dies between loses a message and never sends two. Raises
    NotSent where the gateway refuses; then she is told at the next try.
    """
    learner_id = uuid.UUID(subject.partition(":")[0])
    phone = phones_of([learner_id]).get(learner_id)
    if phone is None:
        return
    key = secrets.token_urlsafe(9)
    told = _told(learner_id, key)
    if not told:
        return
    try:
        send_text(phone, message(key))
    except TextNotSent:
        Refresher.objects.filter(pk__in=told).update(told_on=None, link_digest="")
        raise


@transaction.atomic
def _told(learner_id: uuid.UUID, key: str) -> list[uuid.UUID]:
    """Of all that is due she is told now; the link leads to what has waited longest. Nothing where she was told."""
    Learner.objects.select_for_update().filter(pk=learner_id).first()
    rows = list(
        _to_tell().filter(learner=learner_id).order_by("due_on", "made_at").values_list("pk", flat=True)
    )
    Refresher.objects.filter(pk__in=rows).update(told_on=timezone.localdate(), link_digest="")
    Refresher.objects.filter(pk__in=rows[:1]).update(link_digest=digest(key))
    return rows


def message(key: str) -> str:
    """What is sent: a sentence and the link."""
    address = f"{settings.PUBLIC_URL}{reverse('courses:refresher_link', args=[key])}"
    return _("Tự Tay: time to refresh, 2 minutes. %(address)s") % {"address": address}


def digest(key: str) -> str:
    """What is kept of a link."""
    return salted_hmac("courses.refresher", key, algorithm="sha256").hexdigest()


def refresher_of(key: str) -> Refresher:
    """What a link opens. Raises Http404 for one that was used, is too old, or never was."""
    since = timezone.localdate() - LINK_LIVES
    rows = Refresher.objects.filter(link_digest=digest(key), told_on__gte=since)
    found = rows.select_related("lesson", "learner").first()
    if found is None:
        raise Http404
    return found
