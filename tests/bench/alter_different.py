"""Answers of the right shape that are simply another: nobody's in the story and near nothing right."""

from __future__ import annotations

import random
from collections.abc import Iterator

Named = tuple[str, str]
# Invented people (docs/pack-format.md) who are in no story, or left out by rule where they are.
STRANGERS = ("Quách Thị Luyện", "Ma Văn Nháp", "Nông Thị Học Thử")
FAR_DATES = ("01/01/1950", "15/06/1966", "20/02/2013", "31/12/1987")
FAR_NUMBERS = ("000255551234", "000177779999")
FAR_PHONES = ("0000 555 777", "0000 999 111")
FAR_TEXTS = ("gần chợ", "cạnh nhà văn hóa", "chỗ cây đa đầu làng")


def other_name(right: str, _rng: random.Random) -> Iterator[Named]:
    """A stranger; a word too many, a word too few, words in another order."""
    yield from (("a stranger", name) for name in STRANGERS)
    several = right.split()
    yield "a word too many", f"{right} Nháp"
    if len(several) > 2:
        yield "a word too few", " ".join([several[0], *several[2:]])
        yield "words in another order", " ".join([several[0], *reversed(several[1:])])


def other_date(_right: str, _rng: random.Random) -> Iterator[Named]:
    """A date far from every date of the story."""
    yield from (("another date", day) for day in FAR_DATES)


def other_number(_right: str, _rng: random.Random) -> Iterator[Named]:
    """A number of nobody in the story."""
    yield from (("another number", number) for number in FAR_NUMBERS)


def other_phone(_right: str, _rng: random.Random) -> Iterator[Named]:
    """A phone of nobody in the story."""
    yield from (("another phone", phone) for phone in FAR_PHONES)


def other_text(_right: str, _rng: random.Random) -> Iterator[Named]:
    """What one says to find the house."""
    yield from (("another text", text) for text in FAR_TEXTS)
