"""The shipped days off: dated, sourced, and those of the Labour Code (Điều 112) and Resolution 28/2026/QH16."""

from datetime import date, time
from pathlib import Path

import pytest

from sandbox.engine import holidays
from sandbox.engine.packs import PackError


def test_the_shipped_file_has_every_day_off_of_two_years() -> None:
    found = holidays.read()
    by_year = {year: [h for h in found.holidays if h.day.year == year] for year in (2026, 2027)}
    assert len(by_year[2026]) == 13
    assert {holiday.status for holiday in by_year[2026]} == {"confirmed"}
    assert {holiday.status for holiday in by_year[2027]} == {"provisional"}
    assert all(holiday.source for holiday in found.holidays)
    assert len({holiday.day for holiday in found.holidays}) == len(found.holidays)


@pytest.mark.parametrize(
    "day", [date(2026, 11, 24), date(2027, 1, 1), date(2026, 2, 17), date(2026, 4, 27), date(2027, 4, 16)]
)
def test_the_office_is_closed_on_a_day_off(day: date) -> None:
    assert not holidays.shipped().is_working(day)
    assert holidays.shipped().names[day]


def test_hours_are_data() -> None:
    hours = holidays.shipped().hours
    assert (hours.opens, hours.closes, hours.cutoff) == (time(7, 30), time(17), time(15))


def test_the_shipped_days_are_read_once() -> None:
    assert holidays.shipped() is holidays.shipped()


def test_a_bad_file_says_where(tmp_path: Path) -> None:
    bad = tmp_path / "holidays.yaml"
    text = holidays.HOLIDAYS.read_text(encoding="utf-8").replace("status: confirmed", "status: sure", 1)
    bad.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        holidays.load(bad)
    assert caught.value.problems[0].key == "holidays.0.status"
