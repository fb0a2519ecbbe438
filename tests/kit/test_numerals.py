"""Numbers in words: the usual ones, the large ones, and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.numerals import LARGEST, figures, in_words
from sandbox.engine.numerals import read_number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (105, "một trăm linh năm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (50_000, "năm mươi nghìn"),
        (1_200_000, "một triệu hai trăm nghìn"),
        (1_000_000_004, "một tỷ không trăm linh bốn"),
    ],
)
def test_numbers_are_said_as_people_say_them(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(0, 9999))
def test_what_is_written_can_be_read_back(number: int) -> None:
    assert read_number(in_words(number)) == number


@given(st.integers(0, LARGEST), st.integers(0, LARGEST))
def test_two_numbers_never_sound_alike(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


def test_telephone_numbers_are_read_figure_by_figure() -> None:
    assert figures("0105") == "không một không năm"


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_others_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="expected a number"):
        in_words(number)
