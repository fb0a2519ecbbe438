"""Random walks through everything that a learner can do. See tests/sandbox/walker.py.

TUTAY_WALKS says how many: 200 before a change lands, always the same ones, and of these a quarter once more on
PostgreSQL; `make soak` walks 2,000 on either database, others each time (TUTAY_WALKS_ANEW=1).
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from sandbox.models import PackVersion
from tests.sandbox.journeys import Clock
from tests.sandbox.walker import Walker

pytestmark = pytest.mark.django_db
WALKS = int(os.environ.get("TUTAY_WALKS") or "30") // (4 if os.environ.get("TUTAY_GATE_QUICK") == "1" else 1)
ACTIONS = 50
ANEW = os.environ.get("TUTAY_WALKS_ANEW") == "1"
# Making a red walk shorter takes minutes, and one that always comes again can be made shorter by whoever mends it.
PHASES = (Phase.generate, Phase.shrink) if ANEW else (Phase.generate,)


def test_no_walk_finds_a_dead_end_a_loss_or_a_change_outside_the_table(
    packs: PackVersion, clock: Clock
) -> None:
    Walker.clock = clock
    run_state_machine_as_test(
        Walker,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=ACTIONS,
            deadline=None,
            database=None,
            phases=PHASES,
            derandomize=not ANEW,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_an_answer_that_was_refused_and_then_changed_is_what_she_has_answered(
    packs: PackVersion, clock: Clock
) -> None:
    """A walk that was red once: the name asked for was first sent wrongly, then another one with the same form."""
    Walker.clock = clock
    walk = Walker()
    try:
        walk.begins(mode="check", ahead="sent", scenario=551)
        walk.everything_holds()
        walk.skips(days="1", pick=293)
        walk.answers_the_office(photo=True, pick=890, right=False)
        walk.everything_holds()
        walk.says_it_again(changed=True)
        walk.everything_holds()
        assert {"ho_ten_con": "Chỗ Khác"}.items() <= walk.attempts.popitem()[1].answers.items()
    finally:
        walk.teardown()
