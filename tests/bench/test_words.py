"""Dates in words: the bench's own reading of them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.bench.words import every_way, in_words, says


@pytest.mark.parametrize(
    ("day", "usual"),
    [
        (date(2026, 11, 3), "ngày ba tháng mười một năm hai nghìn không trăm hai mươi sáu"),
        (date(2025, 4, 21), "ngày hai mươi mốt tháng tư năm hai nghìn không trăm hai mươi lăm"),
        (date(2006, 10, 15), "ngày mười lăm tháng mười năm hai nghìn không trăm linh sáu"),
        (date(1998, 3, 30), "ngày ba mươi tháng ba năm một nghìn chín trăm chín mươi tám"),
    ],
)
def test_dates_are_said_as_officials_write_them(day: date, usual: str) -> None:
    assert in_words(day) == usual
    assert says(f" {usual.upper()}.", day)


@pytest.mark.parametrize(
    "other",
    [
        "Mồng ba, tháng tư, năm hai ngàn không trăm lẻ sáu",
        "ngày ba tháng bốn năm hai nghìn không trăm linh sáu",
    ],
)
def test_a_date_may_be_said_in_other_ways(other: str) -> None:
    assert says(other, date(2006, 4, 3))
    assert not says(other, date(2006, 4, 13))


def test_no_two_days_of_a_year_are_said_alike() -> None:
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + at) for at in range(365)]
    said = [way for day in days for way in every_way(day)]
    assert len(said) == len(set(said))
