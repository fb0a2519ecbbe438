"""Any name goes in; numbers that are somebody's do not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams import names
from teams.forms import NameForm

GOOD = [
    "Vàng Thị Bài Tập",
    "Y Blŏ Niê Mẫu",
    "H'Ƀiă Êban Thử",
    "Ksor H’Ví Dụ",
    "bà Năm",
    "Ông 7 Tổ 3",
    "Nguyễn Thị Tập Huấn (mẹ bé Mẫu)",
    "A",
    "李 Mẫu",
]


@pytest.mark.parametrize("name", GOOD)
def test_a_name_is_taken_as_typed(name: str) -> None:
    form = NameForm({"ten": name})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["ten"] == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "number",
    [
        "000185000012",
        "000 1 85 000012",
        "0912 345 678",
        "+84 912.345.678",
        "Mẫu 0912345678",
        "０００１８５００００１２",
        "012-345-678",
    ],
)
def test_a_number_that_could_be_somebodys_is_dropped_with_a_kind_word(number: str) -> None:
    form = NameForm({"ten": number})
    assert not form.is_valid()
    assert form.number_was_dropped
    assert form["ten"].value() == ""
    assert "đừng gõ số căn cước" in str(form.errors["ten"])


def test_a_short_number_is_no_name_but_stays_in_the_box() -> None:
    form = NameForm({"ten": "4712"})
    assert not form.is_valid()
    assert form["ten"].value() == "4712"
    assert "bằng chữ" in str(form.errors["ten"])


def test_a_long_name_is_refused_and_kept() -> None:
    form = NameForm({"ten": "Lý " * 40})
    assert not form.is_valid()
    assert "80" in str(form.errors["ten"])
    assert form["ten"].value() == "Lý " * 40


@pytest.mark.parametrize("raw", ["", "   ", "\u200b\u202e", "\x00"])
def test_nothing_to_see_is_no_name(raw: str) -> None:
    assert not NameForm({"ten": raw}).is_valid()


def test_letters_and_marks_arrive_composed() -> None:
    assert names.tidy(unicodedata.normalize("NFD", "  Giàng   A Thử ")) == "Giàng A Thử"


def test_marks_that_turn_the_writing_go() -> None:
    assert names.tidy("Lý\u202e Mẫu\x07") == "Lý Mẫu"


@given(st.text(max_size=120))
def test_no_text_breaks_the_form(raw: str) -> None:
    form = NameForm({"ten": raw})
    if form.is_valid():
        assert 1 <= len(form.cleaned_data["ten"]) <= names.LONGEST
