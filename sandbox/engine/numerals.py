"""Vietnamese numerals: whole numbers and dates in words, written in the usual way and read in all of them.

Read besides the usual words: ngàn, lẻ and linh, mồng and mùng, tư for bốn, mốt and một, lăm, nhăm and năm, bẩy, the
short forms of speech (hai sáu, hăm sáu, hai nghìn hai mươi sáu, hai không hai sáu), commas, capitals, a left out
"ngày" or "năm". A reading is *strict* where every mark counts, and *plain* where none does.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from kit import numerals
from kit.folding import fold
from sandbox.engine import writing

Words = Sequence[str]
LARGEST = 9999
_MORE_UNITS = {"tư": 4, "bẩy": 7}
_AFTER_TENS = {"mốt": 1, "lăm": 5, "nhăm": 5}
_ROLES = {
    "ten": ("mười",),
    "tens": ("mươi",),
    "twenty": ("hăm",),
    "hundred": ("trăm",),
    "thousand": ("nghìn", "ngàn"),
    "zero": ("linh", "lẻ"),
    "day": ("ngày",),
    "first_days": ("mồng", "mùng"),
    "month": ("tháng",),
    "year": ("năm",),
    "million": ("triệu",),
    "billion": ("tỷ", "tỉ"),
    "half": ("rưỡi",),
    "money": ("đồng", "chẵn"),
}
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"))
_PUNCTUATION = re.compile(r"[.,;:()\"'/–—-]+")
_LONGEST = 40  # words; the longest date has 16


def in_words(number: int) -> str:
    """A whole number from 0 to 9999 in the usual words; raises ValueError for any other."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"expected a number from 0 to {LARGEST}, found {number}")
    return numerals.in_words(number)


def date_in_words(day: date) -> str:
    """The date as an official writes it out: "ngày ba tháng mười một năm hai nghìn không trăm hai mươi sáu"."""
    month = "tư" if day.month == 4 else in_words(day.month)
    return f"ngày {in_words(day.day)} tháng {month} năm {in_words(day.year)}"


def read_number(text: str, *, strict: bool = True) -> int | None:
    """The number from 0 to 9999 that these words name; None where they name none."""
    words, tongue = _split(text, strict), _tongue(strict)
    small = tongue.below_hundred(words)
    return _first(tongue.readings(words)) if small is None else small


def read_date_words(text: str, *, strict: bool = True) -> date | None:
    """The date that these words name; None where they name none, or one that is not in the calendar."""
    words = _split(text, strict)
    return _tongue(strict).calendar_day(words) if len(words) <= _LONGEST else None


def read_amount(text: str, *, strict: bool = True) -> int | None:
    """The sum that these words name, up to hundreds of tỷ, with or without "đồng (chẵn)"; None where they name none."""
    words = _split(text, strict)
    return _tongue(strict).amount(words) if len(words) <= _LONGEST else None


def _split(text: str, strict: bool) -> list[str]:
    plain = _PUNCTUATION.sub(" ", writing.visible(text))
    return (writing.canonical(plain) if strict else fold(plain)).split()


def _first(readings: Iterator[int]) -> int | None:
    return next(readings, None)


class _Tongue:
    """The words of numbers under one way to compare them."""

    def __init__(self, key: Callable[[str], str]) -> None:
        self.units = {key(word): value for value, word in enumerate(numerals.UNITS)}
        self.units |= {key(word): value for word, value in _MORE_UNITS.items()}
        self.after_tens = self.units | {key(word): value for word, value in _AFTER_TENS.items()}
        self.roles: Mapping[str, frozenset[str]] = {
            role: frozenset(map(key, words)) for role, words in _ROLES.items()
        }

    def plays(self, words: Words, place: int, role: str) -> bool:
        """Whether the word at this place has this role."""
        return -1 < place < len(words) and words[place] in self.roles[role]

    def below_hundred(self, words: Words) -> int | None:
        """A number from 0 to 99."""
        if len(words) == 1:
            return 10 if self.plays(words, 0, "ten") else self.units.get(words[0])
        if len(words) == 3 and self.plays(words, 1, "tens"):
            return self._tens(words[0], words[2])
        if len(words) != 2:
            return None
        if self.plays(words, 1, "tens"):
            return self._tens(words[0], None)
        if self.plays(words, 0, "ten") or self.plays(words, 0, "twenty"):
            unit = self.after_tens.get(words[1], 0)
            return (10 if self.plays(words, 0, "ten") else 20) + unit if unit else None
        return self._tens(words[0], words[1])

    def _tens(self, tens: str, unit: str | None) -> int | None:
        high = self.units.get(tens, 0)
        low = 0 if unit is None else self.after_tens.get(unit, 0)
        return None if high < 2 or (unit is not None and not low) else 10 * high + low

    def readings(self, words: Words) -> Iterator[int]:
        """A number from 100 to 9999, said whole or figure by figure."""
        if len(words) == 4 and all(word in self.units for word in words):
            yield int("".join(str(self.units[word]) for word in words))
        if self.plays(words, 1, "thousand") and words[0] in self.units:
            yield from (
                1000 * self.units[words[0]] + rest for rest in self._after(words[2:]) if self.units[words[0]]
            )
        elif self.plays(words, 1, "hundred"):
            yield from (rest for rest in self._after(words) if rest >= 100)

    def _after(self, words: Words) -> Iterator[int]:
        """What may stand after the thousands: from 0 to 999."""
        if not words:
            yield 0
        elif self.plays(words, 1, "hundred") and words[0] in self.units:
            yield from (100 * self.units[words[0]] + rest for rest in self._after_hundred(words[2:]))
        else:
            yield from (rest for rest in self._after_hundred(words) if rest)

    def _after_hundred(self, words: Words) -> Iterator[int]:
        if not words:
            yield 0
        elif self.plays(words, 0, "zero"):
            yield from filter(None, (self.units.get(word) for word in words[1:2] if len(words) == 2))
        elif (rest := self.below_hundred(words)) is not None and rest >= 10:
            yield rest

    def amount(self, words: Words) -> int | None:
        """A sum of money: groups below a thousand, each with its scale, the largest first; "rưỡi" is half a scale."""
        while self.plays(words, len(words) - 1, "money"):
            words = words[:-1]
        total = 0
        for size, role in _SCALES:
            at = next((place for place in range(len(words)) if self.plays(words, place, role)), None)
            if at is None:
                continue
            group, words = self._below_thousand(words[:at]), words[at + 1 :]
            if not group:
                return None
            total += group * size
            if len(words) == 1 and self.plays(words, 0, "half"):
                return total + size // 2
        rest = self._below_thousand(words) if words else 0
        return None if rest is None else total + rest or None

    def _below_thousand(self, words: Words) -> int | None:
        small = self.below_hundred(words)
        return _first(self._after(words)) if small is None and words else small

    def calendar_day(self, words: Words) -> date | None:
        """A date: ngày … tháng … năm …, in which "ngày" and "năm" may be left out."""
        months = [place for place in range(len(words)) if self.plays(words, place, "month")]
        if len(months) != 1:
            return None
        day, rest = self._day(words[: months[0]]), words[months[0] + 1 :]
        if day is None:
            return None
        found = (self._month_and_year(day, rest, place) for place in range(1, min(len(rest), 4)))
        return next(filter(None, found), None)

    def _day(self, words: Words) -> int | None:
        for role in ("day", "first_days"):
            words = words[1:] if self.plays(words, 0, role) else words
        return self.below_hundred(words)

    def _month_and_year(self, day: int, words: Words, place: int) -> date | None:
        """The date whose month ends before this place."""
        month, rest = self.below_hundred(words[:place]), words[place:]
        if month is None:
            return None
        with_word = self._year(rest[1:]) if self.plays(rest, 0, "year") else None
        year = with_word or self._year(rest)
        return _real_date(year, month, day) if year else None

    def _year(self, words: Words) -> int | None:
        return _first(number for number in self.readings(words) if number >= 1000)


@cache
def _tongue(strict: bool) -> _Tongue:
    return _Tongue(writing.canonical if strict else fold)


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
