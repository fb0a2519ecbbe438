"""A list of names pasted from Zalo or a table: what each line says, and what becomes of it. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kit.folding import fold
from teams import ages, names
from teams.enums import Sex

MOST_LINES = 200
_BETWEEN = re.compile(r"[\t;,|]")
_COUNTED = re.compile(r"^\s*\d{1,3}\s*[.)\-:]\s*|^\s*\d{1,3}\s+(?=\D)")
_LONG_NUMBER = re.compile(r"\+?(?:\d[ .\-]?){8,}\d")
_YEAR = re.compile(r"(?<!\d)(?:\d{1,2}[/.\-]\d{1,2}[/.\-])?(?:19|20)\d{2}(?!\d)")
_BORN = re.compile(r"\b(?:sinh năm|năm sinh|sn|ns|sinh)\b\s*[:.]?\s*$", re.IGNORECASE)
_SEXES = {"nu": Sex.WOMAN, "nam": Sex.MAN}
_EDGES = " -–—:()./"


class Fate(StrEnum):
    """What becomes of a line when the list is saved."""

    NEW = "new"  # on the book, and present
    KNOWN = "known"  # on the book already: marked as present
    HERE = "here"  # marked already
    TWICE = "twice"  # stands further up in the list
    UNCLEAR = "unclear"  # several people on the book are called so
    BAD = "bad"  # not understood


SAVED = frozenset({Fate.NEW, Fate.KNOWN})


@dataclass(frozen=True)
class Line:
    """One person as pasted. ``hamlet`` is a key of the hamlets given; ``left_out`` is what was not understood."""

    number: int
    name: str
    birth_year: int | None = None
    sex: str = ""
    hamlet: str = ""
    left_out: str = ""


@dataclass(frozen=True)
class Known:
    """Somebody on the book as the plan needs her."""

    id: str
    birth_year: int | None
    band: str
    sex: str
    hamlet: str
    is_here: bool


@dataclass(frozen=True)
class Planned:
    """A line and its fate; ``known`` is the person on the book, ``above`` the number of the same line further up."""

    line: Line
    fate: Fate
    known: Known | None = None
    above: int = 0


def without_numbers(text: str) -> str:
    """``text`` without numbers of nine digits or more, which are telephones or identities: never kept, never shown."""
    return _LONG_NUMBER.sub("", text)


def read(text: str, hamlets: Mapping[str, str], this_year: int) -> list[Line]:
    """The lines of ``text`` that hold anything. ``hamlets``: folded name → key."""
    found: list[Line] = []
    for raw in text.splitlines():
        line = _read_line(len(found) + 1, raw, hamlets, this_year)
        if line is not None:
            found.append(line)
    return found


def _read_line(number: int, raw: str, hamlets: Mapping[str, str], this_year: int) -> Line | None:
    parts = [names.tidy(part) for part in _BETWEEN.split(without_numbers(raw))]
    parts = [part for part in parts if part]
    if parts and parts[0].isdigit() and len(parts[0]) <= 3 and len(parts) > 1:
        parts = parts[1:]  # the column of numbers of a table
    if not parts:
        return None
    first, *rest = parts
    first = _COUNTED.sub("", first)
    year = _YEAR.search(first)
    if year:
        rest = [year[0], first[year.end() :], *rest]
        first = _BORN.sub("", first[: year.start()])
    line = Line(number, _name(first))
    for part in rest:
        line = _with(line, part.strip(_EDGES), hamlets, this_year)
    return line


def _name(text: str) -> str:
    """Capitals all through become a name again: NGUYỄN THỊ TẬP, Nguyễn Thị Tập."""
    name = text.strip(_EDGES)
    return name.title() if name.isupper() and len(name) > 3 else name


def _with(line: Line, part: str, hamlets: Mapping[str, str], this_year: int) -> Line:
    """``line`` with what one more part of it says."""
    word = fold(part)
    if not part:
        return line
    if year := ages.read_year(part, this_year):
        return replace(line, birth_year=year)
    if word in _SEXES:
        return replace(line, sex=_SEXES[word].value)
    if word in hamlets:
        return replace(line, hamlet=hamlets[word])
    return replace(line, left_out=f"{line.left_out}, {part}".strip(", "))


def plan(
    lines: Iterable[Line], look_alikes: Callable[[str], Sequence[Known]], this_year: int
) -> list[Planned]:
    """The fate of each line. ``look_alikes``: folded name → people on the book who are called so."""
    planned: list[Planned] = []
    for line in lines:
        planned.append(_fate(line, planned, look_alikes(fold(line.name)), this_year))
    return planned


def at_home(planned: Sequence[Planned], hamlet: str) -> list[Planned]:
    """``planned``, new people of whom no hamlet was said being of ``hamlet`` ("": of none).

    After the matching: somebody on the book may live elsewhere, and the list says nothing against it.
    """
    return [
        replace(one, line=replace(one.line, hamlet=hamlet))
        if one.fate is Fate.NEW and not one.line.hamlet
        else one
        for one in planned
    ]


def _fate(line: Line, before: Sequence[Planned], candidates: Sequence[Known], this_year: int) -> Planned:
    if not names.has_letter(line.name) or len(line.name) > names.LONGEST:
        return Planned(line, Fate.BAD)
    for earlier in before:
        if earlier.fate is not Fate.BAD and _same_line(line, earlier.line):
            return Planned(line, Fate.TWICE, above=earlier.line.number)
    fitting = [one for one in candidates if _may_be(line, one, this_year)]
    if len(fitting) > 1:
        return Planned(line, Fate.UNCLEAR)
    if fitting:
        return Planned(line, Fate.HERE if fitting[0].is_here else Fate.KNOWN, fitting[0])
    return Planned(line, Fate.NEW)


def _agrees(one: object, other: object) -> bool:
    """Whether two facts do not contradict each other: they are equal, or one is not known."""
    return not one or not other or one == other


def _same_line(line: Line, other: Line) -> bool:
    return (
        fold(line.name) == fold(other.name)
        and _agrees(line.birth_year, other.birth_year)
        and _agrees(line.sex, other.sex)
        and _agrees(line.hamlet, other.hamlet)
    )


def _may_be(line: Line, known: Known, this_year: int) -> bool:
    ages_agree = ages.may_be_one((line.birth_year, ""), (known.birth_year, known.band), this_year)
    return ages_agree and _agrees(line.sex, known.sex) and _agrees(line.hamlet, known.hamlet)
