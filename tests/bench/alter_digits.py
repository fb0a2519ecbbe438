"""Slips of digits: the shape is right, one or two figures are not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from tests.bench.shapes import digits_of, parse_date

Named = tuple[str, str]
IN_PREFIX = "(prefix)"
PREFIX = 4
# A year outside these is no plausible slip of a citizen's, and a date field may refuse its shape.
YEARS = range(1900, 2100)


def one_digit_changed(right: str, rng: random.Random) -> Iterator[Named]:
    """Each figure in turn, replaced by another."""
    digits = digits_of(right)
    for at in range(len(digits)):
        yield f"digit {at + 1} changed", _put(digits, {at: _other(digits[at], rng)})


def two_neighbours_swapped(right: str, _rng: random.Random) -> Iterator[Named]:
    """Two figures beside each other, in the wrong order."""
    digits = digits_of(right)
    for at in range(len(digits) - 1):
        yield f"digits {at + 1} and {at + 2} swapped", _put(digits, {at: digits[at + 1], at + 1: digits[at]})


def two_digits_changed(right: str, rng: random.Random) -> Iterator[Named]:
    """Two figures anywhere, replaced."""
    digits = digits_of(right)
    for _ in range(6):
        at, to = sorted(rng.sample(range(len(digits)), 2))
        changes = {at: _other(digits[at], rng), to: _other(digits[to], rng)}
        yield f"digits {at + 1} and {to + 1} changed", _put(digits, changes)


def one_digit_changed_in_groups(right: str, rng: random.Random) -> Iterator[Named]:
    """One of the last six figures wrong, and the number typed in groups."""
    digits = digits_of(right)
    for mark in " .":
        at = rng.randrange(len(digits) - 6, len(digits))
        typed = _put(digits, {at: _other(digits[at], rng)})
        yield f"digit {at + 1} changed, in groups", mark.join((typed[:4], typed[4:7], typed[7:]))


def phone_digits(right: str, rng: random.Random) -> Iterator[Named]:
    """The slips of any number; those that touch the prefix 0000 say so in their name."""
    digits = digits_of(right)
    for alterer in FOR_NUMBERS:
        for name, typed in alterer(right, rng):
            spoilt = digits_of(typed)[:PREFIX] != digits[:PREFIX]
            yield (f"{name} {IN_PREFIX}" if spoilt else name), typed


def date_one_digit(right: str, rng: random.Random) -> Iterator[Named]:
    """Each figure of ddmmyyyy in turn, replaced so that the day still exists; with and without zeros."""
    day = _day(right)
    digits = f"{day:%d%m%Y}"
    for at in range(len(digits)):
        spoilt = (_put(digits, {at: figure}) for figure in rng.sample("0123456789", 10))
        for typed in [one for one in spoilt if one != digits and _plausible(one, day)][:2]:
            yield f"digit {at + 1} changed", _with_slashes(typed)
            yield f"digit {at + 1} changed, no zeros", _no_zeros(typed)


def date_two_digits(right: str, rng: random.Random) -> Iterator[Named]:
    """Two figures of ddmmyyyy swapped or replaced, where the day exists and is not day and month swapped."""
    day = _day(right)
    digits = f"{day:%d%m%Y}"
    several = [*two_neighbours_swapped(digits, rng)]
    for _ in range(8):
        several += two_digits_changed(digits, rng)
    for name, typed in [one for one in several if _plausible(one[1], day)][:10]:
        yield name, _with_slashes(typed)
        yield f"{name}, eight figures", typed


def _with_slashes(typed: str) -> str:
    return f"{typed[:2]}/{typed[2:4]}/{typed[4:]}"


def _no_zeros(typed: str) -> str:
    return f"{int(typed[:2])}/{int(typed[2:4])}/{typed[4:]}"


def _day(right: str) -> date:
    day = parse_date(right)
    if day is None:
        raise ValueError(f"not a date: {right!r}")
    return day


def _plausible(typed: str, right: date) -> bool:
    day = parse_date(typed)
    swapped = day is not None and (day.day, day.month, day.year) == (right.month, right.day, right.year)
    return day is not None and day.year in YEARS and not swapped


def _other(digit: str, rng: random.Random) -> str:
    return rng.choice([other for other in "0123456789" if other != digit])


def _put(digits: str, changes: dict[int, str]) -> str:
    return "".join(changes.get(at, digit) for at, digit in enumerate(digits))


FOR_NUMBERS = (one_digit_changed, two_neighbours_swapped, two_digits_changed, one_digit_changed_in_groups)
FOR_PHONES = (phone_digits,)
FOR_DATES = (date_one_digit, date_two_digits)
