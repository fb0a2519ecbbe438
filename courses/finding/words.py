"""Words as they are compared: without marks, with one spelling for y and i, and with what a slip may have meant.

Pure. A *key* is the folded form of a word; a *mark* is the word with its marks, where it was typed with any.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kit.folding import fold
from sandbox.service import canonical, from_telex, from_vni, visible

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MOST_WORDS = 16  # of a query; more of them say nothing more
MENDED = 0.85  # of a word's weight, when it is found only after a slip was mended
LONGEST_NAME = 5  # words of another name of something
SHORTEST, LONGEST = 3, 12  # letters of a word in which slips are looked for
_WORD = re.compile(r"\w+")
_KEY = re.compile(r"[a-z0-9]+")
_Y = re.compile(r"(?<=[bcdghklmnpqrstvx])y(?=$)|(?<=^qu)y(?=$)")
_Y_MARKED = re.compile(r"(?<=[bcdđghklmnpqrstvx])y(?=[\u0300-\u036f]*$)|(?<=^qu)y(?=[\u0300-\u036f]*$)")
_SOUNDS = (("tr", "ch"), ("ch", "tr"), ("gi", "d"), ("d", "gi"), ("gi", "r"), ("r", "gi"), ("ngh", "ng"))
_HOOK, _TILDE = "\u0309", "\u0303"


@lru_cache(maxsize=20_000)
def key_of(word: str) -> str:
    """One word, folded; "ký" and "kí" are the same."""
    return _Y.sub("i", fold(word))


@lru_cache(maxsize=20_000)
def mark_of(word: str) -> str:
    """One word with its marks; empty where it has none. Hỏi and ngã are the same: half the country says them alike."""
    if fold(word) == word.casefold():
        return ""
    return _Y_MARKED.sub("i", canonical(word)).replace(_HOOK, _TILDE)


def split(text: str) -> list[str]:
    """The words of a text as written."""
    return _WORD.findall(visible(text).replace("_", " "))


def visible_words(text: str) -> list[str]:
    """The words of a text as written, by gaps."""
    return visible(text).split()


def keys_of(text: str) -> list[str]:
    """The keys of a text, in order."""
    return [key for word in split(text) for key in _KEY.findall(key_of(word))]


@dataclass(frozen=True)
class Term:
    """One word of a query: the keys that it may stand for, each with what finding it is worth; its mark."""

    readings: Mapping[str, float]
    mark: str = ""
    typed: str = ""


@dataclass(frozen=True)
class Rewriting:
    """Short forms and other names → what pages say; and words that say nothing. Built from everyday.yaml."""

    meanings: Mapping[tuple[str, ...], tuple[str, ...]]  # keys → words as written
    empty: frozenset[tuple[str, str]] = frozenset()  # (key, mark) of each

    def words(self, text: str) -> list[str]:
        """The words of ``text`` with what short forms stand for, without those that say nothing, if others stay."""
        found = list(self._rewritten(split(text)))
        telling = [word for word in found if not self._says_nothing(word)]
        return telling or found

    def keys(self, text: str) -> list[str]:
        """The same, as keys."""
        return [key for word in self.words(text) for key in _KEY.findall(key_of(word))]

    def _says_nothing(self, word: str) -> bool:
        """Typed with marks, a word has to have the same ones: "lạ" is not "là"."""
        key, mark = key_of(word), mark_of(word)
        return (key, mark) in self.empty if mark else key in self._empty_keys

    @cached_property
    def _empty_keys(self) -> frozenset[str]:
        return frozenset(key for key, _ in self.empty)

    def _rewritten(self, words: list[str]) -> Iterator[str]:
        keys = [key_of(word) for word in words]
        at = 0
        while at < len(words):
            longest = min(LONGEST_NAME, len(words) - at)
            length = next((n for n in range(longest, 0, -1) if tuple(keys[at : at + n]) in self.meanings), 0)
            if length:
                yield from self.meanings[tuple(keys[at : at + length])]
                at += length
            else:
                yield words[at]
                at += 1


def terms_of(text: str, rewriting: Rewriting, known: Collection[str], marks: Collection[str]) -> list[Term]:
    """What ``text`` asks for. ``known``: keys of the vocabulary; ``marks``: marked words that stand somewhere.

    A word nobody knows is read as Telex or VNI keys, cut in two, or mended by one letter.
    """
    terms: dict[tuple[str, ...], Term] = {}
    for word in rewriting.words(_typed_right(text, known))[:MOST_WORDS]:
        for term in _terms(word, known, marks):
            terms.setdefault(tuple(term.readings), term)
    return list(terms.values())


def _typed_right(text: str, known: Collection[str]) -> str:
    """The text with words that are nothing but keys of an input method put right: "ddawng kys" is "đăng ký"."""
    return " ".join(_method_undone(word, known) for word in visible(text).split()[: 2 * MOST_WORDS])


def _method_undone(word: str, known: Collection[str]) -> str:
    if not word.isascii() or key_of(word) in known:
        return word
    for undone in (from_telex(word), from_vni(word)):
        if undone != word.casefold() and key_of(undone) in known:
            return undone
    return word


def _terms(word: str, known: Collection[str], marks: Collection[str]) -> list[Term]:
    keys = _KEY.findall(key_of(word))
    if len(keys) != 1:
        return [Term({key: 1.0}, typed=key) for key in keys]
    key, mark = keys[0], mark_of(word)
    if key in known:
        return [Term({key: 1.0}, mark if mark in marks else "", word)]
    if cut := _cut(key, known):
        return [Term({part: 1.0}, typed=part) for part in cut]
    return [Term({key: 1.0, **dict.fromkeys(mended(key, known), MENDED)}, typed=word)]


def _cut(key: str, known: Collection[str]) -> tuple[str, ...]:
    """Two known words that were run together: "khaisinh" is "khai sinh"."""
    cuts = ((key[:at], key[at:]) for at in range(2, min(len(key), 2 * LONGEST) - 1))
    return next((cut for cut in cuts if all(part in known for part in cut)), ())


def mended(key: str, known: Collection[str]) -> list[str]:
    """Known words that one slip, or a sound that is written in two ways, turns into ``key``."""
    if not SHORTEST <= len(key) <= LONGEST or any(sign.isdigit() for sign in key):
        return []
    return [near for near in dict.fromkeys((*_sounds(key), *_slips(key))) if len(near) > 1 and near in known]


def _sounds(key: str) -> Iterator[str]:
    return (right + key[len(wrong) :] for wrong, right in _SOUNDS if key.startswith(wrong))


def _slips(key: str) -> Iterator[str]:
    """Every word one slip away: two letters swapped, one wrong, one missing, one too many."""
    halves = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1)
    yield from (a + letter + b[1:] for a, b in halves if b for letter in LETTERS)
    yield from (a + letter + b for a, b in halves for letter in LETTERS)
    yield from (a + b[1:] for a, b in halves if b)


def best_reading(term: Term, held: Collection[str]) -> float:
    """What finding ``term`` among ``held`` is worth: 1 as typed, less after mending, 0 when it is not there."""
    return max((worth for key, worth in term.readings.items() if key in held), default=0.0)


def readings_of(terms: Iterable[Term]) -> frozenset[str]:
    """Every key that ``terms`` may stand for."""
    return frozenset(key for term in terms for key in term.readings)
