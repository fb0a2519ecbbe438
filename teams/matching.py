"""Whether two records of a commune are one person, and which pairs of a whole commune are worth asking that.

Pure: no ORM. What it finds is only ever proposed; the commune's officer decides (teams/README.md, "One person, noted
twice"). A verdict comes from name, age, hamlet, sex and telephone, in this order:

1. A sex or an age that contradicts makes two people: father and son, neighbours of one name, wife and husband.
   (All else alike to the last digit, a sex may have been ticked wrong.)
2. One telephone and one name, however short, is one person: a telephone alone is a household.
3. Without a telephone in common, the name has to be whole, or the year exact, and the hamlet must not differ:
   namesakes of one year live in two hamlets, and somebody who has moved is seldom worth a wrong guess.

Pairs are compared within blocks that share a telephone, a name, or a given name and hamlet or year, never all with
all: see `candidates`.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Generic, TypeVar

from teams import likeness
from teams.enums import AgeBand
from teams.likeness import Likeness

Key = TypeVar("Key", bound=Hashable)
YEARS_OFF = 1  # how far apart two years of one person may be noted
GUESSED = 5  # years by which whoever guesses a band may be wrong at its edges
PHONE_DIGITS = 9  # the digits of a number in this country without the leading nought or 84
LARGEST_BLOCK = 150  # records: of a larger block only neighbours in the order of names and years are compared
NEIGHBOURS = 20  # so many on each side
_BANDS = {
    AgeBand.UNDER_30: (0, 29),
    AgeBand.UNDER_45: (30, 44),
    AgeBand.UNDER_60: (45, 59),
    AgeBand.OLD: (60, 120),
}


class Verdict(StrEnum):
    SAME = "same"  # very sure, and still only proposed
    SUSPECTED = "suspected"
    DIFFERENT = "different"


class Reason(StrEnum):
    """What speaks for one person, and what may not; in words in `teams.twin_cards`."""

    NAME_SAME = "name_same"
    NAME_UNMARKED = "name_unmarked"
    NAME_SHORT = "name_short"
    NAME_SLIP = "name_slip"
    NAME_GIVEN = "name_given"
    YEAR_SAME = "year_same"
    YEAR_NEAR = "year_near"
    BAND_FITS = "band_fits"
    AGE_UNKNOWN = "age_unknown"
    HAMLET_SAME = "hamlet_same"
    HAMLET_UNKNOWN = "hamlet_unknown"
    HAMLET_OTHER = "hamlet_other"
    PHONE_SAME = "phone_same"
    PHONE_OTHER = "phone_other"
    SEX_OTHER = "sex_other"


class Age(StrEnum):
    """How two ages go together."""

    EXACT = "exact"
    NEAR = "near"
    FITS = "fits"
    UNKNOWN = "unknown"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Person(Generic[Key]):
    """One record. `band` holds for the year `noted`; empty text or None where something is not known.

    `phone` in any form; `hamlet` as its name is written.
    """

    id: Key
    name: str
    year: int | None = None
    band: str = ""
    sex: str = ""
    hamlet: str = ""
    phone: str = ""
    noted: int = 0
    commune: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with what it rests on."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """How two records agree, field by field. `hamlet`, `phone`: None where one side does not say."""

    name: Likeness
    age: Age
    hamlet: bool | None
    phone: bool | None
    sex_differs: bool
    is_long: bool  # three words or more in both names: not a name that half a hamlet has


NOTHING = Finding(Verdict.DIFFERENT)


def judge(first: Person[Key], second: Person[Key]) -> Finding:
    """Whether two records are one person. The order of the two makes no difference."""
    if first.commune != second.commune:
        return NOTHING
    one, other = likeness.read(first.name), likeness.read(second.name)
    name = likeness.compare(one, other)
    if name is Likeness.NONE:
        return NOTHING
    found = Evidence(
        name=name,
        age=compare_age(first, second),
        hamlet=_told(first.hamlet, second.hamlet, likeness.same_hamlet),
        phone=_told(digits(first.phone), digits(second.phone), str.__eq__),
        sex_differs=differ(first.sex or one.sex, second.sex or other.sex),
        is_long=min(len(one.words), len(other.words)) > 2,
    )
    verdict = _verdict(found)
    return NOTHING if verdict is Verdict.DIFFERENT else Finding(verdict, tuple(_reasons(found)))


def _told(one: str, other: str, same: Callable[[str, str], bool]) -> bool | None:
    """Whether two texts say the same; None where one says nothing."""
    return same(one, other) if one and other else None


def digits(phone: str) -> str:
    """The digits by which two telephones are compared, or "" for what is too short to be one."""
    found = "".join(letter for letter in phone if letter in "0123456789")
    return found[-PHONE_DIGITS:] if len(found) >= PHONE_DIGITS else ""


def differ(one: str, other: str) -> bool:
    """Whether two sexes are known and not the same."""
    return bool(one and other and one != other)


def compare_age(first: Person[Key], second: Person[Key]) -> Age:
    """How the ages of two records go together."""
    if first.year and second.year:
        apart = abs(first.year - second.year)
        return Age.EXACT if not apart else Age.NEAR if apart <= YEARS_OFF else Age.APART
    one, other = _born(first), _born(second)
    if one is None or other is None:
        return Age.UNKNOWN
    return Age.FITS if one[0] <= other[1] and other[0] <= one[1] else Age.APART


def _born(person: Person[Key]) -> tuple[int, int] | None:
    """The first and the last year in which somebody can be born; None where nothing is known."""
    if person.year:
        return person.year, person.year
    if person.band not in _BANDS or not person.noted:
        return None
    young, old = _BANDS[AgeBand(person.band)]
    return person.noted - old - 1 - GUESSED, person.noted - young + GUESSED


def _verdict(found: Evidence) -> Verdict:
    if found.age is Age.APART:
        return Verdict.DIFFERENT
    if found.sex_differs:
        alike = found.name >= Likeness.UNMARKED and found.age is Age.EXACT
        return Verdict.SUSPECTED if alike and found.phone and found.hamlet else Verdict.DIFFERENT
    if found.phone:
        sure = found.name >= Likeness.SHORT and found.hamlet is not False
        return Verdict.SAME if sure else Verdict.SUSPECTED
    if found.hamlet:
        return _in_one_hamlet(found)
    alike = found.name >= Likeness.UNMARKED and found.age is Age.EXACT and found.is_long
    return Verdict.SUSPECTED if alike and found.hamlet is None and found.phone is None else Verdict.DIFFERENT


def _in_one_hamlet(found: Evidence) -> Verdict:
    """Without a telephone in common: two that differ weigh against, as much as a year that is not exact."""
    whole = found.name >= Likeness.UNMARKED
    if found.age is Age.EXACT and found.phone is None:
        return Verdict.SAME if whole else Verdict.SUSPECTED
    if found.age is Age.EXACT:
        return Verdict.SUSPECTED if found.name > Likeness.GIVEN else Verdict.DIFFERENT
    if found.phone is None and whole and (found.age is Age.NEAR or found.is_long):
        return Verdict.SUSPECTED
    return Verdict.DIFFERENT


_NAME_REASONS = {
    Likeness.SAME: Reason.NAME_SAME,
    Likeness.UNMARKED: Reason.NAME_UNMARKED,
    Likeness.SHORT: Reason.NAME_SHORT,
    Likeness.SLIP: Reason.NAME_SLIP,
    Likeness.GIVEN: Reason.NAME_GIVEN,
}
_AGE_REASONS = {
    Age.EXACT: Reason.YEAR_SAME,
    Age.NEAR: Reason.YEAR_NEAR,
    Age.FITS: Reason.BAND_FITS,
    Age.UNKNOWN: Reason.AGE_UNKNOWN,
}
_HAMLET_REASONS = {True: Reason.HAMLET_SAME, None: Reason.HAMLET_UNKNOWN, False: Reason.HAMLET_OTHER}


def _reasons(found: Evidence) -> Iterator[Reason]:
    """What an officer is told, in the order in which she would ask."""
    yield _NAME_REASONS[found.name]
    yield _AGE_REASONS[found.age]
    yield _HAMLET_REASONS[found.hamlet]
    if found.phone is not None:
        yield Reason.PHONE_SAME if found.phone else Reason.PHONE_OTHER
    if found.sex_differs:
        yield Reason.SEX_OTHER


@dataclass(frozen=True, slots=True)
class Match(Generic[Key]):
    """A pair worth asking about."""

    first: Key
    second: Key
    finding: Finding


def find(persons: Iterable[Person[Key]]) -> list[Match[Key]]:
    """Every pair of `persons` that may be one, each once."""
    judged = (Match(one.id, other.id, judge(one, other)) for one, other in candidates(list(persons)))
    return [match for match in judged if match.finding.verdict is not Verdict.DIFFERENT]


def candidates(persons: Sequence[Person[Key]]) -> Iterator[tuple[Person[Key], Person[Key]]]:
    """The pairs that share a block, each once: some tens for each person at most, however many there are."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for place, person in enumerate(persons):
        for key in _keys(person):
            blocks[person.commune, key].append(place)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for pair in _pairs(block, persons):
            if pair not in seen:
                seen.add(pair)
                yield persons[pair[0]], persons[pair[1]]


def _keys(person: Person[Key]) -> Iterator[Hashable]:
    """The blocks of a record. Every rule of `_verdict` that proposes something has a block that shares it."""
    name = likeness.read(person.name)
    if not name.words:
        return
    family, given = name.letters[0], name.letters[-1]
    hamlet = likeness.hamlet_key(person.hamlet)[1]
    if phone := digits(person.phone):
        yield "phone", phone
    if hamlet:
        yield "given name", given, hamlet
    if hamlet and person.year:
        yield "year", person.year, hamlet
    if person.year:
        yield "whole name", family, given, person.year


def _pairs(block: Sequence[int], persons: Sequence[Person[Key]]) -> Iterator[tuple[int, int]]:
    if len(block) <= LARGEST_BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(
        block, key=lambda place: (likeness.read(persons[place].name).letters, persons[place].year or 0)
    )
    for start, place in enumerate(ordered):
        for other in ordered[start + 1 : start + 1 + NEIGHBOURS]:
            yield min(place, other), max(place, other)
