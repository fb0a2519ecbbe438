"""The filled forms that the coach is asked about: right ones in many clothes, and ones with planted mistakes.

A form has some seventy fields, so mistakes that cannot touch each other are planted several to a form, and every
correct variant of every field is worn with the others'. Each field is spoilt alone as well, and pairs are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from zlib import crc32

from tests.bench.alterers import Altered, alterations, misread, pairs
from tests.bench.cases import Written, written_cases
from tests.bench.shapes import Shape, shape_of
from tests.bench.sheets import Sheet
from tests.bench.variants import variants

SEED = 1193
PAIRS = 150
MIXES = 20
TOGETHER = 16
CORRECT = "correct"
PAIR = "two at once"
HAND = "by hand: "
LOUD_EACH = 12
Answers = dict[str, str]
Spoilt = Mapping[str, list[Altered]]


@dataclass(frozen=True)
class Planted:
    """One planted mistake: the row of the table it counts in, and the kinds that count as right."""

    group: str
    field: str
    accepted: tuple[str, ...]
    slip: str
    typed: str | None


@dataclass(frozen=True)
class Case:
    """One filled form with what was planted in it; `cases` right answers are counted where nothing was."""

    scenario: str
    group: str
    name: str
    answers: Answers
    planted: tuple[Planted, ...] = ()
    cases: int = 1


def cases_for(sheet: Sheet) -> list[Case]:
    """Every case of one scenario, the same each time."""
    rng = random.Random(SEED + crc32(sheet.scenario.encode()))
    spoilt = {name: alterations(name, sheet, rng) for name in sheet.asked()}
    return [
        *_correct(sheet, rng),
        *_together(sheet, spoilt, rng),
        *_alone(sheet, spoilt, rng),
        *_pairs(sheet, spoilt, rng),
        *_misread(sheet, rng),
        *_by_hand(sheet),
    ]


# --- right answers --------------------------------------------------------


def _correct(sheet: Sheet, rng: random.Random) -> Iterator[Case]:
    """The right answers; then each variant of each field once, all fields at a time; then mixtures."""
    made = {name: [one.value for one in variants(name, sheet)] for name in sheet.asked()}
    yield Case(sheet.scenario, CORRECT, "as it is", dict(sheet.right))
    for at in range(max(map(len, made.values()))):
        worn = {name: several[at] for name, several in made.items() if at < len(several)}
        yield Case(sheet.scenario, CORRECT, f"variant {at}", {**sheet.right, **worn}, cases=len(worn))
    for at in range(MIXES):
        mixed = {name: rng.choice(several) for name, several in made.items()}
        yield Case(sheet.scenario, CORRECT, f"mixture {at}", {**sheet.right, **mixed})


# --- planted mistakes -----------------------------------------------------


def loud(sheet: Sheet) -> set[str]:
    """The fields whose value reaches beyond themselves: choices, and whatever a condition or a date's words name."""
    conditions = [rule.when for rule in sheet.rules]
    conditions += [spec.show_if for spec in sheet.specs.values() if spec.show_if]
    named = set(chain.from_iterable(_named(node) for node in conditions))
    written = {spec.of for spec in sheet.specs.values() if spec.kind == "date_words"}
    shapes = {name: shape_of(sheet.specs[name].kind, value) for name, value in sheet.right.items()}
    ruled = {rule.field for rule in sheet.rules}
    kinds = (Shape.CHOICE, Shape.WORDS, Shape.TICK)
    return named | written | ruled | {name for name, shape in shapes.items() if shape in kinds}


def _named(node: Mapping[str, Any]) -> Iterator[str]:
    for key, value in node.items():
        if key in ("field", "same_as"):
            yield value
        elif key == "not":
            yield from _named(value)
        elif key in ("all", "any"):
            yield from chain.from_iterable(_named(part) for part in value)


def _together(sheet: Sheet, spoilt: Spoilt, rng: random.Random) -> Iterator[Case]:
    """Mistakes of loud fields alone, at most LOUD_EACH of a kind; every other once, up to TOGETHER on a form."""
    alone = loud(sheet)
    for name in (name for name in spoilt if name in alone):
        yield from (_altered(sheet, one.kind, one) for one in _some(spoilt[name], rng))
    left = {name: rng.sample(several, len(several)) for name, several in spoilt.items() if name not in alone}
    while left := {name: several for name, several in left.items() if several}:
        longest = sorted(left, key=lambda name: -len(left[name]))[:TOGETHER]
        several = [left[name].pop() for name in longest]
        yield _altered(sheet, several[0].kind, *several)


def _some(several: list[Altered], rng: random.Random) -> Iterator[Altered]:
    for kind in dict.fromkeys(one.kind for one in several):
        same = [one for one in several if one.kind == kind]
        yield from rng.sample(same, min(LOUD_EACH, len(same)))


def _alone(sheet: Sheet, spoilt: Spoilt, rng: random.Random) -> Iterator[Case]:
    """One mistake of each quiet field with nothing else wrong on the form."""
    for name in sorted(spoilt.keys() - loud(sheet)):
        if spoilt[name]:
            one = rng.choice(spoilt[name])
            yield _altered(sheet, one.kind, one)


def _pairs(sheet: Sheet, spoilt: Spoilt, rng: random.Random) -> Iterator[Case]:
    for first, second in pairs(sheet, spoilt, rng, PAIRS):
        yield _altered(sheet, PAIR, first, second)


def _misread(sheet: Sheet, rng: random.Random) -> Iterator[Case]:
    for name in (name for name in sheet.asked() if sheet.specs[name].kind == "date_words"):
        both = list(misread(name, sheet, rng))
        for first, second in rng.sample(both, min(LOUD_EACH, len(both))):
            yield _altered(sheet, PAIR, first, second)


def _by_hand(sheet: Sheet) -> Iterator[Case]:
    for case in written_cases():
        if not case.applies(sheet.scenario, sheet.right):
            continue
        if case.kind == CORRECT:
            answers = {**sheet.right, case.field: case.typed or ""}
            yield Case(sheet.scenario, f"{HAND}{CORRECT}", f"{case.field}: {case.why}", answers)
        else:
            yield _altered(sheet, f"{HAND}{case.kind}", by_hand(case))


def by_hand(case: Written) -> Altered:
    """A hand-written case as an altered answer."""
    return Altered(case.field, case.kind, case.why, case.typed, case.accepted)


def _altered(sheet: Sheet, group: str, *several: Altered) -> Case:
    """A form with these mistakes; in a form of one kind each counts in the row of its own kind."""
    typed = {one.field: one.value for one in several}
    merged = {name: typed.get(name, value) for name, value in sheet.right.items()}
    answers = {name: value for name, value in merged.items() if value is not None}
    grouped = group == PAIR or group.startswith(HAND)
    planted = tuple(
        Planted(group if grouped else one.kind, one.field, one.accepted, one.alterer, one.value)
        for one in several
    )
    return Case(sheet.scenario, group, " + ".join(_said(one) for one in several), answers, planted)


def _said(one: Altered) -> str:
    return f"{one.field}: {one.alterer}"


def counted(cases: Sequence[Case]) -> int:
    """How many answers these forms put to the test."""
    return sum(len(case.planted) or case.cases for case in cases)
