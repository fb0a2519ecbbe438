"""What kind of value a field holds, as its pack says, and whether two texts of that kind say the same."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from functools import cache

from tests.bench import words
from tests.bench.letters import canonical, fold


class Shape(StrEnum):
    """The shapes for which there are alterers."""

    DATE = "date"
    YEAR = "year"
    WORDS = "date in words"
    CITIZEN_NUMBER = "citizen number"
    PAPER_NUMBER = "paper number"
    PHONE = "phone"
    NAME = "name"
    PLACE = "place"
    CHOICE = "choice"
    COUNT = "count"
    TICK = "tick"
    TEXT = "text"


# The kinds of fields that a pack declares. What is not named here is text.
SHAPES = {
    "date": Shape.DATE,
    "date_words": Shape.WORDS,
    "citizen_number": Shape.CITIZEN_NUMBER,
    "paper_number": Shape.PAPER_NUMBER,
    "phone": Shape.PHONE,
    "person_name": Shape.NAME,
    "province": Shape.PLACE,
    "commune": Shape.PLACE,
    "choice": Shape.CHOICE,
    "number": Shape.COUNT,
    "declaration": Shape.TICK,
}
NUMBERS = (Shape.CITIZEN_NUMBER, Shape.PHONE, Shape.PAPER_NUMBER)
# The words in front of a place's name, which say its level and do not count.
HEADS = ("thanh pho", "tinh", "xa", "phuong", "dac khu", "tp.", "tp")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4})")
_IN_WORDS = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d{4})")


@cache
def parse_date(text: str) -> date | None:
    """The day that `text` names in figures, or None where it names none."""
    text = canonical(text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[3], found[2], found[1])
    found = _DAY_FIRST.fullmatch(text) or _COMPACT.fullmatch(text) or _IN_WORDS.fullmatch(text)
    return _day(found[1], found[2], found[3]) if found else None


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def digits_of(text: str) -> str:
    """The decimal digits of `text`, as ASCII."""
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d\s.-]+", text) is not None


def shape_of(kind: str, right: str) -> Shape:
    """The shape of a field of this kind whose right value is `right`; of some birthdays only the year is known."""
    shape = SHAPES.get(kind, Shape.TEXT)
    return Shape.YEAR if shape is Shape.DATE and parse_date(right) is None else shape


@cache
def core(place: str) -> str:
    """A place's own name: without tỉnh or xã in front, in whatever case or marks these are."""
    plain = canonical(place)
    for head in HEADS:
        if fold(plain).startswith(f"{head} "):
            return plain[len(head) + 1 :].strip()
    return plain


def same(shape: Shape, right: str, typed: str) -> bool:
    """Whether `typed` says the same as `right`: an alteration that changes nothing is no case."""
    if shape is Shape.DATE and parse_date(typed):
        return parse_date(typed) == parse_date(right)
    if shape in NUMBERS and _is_number(typed) and _is_number(right):
        return digits_of(typed) == digits_of(right)
    if shape is Shape.PLACE:
        return core(typed) == core(right)
    if shape is Shape.COUNT and typed.strip().isdecimal():
        return int(typed) == int(right)
    return (
        words.bare(typed) == words.bare(right)
        if shape is Shape.WORDS
        else canonical(typed) == canonical(right)
    )
