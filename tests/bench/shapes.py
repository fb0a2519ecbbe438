"""What kind of value a field holds, judged from its id and its right value alone.

The bench sees only `{field: right value}`; it must not ask the product which kind a field is.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum

from tests.bench.letters import canonical


class Shape(StrEnum):
    """The shapes for which there are alterers."""

    DATE = "date"
    CITIZEN_NUMBER = "citizen number"
    PHONE = "phone"
    NAME = "name"
    CHOICE = "choice"
    TEXT = "text"


# Choices among fixed values; their right value may be a slug ("nu") or the label itself ("Nữ").
CHOICE_FIELDS = ("loai_", "gioi_tinh", "dan_toc", "quan_he", "quoc_tich")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4})")


def parse_date(text: str) -> date | None:
    """The day that `text` names in figures, or None where it names none."""
    text = text.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    found = _DAY_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    return _day(found[1], found[2], found[3]) if found else None


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def digits_of(text: str) -> str:
    """The decimal digits of `text`, as ASCII."""
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d\s.-]+", text) is not None


def shape_of(field: str, right: str) -> Shape:
    """The shape of a field whose right value is `right`."""
    if parse_date(right):
        return Shape.DATE
    if _is_number(right) and len(digits_of(right)) == 12:
        return Shape.CITIZEN_NUMBER
    if _is_number(right) and len(digits_of(right)) == 10:
        return Shape.PHONE
    if field.startswith(CHOICE_FIELDS) or re.fullmatch(r"[a-z0-9_-]+", right):
        return Shape.CHOICE
    return Shape.NAME if field.startswith("ho_ten") and _is_name(right) else Shape.TEXT


def _is_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and all(word[0].isupper() for word in words)


def same(shape: Shape, right: str, typed: str) -> bool:
    """Whether `typed` says the same as `right`: an alteration that changes nothing is no case."""
    if shape is Shape.DATE and parse_date(typed):
        return parse_date(typed) == parse_date(right)
    if shape in (Shape.CITIZEN_NUMBER, Shape.PHONE) and _is_number(typed):
        return digits_of(typed) == digits_of(right)
    return canonical(typed) == canonical(right)
