"""Random walks through everything that a learner can do. See tests/sandbox/walker.py.

TUTAY_WALKS says how many; `make soak` walks 2,000 of them on either database.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from sandbox.models import PackVersion
from tests.sandbox.journeys import Clock
from tests.sandbox.walker import Walker

pytestmark = pytest.mark.django_db
WALKS = int(os.environ.get("TUTAY_WALKS") or "30")
ACTIONS = 50
# Making a red walk shorter takes minutes: only where somebody has asked for walks.
PHASES = (Phase.generate, Phase.shrink) if "TUTAY_WALKS" in os.environ else (Phase.generate,)


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
            derandomize="TUTAY_WALKS" not in os.environ,
            suppress_health_check=list(HealthCheck),
        ),
    )
