"""Days and hours as people type them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams import moments
from teams.templatetags.moments import moment

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("26/11/2026", dt.date(2026, 11, 26)),
        ("26-11-26", dt.date(2026, 11, 26)),
        (" 26. 11. 2026 ", dt.date(2026, 11, 26)),
        ("2026-11-26", dt.date(2026, 11, 26)),
        ("3/1", dt.date(2027, 1, 3)),
        ("20/11", dt.date(2026, 11, 20)),
        ("31/02/2026", None),
        ("mai", None),
        ("", None),
    ],
)
def test_a_day_is_read(typed: str, day: dt.date | None) -> None:
    assert moments.read_day(typed, TODAY) == day


def test_a_day_of_the_last_half_year_is_of_last_year_in_january() -> None:
    assert moments.read_day("30/12", dt.date(2027, 1, 5)) == dt.date(2026, 12, 30)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("19:30", dt.time(19, 30)),
        ("19h30", dt.time(19, 30)),
        ("19 giờ 30", dt.time(19, 30)),
        ("19 giờ", dt.time(19, 0)),
        ("7h", dt.time(7, 0)),
        ("19 giờ 30 phút", dt.time(19, 30)),
        ("25:00", None),
        ("tối", None),
    ],
)
def test_an_hour_is_read(typed: str, hour: dt.time | None) -> None:
    assert moments.read_hour(typed) == hour


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(raw: str) -> None:
    moments.read_day(raw, TODAY)
    moments.read_hour(raw)


def test_a_moment_is_said_in_the_countrys_time() -> None:
    assert moment(dt.datetime(2026, 11, 26, 12, 30, tzinfo=dt.UTC)) == "19 giờ 30, thứ Năm 26/11/2026"
