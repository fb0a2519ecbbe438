"""The six characters of a resume code: easy to call out, to write on a hand, and to type on any keyboard.

No 0 O 1 I L, B 8, S 5, Z 2, G 6 beside each other's twin. No vowels, no W, no D and no letter twice in a row:
those are what Vietnamese keyboards (Telex, VNI) turn into something else; so no code spells a word either.
"""

import unicodedata
from collections.abc import Callable

LENGTH = 6
# How each is called out: letters with an everyday word, digits by their name.
SPOKEN = {
    "C": "C, cam",
    "H": "H, hoa",
    "K": "K, kẹo",
    "M": "M, mèo",
    "N": "N, na",
    "P": "P, phở",
    "Q": "Q, quả",
    "R": "R, rau",
    "T": "T, tre",
    "V": "V, vịt",
    "X": "X, xoài",
    "2": "số hai",
    "3": "số ba",
    "4": "số bốn",
    "5": "số năm",
    "6": "số sáu",
    "7": "số bảy",
    "8": "số tám",
    "9": "số chín",
}
ALPHABET = "".join(SPOKEN)


def new_code(choose: Callable[[int], int]) -> str:
    """A code; ``choose(n)`` gives a number below n (``secrets.randbelow`` outside of tests)."""
    code = ""
    while len(code) < LENGTH:
        letters = ALPHABET.replace(code[-1:], "") if code else ALPHABET
        code += letters[choose(len(letters))]
    return code


def normalise(raw: str) -> str:
    """A code as it is kept, whatever the case, the width and the blanks: "k7h-4mx" is K7H4MX."""
    text = unicodedata.normalize("NFKC", raw).upper()
    return "".join(letter for letter in text if letter.isalnum())


def is_code(text: str) -> bool:
    """Whether ``text`` could be a code."""
    return len(text) == LENGTH and all(letter in SPOKEN for letter in text)


def grouped(code: str) -> str:
    """A code as people read it: K7H 4MX."""
    return f"{code[:3]} {code[3:]}"


def spoken(code: str) -> list[str]:
    """How each character is called out, in order."""
    return [SPOKEN[letter] for letter in code]
