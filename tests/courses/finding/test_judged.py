"""The search against what people type: the set in data/queries.tsv, with marks, without them, and with slips."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from courses.finding import library
from courses.finding.everyday import everyday
from courses.finding.results import Found, find
from courses.finding.words import split
from courses.service import load_courses
from kit.folding import fold
from sandbox.service import load_packs

FILE = Path(__file__).parents[1] / "data" / "queries.tsv"
TOP_ONE, TOP_THREE = 0.95, 1.0


def judged() -> list[tuple[str, frozenset[str]]]:
    """(what is typed, what may stand first), in the order of the file."""
    lines = [
        line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    pairs = [line.split("\t") for line in lines]
    return [(typed, frozenset(wanted.split("|"))) for typed, wanted in pairs]


def slipped(typed: str) -> str:
    """``typed`` with one slip: two letters swapped in one of its longest words, always the same one."""
    words = typed.split()
    at = max(range(len(words)), key=lambda number: len(words[number]))
    word = words[at]
    if len(word) < 4 or not word.isalpha():
        return typed
    place = random.Random(typed).randrange(1, len(word) - 2)  # noqa: S311
    words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return " ".join(words)


def names(found: Found) -> list[str]:
    """Code or slug of what the page shows, from above."""
    return [one.text.code or one.text.slug for group in found.groups for one in group.results]


def in_order(found: Found) -> list[str]:
    """Code or slug of what was found, best first, whatever group it stands in."""
    results = [one for group in found.groups for one in group.results]
    return [one.text.code or one.text.slug for one in sorted(results, key=lambda one: -one.score)]


@pytest.fixture
def shipped(db: None) -> Iterator[None]:
    """Everything that comes with the site."""
    load_packs()
    load_courses()
    library.forget()
    yield
    library.forget()


def judge(alter: Callable[[str], str]) -> tuple[float, float, list[str]]:
    """Shares of queries whose answer stands first and among the best three; those that miss, in words."""
    pairs, missed = judged(), []
    first = third = 0
    for typed, wanted in pairs:
        found = find(alter(typed))
        is_first, is_third = bool(wanted & set(names(found)[:1])), bool(wanted & set(in_order(found)[:3]))
        first, third = first + is_first, third + is_third
        if not is_first or not is_third:
            missed.append(
                f"{1 if is_third else 3} {alter(typed)} → {names(found)[:3]}, wanted {sorted(wanted)}"
            )
    return first / len(pairs), third / len(pairs), missed


def test_what_was_meant_stands_first(shipped: None) -> None:
    """One test, because the shipped lessons take seconds to load. The figures stand in the output (`-s`)."""
    assert len(judged()) >= 150
    for name, alter, limits in (
        ("as typed", str, (TOP_ONE, TOP_THREE)),
        ("without marks", fold, (TOP_ONE, TOP_THREE)),
        ("one more slip", slipped, (0.85, 0.93)),
    ):
        first, third, missed = judge(alter)
        print(f"{len(judged())} queries {name}: first {first:.1%}, among three {third:.1%}")
        assert first >= limits[0] and third >= limits[1], "\n".join(missed)
    wrong = [
        f"{phrase} → {names(find(phrase))[:2]}, wanted {name}"
        for name, phrases in everyday().said.items()
        for phrase in phrases
        if names(find(phrase))[:1] != [name]
    ]
    assert not wrong, "\n".join(wrong)
    known = {text.code or text.slug for text in library.library().texts.values()}
    assert set(everyday().said) <= known and set(everyday().often) <= known


def test_every_other_name_is_read_as_what_it_means() -> None:
    rewriting = everyday().rewriting
    for meant, all_said in everyday().means.items():
        for said in all_said:
            assert list(rewriting._rewritten(split(said))) == split(meant), said
