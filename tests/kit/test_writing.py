"""Folding, dates, order of names, QR codes, what may be kept."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import qr
from kit.folding import fold
from kit.typed import keepable
from kit.vietnamese import clock, long_date, sort_key


@pytest.mark.parametrize(
    "text", ["Đăng ký khai sinh", "ĐĂNG KÝ KHAI SINH", "dang ky khai sinh", "đăng kí khai sinh"]
)
def test_one_word_has_one_key(text: str) -> None:
    assert fold(text).replace("ki ", "ky ") == "dang ky khai sinh"


def test_the_place_of_the_tone_does_not_count() -> None:
    assert fold("Hoà") == fold("Hòa") == fold(unicodedata.normalize("NFD", "hòa"))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_names_sort_the_vietnamese_way() -> None:
    names = ["Đào", "Dương", "Ân", "An", "Ăn", "Bùi", "Hòa", "Hoa", "Hoạ", "Lê Văn", "Lê"]
    assert sorted(names, key=sort_key) == [
        "An", "Ăn", "Ân", "Bùi", "Dương", "Đào", "Hoa", "Hòa", "Hoạ", "Lê", "Lê Văn",
    ]  # fmt: skip


@given(st.text(), st.text())
def test_any_two_texts_can_be_put_in_order(left: str, right: str) -> None:
    assert isinstance(sort_key(left) < sort_key(right), bool)


def test_dates_are_said_as_people_say_them() -> None:
    assert long_date(dt.date(2026, 11, 23)) == "thứ Hai 23/11/2026"
    assert clock(dt.datetime(2026, 11, 23, 8, 5, tzinfo=dt.UTC)) == "15 giờ 05"


def test_a_qr_code_has_words_and_escapes_them() -> None:
    drawn = qr.svg("https://tutay.example.org/vao/4712/", label='Mã "lớp" <4712>')
    assert drawn.startswith("<svg ")
    assert 'aria-label="Mã &quot;lớp&quot; &lt;4712&gt;"' in drawn


@given(st.text())
def test_what_is_kept_is_composed_and_has_no_nul(text: str) -> None:
    kept = keepable(text)
    assert "\x00" not in kept
    assert unicodedata.is_normalized("NFC", kept)
