"""The four digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams import codes


@pytest.mark.parametrize("typed", ["4712", " 4712 ", "47 12", "4-7-1-2", "４７１２", "4712."])
def test_the_same_code_however_it_was_typed(typed: str) -> None:
    assert codes.normalise(typed) == "4712"


@pytest.mark.parametrize("typed", ["471", "47123", "abcd", "4712a", "", "²²²²²"])
def test_what_is_no_code_stays_as_typed(typed: str) -> None:
    assert not codes.is_code(codes.normalise(typed))


@pytest.mark.parametrize("code", ["0000", "7777", "9999"])
def test_four_equal_digits_are_no_code(code: str) -> None:
    assert not codes.is_code(code)


@given(st.integers(0, 10**4))
def test_a_new_code_is_a_code_that_nobody_holds(number: int) -> None:
    taken = {"4712", "1234"}
    made = codes.new_code(taken, lambda most: number % most)
    assert codes.is_code(made)
    assert made not in taken


def test_there_are_9990_codes_and_then_none() -> None:
    every = {f"{number:04d}" for number in range(codes.ALL)}
    free = {code for code in every if codes.is_code(code)}
    assert len(free) == 9990
    with pytest.raises(codes.NoCodeLeft):
        codes.new_code(free)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_a_code(raw: str) -> None:
    assert isinstance(codes.normalise(raw), str)
