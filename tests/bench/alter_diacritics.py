"""Slips of marks: the letters are right, a tone, a hat, a horn or a bar is not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from tests.bench.letters import QUALITIES, TONES, Letter, fold, put_together, take_apart

Named = tuple[str, str]
BARS = {"d": "đ", "D": "Đ", "đ": "d", "Đ": "D"}


def all_marks_dropped(right: str, _rng: random.Random) -> Iterator[Named]:
    """Typed without a Vietnamese keyboard, in three cases of letters."""
    yield "all marks dropped", fold(right)
    yield "all marks dropped, capitals", fold(right).upper()
    yield "all marks dropped, small letters", fold(right).lower()


def marks_of_one_word_dropped(right: str, _rng: random.Random) -> Iterator[Named]:
    """One word without marks, the others right."""
    words = right.split(" ")
    for at, word in enumerate(words):
        yield f"marks of word {at + 1} dropped", " ".join([*words[:at], fold(word), *words[at + 1 :]])


def one_tone_dropped(right: str, _rng: random.Random) -> Iterator[Named]:
    """The tone of one letter is gone, its hat or horn stays."""
    for at, letter in enumerate(take_apart(right)):
        if letter.tone:
            yield f"tone of letter {at + 1} dropped", _with(right, at, replace(letter, tone=""))


def one_tone_changed(right: str, rng: random.Random) -> Iterator[Named]:
    """Another tone on the same letter: hỏi for ngã, sắc for nặng."""
    for at, letter in enumerate(take_apart(right)):
        others = [tone for tone in TONES if tone != letter.tone]
        if letter.tone:
            for tone in rng.sample(others, 2):
                yield f"tone of letter {at + 1} changed", _with(right, at, replace(letter, tone=tone))


def one_tone_added(right: str, rng: random.Random) -> Iterator[Named]:
    """A tone on a word of one vowel that has none: Vẳn for Văn, Á for A."""
    letters = take_apart(right)
    for start, end in _words(letters):
        vowels = [at for at in range(start, end) if letters[at].is_vowel]
        if len(vowels) == 1 and not letters[vowels[0]].tone:
            toned = replace(letters[vowels[0]], tone=rng.choice(TONES))
            yield f"tone of letter {vowels[0] + 1} added", _with(right, vowels[0], toned)


def one_quality_changed(right: str, _rng: random.Random) -> Iterator[Named]:
    """Another hat, breve or horn on one letter, its tone kept: a/ă/â, e/ê, o/ô/ơ, u/ư."""
    for at, letter in enumerate(take_apart(right)):
        for quality in QUALITIES.get(letter.base.lower(), ()):
            if quality != letter.quality:
                typed = _with(right, at, replace(letter, quality=quality))
                yield f"quality of letter {at + 1} changed", typed


def one_bar_changed(right: str, _rng: random.Random) -> Iterator[Named]:
    """đ for d, or d for đ."""
    for at, letter in enumerate(take_apart(right)):
        if letter.base in BARS:
            yield f"bar of letter {at + 1} changed", _with(right, at, Letter(BARS[letter.base]))


def two_marks_changed(right: str, rng: random.Random) -> Iterator[Named]:
    """Two letters lose their marks."""
    letters = take_apart(right)
    marked = [at for at, letter in enumerate(letters) if letter.quality or letter.tone]
    for _ in range(3 if len(marked) > 1 else 0):
        spoilt = list(letters)
        for at in rng.sample(marked, 2):
            spoilt[at] = Letter(letters[at].base)
        yield "two letters without marks", put_together(spoilt)


def _with(text: str, at: int, letter: Letter) -> str:
    letters = take_apart(text)
    return put_together([*letters[:at], letter, *letters[at + 1 :]])


def _words(letters: list[Letter]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, letter in enumerate([*letters, Letter(" ")]):
        if not letter.base.isalpha():
            if at > start:
                yield start, at
            start = at + 1


FOR_WORDS = (
    all_marks_dropped,
    marks_of_one_word_dropped,
    one_tone_dropped,
    one_tone_changed,
    one_tone_added,
    one_quality_changed,
    one_bar_changed,
    two_marks_changed,
)
