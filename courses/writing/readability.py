"""Is a text easy to read aloud, at home, for somebody who left school early? Pure: no Django.

What makes a Vietnamese text hard is measured since Nguyen and Henkin ("A readability formula for Vietnamese", Journal
of Reading 26, 1982; "A second generation readability formula for Vietnamese", Journal of Reading 29, 1985) by two
things: how long its sentences are, and how many of its words stand outside of a list of common ones. Luong and others
(KSE 2018, and IJACSA 11/8, 2020) find the same on school books. Their formulas give a school year to a long text; an
officer who writes five sentences needs to know which one to split, so this names sentences and gives no mark.

Limits: guides to plain language ask for 15 to 20 words a sentence on average (PLAIN; GOV.UK: at most 25). Vietnamese
words are shorter, one or two tiếng: 15 tiếng is what we aim at, above LONGEST a sentence is marked. That four rare
tiếng that make up a third of a sentence are many (RARE, RARE_SHARE) is our own choice.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from courses.writing.sentences import Sentence, Word, sentences_of
from courses.writing.word_lists import (
    Keys,
    advice,
    common_words,
    keys_of,
    office_terms,
    openings,
    term_phrases,
)

AIM, LONGEST = 15, 20  # tiếng of a sentence
RARE, RARE_SHARE = 4, 1 / 3
SHORTEST = 3  # letters: shorter ones are letters themselves ("aw" makes "ă") or little words
MOST_LETTERS = 50_000  # of a text; no field of a page holds more, and the rest is not judged
NAMED = 4  # rare words that are told
LONG, TERM, OPENING, PASSIVE, WORDS = KINDS = ("long", "term", "opening", "passive", "words")
# Right behind a word: a bracket, a colon, "tức", "nghĩa là"; behind one that begins the sentence also "là".
_EXPLAINED_BEHIND = re.compile(r"[”\"’]?\s*(?:\(\s*[^\W\d_]|:\s*\w|,?\s*(?:tức|nghĩa là|hay còn gọi)\b)")
_EXPLAINED_BEFORE = re.compile(r"(?:gọi là|tức là|nghĩa là|\()\s*[“\"‘]?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """What to look at: letters ``start`` to ``end`` of the report's text, in the sentence of that number.

    ``say``: a sentence for whoever writes; ``instead``: what to write, where the data know it; ``word``: what about.
    """

    kind: str
    sentence: int
    start: int
    end: int
    say: str
    instead: str = ""
    word: str = ""


@dataclass(frozen=True)
class Report:
    """``text``: NFC, what offsets count in. ``rare_words``: tiếng outside of the list, of ``counted``."""

    text: str
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...]
    rare_words: tuple[str, ...]
    counted: int

    @property
    def rare(self) -> int:
        return len(self.rare_words)

    @property
    def syllables(self) -> int:
        return sum(len(one.words) for one in self.sentences)


@dataclass(frozen=True)
class _Seen:
    """A sentence and what stands in it: words of offices as (place, length), rare words, tiếng looked at."""

    sentence: Sentence
    keys: Keys
    terms: tuple[tuple[int, int], ...]
    rare: tuple[Word, ...]
    counted: int


def report(text: str, explained: Iterable[str] = ()) -> Report:
    """What is hard to read in ``text``; ``explained``: words of offices that the page explains elsewhere."""
    text = unicodedata.normalize("NFC", text)[:MOST_LETTERS]
    sentences = sentences_of(text)
    seen = [_seen(one) for one in sentences]
    known = {keys_of(one) for one in explained} | set(_explained(text, seen))
    told: set[Keys] = set()
    findings: list[Finding] = []
    for number, one in enumerate(seen):
        opening = list(_opening(number, one))
        begin = max((finding.end for finding in opening), default=0)  # what stands in it is told with it
        found = [*_long(number, one), *opening, *_passive(number, one), *_words(number, one)]
        findings += sorted([*found, *_terms(number, one, begin, known, told)], key=lambda each: each.start)
    rare = tuple(word.key for one in seen for word in one.rare)
    return Report(text, sentences, tuple(findings), rare, sum(one.counted for one in seen))


def explained_in(text: str) -> tuple[str, ...]:
    """Words of offices that ``text`` explains itself: a bracket or "tức là" behind, "gọi là" before."""
    text = unicodedata.normalize("NFC", text)[:MOST_LETTERS]
    return tuple(" ".join(keys) for keys in _explained(text, [_seen(one) for one in sentences_of(text)]))


def _seen(sentence: Sentence) -> _Seen:
    keys = tuple(word.key for word in sentence.words)
    terms = tuple(_found_terms(sentence, keys))
    of_terms = {place for begin, length in terms for place in range(begin, begin + length)}
    rare: list[Word] = []
    counted = place = 0
    while place < len(keys):
        if place in of_terms or sentence.words[place].is_number:
            place += 1
            continue
        length = common_words().at(keys, place)
        if not length and len(keys[place]) >= SHORTEST and not _is_name(sentence.words, place):
            rare.append(sentence.words[place])
            counted += 1
        counted += length
        place += length or 1
    return _Seen(sentence, keys, terms, tuple(rare), counted)


def _found_terms(sentence: Sentence, keys: Keys) -> Iterator[tuple[int, int]]:
    """Words of offices, the longest at each place; a comma between two tiếng parts them."""
    place = 0
    while place < len(keys):
        length = term_phrases().at(keys, place)
        # an everyday word that is longer wins: "hộ khẩu" is no term inside of "sổ hộ khẩu"
        everyday = max(common_words().at(keys, place), 1)
        if length >= everyday and _stands_together(sentence, place, length):
            yield place, length
            place += length
        else:
            place += everyday


def _stands_together(sentence: Sentence, place: int, length: int) -> bool:
    words = sentence.words[place : place + length]
    inside = sentence.text[words[0].start - sentence.start : words[-1].end - sentence.start]
    return not set(inside) & set(',;:.()"“”')


def _is_name(words: tuple[Word, ...], place: int) -> bool:
    """A capital letter inside of a sentence; at its beginning only before another one."""
    if not words[place].spelled[:1].isupper():
        return False
    return place > 0 or (len(words) > 1 and words[1].spelled[:1].isupper())


def _explained(text: str, seen: list[_Seen]) -> Iterator[Keys]:
    for one in seen:
        for place, length in one.terms:
            words = one.sentence.words
            is_defined = place == 0 and one.keys[length : length + 1] == ("là",)
            behind = text[words[place + length - 1].end : one.sentence.end + 2]
            before = text[max(one.sentence.start, words[place].start - 14) : words[place].start]
            if is_defined or _EXPLAINED_BEHIND.match(behind) or _EXPLAINED_BEFORE.search(before):
                yield one.keys[place : place + length]


def _holds(long: Keys, short: Keys) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _terms(number: int, seen: _Seen, begin: int, known: set[Keys], told: set[Keys]) -> Iterator[Finding]:
    """Each word of offices behind ``begin``, once a text, unless it, a part of it or what holds it is explained."""
    for place, length in seen.terms:
        if seen.sentence.words[place].start < begin:
            continue
        keys = seen.keys[place : place + length]
        if keys in told or any(one and (_holds(one, keys) or _holds(keys, one)) for one in known):
            continue
        told.add(keys)
        words = seen.sentence.words[place : place + length]
        spelled = seen.sentence.text[
            words[0].start - seen.sentence.start : words[-1].end - seen.sentence.start
        ]
        term = term_phrases().said[keys]
        plain = office_terms()[term]
        yield Finding(
            TERM,
            number,
            words[0].start,
            words[-1].end,
            advice()[TERM].format(word=spelled),
            advice()["term_try"].format(word=spelled, plain=plain),
            term,
        )


def _whole(kind: str, number: int, seen: _Seen, say: str, instead: str = "", word: str = "") -> Finding:
    return Finding(kind, number, seen.sentence.start, seen.sentence.end, say, instead, word)


def _long(number: int, seen: _Seen) -> Iterator[Finding]:
    count = len(seen.keys)
    if count > LONGEST:
        yield _whole(LONG, number, seen, advice()[LONG].format(count=count))


def _opening(number: int, seen: _Seen) -> Iterator[Finding]:
    data = openings()
    length = data.found.at(seen.keys, 0)
    if not length:
        return
    opening = data.found.said[seen.keys[:length]]
    needed = data.only_with.get(opening)
    if needed and not any(_holds(seen.keys, one) for one in needed):
        return
    words = seen.sentence.words
    yield Finding(
        OPENING,
        number,
        words[0].start,
        words[length - 1].end,
        advice()[OPENING],
        data.said[opening],
        opening,
    )


def _passive(number: int, seen: _Seen) -> Iterator[Finding]:
    """ "được … bởi", and sayings in which nobody does anything. One a sentence."""
    data = openings()
    for place, key in enumerate(seen.keys):
        if length := data.nobody.at(seen.keys, place):
            said = data.nobody.said[seen.keys[place : place + length]]
            yield _whole(PASSIVE, number, seen, advice()[PASSIVE], data.nobody_said[said], said)
            return
        if key == data.marker and data.passives & set(seen.keys[:place]):
            yield _whole(PASSIVE, number, seen, advice()[PASSIVE], data.instead, data.marker)
            return


def _words(number: int, seen: _Seen) -> Iterator[Finding]:
    if len(seen.rare) < RARE or len(seen.rare) < RARE_SHARE * len(seen.keys):
        return
    names = list(dict.fromkeys(word.spelled for word in seen.rare))
    listed = ", ".join(f"“{name}”" for name in names[:NAMED])
    yield _whole(WORDS, number, seen, advice()[WORDS].format(words=listed))
