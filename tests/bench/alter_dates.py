"""Slips of order in dates, of dates in words, and of years alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from tests.bench.letters import fold
from tests.bench.shapes import digits_of, parse_date
from tests.bench.words import every_way, in_words

Named = tuple[str, str]


def month_first(right: str, _rng: random.Random) -> Iterator[Named]:
    """Day and month swapped, where the calendar has that day; in five dresses."""
    turned = swapped(right)
    if turned is None:
        return
    d, m, y = turned.day, turned.month, turned.year
    for mark in "/-.":
        yield f"month first, {mark}", f"{d:02}{mark}{m:02}{mark}{y}"
        yield f"month first, no zeros, {mark}", f"{d}{mark}{m}{mark}{y}"
    yield "month first, eight figures", f"{d:02}{m:02}{y}"
    yield "month first, in words", f"ngày {d} tháng {m} năm {y}"


def no_such_month(right: str, _rng: random.Random) -> Iterator[Named]:
    """Day and month swapped where that makes a month that no calendar has: the shape is wrong first."""
    day = parse_date(right)
    if day and day.day > 12:
        yield "month first, no such month", f"{day.month:02}/{day.day}/{day.year}"
        yield "month first, no such month, no zeros", f"{day.month}-{day.day}-{day.year}"


def swapped(right: str) -> date | None:
    """The date with day and month exchanged; None where there is none or it is the same."""
    day = parse_date(right)
    if day is None or day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def near(one: date, two: date) -> int:
    """In how many of the eight figures two dates differ."""
    return sum(a != b for a, b in zip(f"{one:%d%m%Y}", f"{two:%d%m%Y}", strict=True))


def other_words(day: date, rng: random.Random) -> Iterator[tuple[str, str, date]]:
    """Well-formed words of another date: a day, a month, a year off, in the usual and in another way."""
    for name, other in _neighbours(day):
        ways = list(every_way(other))
        yield name, ways[0], other
        yield f"{name}, another way", rng.choice(ways), other
        yield f"{name}, capitals", ways[0].upper(), other


def _neighbours(day: date) -> Iterator[tuple[str, date]]:
    for days in (-10, -1, 1, 2, 10):
        yield f"{days} days", day + timedelta(days)
    month = day.month % 12 + 1
    yield "the month after", date(day.year, month, min(day.day, 28))
    yield "the month before", date(day.year, (day.month - 2) % 12 + 1, min(day.day, 28))
    for years in (-20, -10, -1, 1):
        yield f"{years} years", date(day.year + years, day.month, min(day.day, 28))


def words_unreadable(day: date, _rng: random.Random) -> Iterator[Named]:
    """What stands where words belong and is no date in words."""
    usual = in_words(day)
    yield "no year", usual.split(" năm ")[0]
    yield "no day", "tháng" + usual.split("tháng", 1)[1]
    yield "year only", usual[usual.index("năm hai") :] if "năm hai" in usual else "năm"
    yield "no such day", usual.replace(usual.split(" tháng ")[0], "ngày ba mươi hai")
    yield "no such month", usual.replace(usual.split(" tháng ")[1].split(" năm ")[0], "mười ba", 1)
    yield "a word only", "hôm qua"
    yield "not known", "không nhớ"
    yield "spoken", "sáng sớm thứ ba"


def words_without_marks(day: date, _rng: random.Random) -> Iterator[Named]:
    """The usual words typed without a Vietnamese keyboard."""
    usual = in_words(day)
    yield "all marks dropped", fold(usual)
    yield "all marks dropped, capitals", fold(usual).upper()
    several = usual.split()
    for at, word in enumerate(several):
        if fold(word) != word:
            typed = " ".join([*several[:at], fold(word), *several[at + 1 :]])
            yield f"marks of word {at + 1} dropped", typed


def year_alone(right: str, rng: random.Random) -> Iterator[Named]:
    """A year of which one of the last two figures is wrong."""
    digits = digits_of(right)[-4:]
    for at in (2, 3):
        other = rng.choice([figure for figure in "0123456789" if figure != digits[at]])
        yield f"digit {at + 1} of the year", digits[:at] + other + digits[at + 1 :]


def short_year(right: str, _rng: random.Random) -> Iterator[Named]:
    """A year of two figures, or of words."""
    digits = digits_of(right)[-4:]
    yield "two figures", digits[2:]
    yield "five figures", digits + digits[-1]
    yield "not known", "không nhớ"
