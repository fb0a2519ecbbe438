"""Folding, keepable text, dates and the order of names: how Vietnamese is written and sorted."""

import datetime as dt
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.folding import fold
from kit.typed import keepable
from kit.vietnamese import WEEKDAYS, clock, long_date, short_date, sort_key
from tests.traps.vietnamese import NAMES, SENTENCES

VIETNAMESE = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyạảãàáẶỘƯĐ ") | st.characters(), max_size=60
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("ĐĂNG KÝ", "dang ky"),
        ("Hoà", "hoa"),
        ("Hòa", "hoa"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Tập Huấn"), "nguyen thi tap huan"),
        ("Ð", "ð"),  # an Icelandic letter is not Đ, whatever it looks like
        ("H'Hen Niê", "h'hen nie"),
        ("", ""),
    ],
)
def test_a_search_key_has_no_marks(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(VIETNAMESE)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_both_ways_to_write_a_letter_fold_to_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text())
def test_what_is_kept_has_no_nul_and_one_form(text: str) -> None:
    kept = keepable(text)
    assert "\x00" not in kept and unicodedata.is_normalized("NFC", kept) and keepable(kept) == kept


def test_what_is_kept_says_the_same() -> None:
    for text in (*NAMES, *SENTENCES):
        assert keepable(unicodedata.normalize("NFD", text)) == text
    assert keepable(" Giàng\x00 A  Thử \n") == " Giàng A  Thử \n"


def test_dates_are_written_day_first() -> None:
    day = dt.date(2026, 3, 7)
    assert (short_date(day), long_date(day)) == ("07/03/2026", "thứ Bảy 07/03/2026")
    assert long_date(dt.date(2026, 11, 22)) == "Chủ nhật 22/11/2026"
    week = [long_date(dt.date(2026, 11, 23) + dt.timedelta(number)).split(" ")[:2] for number in range(7)]
    assert [" ".join(words).removesuffix(" 29/11/2026") for words in week] == list(WEEKDAYS)


def test_the_hour_is_that_of_the_country() -> None:
    assert clock(dt.datetime(2026, 11, 22, 8, 5, tzinfo=dt.UTC)) == "15 giờ 05"
    assert clock(dt.datetime(2026, 11, 22, 17, 0, tzinfo=dt.UTC)) == "0 giờ 00"


@pytest.mark.parametrize(
    "order",
    [
        ["an", "ăn", "ân", "ba", "cao", "da", "đa", "ê", "g", "o", "ô", "ơ", "u", "ư", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],  # the order of tones in dictionaries
        ["Hà Anh", "Hạ Anh", "Hạ Bình"],  # a word is finished, tone and all, before the next one counts
        ["Bản Học", "Thôn Hai", "Thôn Một", "Tổ dân phố Số 1"],
        ["Lò Thị", "Lò Thị Tham Khảo"],
        ["dung", "đung", "đúng"],
    ],
)
def test_names_sort_the_vietnamese_way(order: list[str]) -> None:
    mixed = random.Random(1).sample(order, len(order))
    assert sorted(mixed, key=sort_key) == order
    assert sorted((unicodedata.normalize("NFD", name.upper()) for name in mixed), key=sort_key) == [
        unicodedata.normalize("NFD", name.upper()) for name in order
    ]


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_text_can_be_sorted(names: list[str]) -> None:
    in_order = sorted(names, key=sort_key)
    assert sorted(in_order, key=sort_key) == in_order


def test_letters_of_other_alphabets_come_last() -> None:
    assert sorted(["ខ្មែរ", "Yên", "9", "An"], key=sort_key)[:2] == ["An", "Yên"]
