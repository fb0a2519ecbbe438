"""Bad inputs for forms: naughty strings, Vietnamese traps and what Hypothesis makes up, in one seeded mix.

The Big List of Naughty Strings (blns.json of github.com/minimaxir/big-list-of-naughty-strings) lies beside the
checkout, where `LIST` says, and is not part of the project: where it is missing the mix goes without it, and tests
about the list itself skip with a sentence.
"""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.traps.hostile import INVISIBLE
from tests.traps.vietnamese import NAMES, SENTENCES, traps

LIST = Path(__file__).resolve().parents[3] / "shared" / "data" / "naughty_strings.json"
MISSING = f"the list of naughty strings is not beside the checkout ({LIST}): only our own traps are sent"
# Vietnamese letters with and without marks, in both forms.
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy" + "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b" + "ẫễộửỵẰĐƯỢ"


def has_naughty() -> bool:
    """Whether the list is there."""
    return LIST.is_file()


@cache
def naughty_strings() -> tuple[str, ...]:
    """The Big List of Naughty Strings; empty where it is not beside the checkout."""
    return tuple(json.loads(LIST.read_text(encoding="utf-8"))) if has_naughty() else ()


def require_naughty() -> tuple[str, ...]:
    """The list, for a test about nothing else: skips that test, with the reason, where it is missing."""
    if not has_naughty():
        pytest.skip(MISSING)
    return naughty_strings()


def bad_text() -> st.SearchStrategy[str]:
    """Text that no form expects: any code points (lone surrogates too), Vietnamese letters, spoilt traps."""
    any_text = st.text(st.characters(), max_size=200)
    vietnamese = st.text(st.sampled_from(LETTERS + " ,.'-0123456789"), max_size=80)
    known = st.sampled_from([*NAMES, *SENTENCES, *(trap.text for trap in traps() if len(trap.text) < 200)])
    surrogates = st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF)
    marks = st.text(st.one_of(st.sampled_from(INVISIBLE), surrogates), min_size=1, max_size=5)
    return st.one_of(any_text, vietnamese, known, _spoilt(known, marks), _spoilt(vietnamese, any_text))


def _spoilt(texts: st.SearchStrategy[str], strange: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A text with something strange put in it."""

    def put(text: str, part: str, at: int) -> str:
        at %= len(text) + 1
        return text[:at] + part + text[at:]

    return st.builds(put, texts, strange, st.integers(0, 200))


def made_up(count: int, number: int) -> list[str]:
    """`count` texts of `bad_text()`, the same for the same seed `number`."""
    found: list[str] = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(bad_text())
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found[:count]


def bad_inputs(n: int = 200, seed: int = 1) -> list[str]:
    """`n` bad inputs, no two alike: a third naughty, a third Vietnamese, the rest made up.

    The same `n` and `seed` give the same inputs. Another seed draws others from the lists, so that the forms
    of the site together see all of them. Raises ValueError below 3.
    """
    if n < 3:
        raise ValueError("a mix of three sources has at least three inputs")
    rng = random.Random(seed)
    mix = dict.fromkeys(_drawn(naughty_strings(), n // 3, rng))
    mix.update(dict.fromkeys(_drawn(tuple(trap.text for trap in traps()), n // 3, rng)))
    for number in range(seed, seed + 50):
        mix.update(dict.fromkeys(made_up(max(20, n - len(mix)), number)))
        if len(mix) >= n:
            break
    chosen = list(mix)[:n]
    rng.shuffle(chosen)
    return chosen


def _drawn(texts: tuple[str, ...], count: int, rng: random.Random) -> list[str]:
    return rng.sample(texts, min(count, len(texts)))
