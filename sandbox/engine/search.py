"""Finding a procedure in the words people use: with or without marks, in everyday phrases, with a slip or
two.

Every entry is a name and its aliases. A rare word says more than a common one, words of the query that no
entry knows say nothing, and a short text that is matched whole beats a long one that is matched in part: so
"làm giấy khai sinh cho cháu" finds the plain registration before its six look-alikes.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError

from kit.folding import fold
from sandbox.engine import writing
from sandbox.engine.distance import within
from sandbox.engine.packs import SHIPPED, PackError, problems_of
from sandbox.engine.schema import Frozen, Slug, Source, Text
from sandbox.engine.yamlfiles import read_yaml

CATALOGUE = SHIPPED / "catalogue.yaml"


class Entry(Frozen):
    """A procedure that can be found; `pack` is the slug of its pack, None for one that cannot be practised yet."""

    code: Text
    name: Text
    field: Text
    pack: Slug | None = None
    aliases: tuple[Text, ...] = ()


class Catalogue(Frozen):
    """The whole file, with where its names and codes come from."""

    source: Source
    procedures: tuple[Entry, ...] = Field(min_length=1)


def read_catalogue(path: Path = CATALOGUE) -> tuple[Entry, ...]:
    """The procedures of a catalogue; raises PackError where it cannot be read."""
    try:
        return Catalogue.model_validate(read_yaml(path)).procedures
    except ValidationError as error:
        raise PackError(problems_of(path.name, error)) from error


def search(entries: Iterable[Entry], query: str) -> list[Entry]:
    """The entries that fit a query, best first; none for an empty query or one whose words nobody knows."""
    entries = tuple(entries)
    if number := re.fullmatch(r"[\d. ]{4,}", writing.visible(query)):
        digits = writing.digits_of(number[0])
        return [entry for entry in entries if digits in writing.digits_of(entry.code)]
    index = _index(entries)
    words = _known_words(query, index)
    if not words:
        return []
    scored = [
        (max(_score(text, words, index.weights) for text in texts), entry) for entry, texts in index.texts
    ]
    best = max(score for score, _ in scored)
    found = [(score, entry) for score, entry in scored if score > best * ENOUGH]
    return [
        entry for score, entry in sorted(found, key=lambda pair: (-pair[0], len(pair[1].name), pair[1].code))
    ]


ENOUGH = 0.35  # of the best score: below it an entry shares a common word and nothing else
QUERY_SHARE, TEXT_SHARE = 0.7, 0.3  # how much it counts that the query, and that the text, is covered
WHOLE_TEXT = 0.2  # the text stands in the query in one piece
OTHER_MARKS = 0.4  # of a word that was typed with marks and stands there with others: "lợn" beside "lớn"


@dataclass(frozen=True)
class _Text:
    """A name or an alias: its folded words in order, and the same words with their marks."""

    words: tuple[str, ...]
    marked: frozenset[str]


@dataclass(frozen=True)
class _Index:
    texts: tuple[tuple[Entry, tuple[_Text, ...]], ...]
    weights: dict[str, float]


@lru_cache(maxsize=8)
def _index(entries: tuple[Entry, ...]) -> _Index:
    texts = tuple((entry, tuple(map(_text, (entry.name, *entry.aliases)))) for entry in entries)
    holders = Counter(word for _, found in texts for word in {word for text in found for word in text.words})
    return _Index(texts, {word: math.log(1 + len(entries) / count) for word, count in holders.items()})


def _text(written: str) -> _Text:
    return _Text(
        _words(written), frozenset(map(writing.canonical, re.findall(r"\w+", writing.visible(written))))
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9]+", fold(writing.visible(text))))


def _known_words(query: str, index: _Index) -> dict[str, str]:
    """The words of the query as the catalogue folds them, each with its marks if it was typed with any.

    A word that nothing resembles is left out.
    """
    found: dict[str, str] = {}
    for word in dict.fromkeys(writing.visible(query).split()):
        for known, marked in _reading(word, index.weights):
            found.setdefault(known, marked)
    return found


def _reading(word: str, vocabulary: dict[str, float]) -> list[tuple[str, str]]:
    """A word as it stands, or as its Telex or VNI keys, or cut into words run together, or with one slip mended."""
    for typed in (word, writing.from_telex(word), writing.from_vni(word)):
        parts = re.findall(r"\w+", typed)
        pairs = [
            (fold(part), writing.canonical(part) if fold(part) != part.casefold() else "") for part in parts
        ]
        if pairs and all(known in vocabulary for known, _ in pairs):
            return pairs
    folded = "".join(_words(word))
    if len(folded) < 4:
        return []
    return [(known, "") for known in _cut(folded, vocabulary) or _mended(folded, vocabulary)]


def _cut(word: str, vocabulary: dict[str, float]) -> tuple[str, ...]:
    """A word as two known ones: "khaisinh" is "khai sinh"."""
    cuts = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
    return next((cut for cut in cuts if all(part in vocabulary for part in cut)), ())


def _mended(word: str, vocabulary: dict[str, float]) -> tuple[str, ...]:
    """The known word that lies one slip away, the rarest of several."""
    near = [known for known in vocabulary if len(known) > 2 and within(word, known, 1)]
    return (max(near, key=lambda known: (vocabulary[known], known)),) if near else ()


def _score(text: _Text, words: dict[str, str], weights: dict[str, float]) -> float:
    """How well a text fits the words of a query: near 1 for a text that says just that."""
    shared = sum(
        weights[word] * (1 if not marked or marked in text.marked else OTHER_MARKS)
        for word, marked in words.items()
        if word in text.words
    )
    of_query = shared / sum(weights[word] for word in words)
    of_text = shared / sum(weights[word] for word in set(text.words))
    whole = shared > 0 and f" {' '.join(text.words)} " in f" {' '.join(words)} "
    return QUERY_SHARE * of_query + TEXT_SHARE * of_text + WHOLE_TEXT * whole
