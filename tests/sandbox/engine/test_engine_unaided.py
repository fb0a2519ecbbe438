"""The two definitions behind every count."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sandbox.engine.enums import Mode
from sandbox.engine.unaided import is_secure, is_unaided


def test_alone_in_check_mode_on_a_new_persona_is_unaided() -> None:
    assert is_unaided(Mode.CHECK, 0, helper=False, persona_practised_before=False, finished=True)


@pytest.mark.parametrize("mode", [Mode.WATCH, Mode.GUIDED, Mode.PRACTICE])
def test_other_modes_do_not_count(mode: Mode) -> None:
    assert not is_unaided(mode, 0, helper=False, persona_practised_before=False, finished=True)


@pytest.mark.parametrize(
    ("hints", "helper", "before", "finished"),
    [(1, False, False, True), (0, True, False, True), (0, False, True, True), (0, False, False, False)],
)
def test_a_hint_a_helper_a_known_persona_or_an_open_end_do_not_count(
    hints: int, helper: bool, before: bool, finished: bool
) -> None:
    assert not is_unaided(Mode.CHECK, hints, helper, before, finished)


def test_twice_a_day_apart_is_secure() -> None:
    assert is_secure([date(2026, 11, 23), date(2026, 11, 22)])
    assert not is_secure([date(2026, 11, 22), date(2026, 11, 22)])
    assert not is_secure([date(2026, 11, 22)])
    assert not is_secure([])


def test_a_day_is_twenty_four_hours() -> None:
    first = datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert is_secure([first, first + timedelta(hours=24)])
    assert not is_secure([first, first + timedelta(hours=23), first + timedelta(minutes=1)])
