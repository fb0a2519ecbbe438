"""The word lists behind ``readability``: everyday words, words of offices, openings, what is said of each.

They are files in ``courses/writing/data``, each of which says how it was made; people who write may add to them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from courses.writing.sentences import words_of

DATA = Path(__file__).resolve().parent / "data"
Keys = tuple[str, ...]


def keys_of(phrase: str) -> Keys:
    """A phrase as its tiếng, for comparing."""
    return tuple(word.key for word in words_of(phrase))


class Phrases:
    """Phrases to be found at a place of a text, the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.said: dict[Keys, str] = {keys: one for one in phrases if (keys := keys_of(one))}
        self._longest: dict[str, int] = {}
        for keys in self.said:
            self._longest[keys[0]] = max(self._longest.get(keys[0], 0), len(keys))

    def at(self, keys: Keys, place: int) -> int:
        """How many tiếng the longest phrase has that stands at ``place``; 0 without one."""
        most = min(self._longest.get(keys[place], 0), len(keys) - place)
        return next((length for length in range(most, 0, -1) if keys[place : place + length] in self.said), 0)


@dataclass(frozen=True)
class Openings:
    """``said``: opening → what to write instead; ``only_with``: words that have to follow for it to count."""

    found: Phrases
    said: Mapping[str, str]
    only_with: Mapping[str, tuple[Keys, ...]]
    nobody: Phrases
    nobody_said: Mapping[str, str]
    passives: frozenset[str]
    marker: str
    instead: str


def _yaml(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@cache
def common_words() -> Phrases:
    """Everyday words."""
    lines = (DATA / "common-words.list").read_text(encoding="utf-8").splitlines()
    return Phrases(word for line in lines if not line.startswith("#") for word in line.split(","))


@cache
def office_terms() -> Mapping[str, str]:
    """Word of offices → how people say it."""
    return {str(term): str(plain) for term, plain in _yaml("office-terms.yaml").items()}


@cache
def term_phrases() -> Phrases:
    """The words of offices, to be found."""
    return Phrases(office_terms())


@cache
def openings() -> Openings:
    """Openings of office letters, and sayings in which nobody does anything."""
    data = _yaml("office-openings.yaml")
    return Openings(
        found=Phrases(data["openings"]),
        said=data["openings"],
        only_with={word: tuple(map(keys_of, more)) for word, more in data["only_with"].items()},
        nobody=Phrases(data["nobody"]),
        nobody_said=data["nobody"],
        passives=frozenset(data["by"]["verbs"]),
        marker=data["by"]["marker"],
        instead=data["by"]["instead"],
    )


@cache
def advice() -> Mapping[str, str]:
    """Kind of finding → the sentence said of it."""
    return {str(kind): str(words) for kind, words in _yaml("advice.yaml").items()}
