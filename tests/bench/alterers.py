"""Altered answers of the five kinds: what a citizen really types wrong, one named function per slip.

Standard library only, seeded, and apart from the product. An alterer yields `(name, typed)` for one right
value; `alterations` gathers them for a field and leaves out, by rule, those

- that change nothing (03/03 swapped, marks dropped from "A", one style of tone placement for the other);
- that are another mistake as well: day and month merely swapped, or a value that belongs to another field.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.bench import alter_diacritics, alter_digits, alter_format
from tests.bench.shapes import Shape, parse_date, same, shape_of

KINDS = ("missing", "format", "diacritics", "digits", "other_person")
NUMBERS = (Shape.CITIZEN_NUMBER, Shape.PHONE)
# Two dates further apart than this are two dates, not a slip of one.
FAR_APART = 4
BLANKS = {
    "empty": "",
    "a space": " ",
    "spaces": "    ",
    "no-break space": "\u00a0",
    "tab": "\t",
    "line break": "\r\n",
    "zero-width only": "\u200b",
    "zero-width and spaces": " \u200b\ufeff ",
    "ideographic space": "\u3000",
    "word joiner only": "\u2060",
    "not sent": None,
}
Named = tuple[str, str]
Alterer = Callable[[str, random.Random], Iterator[Named]]


@dataclass(frozen=True)
class Altered:
    """One wrong answer. `value` None means that the field is not sent at all.

    `accepted` holds the kinds that count as right: `kind`, and a second one only where two are as true.
    """

    field: str
    kind: str
    alterer: str
    value: str | None
    accepted: tuple[str, ...]


def alterations(field: str, right: Mapping[str, str], rng: random.Random) -> list[Altered]:
    """Every wrong answer for `field` in a scenario whose right answers are `right`; each value once."""
    found: dict[str | None, Altered] = {}
    for kind in KINDS:
        for altered in _of_kind(kind, field, right, rng):
            found.setdefault(altered.value, altered)
    return list(found.values())


def _of_kind(kind: str, field: str, right: Mapping[str, str], rng: random.Random) -> Iterator[Altered]:
    if kind == "missing":
        yield from missing(field)
        return
    shape = shape_of(field, right[field])
    named = other_person(field, right) if kind == "other_person" else _spoilt(kind, shape, field, right, rng)
    for name, typed in named:
        doubtful = kind in ("diacritics", "digits") and _another(field, typed, right)
        if not doubtful and not same(shape, right[field], typed):
            yield Altered(field, kind, name, typed, (kind, *_also(shape, name)))


def _also(shape: Shape, name: str) -> tuple[str, ...]:
    """A practice phone begins with 0000: a slip there is a wrong digit, and a wrong shape too."""
    return ("format",) if shape is Shape.PHONE and name.endswith(alter_digits.IN_PREFIX) else ()


def _another(field: str, typed: str, right: Mapping[str, str]) -> bool:
    """Whether `typed` is the right value of another field of the same shape."""
    shape = shape_of(field, right[field])
    return any(same(shape, value, typed) for other, value in right.items() if other != field)


def _spoilt(
    kind: str, shape: Shape, field: str, right: Mapping[str, str], rng: random.Random
) -> Iterator[Named]:
    for alterer in ALTERERS.get((kind, shape), ()):
        yield from alterer(right[field], rng)
    if kind == "format":
        yield from other_shape(field, right)


ALTERERS: dict[tuple[str, Shape], tuple[Alterer, ...]] = {
    ("format", Shape.DATE): alter_format.FOR_DATES,
    ("format", Shape.CITIZEN_NUMBER): alter_format.FOR_NUMBERS,
    ("format", Shape.PHONE): (*alter_format.FOR_NUMBERS, alter_format.half_a_number),
    ("format", Shape.NAME): alter_format.FOR_NAMES,
    ("diacritics", Shape.NAME): alter_diacritics.FOR_WORDS,
    ("diacritics", Shape.TEXT): alter_diacritics.FOR_WORDS,
    ("digits", Shape.DATE): alter_digits.FOR_DATES,
    ("digits", Shape.CITIZEN_NUMBER): alter_digits.FOR_NUMBERS,
    ("digits", Shape.PHONE): alter_digits.FOR_PHONES,
}


def missing(field: str) -> Iterator[Altered]:
    """Nothing there: empty, blank, invisible, or not sent."""
    for name, value in BLANKS.items():
        yield Altered(field, "missing", name, value, ("missing",))


def other_shape(field: str, right: Mapping[str, str]) -> Iterator[Named]:
    """A neighbouring field's value whose shape cannot be taken here: a phone where twelve digits belong."""
    shape = shape_of(field, right[field])
    if shape not in (*NUMBERS, Shape.DATE, Shape.NAME):
        return
    for other, value in right.items():
        theirs = shape_of(other, value)
        readable = shape is Shape.NAME and theirs not in (*NUMBERS, Shape.DATE)
        if theirs is not shape and not readable:
            yield f"value of {other}", value


def other_person(field: str, right: Mapping[str, str]) -> Iterator[Named]:
    """What belongs to somebody else of the same scenario, as it is and in capitals."""
    shape = shape_of(field, right[field])
    if shape not in (Shape.NAME, Shape.CITIZEN_NUMBER, Shape.DATE):
        return
    for other, value in right.items():
        if other == field or shape_of(other, value) is not shape or same(shape, right[field], value):
            continue
        if shape is Shape.DATE and not _far_apart(right[field], value):
            continue
        yield f"value of {other}", value
        if shape is Shape.NAME:
            yield f"value of {other} in capitals", value.upper()
            yield f"value of {other}, doubled spaces", f" {value.replace(' ', '  ')}"


def _far_apart(one: str, two: str) -> bool:
    first, second = parse_date(one), parse_date(two)
    if first is None or second is None:
        return False
    swapped = (first.day, first.month, first.year) == (second.month, second.day, second.year)
    pairs = zip(f"{first:%d%m%Y}", f"{second:%d%m%Y}", strict=True)
    return not swapped and sum(a != b for a, b in pairs) >= FAR_APART


def pairs(right: Mapping[str, str], rng: random.Random, count: int) -> list[tuple[Altered, Altered]]:
    """`count` pairs of wrong answers in two fields of one scenario.

    A choice may decide which later fields are shown, so it is only ever the later of the two.
    """
    fields = [field for field in right if right[field].strip()]
    pool = {field: alterations(field, right, rng) for field in fields}
    firsts = [field for field in fields[:-1] if shape_of(field, right[field]) is not Shape.CHOICE]
    made = []
    for _ in range(count):
        first = rng.choice(firsts)
        second = rng.choice(fields[fields.index(first) + 1 :])
        made.append((rng.choice(pool[first]), rng.choice(pool[second])))
    return made
