"""The names by which people let themselves be called, and the numbers that are no names."""

import re
import unicodedata

from kit.typed import keepable
from kit.vietnamese import sort_key

LONGEST = 80
_LONG_NUMBER = re.compile(r"\d{9,}")


def tidy(raw: str) -> str:
    """``raw`` as it is kept: NFC, one blank between words, no invisible or control characters.

    Joiners stay (Cf of some scripts and of emoji); marks that turn the direction of writing go.
    """
    text = "".join(letter for letter in keepable(raw) if not _is_unseen(letter))
    return " ".join(text.split())


def _is_unseen(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category in ("Cs", "Co") or (
        category in ("Cc", "Cf") and not letter.isspace() and letter not in "\u200c\u200d"
    )


def looks_like_number(name: str) -> bool:
    """Whether an identity, phone or card number stands in ``name``: nine digits or more, however grouped."""
    plain = unicodedata.normalize("NFKC", name)
    digits = (str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in plain)
    return bool(_LONG_NUMBER.search("".join(letter for letter in digits if letter.isalnum())))


def has_letter(name: str) -> bool:
    """Whether there is anything to say aloud in ``name``."""
    return any(letter.isalpha() for letter in name)


LONGEST_KEY = 600
_DIGITS = "abcdefghijklmnopqrstuvwxyz"


def order_key(name: str) -> str:
    """Letters a to z that sort, in any database, as Vietnamese lists of people do: given name first, then all of it.

    Only small letters, because databases disagree about the order of everything else.
    """
    words = name.split()
    given = sort_key(words[-1]) if words else []
    return "".join(_coded(part) for part in (given, sort_key(name)))[:LONGEST_KEY]


def _coded(key: list[list[tuple[int, int]]]) -> str:
    """``key`` as letters: two for each place of a list, "aa" at its end, so that what is shorter comes first."""
    return "".join("".join(_pair(place) for place, _ in part) + "aa" for part in key) + "aa"


def _pair(place: int) -> str:
    """A number from 0 as two letters from "ab" on; beyond those of the alphabet and ASCII, z and five letters."""
    if place < 24 * 26:
        return _DIGITS[(place + 1) // 26] + _DIGITS[(place + 1) % 26]
    return "z" + "".join(_DIGITS[place // 26**power % 26] for power in (4, 3, 2, 1, 0))
