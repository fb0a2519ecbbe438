"""The six characters of a resume code."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import codes

SEEDS = st.integers(min_value=0)
# What Telex and VNI turn into another letter: vowels, W, and D (DD, D9); UniKey's quick Telex takes doubled ones.
CHANGED_BY_KEYBOARDS = set("AEIOUYWD")
MISREAD = set("01OILBSZG")


def _code(seed: int) -> str:
    return codes.new_code(random.Random(seed).randrange)


@given(SEEDS)
def test_a_code_is_six_characters_that_nobody_misreads_and_no_keyboard_changes(seed: int) -> None:
    code = _code(seed)
    assert codes.is_code(code)
    assert not set(code) & (CHANGED_BY_KEYBOARDS | MISREAD)
    assert all(first != second for first, second in zip(code, code[1:], strict=False))


@given(SEEDS, st.randoms(use_true_random=False))
def test_a_code_is_understood_however_it_is_typed(seed: int, rng: random.Random) -> None:
    code = _code(seed)
    wide = code.translate({ord(one): ord(one) + 0xFEE0 for one in code})
    typed = "".join(
        rng.choice((one, one.lower())) + rng.choice(("", " ", "-", ".", "\u00a0")) for one in code
    )
    assert codes.normalise(typed) == codes.normalise(wide) == codes.normalise(codes.grouped(code)) == code


@given(st.text())
def test_anything_typed_is_a_code_or_is_not(text: str) -> None:
    read = codes.normalise(text)
    assert codes.is_code(read) is (len(read) == 6 and set(read) <= set(codes.ALPHABET))


def test_every_character_comes_up() -> None:
    assert set("".join(_code(seed) for seed in range(400))) == set(codes.ALPHABET)


def test_there_are_enough_codes_that_guessing_is_no_way_in() -> None:
    assert len(codes.ALPHABET) ** codes.LENGTH > 40_000_000


def test_every_character_has_its_own_way_of_being_called_out() -> None:
    assert len(set(codes.SPOKEN.values())) == len(codes.SPOKEN)
    assert codes.spoken("K7H4MX") == ["K, kẹo", "số bảy", "H, hoa", "số bốn", "M, mèo", "X, xoài"]


@pytest.mark.parametrize("letter", [one for one in codes.ALPHABET if one.isalpha()])
def test_a_letter_is_called_out_by_a_word_that_begins_with_it(letter: str) -> None:
    shown, word = codes.SPOKEN[letter].split(", ")
    assert shown == letter
    assert unicodedata.normalize("NFD", word)[0].upper() == letter
