"""Places that no longer exist, read from dated and sourced data (sandbox/packs/old_places.yaml).

Since 01/07/2025 there are 34 provinces (Nghị quyết 202/2025/QH15) and below them communes only: an old province,
any district and some communes are names of the past.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from kit.folding import fold
from sandbox.engine import writing
from sandbox.engine.problems import SHIPPED, PackError, problems_of
from sandbox.engine.schema import Frozen, Source, Text
from sandbox.engine.yamlfiles import read_yaml

OLD_PLACES = SHIPPED / "old_places.yaml"
Level = Literal["province", "district", "commune"]
LEVELS: tuple[Level, ...] = (
    "commune",
    "province",
    "district",
)  # what is named first where a text has several

# The words of the district level. Without its mark "quan" is too many other words to count.
_DISTRICT = re.compile(
    r"(?<!\w)(?:huyện|quận|thị xã|thị trấn|huyen|thi xa|thi tran|tx\.?|q\.|h\.) *(?=[^\W_])"
)
_SORTS = {
    "province": ("tinh", "thanh pho", "tp"),
    "district": ("huyen", "quan", "thi xa"),
    "commune": ("xa", "phuong", "thi tran"),
}


@dataclass(frozen=True)
class OldPlace:
    """A name of the past, what it belongs to now (empty: nothing took its place), and its level."""

    old: str
    new: str
    level: Level


class Place(Frozen):
    """One line of the file; `fictional` places are those of the scenarios."""

    old: Text
    new: str = ""
    level: Level
    fictional: bool = False


class OldPlaces(Frozen):
    """The whole file."""

    since: date
    sources: tuple[Source, ...] = Field(min_length=1)
    places: tuple[Place, ...]


def read(path: Path = OLD_PLACES) -> OldPlaces:
    """The file of old places; raises PackError where it cannot be read."""
    try:
        return OldPlaces.model_validate(read_yaml(path))
    except ValidationError as error:
        raise PackError(problems_of(path.name, error)) from error


@cache
def shipped() -> OldPlaces:
    """The file that comes with the sandbox, read once."""
    return read()


def find(text: str, levels: Collection[Level] = LEVELS) -> OldPlace | None:
    """The place of the past that a text names; None where it names none.

    A name counts with the word for its sort in front anywhere in the text, and bare where it is the whole
    text. A bare province counts at the end of an address, too. Marks, case and signs do not matter: new
    communes carry the names of old provinces, so look only for the `levels` that can be meant.
    """
    plain, parts = _plain(text), [_plain(part) for part in re.split("[,;]", writing.visible(text))]
    for level in (level for level in LEVELS if level in levels):
        for name, place in _names(level):
            bare = plain == name or (level == "province" and len(parts) > 1 and parts[-1] == name)
            if bare or any(f" {sort} {name} " in f" {plain} " for sort in _SORTS[level]):
                return place
    named = _DISTRICT.search(writing.visible(text).casefold()) if "district" in levels else None
    return OldPlace("", "", "district") if named else None


def names() -> Iterator[str]:
    """Every name of the file, old and new."""
    return (name for place in shipped().places for name in (place.old, place.new) if name)


@cache
def _names(level: Level) -> tuple[tuple[str, OldPlace], ...]:
    """The bare names of a level, the longest first, so that none hides in another."""
    found = (
        (_bare(place.old, level), OldPlace(place.old, place.new, level))
        for place in shipped().places
        if place.level == level
    )
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _bare(name: str, level: Level) -> str:
    plain = _plain(name)
    sort = next((sort for sort in _SORTS[level] if plain.startswith(f"{sort} ")), "")
    return plain.removeprefix(sort).strip()


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", fold(writing.visible(text))).split())
