"""Vietnamese numerals: what is written is read, in all its usual ways, and nothing else is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.folding import fold
from sandbox.engine.numerals import date_in_words, in_words, read_date_words, read_number
from tests.sandbox.engine.writings import a_date, any_text, same_words, tried

DAYS = a_date(date(1900, 1, 1), date(2199, 12, 31))


@tried
@given(st.integers(0, 9999))
def test_every_number_that_is_written_is_read(number: int) -> None:
    assert read_number(in_words(number)) == number
    assert read_number(fold(in_words(number)), strict=False) == number


@tried
@given(DAYS)
def test_every_date_that_is_written_is_read(day: date) -> None:
    assert read_date_words(date_in_words(day)) == day
    assert read_date_words(fold(date_in_words(day)), strict=False) == day


@tried
@given(same_words("ngày hai mươi lăm tháng tư năm một nghìn chín trăm chín mươi tám"))
def test_case_blanks_and_encodings_do_not_count(words: str) -> None:
    assert read_date_words(words) == date(1998, 4, 25)


@tried
@given(DAYS, DAYS)
def test_two_dates_have_two_writings(one: date, other: date) -> None:
    assert (date_in_words(one) == date_in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (30, "ba mươi"),
        (105, "một trăm linh năm"),
        (1998, "một nghìn chín trăm chín mươi tám"),
        (2000, "hai nghìn"),
        (2006, "hai nghìn không trăm linh sáu"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
    ],
)
def test_numbers_are_written_the_usual_way(number: int, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize("number", [-1, 10_000])
def test_a_number_beyond_the_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 9999"):
        in_words(number)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("ngày ba tháng mười một năm hai nghìn không trăm hai mươi sáu", date(2026, 11, 3)),
        ("Ngày ba, tháng mười một, năm hai ngàn không trăm hai mươi sáu.", date(2026, 11, 3)),
        ("ngày mồng ba tháng mười một năm hai nghìn không trăm hai sáu", date(2026, 11, 3)),
        ("mùng ba tháng mười một năm hai nghìn hai mươi sáu", date(2026, 11, 3)),
        ("ba tháng mười một hai không hai sáu", date(2026, 11, 3)),
        ("ngày hai mươi bốn tháng bốn năm hai nghìn lẻ bốn", date(2004, 4, 24)),
        ("ngày hai mươi tư tháng tư năm hai nghìn không trăm linh tư", date(2004, 4, 24)),
        ("ngày hai mươi nhăm tháng năm năm một ngàn chín trăm chín mươi lăm", date(1995, 5, 25)),
        ("ngày mười năm tháng năm năm hai nghìn", date(2000, 5, 15)),
        ("ngày ba mươi mốt tháng bẩy năm một chín chín tám", date(1998, 7, 31)),
        ("ngày hăm mốt tháng mười hai năm hai nghìn không trăm mười", date(2010, 12, 21)),
        ("ngày năm tháng năm năm hai nghìn không trăm linh năm", date(2005, 5, 5)),
    ],
)
def test_the_other_ways_are_read(words: str, day: date) -> None:
    assert read_date_words(words) == day


@pytest.mark.parametrize(
    "words",
    [
        *("", "ngày", "tháng", "hôm qua", "ngày ba tháng mười một", "tháng mười một năm hai nghìn"),
        *("03/11/2026", "ngày 3 tháng 11 năm 2026", "ngày ba mươi mốt tháng tư năm hai nghìn"),
        *("ngày ba mươi hai tháng một năm hai nghìn", "ngày ba tháng mười ba năm hai nghìn"),
        *("ngày ba tháng mười một năm hai trăm", "ba ba tháng ba tháng ba năm hai nghìn"),
        *("ngay ba thang muoi mot nam hai nghin", "ngày ba mươi hai mươi tháng ba năm hai nghìn"),
    ],
)
def test_what_names_no_day_is_not_read(words: str) -> None:
    assert read_date_words(words) is None


@tried
@given(any_text())
def test_no_text_breaks_the_reader(text: str) -> None:
    assert read_number(text) is None or read_number(text, strict=False) is not None
    assert read_date_words(text) is None or read_date_words(text, strict=False) is not None
