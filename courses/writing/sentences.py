"""Sentences and tiếng of a Vietnamese text, as its reader takes them. Pure: no Django.

A tiếng (syllable) is what stands between two spaces, as Vietnamese is written; a number, a date or a code is one, for
it is looked at and not spelled out. A line is never carried into the next one: lists have no full stops.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

OPENERS, CLOSERS = "\"'“‘«([*", "\"'”’»)]*"
# Written with a full stop that ends nothing. The first ones may also stand last: then a capital letter follows.
AT_THE_END = frozenset({"v.v", "vv"})
ABBREVIATIONS = AT_THE_END | frozenset(
    {
        "tp",
        "tx",
        "tt",
        "đ",
        "q",
        "p",
        "h",
        "kp",
        "kv",
        "ô",
        "ths",
        "ts",
        "gs",
        "pgs",
        "bs",
        "cn",
        "ks",
        "đt",
        "đc",
    }
    | {"sđt", "vd", "tr", "stt", "no", "ngđ", "st", "ng", "t.p", "t.x"}
)
LABELS = frozenset({"bước", "bài", "mục", "điều", "khoản", "phần", "câu", "chương", "quầy", "số"})
_LINE = re.compile(r"[^\n\r\v\f\u0085\u2028\u2029]+")
_MARKER = re.compile(r"\s*(?:[-–—•*+·]|\d{1,2}[.)]|[a-zđA-ZĐ][.)])\s+")
# From the first of several marks only, so that a line of a million dots is read once.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]*]*+(?=\s|\Z)")
_CHUNK = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|[A-Za-z0-9][.][A-Za-z]{2}")  # a name of the net, or of a file
_LETTERS = re.compile(r"[^\W\d_]+")
_TONE_LAST = re.compile(r"(?:o([àáảãạ])|o([èéẻẽẹ])|(?<!q)u([ỳýỷỹỵ]))$")
_OLD_PLACE = {"à": "òa", "á": "óa", "ả": "ỏa", "ã": "õa", "ạ": "ọa"}
_OLD_PLACE |= {"è": "òe", "é": "óe", "ẻ": "ỏe", "ẽ": "õe", "ẹ": "ọe"}
_OLD_PLACE |= {"ỳ": "ùy", "ý": "úy", "ỷ": "ủy", "ỹ": "ũy", "ỵ": "ụy"}


@dataclass(frozen=True)
class Word:
    """One tiếng: its form for comparing, and where it stands. ``spelled``: as it is written."""

    key: str
    spelled: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Numbers, dates, codes, addresses of the net: neither common nor rare."""
        return not self.key.isalpha()


@dataclass(frozen=True)
class Sentence:
    """``text`` is what stands from ``start`` to ``end``."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]


def key_of(word: str) -> str:
    """Small letters, with the mark of the tone in its older place: "Hoà" and "hòa" are one word."""
    small = unicodedata.normalize("NFC", word).lower()
    return _TONE_LAST.sub(lambda found: _OLD_PLACE[next(filter(None, found.groups()))], small)


def words_of(text: str, begin: int = 0) -> tuple[Word, ...]:
    """Every tiếng of ``text``, which stands at ``begin`` of something longer."""
    return tuple(
        Word(key_of(text[start:end]), text[start:end], begin + start, begin + end)
        for start, end in _spans(text)
    )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for chunk in _CHUNK.finditer(text):
        whole = chunk[0]
        if any(letter.isdigit() for letter in whole) or "@" in whole or _ADDRESS.search(whole):
            left, right = len(whole) - len(whole.lstrip(OPENERS)), len(whole.rstrip(CLOSERS + ".,;:!?…"))
            if left < right:
                yield chunk.start() + left, chunk.start() + right
            continue
        for found in _LETTERS.finditer(whole):
            yield chunk.start() + found.start(), chunk.start() + found.end()


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` (NFC) that hold a word, in their order. Never raises."""
    return tuple(one for line in _LINE.finditer(text) for one in _of_line(text, line.start(), line.end()))


def _of_line(text: str, start: int, end: int) -> Iterator[Sentence]:
    marker = _MARKER.match(text, start, end)
    at = marker.end() if marker else start
    for stop in _STOP.finditer(text, at, end):
        if _ends(text, at, stop, end):
            yield from _sentence(text, at, stop.end())
            at = stop.end()
    yield from _sentence(text, at, end)


def _sentence(text: str, start: int, end: int) -> Iterator[Sentence]:
    whole = text[start:end]
    start += len(whole) - len(whole.lstrip())
    whole = whole.strip()
    if words := words_of(whole, start):
        yield Sentence(whole, start, start + len(whole), words)


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether the sentence that began at ``begin`` ends with ``stop``, and not at the end of the line anyway."""
    rest = text[stop.end() : stop.end() + 40].lstrip().lstrip(OPENERS)
    goes_on = rest[:1].islower()
    marks = stop[0].rstrip(CLOSERS)
    if marks == ".":
        return _ends_with_stop(text, begin, stop.start(), goes_on)
    if "…" in marks or ".." in marks:
        return not goes_on
    return not (goes_on and len(stop[0]) > len(marks))  # “Mã gì?” rồi cúp máy


def _ends_with_stop(text: str, begin: int, at: int, goes_on: bool) -> bool:
    before = text[max(begin, at - 60) : at].split()
    last = before[-1].strip(OPENERS) if before else ""
    short = unicodedata.normalize("NFC", last).lower()
    if short in AT_THE_END:
        return not goes_on
    if short in ABBREVIATIONS and (short != "đ" or last == "Đ") and (len(short) > 1 or last.isupper()):
        return False
    if len(last) == 1 and last.isupper():  # Nguyễn V. Thử
        return len(before) > 1 and not before[-2][:1].isupper()
    is_label = last.isdigit() and (len(before) == 1 or (len(before) == 2 and before[0].lower() in LABELS))
    return not is_label
