"""Names of communes in the table of a month or a year: with the days between which they hold, where they changed."""

import datetime as dt

from django.utils.translation import gettext as _

from kit.vietnamese import short_date
from places.models import Commune


def ended(commune: Commune, first: dt.date, last: dt.date) -> dt.date | None:
    """The first day without ``commune``, where the last one before it lies between ``first`` and ``last``."""
    until = commune.effective_until
    return until if until and first <= until - dt.timedelta(days=1) <= last else None


def began(commune: Commune, first: dt.date, last: dt.date) -> dt.date | None:
    """The first day of ``commune``, where it lies between ``first`` and ``last``."""
    since = commune.effective_from
    return since if since and first <= since <= last else None


def dated(commune: Commune, first: dt.date, last: dt.date) -> str:
    """ "xã Mẫu, đến 30/06/2026", "xã Hợp Tập, từ 01/07/2026": where it ended or began between these days."""
    return named(str(commune), began(commune, first, last), ended(commune, first, last))


def named(name: str, since: dt.date | None, until: dt.date | None) -> str:
    """``name`` with its last day, the one before ``until``, or else its first one."""
    if until:
        last = short_date(until - dt.timedelta(days=1))
        return _("%(place)s, up to %(day)s") % {"place": name, "day": last}
    if since:
        return _("%(place)s, from %(day)s on") % {"place": name, "day": short_date(since)}
    return name
