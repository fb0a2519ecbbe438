"""The notices on the drawn phone: one for each act of the office, in words like those of a text message."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from accounts.models import Learner
from kit.vietnamese import clock, long_date, short_date
from sandbox.engine import machine
from sandbox.engine.enums import Reason, Stage
from sandbox.engine.machine import Status
from sandbox.models import Dossier, Notice

MOST = 30  # notices that the phone shows; the rest stays in the histories of the dossiers


def of_learner(learner: Learner | None) -> list[Notice]:
    """What her phone holds: the unread ones first, and of each the latest first."""
    if learner is None:
        return []
    hers = Notice.objects.filter(event__dossier__attempt__learner=learner).select_related("event__dossier")
    unread = hers.filter(read_at=None).order_by("-pk")[:MOST]
    read = hers.exclude(read_at=None).order_by("-pk")[:MOST]
    return [*unread, *read][:MOST]


def mark_read(notices: Sequence[Notice]) -> None:
    """She has seen these."""
    unread = [notice.pk for notice in notices if notice.read_at is None]
    if unread:
        Notice.objects.filter(pk__in=unread, read_at=None).update(read_at=timezone.now())


def show(notice: Notice) -> dict[str, Any]:
    """A notice as the phone shows it."""
    event = notice.event
    at = timezone.localtime(event.at)
    return {
        "dossier_id": event.dossier_id,
        "code": event.dossier.code,
        "text": text(notice),
        "time": f"{at:%H:%M}, {short_date(at.date())}",
        "iso": at.isoformat(timespec="minutes"),
        "unread": notice.read_at is None,
    }


def text(notice: Notice) -> str:
    """The words of a notice. They follow from the event, so that history and phone never differ."""
    event = notice.event
    return machine.notice(
        Status(event.to_status),
        Stage(event.stage),
        Reason(event.reason),
        code=event.dossier.code,
        due=_day(event.data.get("due_at", "")),
        deadline=_hour(event.data.get("deadline", "")),
        sum=event.data.get("sum", ""),
    )


def latest(dossier: Dossier) -> dict[str, Any] | None:
    """The last notice about a dossier, and how many of them she has not opened; None before the first."""
    found = list(
        Notice.objects.filter(event__dossier=dossier).select_related("event__dossier").order_by("-pk")
    )
    if not found:
        return None
    return show(found[0]) | {"waiting": sum(notice.read_at is None for notice in found)}


def _moment(raw: str) -> dt.datetime | None:
    return timezone.localtime(dt.datetime.fromisoformat(raw)) if raw else None


def _day(raw: str) -> str:
    moment = _moment(raw)
    return long_date(moment.date()) if moment else ""


def _hour(raw: str) -> str:
    moment = _moment(raw)
    return f"{clock(moment)}, {long_date(moment.date())}" if moment else ""
