"""Slips in small numbers, in numbers of papers and in texts that hold a number."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

Named = tuple[str, str]


def no_count(_right: str, _rng: random.Random) -> Iterator[Named]:
    """What is no whole number at all."""
    yield from (
        ("words", "vài bản"),
        ("a sign", "-"),
        ("not known", "không biết"),
        ("a part", "1,5"),
    )
    yield "a letter for a figure", "l"


def other_count(right: str, _rng: random.Random) -> Iterator[Named]:
    """One more, one less."""
    count = int(right)
    yield "one more", str(count + 1)
    if count > 1:
        yield "one less", str(count - 1)


def no_paper(_right: str, _rng: random.Random) -> Iterator[Named]:
    """Signs and words where a paper's letters and digits belong."""
    yield "signs", "###"
    yield "a question mark", "?"


def figure_in_text(right: str, rng: random.Random) -> Iterator[Named]:
    """Each figure of a text in turn, replaced by another."""
    for found in re.finditer(r"\d", right):
        other = rng.choice([figure for figure in "0123456789" if figure != found.group()])
        yield f"figure {found.start() + 1} changed", right[: found.start()] + other + right[found.end() :]
