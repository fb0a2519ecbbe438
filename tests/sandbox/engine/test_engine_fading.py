"""Which way to practise is the next one."""

from itertools import combinations

import pytest

from sandbox.engine.enums import Mode
from sandbox.engine.fading import LADDER, next_mode

WATCH, GUIDED, PRACTICE, CHECK = LADDER


@pytest.mark.parametrize(
    ("begun", "finished", "expected"),
    [
        ((), (), WATCH),
        ((GUIDED,), (), GUIDED),
        ((GUIDED, CHECK), (), CHECK),
        ((), (GUIDED,), PRACTICE),
        ((GUIDED,), (PRACTICE,), CHECK),
        ((), (GUIDED, PRACTICE), CHECK),
        ((), (CHECK,), CHECK),
        ((PRACTICE,), (GUIDED,), PRACTICE),
    ],
)
def test_help_fades_by_one_step(begun: tuple[Mode, ...], finished: tuple[Mode, ...], expected: Mode) -> None:
    assert next_mode(LADDER, begun, finished) is expected


def test_without_an_example_one_begins_together() -> None:
    assert next_mode(LADDER[1:], (), ()) is GUIDED


def test_more_done_never_means_more_help() -> None:
    """Finishing one more way never leads further down the ladder."""
    sets = [frozenset(some) for size in range(4) for some in combinations(LADDER[1:], size)]
    for less in sets:
        for more in (other for other in sets if less < other):
            before, after = (LADDER.index(next_mode(LADDER, (), done)) for done in (less, more))
            assert before <= after, (less, more)
