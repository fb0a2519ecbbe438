"""The dossier's clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.clock import DossierClock
from tests.sandbox.engine.writings import tried

REAL = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SHOWN = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_it_runs_while_the_office_has_the_dossier() -> None:
    clock = DossierClock(SHOWN, REAL, running=True)
    assert clock.now(REAL + HOUR) == SHOWN + HOUR


def test_it_stands_still_in_the_citizens_court() -> None:
    clock = DossierClock(SHOWN, REAL, running=True).pause(REAL + HOUR)
    assert clock.now(REAL + 5 * HOUR) == SHOWN + HOUR
    assert clock.resume(REAL + 5 * HOUR).now(REAL + 6 * HOUR) == SHOWN + 2 * HOUR


def test_it_can_be_moved_forward_by_days_standing_or_running() -> None:
    standing = DossierClock(SHOWN, REAL, running=False).skip(3, REAL + HOUR)
    assert standing.now(REAL + 9 * HOUR) == SHOWN + timedelta(days=3)
    running = DossierClock(SHOWN, REAL, running=True).skip(1, REAL + HOUR)
    assert running.now(REAL + 2 * HOUR) == SHOWN + timedelta(days=1) + 2 * HOUR


@pytest.mark.parametrize("days", [0, -1])
def test_it_does_not_go_back(days: int) -> None:
    with pytest.raises(ValueError, match="one day or more"):
        DossierClock(SHOWN, REAL, running=True).skip(days, REAL)


@tried
@given(
    st.lists(
        st.tuples(st.sampled_from(["pause", "resume", "skip", "look"]), st.integers(-60, 600)), max_size=20
    )
)
def test_it_never_runs_backwards(acts: list[tuple[str, int]]) -> None:
    clock, real, last = DossierClock(SHOWN, REAL, running=True), REAL, SHOWN
    for act, minutes in acts:
        real += timedelta(minutes=minutes)
        if act == "pause":
            clock = clock.pause(real)
        elif act == "resume":
            clock = clock.resume(real)
        elif act == "skip":
            clock = clock.skip(1, real)
        if minutes >= 0:
            assert clock.now(real) >= last
            last = clock.now(real)
        else:
            last = min(last, clock.now(real))
