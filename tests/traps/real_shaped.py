"""Values shaped like real people's: made at run time, never written down, for what must refuse them.

Citizen numbers after Nghị định 137/2015/NĐ-CP, Điều 13; the others as papers and telephones show them. Nothing
here is anybody's: every figure after the public prefix is drawn.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

# The 63 codes of provinces before 2025; 000 and the gaps between were never given out.
PROVINCES = tuple(
    f"{code:03d}"
    for code in (
        *(
            1,
            2,
            4,
            6,
            8,
            10,
            11,
            12,
            14,
            15,
            17,
            19,
            20,
            22,
            24,
            25,
            26,
            27,
            30,
            31,
            33,
            34,
            35,
            36,
            37,
            38,
            40,
        ),
        *(
            42,
            44,
            45,
            46,
            48,
            49,
            51,
            52,
            54,
            56,
            58,
            60,
            62,
            64,
            66,
            67,
            68,
            70,
            72,
            74,
            75,
            77,
            79,
            80,
            82,
            83,
        ),
        *(84, 86, 87, 89, 91, 92, 93, 94, 95, 96),
    )
)
MOBILES = (
    "032",
    "035",
    "038",
    "052",
    "056",
    "058",
    "070",
    "077",
    "079",
    "081",
    "085",
    "088",
    "090",
    "093",
    "098",
)
GROUPS = ((3, 3, 3, 3), (4, 4, 4), (3, 1, 2, 6), (12,))
OTHER_DIGITS = {
    "full-width": 0xFF10,
    "Arabic-Indic": 0x0660,
    "Devanagari": 0x0966,
    "Khmer": 0x17E0,
    "Thai": 0x0E50,
}


def citizen_number(rng: random.Random) -> str:
    """Twelve digits: province, century and sex, birth year, six more."""
    born = rng.randrange(1930, 2026)
    sex = 2 * (born // 100 - 19) + rng.randrange(2)
    return f"{rng.choice(PROVINCES)}{sex}{born % 100:02d}{_drawn(6, rng)}"


def old_identity_number(rng: random.Random) -> str:
    """Nine digits: the identity card until 2012 and later."""
    return f"{rng.randrange(1, 39):02d}{_drawn(7, rng)}"


def phone(rng: random.Random) -> str:
    """Ten digits of a mobile network in use."""
    return rng.choice(MOBILES) + _drawn(7, rng)


def bank_card(rng: random.Random) -> str:
    """Sixteen digits that begin as a domestic card does and pass Luhn's check."""
    head = f"9704{_drawn(11, rng)}"
    return head + next(digit for digit in "0123456789" if luhn(head + digit))


def luhn(number: str) -> bool:
    """Whether the last digit is Luhn's check digit of the others."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def email(rng: random.Random) -> str:
    """An address in the everyday shape, at a domain that cannot be registered."""
    letters = "".join(rng.choices("abcdeghiklmnopqrstuvxy", k=18))
    return f"{letters}{rng.randrange(1950, 2010)}@{rng.choice(('hopthu', 'thudientu'))}.invalid"


def dressed(number: str, rng: random.Random) -> str:
    """The same number as people type it: grouped by spaces, dots or hyphens, or in other digits."""
    digits = rng.choice([number, number, *(in_digits(number, zero) for zero in OTHER_DIGITS.values())])
    return rng.choice((" ", ".", "-", "\u00a0", "", "\u200b")).join(_grouped(digits, rng))


def in_digits(number: str, zero: int) -> str:
    """`number` in the ten digits that begin at code point `zero`."""
    return "".join(chr(zero + int(char)) if char in "0123456789" else char for char in number)


def international(number: str) -> Iterator[str]:
    """A mobile number as it is written with the country's code."""
    rest = number[1:]
    for prefix in ("+84", "84", "0084", "+84 (0) ", "(+84) "):
        yield prefix + rest
    yield f"+84 {rest[:2]} {rest[2:5]} {rest[5:]}"
    yield f"{number[:4]}.{number[4:7]}.{number[7:]}"


def in_sentence(value: str, rng: random.Random) -> str:
    """The value inside what somebody writes in a field for free text."""
    return rng.choice(
        (
            f"Số của tôi là {value} nhé cán bộ",
            f"gọi lại giúp bác {value}",
            f"({value})",
            f"Thôn Một, xã Mẫu, ĐT: {value}.",
            f"CCCD {value} cấp năm 2021",
        )
    )


MAKERS: dict[str, Callable[[random.Random], str]] = {
    "citizen_number": citizen_number,
    "old_identity_number": old_identity_number,
    "phone": phone,
    "bank_card": bank_card,
    "email": email,
}


def real_shaped(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """`count` pairs (reason, text): each kind in turn, plain or as people type it. Same seed, same pairs."""
    rng = random.Random(seed)
    for at in range(count):
        reason = list(MAKERS)[at % len(MAKERS)]
        value = MAKERS[reason](rng)
        yield reason, value if reason == "email" or rng.random() < 0.3 else dressed(value, rng)


def _grouped(digits: str, rng: random.Random) -> Iterator[str]:
    sizes = rng.choice([sizes for sizes in GROUPS if sum(sizes) >= len(digits)] or [(4,) * 8])
    at = 0
    for size in sizes:
        if digits[at : at + size]:
            yield digits[at : at + size]
        at += size


def _drawn(count: int, rng: random.Random) -> str:
    return "".join(rng.choices("0123456789", k=count))
