"""When a session is, as the team sees it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams import calendar
from teams.calendar import When
from teams.enums import SessionState

TODAY = dt.date(2026, 11, 23)
HERE = ZoneInfo("Asia/Ho_Chi_Minh")
moments = st.datetimes(
    min_value=dt.datetime(2025, 1, 1), max_value=dt.datetime(2030, 1, 1), timezones=st.just(HERE)
)


@pytest.mark.parametrize(
    ("state", "days", "expected"),
    [
        (SessionState.OPEN, -3, When.OPEN),
        (SessionState.OPEN, 0, When.OPEN),
        (SessionState.PLANNED, 0, When.TONIGHT),
        (SessionState.PLANNED, 1, When.COMING),
        (SessionState.PLANNED, -1, When.LATE),
        (SessionState.CLOSED, 0, When.PAST),
        (SessionState.CANCELLED, 5, When.PAST),
    ],
)
def test_a_session_stands_in_one_part_of_the_calendar(state: SessionState, days: int, expected: When) -> None:
    assert calendar.when(state, TODAY + dt.timedelta(days=days), TODAY) is expected


@given(moments, moments)
def test_repeated_it_is_on_the_same_weekday_and_hour_and_ahead(
    starts_at: dt.datetime, now: dt.datetime
) -> None:
    again = calendar.next_week(starts_at, now)
    assert (again.weekday(), again.time()) == (starts_at.weekday(), starts_at.time())
    assert again > now
    assert again >= starts_at + calendar.WEEK
    # never later than it has to be
    assert again == starts_at + calendar.WEEK or again - calendar.WEEK <= now


@given(moments)
def test_tonight_is_the_usual_hour_or_has_just_begun(now: dt.datetime) -> None:
    begins = calendar.tonight(now)
    assert begins.date() == now.date()
    assert begins.time() >= calendar.EVENING
    assert begins.minute % 5 == 0
    assert begins <= now or begins.time() == calendar.EVENING
    assert now - begins < dt.timedelta(minutes=5) or begins > now


@pytest.mark.parametrize(("days", "expected"), [(0, True), (7, True), (7.01, False), (30, False)])
def test_seven_days_to_put_it_right(days: float, expected: bool) -> None:
    closed_at = dt.datetime(2026, 11, 1, 14, tzinfo=dt.UTC)
    assert calendar.may_correct(closed_at, closed_at + dt.timedelta(days=days)) is expected
