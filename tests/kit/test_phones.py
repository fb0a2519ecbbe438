"""Telephone numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.phones import read, show


@pytest.mark.parametrize(
    "typed",
    [
        "0000 123 456",
        "0000123456",
        "+84 000 123 456",
        "84000123456",
        "0000.123.456",
        "(0000) 123-456",
        "０００0123456",
    ],
)
def test_one_number_however_it_is_typed(typed: str) -> None:
    assert read(typed) == "+84000123456"


@pytest.mark.parametrize("first", "35789")
def test_a_mobile_whose_zero_a_spreadsheet_has_eaten_is_read(first: str) -> None:
    assert read(f"{first}00000000") == f"+84{first}00000000" == read(f"0{first}00000000")


def test_the_country_in_front_of_a_zero_is_read() -> None:
    assert read("+840900000000") == "+84900000000"


@pytest.mark.parametrize(
    "typed",
    ["", "12345", "0123456789", "abc", "09000000001", "0212345678", "۰۹۰۰۰۰۰۰۰۰", "+1 900 000 000", "\x00"],
)
def test_what_is_no_mobile_is_none(typed: str) -> None:
    assert read(typed) is None


@given(st.from_regex(r"0[35789]\d{8}|0000\d{6}", fullmatch=True).filter(str.isascii))
def test_what_is_shown_is_read_again(local: str) -> None:
    number = read(local)
    assert number is not None
    assert read(show(number)) == number
    assert show(number).replace(" ", "") == local


@given(st.text(max_size=40))
def test_nothing_breaks_it(typed: str) -> None:
    number = read(typed)
    assert number is None or (number.startswith("+84") and len(number) == 12)
