"""The names by which people let themselves be called, and the numbers that are no names."""

import re
import unicodedata

from kit.typed import keepable

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
