"""Slips of shape: what was typed cannot be a date, a number or a name at all."""

from __future__ import annotations

import random
from calendar import isleap
from collections.abc import Iterator

from tests.bench.shapes import digits_of, parse_date

Named = tuple[str, str]
LOOK_ALIKES = {"0": "O", "1": "l", "5": "S", "8": "B"}


def letter_for_digit(right: str, _rng: random.Random) -> Iterator[Named]:
    """A letter that looks like a figure: O for 0, l for 1, S for 5, B for 8."""
    digits = digits_of(right)
    for digit, letter in LOOK_ALIKES.items():
        if digit in digits:
            yield f"{letter} for the first {digit}", digits.replace(digit, letter, 1)
            yield f"{letter} for every {digit}", digits.replace(digit, letter)
    yield "small o for the last 0", "o".join(digits.rsplit("0", 1))


def too_few_digits(right: str, rng: random.Random) -> Iterator[Named]:
    """One or two figures lost."""
    digits = digits_of(right)
    for at in (0, rng.randrange(4, len(digits) - 1), len(digits) - 1):
        yield f"digit {at + 1} lost", digits[:at] + digits[at + 1 :]
    yield "last two digits lost", digits[:-2]
    yield "one lost, in groups", f"{digits[:4]} {digits[4:7]} {digits[7:-1]}"


def too_many_digits(right: str, rng: random.Random) -> Iterator[Named]:
    """A key pressed twice, or one figure more."""
    digits = digits_of(right)
    for at in (0, rng.randrange(4, len(digits) - 1), len(digits) - 1):
        yield f"digit {at + 1} doubled", digits[:at] + digits[at] + digits[at:]
    yield "one digit more at the end", digits + rng.choice("123456789")


def letters_in_number(right: str, _rng: random.Random) -> Iterator[Named]:
    """Words in the place of figures, or among them."""
    digits = digits_of(right)
    yield "a letter at the end", digits + "a"
    yield "a letter in the middle", digits[:5] + "x" + digits[6:]
    yield "a note after", digits + " (mẹ)"
    yield "words only", "không nhớ"


def half_a_number(right: str, _rng: random.Random) -> Iterator[Named]:
    """A phone too short."""
    digits = digits_of(right)
    yield "only eight digits", digits[:8]
    yield "only five digits", digits[:5]


def impossible_dates(right: str, _rng: random.Random) -> Iterator[Named]:
    """Days and months that no calendar has."""
    d, m, y = _parts(right)
    yield "day 32", f"32/{m}/{y}"
    yield "day 00", f"00/{m}/{y}"
    yield "month 13", f"{d}/13/{y}"
    yield "month 00", f"{d}/00/{y}"
    yield "30 February", f"30/02/{y}"
    yield "31 April", f"31/04/{y}"
    yield "31 June, no zeros", f"31/6/{y}"
    yield "31 September, dots", f"31.09.{y}"
    yield "31 November, eight figures", f"3111{y}"
    yield "year 0000", f"{d}/{m}/0000"
    if not isleap(int(y)):
        yield "29 February of a common year", f"29/02/{y}"


def short_years(right: str, _rng: random.Random) -> Iterator[Named]:
    """Years of two, three or five figures."""
    d, m, y = _parts(right)
    yield "two-digit year", f"{d}/{m}/{y[2:]}"
    yield "two-digit year, no zeros", f"{int(d)}-{int(m)}-{y[2:]}"
    yield "two-digit year, dots", f"{d}.{m}.{y[2:]}"
    yield "six figures", f"{d}{m}{y[2:]}"
    yield "three-digit year", f"{d}/{m}/{y[:3]}"
    yield "five-digit year", f"{d}/{m}/{y}{y[-1]}"


def parts_of_dates(right: str, _rng: random.Random) -> Iterator[Named]:
    """A day, a month or a year is not there."""
    d, m, y = _parts(right)
    yield "year only", y
    yield "month and year only", f"{m}/{y}"
    yield "no year", f"{d}/{m}"
    yield "day only", d
    yield "words, no year", f"ngày {int(d)} tháng {int(m)}"


def letters_in_dates(right: str, _rng: random.Random) -> Iterator[Named]:
    """Letters where figures belong."""
    d, m, y = _parts(right)
    yield "O for 0 in the year", f"{d}/{m}/{y.replace('0', 'O')}"
    yield "o for 0 in the month", f"{d}/{m.replace('0', 'o').replace('1', 'l')}/{y}"
    yield "a letter after", f"{d}/{m}/{y}a"
    yield "a word only", "hôm qua"
    yield "not known", "không nhớ"


def digits_in_names(right: str, _rng: random.Random) -> Iterator[Named]:
    """Figures in a name, at places where no Telex or VNI typing puts one."""
    words = right.split()
    yield "a figure before", f"1{right}"
    yield "a figure as a word", f"{right} 2"
    yield "a figure between words", " ".join([words[0], "0", *words[1:]])
    yield "a number after", f"{right} 1995"


def signs_in_names(right: str, _rng: random.Random) -> Iterator[Named]:
    """Signs that no name has."""
    words = right.split()
    yield "at sign", right.replace(" ", " @ ", 1)
    yield "underscores", "_".join(words)
    yield "star after", f"{right}*"
    yield "hash before", f"#{right}"
    yield "a smile after", f"{right} \U0001f600"
    yield "question mark after", f"{right}?"


def _parts(right: str) -> tuple[str, str, str]:
    day = parse_date(right)
    if day is None:
        raise ValueError(f"not a date: {right!r}")
    return f"{day:%d}", f"{day:%m}", f"{day:%Y}"


FOR_NUMBERS = (letter_for_digit, too_few_digits, too_many_digits, letters_in_number)
FOR_DATES = (impossible_dates, short_years, parts_of_dates, letters_in_dates)
FOR_NAMES = (digits_in_names, signs_in_names)
