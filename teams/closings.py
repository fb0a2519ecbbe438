"""Verbs of the monthly report: a leader closes her team's month, opens it again; an officer notes official figures."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from kit import audit
from places.models import Commune
from teams import month_reports, monthly
from teams.models import Closing, OfficialMonth, Team


class MonthNotOver(Exception):
    """Its last day has not passed: the figures would still change."""


class NotClosed(Exception):
    """There is nothing to open again."""


def may_close(month: dt.date) -> bool:
    """Whether ``month`` is over in Viet Nam."""
    return timezone.localdate() >= monthly.following(month)


@transaction.atomic
def close_month(team: Team, month: dt.date, *, by: User, difficulties: str, suggestions: str) -> Closing:
    """The team's report of ``month`` (its first day) is in, with its numbers as they are now.

    Again: new words and new numbers; the first time decides whether it was late. Raises MonthNotOver.
    """
    if not may_close(month):
        raise MonthNotOver
    Team.objects.select_for_update().get(pk=team.pk)  # two presses of one button are one after the other
    numbers = {figure.value: number for figure, number in month_reports.numbers_of(team, month).items()}
    values = {
        "closed_at": timezone.now(),
        "closed_by": by,
        "difficulties": difficulties,
        "suggestions": suggestions,
        "numbers": numbers,
    }
    first = {**values, "first_closed_at": values["closed_at"]}
    closing, _is_new = Closing.objects.update_or_create(
        team=team, month=month, defaults=values, create_defaults=first
    )
    _log("closed", by, {"team": str(team.pk), "month": month.isoformat()})
    return closing


@transaction.atomic
def reopen_month(team: Team, month: dt.date, *, by: User) -> None:
    """The leader wants to put something right. Words and numbers stay as they were. Raises NotClosed."""
    closing = Closing.objects.select_for_update().filter(team=team, month=month).first()
    if closing is None or closing.closed_at is None:
        raise NotClosed
    closing.closed_at = None
    closing.save(update_fields=["closed_at"])
    _log("reopened", by, {"team": str(team.pk), "month": month.isoformat()})


@transaction.atomic
def note_official(
    commune: Commune, month: dt.date, *, by: User, numbers: dict[str, int | None], source: str
) -> OfficialMonth:
    """The commune's official figures of ``month``: received, online, paid_online, self_filed; None is not known."""
    values = {**numbers, "source": source, "typed_by": by, "typed_at": timezone.now()}
    noted, _is_new = OfficialMonth.objects.update_or_create(commune=commune, month=month, defaults=values)
    _log("official", by, {"commune": commune.pk, "month": month.isoformat()})
    return noted


def _log(action: str, by: User, data: dict[str, str]) -> None:
    audit.log(f"report.{action}", actor=f"user:{by.pk}", data=data)
