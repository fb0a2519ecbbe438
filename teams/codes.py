"""The four digits that let people into a session: easy to call out, never all alike."""

import secrets
import unicodedata
from collections.abc import Callable, Collection

LENGTH = 4
ALL = 10**LENGTH


class NoCodeLeft(Exception):
    """Every code is held by a session that has not ended."""


def normalise(raw: str) -> str:
    """The digits of what was typed: "47 12", "4712." and full-width digits are 4712; else as typed."""
    text = unicodedata.normalize("NFKC", raw).strip()
    digits = "".join(str(unicodedata.digit(letter)) for letter in text if letter.isdigit())
    return digits if len(digits) == LENGTH and not any(letter.isalpha() for letter in text) else text


def is_code(text: str) -> bool:
    """Whether ``text`` could be a code: four digits of ASCII, not all the same."""
    return len(text) == LENGTH and text.isascii() and text.isdigit() and len(set(text)) > 1


def new_code(taken: Collection[str], choose: Callable[[int], int] = secrets.randbelow) -> str:
    """A code that is not among ``taken``. ``choose(n)`` gives a number below n. Raises NoCodeLeft."""
    held = set(taken)
    free = [code for code in (f"{number:04d}" for number in range(ALL)) if is_code(code) and code not in held]
    if not free:
        raise NoCodeLeft
    return free[choose(len(free))]
