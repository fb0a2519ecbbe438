"""The figures of one year by halves, each commune with what it was at the time. No names, ever.

A line is a commune as it was then: what merged or moved into it has a line of its own up to that day, and the
total counts each person once, because a first is made once. What a hamlet that moved away did before stays here.
A person whose first falls into another year is in that year's figures.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from places.models import Commune, Province
from places.service import adults_on
from teams import coverage
from teams.enums import FirstKind
from teams.models import CoverageMonth
from teams.place_names import began, ended

FIRST_HALF, SECOND_HALF, YEAR = "first_half", "second_half", "year"
KINDS = (FirstKind.OBSERVED.value, FirstKind.CHECKED.value, FirstKind.REAL.value)
_NOTHING: Counter[str] = Counter()
COLUMNS = (FIRST_HALF, SECOND_HALF, YEAR, *KINDS)


@dataclass(frozen=True)
class YearLine:
    """A commune in a year. ``since`` and ``until`` (no longer its day) where it began or ended within the year.

    ``numbers``: COLUMNS → persons who had their first then; None where too few to show. ``adults`` on its last
    day of the year, or today. ``is_part``: people of a commune that is still there, whose hamlet moved here.
    """

    commune: Commune
    since: dt.date | None
    until: dt.date | None
    adults: int | None
    numbers: Mapping[str, int | None]
    is_part: bool = False


@dataclass(frozen=True)
class YearFigures:
    """``total``: COLUMNS → persons, each once."""

    year: int
    lines: Sequence[YearLine]
    total: Mapping[str, int]


def years_of(communes: QuerySet[Commune]) -> list[int]:
    """The years that have figures, the latest first; this year always. One query."""
    codes = communes.order_by().values("pk")
    rows = CoverageMonth.objects.filter(Q(commune__in=codes) | Q(home__in=codes), firsts__gt=0)
    known = {day.year for day in rows.dates("month", "year")}
    return sorted(known | {timezone.localdate().year}, reverse=True)


def _numbers(rows: Iterable[tuple[str, dt.date, str, int]]) -> dict[str, Counter[str]]:
    """Commune → COLUMNS → persons."""
    found: dict[str, Counter[str]] = {}
    for code, month, kind, number in rows:
        columns = found.setdefault(code, Counter())
        if kind == FirstKind.UNAIDED.value:
            columns[FIRST_HALF if month.month <= 6 else SECOND_HALF] += number
            columns[YEAR] += number
        else:
            columns[kind] += number
    return found


def _rows(year: int, which: Q) -> list[tuple[str, dt.date, str, int]]:
    rows = CoverageMonth.objects.filter(which, month__year=year).order_by().values("commune", "month", "kind")
    return list(rows.annotate(sum=Sum("firsts")).values_list("commune", "month", "kind", "sum"))


def commune_year(commune: Commune, year: int) -> YearFigures:
    """What ``commune`` and whatever became part of it did in ``year``. Its own figures, so none is hidden."""
    numbers = _numbers(_rows(year, Q(commune=commune) | Q(home=commune)))
    merged = Q(became__to_commune=commune, became__change__undone_at=None)
    others = Commune.objects.filter(merged | Q(pk__in=list(numbers))).exclude(pk=commune.pk).distinct()
    there = [one for one in [*others.order_by("pk"), commune] if _touches(one, year)]
    return YearFigures(year, _lines(there, year, numbers, own=commune), _total(numbers))


def _touches(commune: Commune, year: int) -> bool:
    """Whether ``commune`` was there on some day of ``year``."""
    begun = commune.effective_from is None or commune.effective_from.year <= year
    return begun and (commune.effective_until is None or commune.effective_until > dt.date(year, 1, 1))


def _lines(
    communes: Sequence[Commune],
    year: int,
    numbers: Mapping[str, Counter[str]],
    own: Commune | None = None,
) -> list[YearLine]:
    """``own``: the commune of which the others that are still there are only a part."""
    adults = _adults(communes, year)
    return [
        YearLine(
            commune=one,
            since=began(one, *_days(year)),
            until=ended(one, *_days(year)),
            adults=adults[one.pk],
            numbers={column: numbers.get(one.pk, _NOTHING)[column] for column in COLUMNS},
            is_part=own is not None and one != own and one.effective_until is None,
        )
        for one in communes
    ]


def _days(year: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of ``year``."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _adults(communes: Sequence[Commune], year: int) -> dict[str, int | None]:
    """Adults on the last day of each in ``year``; communes that share that day are asked together."""
    days: dict[dt.date, list[str]] = {}
    for one in communes:
        until = ended(one, *_days(year))
        day = until - dt.timedelta(days=1) if until else min(dt.date(year, 12, 31), timezone.localdate())
        days.setdefault(day, []).append(one.pk)
    return {code: number for day, codes in days.items() for code, number in adults_on(day, codes).items()}


def _total(numbers: Mapping[str, Counter[str]]) -> dict[str, int]:
    return {column: sum(one[column] for one in numbers.values()) for column in COLUMNS}


def province_year(province: Province, year: int) -> YearFigures:
    """The communes of ``province`` as they were in ``year``, and the sum of the real ones. Small numbers are hidden."""
    numbers = _numbers(_rows(year, Q(commune__province=province)))
    at_work = Q(pk__in=list(numbers)) | Q(teams__isnull=False)
    known = [one for one in province.communes.filter(at_work).distinct() if _touches(one, year)]
    shown = {
        **_hidden([one.pk for one in known if not one.is_fictional], numbers),
        **_hidden([one.pk for one in known if one.is_fictional], numbers),
    }
    lines = [replace(line, numbers=shown[line.commune.pk]) for line in _lines(known, year, numbers)]
    real = {one.pk: numbers.get(one.pk, _NOTHING) for one in known if not one.is_fictional}
    return YearFigures(year, lines, _total(real))


def _hidden(codes: Sequence[str], numbers: Mapping[str, Counter[str]]) -> dict[str, dict[str, int | None]]:
    """Commune → COLUMNS → persons, None where too few to show; real and invented communes are hidden apart.

    A half is the year less the other half: as soon as one of the three is hidden alone in a line, both halves go
    wherever one of them is hidden, so that no total gives one back.
    """
    counted = {code: numbers.get(code, _NOTHING) for code in codes}
    columns = {
        column: coverage.hide_small({code: counted[code][column] for code in codes}) for column in COLUMNS
    }
    hidden = {
        code: sum(columns[one][code] is None for one in (FIRST_HALF, SECOND_HALF, YEAR)) for code in codes
    }
    if 1 in hidden.values():
        for half in (FIRST_HALF, SECOND_HALF):
            columns[half] |= {code: None for code, number in hidden.items() if number}
    return {code: {column: columns[column][code] for column in COLUMNS} for code in codes}
