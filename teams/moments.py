"""Days and hours as people type them."""

import datetime as dt
import re
import unicodedata

_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]\s*(\d{4}|\d{2}))?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_HOUR = re.compile(r"(\d{1,2})\s*(?:h|g|giờ|:|\.)?\s*(\d{1,2})?\s*(?:phút|p)?")
_HALF_YEAR = dt.timedelta(days=183)


def read_day(raw: str, today: dt.date) -> dt.date | None:
    """26/11/2026, 26-11-26, 2026-11-26, or 26/11 of the year nearest to ``today``; else None."""
    text = unicodedata.normalize("NFKC", raw).strip()
    try:
        if iso := _ISO_DAY.fullmatch(text):
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        if found := _DAY.fullmatch(text):
            return _day(int(found[1]), int(found[2]), found[3], today)
    except ValueError:  # 31/02
        return None
    return None


def _day(day: int, month: int, year: str | None, today: dt.date) -> dt.date:
    if year:
        return dt.date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    here = dt.date(today.year, month, day)
    if here - today > _HALF_YEAR:
        return here.replace(year=today.year - 1)
    return here.replace(year=today.year + 1) if today - here > _HALF_YEAR else here


def read_hour(raw: str) -> dt.time | None:
    """19:30, 19h30, 19 giờ 30, 19 giờ, 19; else None."""
    found = _HOUR.fullmatch(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", raw)).strip().lower())
    if found is None:
        return None
    try:
        return dt.time(int(found[1]), int(found[2] or 0))
    except ValueError:
        return None
