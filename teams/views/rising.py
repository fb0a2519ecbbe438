"""The twelve months on /to/so-lieu/: of a commune, or of the real communes of a province."""

from typing import Any

from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from places.models import Commune, Province
from teams import rising
from teams.coverage import LEAST_SHOWN
from teams.enums import FirstKind
from teams.models import CoverageMonth
from ui.service import Column, fold_rows


def rising_context(place: Commune | Province) -> dict[str, Any]:
    """``rising``: the drawing and its table, nothing where there is nobody yet. One query.

    A person stands in the month of her first time, at the place where she is today, as in the main figure. A province
    is told no number below LEAST_SHOWN, and not how many a single month added.
    """
    hides = isinstance(place, Province)
    where = Q(home__province=place, home__is_fictional=False) if hides else Q(home=place)
    rows = CoverageMonth.objects.filter(where, kind=FirstKind.UNAIDED).order_by().values("month")
    firsts = dict(rows.annotate(sum=Sum("firsts")).values_list("month", "sum"))
    found = rising.steps(firsts, timezone.localdate())
    if not found[-1].whole or (hides and found[-1].whole < LEAST_SHOWN):
        return {}
    if hides:
        found = [step if step.whole >= LEAST_SHOWN else rising.Step(step.month, 0, 0) for step in found]
    first, last = (_shown(step.whole, hides=hides) for step in (found[0], found[-1]))
    ends = {"ends": [found[0], found[-1]], "first": first, "last": last}
    return {"rising": {"path": rising.outline(found), **ends, **_table(found, hides)}}


def _table(found: list[rising.Step], hides: bool) -> dict[str, Any]:
    columns = [Column(_("Month")), *([] if hides else [Column(_("For the first time"))])]
    columns.append(Column(_("All together"), strong=True))
    rows = [
        (f"{step.month:%m/%Y}", [*([] if hides else [_shown(step.new)]), _shown(step.whole, hides=hides)])
        for step in reversed(found)
    ]
    return {"columns": columns, "rows": fold_rows(columns, rows)}


def _shown(number: int, *, hides: bool = False) -> str:
    """1.960; below LEAST_SHOWN, nought too, "<5" where that is hidden."""
    return f"<{LEAST_SHOWN}" if hides and number < LEAST_SHOWN else f"{number:,}".replace(",", ".")
