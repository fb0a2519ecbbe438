"""Sums of money: read in the usual writings, in figures and in words, and told apart from numbers of people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.numerals import in_words
from sandbox.engine import guard
from sandbox.engine.kinds import kind_of
from sandbox.engine.kinds.money import read_sum
from sandbox.engine.numerals import read_amount
from sandbox.engine.schema import FieldSpec
from tests.sandbox.engine.writings import tried

SUM = kind_of(FieldSpec(id="von", label="Vốn", said="vốn", kind="money", minimum=1000))
WORDS = kind_of(FieldSpec(id="chu", label="Bằng chữ", said="vốn bằng chữ", kind="money_words", of="von"))


@pytest.mark.parametrize(
    "raw",
    [
        "30000000",
        "30.000.000",
        "30,000,000 đ",
        "30 000 000 đồng",
        "30 triệu",
        "30triệu đồng",
        "30 TR",
        "30.000.000đ chẵn",
    ],
)
def test_a_sum_is_read_in_its_usual_writings(raw: str) -> None:
    assert SUM.normalise(raw) == "30000000"
    assert SUM.show(raw) == "30.000.000"


@pytest.mark.parametrize(
    ("raw", "amount"), [("1,5 tỷ", 1_500_000_000), ("0,5 triệu", 500_000), ("200k", 200_000)]
)
def test_parts_of_a_scale_count(raw: str, amount: int) -> None:
    assert read_sum(raw) == amount


@pytest.mark.parametrize(
    "raw", ["", "ba mươi triệu", "30.00.000", "30.000,000", "-5", "30 triệu 5", "9" * 13, "999"]
)
def test_what_is_no_sum_is_not_taken(raw: str) -> None:
    assert SUM.normalise(raw) is None


@tried
@given(st.integers(1, 999_999_999_999))
def test_every_sum_in_words_is_read_back(amount: int) -> None:
    words = in_words(amount)
    for written in (
        words,
        f"{words.capitalize()} đồng",
        f"{words} đồng chẵn.",
        words.replace("nghìn", "ngàn"),
    ):
        assert read_amount(written) == amount


@tried
@given(st.integers(1, 999_999_999_999))
def test_every_sum_in_figures_is_read_back(amount: int) -> None:
    for written in (str(amount), SUM.show(str(amount)), f"{amount:,} đồng"):
        assert read_sum(written) == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("một triệu rưỡi", 1_500_000),
        ("hai tỉ ba trăm triệu", 2_300_000_000),
        ("ba mươi lăm triệu đồng", 35_000_000),
        ("năm trăm ngàn", 500_000),
        ("ba mươi", 30),
    ],
)
def test_sums_are_read_as_people_say_them(words: str, amount: int) -> None:
    assert read_amount(words) == amount


@pytest.mark.parametrize(
    "words", ["", "đồng", "triệu", "ba triệu nghìn", "triệu ba", "một tỷ hai tỷ", "mấy triệu"]
)
def test_words_that_name_no_sum_are_none(words: str) -> None:
    assert read_amount(words) is None


def test_marks_left_out_are_a_slip_of_marks() -> None:
    assert WORDS.same_but_marks("ba muoi trieu dong", "Ba mươi triệu đồng")
    assert not WORDS.same("ba muoi trieu dong", "Ba mươi triệu đồng")
    assert WORDS.takes("ba muoi trieu dong") and not WORDS.takes("30 triệu")


def test_words_stand_for_their_figures() -> None:
    assert WORDS.spelt("ba mươi triệu") == WORDS.figures("30.000.000") == "30000000"
    assert WORDS.printed_in("Ba mươi triệu đồng", "Vốn: 30.000.000 đồng")
    assert SUM.printed_in("30000000", "30.000.000 đồng")


@pytest.mark.parametrize("raw", ["30.000.000", "300000000", "123.456.000", "1.200.000.000 đồng", "30 triệu"])
def test_money_may_be_as_long_as_a_number_of_somebody(raw: str) -> None:
    assert guard.screen("money", raw, ()).value == raw


@pytest.mark.parametrize(
    "raw", ["0912345000", "84912345000", "001199012000", "123456789", "9704000012345000"]
)
def test_a_number_of_somebody_is_no_money(raw: str) -> None:
    assert guard.screen("money", raw, ()).reason is not None
