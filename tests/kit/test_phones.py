"""Telephone numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import phones

NATIONAL = st.one_of(
    st.tuples(st.sampled_from("35789"), st.text("0123456789", min_size=8, max_size=8)).map("".join),
    st.text("0123456789", min_size=6, max_size=6).map(lambda rest: f"000{rest}"),
)


@pytest.mark.parametrize(
    "typed",
    [
        "0000 123 456",
        "0000123456",
        "0000.123.456",
        "+84 000 123 456",
        "84000123456",
        "0084 000 123 456",
        "(0000) 123-456",
        "\uff10\uff10\uff10\uff10 123 456",
        "+84 0000 123 456",
    ],
)
def test_one_number_however_it_is_typed(typed: str) -> None:
    assert phones.read(typed) == "+84000123456"


@pytest.mark.parametrize("prefix", "35789")
def test_a_mobile_number_may_lack_its_nought(prefix: str) -> None:
    assert phones.read(f"{prefix}00 000 000") == f"+84{prefix}00000000"


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "0", "113", "0100 000 000", "000 123 456", "0000 123 45", "0000 123 4567", "+1 000 123 456"],
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert phones.read(typed) is None


def test_it_is_shown_in_groups() -> None:
    assert phones.show("+84000123456") == "0000 123 456"
    assert phones.show("") == ""


@given(NATIONAL, st.sampled_from(["0", "+84", "84", "0084", "+840"]))
def test_what_is_shown_is_read_again(national: str, prefix: str) -> None:
    kept = phones.read(prefix + national)
    assert kept == f"+84{national}"
    assert phones.read(phones.show(kept)) == kept


@given(st.text())
def test_nothing_typed_breaks_it(typed: str) -> None:
    kept = phones.read(typed)
    assert kept is None or phones.read(kept) == kept
