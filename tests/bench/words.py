"""Dates in words, as registers want them: one right way for each part, and the other ways people write it.

Source: the line "Ghi bằng chữ" of a birth declaration (Thông tư 04/2024/TT-BTP), and everyday Vietnamese, north
and south.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from itertools import product

from tests.bench.letters import canonical

ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
# After mươi; a lone digit and one after mười have fewer ways.
AFTER_TENS = {1: ("mốt", "một"), 4: ("bốn", "tư"), 5: ("lăm", "nhăm"), 7: ("bảy", "bẩy")}
AFTER_TEN = {5: ("lăm",), 7: ("bảy", "bẩy")}
APRIL = ("tư", "bốn")
SMALL_DAYS = 10
Ways = tuple[str, ...]


def small(number: int) -> Ways:
    """The ways to say a number from 0 to 99, the usual one first."""
    tens, one = divmod(number, 10)
    if tens == 0:
        return AFTER_TEN[7] if one == 7 else (ONES[one],)
    if tens == 1:
        return tuple(f"mười {way}" for way in AFTER_TEN.get(one, (ONES[one],))) if one else ("mười",)
    if not one:
        return (f"{ONES[tens]} mươi",)
    return tuple(f"{ONES[tens]} mươi {way}" for way in AFTER_TENS.get(one, (ONES[one],)))


def year(number: int) -> Ways:
    """The ways to say a year of four figures: nghìn or ngàn, linh or lẻ."""
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    tail = _tail(rest)
    heads = [f"{ONES[thousands]} {word} {ONES[hundreds]} trăm" for word in ("nghìn", "ngàn")]
    return tuple(f"{head} {way}".strip() for head in heads for way in tail)


def _tail(rest: int) -> Ways:
    if rest == 0:
        return ("",)
    return small(rest) if rest >= 10 else tuple(f"{word} {ONES[rest]}" for word in ("linh", "lẻ"))


def day_ways(day: int) -> Ways:
    """The ways to begin: ngày ba, ngày mồng ba, mồng ba, mùng ba."""
    plain = [f"ngày {way}" for way in small(day)]
    moons = [f"{head} {small(day)[0]}" for head in ("ngày mồng", "mồng", "ngày mùng")]
    return (*plain, *(moons if day <= SMALL_DAYS else ()))


def month_ways(month: int) -> Ways:
    """The ways to say a month; April has its own word."""
    return APRIL if month == 4 else small(month)


def in_words(day: date) -> str:
    """The usual words of a date: what an official writes."""
    return f"{day_ways(day.day)[0]} tháng {month_ways(day.month)[0]} năm {year(day.year)[0]}"


def every_way(day: date) -> Iterator[str]:
    """Every way to write this date in words that the bench takes for right, the usual one first."""
    for first, second, third in product(day_ways(day.day), month_ways(day.month), year(day.year)):
        yield f"{first} tháng {second} năm {third}"


def bare(words: str) -> str:
    """What two ways of writing the same words share: no case, no commas, no blanks too many."""
    return canonical(" ".join(re.sub(r"[,.;:]", " ", words).split()))


def says(words: str, day: date) -> bool:
    """Whether these words name this day in one of the right ways."""
    return bare(words) in {bare(way) for way in every_way(day)}


def word_forms(day: date, rng: random.Random, count: int = 12) -> Iterator[tuple[str, str]]:
    """The usual words in other clothes, then `count` of the other ways."""
    usual = in_words(day)
    yield "in words", usual
    yield "in words, a capital", usual[:1].upper() + usual[1:]
    yield "in words, capitals", usual.upper()
    yield "in words, commas", usual.replace(" tháng", ", tháng").replace(" năm hai", ", năm hai")
    yield "in words, a full stop", usual + "."
    yield "in words, doubled spaces", usual.replace(" ", "  ")
    others = list(every_way(day))[1:]
    for way in rng.sample(others, min(count, len(others))):
        yield "other words", way
    for word, other in (("hai nghìn", "hai ngàn"), ("ngày ", "ngày mồng ")):
        said = usual.replace(word, other, 1)
        if said != usual and says(said, day):
            yield f"{other.strip()}", said
