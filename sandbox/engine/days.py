"""Dates as people write them: day first, with any usual separator, or with the words ngày, tháng, năm."""

import re
from collections.abc import Collection
from datetime import date

from kit.folding import fold
from sandbox.engine import writing

_SEPARATOR = r" ?[/\\.,\- –] ?"
_DATE_FORMS = (
    re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}})"),
    re.compile(r"(\d{2})(\d{2})(\d{4})"),
    re.compile(r"(?:ngay )?(?:mung |mong )?(\d{1,2}),? thang (\d{1,2}),?(?: nam)? (\d{4})"),
)


def read_date(raw: str) -> date | None:
    """The date somebody typed, day first; None where it is none or does not exist in the calendar.

    Read: 7/3/2026 and 07-03-2026 with any usual separator, 07032026, "ngày 7 tháng 3 năm 2026". Not read:
    years of two digits, the year first.
    """
    text = fold(writing.visible(raw)).strip(" .,;")
    for form in _DATE_FORMS:
        if found := form.fullmatch(text):
            day, month, year = map(int, found.groups())
            return _real_date(year, month, day)
    return None


_MONTH_FORMS = (
    re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{4}})"),
    re.compile(r"(?:thang )?(\d{1,2}),?(?: nam)? (\d{4})"),
)
_YEAR_FORM = re.compile(r"(?:nam )?(\d{4})")


def read_partial(raw: str, precision: Collection[str]) -> str | None:
    """The date somebody typed, as exact as `precision` allows ("day", "month", "year"); ISO, cut where it ends.

    Read besides whole days: 11/2026, "tháng 11 năm 2026", 2026, "năm 2026".
    """
    if "day" in precision and (day := read_date(raw)):
        return day.isoformat()
    text = fold(writing.visible(raw)).strip(" .,;")
    for form in _MONTH_FORMS if "month" in precision else ():
        if (found := form.fullmatch(text)) and (first := _real_date(int(found[2]), int(found[1]), 1)):
            return first.isoformat()[:7]
    year = _YEAR_FORM.fullmatch(text) if "year" in precision else None
    return year[1] if year and int(year[1]) else None


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
