"""Keys of Telex and VNI left in the text: the keyboard was set to English, or one key did not take."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from tests.bench.letters import ACUTE, BREVE, CIRCUMFLEX, DOT, GRAVE, HOOK, HORN, TILDE, Letter, take_apart

Named = tuple[str, str]
TELEX = {GRAVE: "f", ACUTE: "s", HOOK: "r", TILDE: "x", DOT: "j"}
VNI = {ACUTE: "1", GRAVE: "2", HOOK: "3", TILDE: "4", DOT: "5"}
VNI_QUALITIES = {CIRCUMFLEX: "6", HORN: "7", BREVE: "8"}
BARRED = {"đ": "d", "Đ": "D"}
_WORD = re.compile(r"[^\W\d_]+")


def telex(word: str, *, at_end: bool = True) -> str:
    """The keys of a word in Telex; the tone's key at the end of the word, or straight after its letter."""
    return _keys(word, _telex_letter, TELEX, at_end=at_end)


def vni(word: str, *, at_end: bool = False) -> str:
    """The keys of a word in VNI."""
    return _keys(word, _vni_letter, VNI, at_end=at_end)


def _keys(word: str, spell: Callable[[Letter], str], tones: dict[str, str], *, at_end: bool) -> str:
    done, last = "", ""
    for letter in take_apart(word):
        done += spell(letter)
        if letter.tone and at_end:
            last = tones[letter.tone]
        elif letter.tone:
            done += tones[letter.tone]
    return done + last


def _telex_letter(letter: Letter) -> str:
    if letter.base in BARRED:
        return BARRED[letter.base] + "d"
    if letter.quality == CIRCUMFLEX:
        return letter.base + letter.base.lower()
    return letter.base + ("w" if letter.quality else "")


def _vni_letter(letter: Letter) -> str:
    if letter.base in BARRED:
        return BARRED[letter.base] + "9"
    return letter.base + VNI_QUALITIES.get(letter.quality, "")


def all_in_telex(right: str, _rng: random.Random) -> Iterator[Named]:
    """Every word in its keys, in three cases of letters."""
    yield "Telex", _each(right, telex)
    yield "Telex, tones inside", _each(right, lambda word: telex(word, at_end=False))
    yield "Telex, capitals", _each(right, telex).upper()
    yield "Telex, small letters", _each(right, telex).lower()


def all_in_vni(right: str, _rng: random.Random) -> Iterator[Named]:
    """Every word in its figures."""
    yield "VNI", _each(right, vni)
    yield "VNI, tones at the end", _each(right, lambda word: vni(word, at_end=True))


def one_word(right: str, _rng: random.Random) -> Iterator[Named]:
    """One word in its keys, the others right."""
    for at, found in enumerate(_WORD.finditer(right)):
        word = found.group()
        for name, typed in (("Telex", telex(word)), ("VNI", vni(word)), ("tone's key", _tone_as_key(word))):
            yield f"{name} in word {at + 1}", right[: found.start()] + typed + right[found.end() :]


def tone_key_again(right: str, _rng: random.Random) -> Iterator[Named]:
    """The tone is there, and its key beside it."""
    for at, found in enumerate(_WORD.finditer(right)):
        tones = [TELEX[letter.tone] for letter in take_apart(found.group()) if letter.tone]
        for key in tones:
            yield f"tone's key again in word {at + 1}", right[: found.end()] + key + right[found.end() :]


def _tone_as_key(word: str) -> str:
    letters = take_apart(word)
    keys = "".join(TELEX[letter.tone] for letter in letters if letter.tone)
    return "".join(str(Letter(letter.base, letter.quality)) for letter in letters) + keys


def _each(text: str, change: Callable[[str], str]) -> str:
    return _WORD.sub(lambda found: change(found.group()), text)


FOR_WORDS = (all_in_telex, all_in_vni, one_word, tone_key_again)
