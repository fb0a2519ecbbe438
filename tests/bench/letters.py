"""Vietnamese letters taken apart: base, quality mark (ă â ê ô ơ ư) and tone, and where a tone may stand.

Standard library only, and written apart from the product: the bench must not share its mistakes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
TONES = (GRAVE, ACUTE, TILDE, HOOK, DOT)
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
QUALITIES = {
    "a": ("", CIRCUMFLEX, BREVE),
    "e": ("", CIRCUMFLEX),
    "o": ("", CIRCUMFLEX, HORN),
    "u": ("", HORN),
}
VOWELS = frozenset("aeiouy")
ZERO_WIDTH = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
# The open rimes on which two schools disagree: hòa or hoà, khỏe or khoẻ, thủy or thuỷ.
TWO_STYLES = (("o", "a"), ("o", "e"), ("u", "y"))


@dataclass(frozen=True)
class Letter:
    """One written letter. `quality` and `tone` are combining characters or ""; `đ` is a base of its own."""

    base: str
    quality: str = ""
    tone: str = ""

    @property
    def is_vowel(self) -> bool:
        """Whether this letter can carry a tone."""
        return self.base.lower() in VOWELS

    def __str__(self) -> str:
        return unicodedata.normalize("NFC", self.base + self.quality + self.tone)


def take_apart(text: str) -> list[Letter]:
    """The letters of `text`, in order; whatever is not a letter comes back as a base without marks."""
    return [_letter(char) for char in unicodedata.normalize("NFC", text)]


def put_together(letters: list[Letter]) -> str:
    """The text of these letters, in NFC."""
    return "".join(str(letter) for letter in letters)


@cache
def _letter(char: str) -> Letter:
    base, *marks = list(unicodedata.normalize("NFD", char))
    tone = "".join(mark for mark in marks if mark in TONES)
    quality = "".join(mark for mark in marks if mark not in TONES)
    return Letter(base, quality, tone)


@cache
def fold(text: str) -> str:
    """`text` with neither marks nor đ: what somebody types on a keyboard that has no Vietnamese."""
    bare = put_together([Letter(letter.base) for letter in take_apart(text)])
    return bare.replace("đ", "d").replace("Đ", "D")


def old_style(text: str) -> str:
    """Tones where the older school puts them: hòa, khỏe, thủy."""
    return _each_word(text, lambda word: _place_tone(word, on_second=False))


def new_style(text: str) -> str:
    """Tones where the newer school puts them: hoà, khoẻ, thuỷ."""
    return _each_word(text, lambda word: _place_tone(word, on_second=True))


def _each_word(text: str, change: Callable[[list[Letter]], list[Letter]]) -> str:
    done: list[Letter] = []
    word: list[Letter] = []
    for letter in [*take_apart(text), Letter(" ")]:
        if letter.base.isalpha():
            word.append(letter)
        else:
            done += [*change(word), letter]
            word = []
    return put_together(done[:-1])


def _place_tone(word: list[Letter], *, on_second: bool) -> list[Letter]:
    if not _has_two_styles(word):
        return word
    first, second = word[-2:]
    tone = first.tone or second.tone
    tones = ("", tone) if on_second else (tone, "")
    return [*word[:-2], replace(first, tone=tones[0]), replace(second, tone=tones[1])]


def _has_two_styles(word: list[Letter]) -> bool:
    rime = tuple(letter.base.lower() for letter in word[-2:])
    after_q = len(word) > 2 and word[-3].base.lower() == "q"
    bare = not any(letter.quality for letter in word[-2:])
    return rime in TWO_STYLES and bare and not (after_q and rime[0] == "u")


@cache
def canonical(text: str) -> str:
    """What two texts share when they differ only in case, spaces, encoding or place of the tone."""
    for char in ZERO_WIDTH:
        text = text.replace(char, "")
    spaced = " ".join(text.split()).replace(" ,", ",").replace(",", ", ")
    return old_style(" ".join(spaced.split()).casefold())
