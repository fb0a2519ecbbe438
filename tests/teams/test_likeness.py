"""Names as people write them: which are one name, which are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams import likeness
from teams.likeness import Likeness

WORDS = (
    "Nguyễn",
    "Giàng",
    "Thị",
    "Văn",
    "A",
    "Thử",
    "Nháp",
    "Nhap",
    "Hòa",
    "Hoà",
    "nhaps",
    "bà",
    "ông",
    "H'Thử",
    "😀",
)
names = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join) | st.text(max_size=20)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("Đỗ Thị Hòa", "ĐỖ  THỊ HOÀ", Likeness.SAME),
        ("Đỗ Thị Hòa", "Do Thi Hoa", Likeness.UNMARKED),
        ("Đỗ Thị Hòa", "Ddoox Thij Hoaf", Likeness.UNMARKED),
        ("Đỗ Thị Hòa", "Đỗ Thi Hòa", Likeness.UNMARKED),
        ("Đỗ Thị Hòa", "Đỗ Thị Hoa", Likeness.NONE),
        ("Đỗ Thị Hòa", "Đỗ Hòa", Likeness.SHORT),
        ("Đỗ Thị Thu Hòa", "Đỗ Thu Hòa", Likeness.SHORT),
        ("Đỗ Thị Thu Hòa", "Đỗ Thanh Hòa", Likeness.NONE),
        ("Đỗ Thị Hòa", "cô Hòa", Likeness.GIVEN),
        ("Đỗ Thị Hòa", "co hoa", Likeness.GIVEN),
        ("Đỗ Thị Hòa", "Hòa", Likeness.GIVEN),
        ("Nguyễn Văn Tập", "Nguyn Văn Tập", Likeness.SLIP),
        ("Nguyễn Văn Tập", "Nguyễn Văn Tạo", Likeness.NONE),
        ("Nguyễn Văn Tập", "Lê Văn Tập", Likeness.NONE),
        ("H'Thử Niê", "H’Thử Niê", Likeness.SAME),
        ("", "Lê Văn Tập", Likeness.NONE),
    ],
)
def test_two_names(first: str, second: str, wanted: Likeness) -> None:
    assert likeness.compare(likeness.read(first), likeness.read(second)) is wanted


def test_decomposed_letters_of_a_telephone_make_the_same_name() -> None:
    assert likeness.read("Nguyê\u0303n Thi\u0323 Nháp") == likeness.read("Nguyễn Thị Nháp")


@pytest.mark.parametrize(
    ("name", "sex"),
    [("bà Nháp", "f"), ("Lò Thị Nháp", "f"), ("Lò Văn Nháp", "m"), ("bác Nháp", ""), ("Thị", "")],
)
def test_a_title_or_the_middle_of_a_name_says_the_sex(name: str, sex: str) -> None:
    assert likeness.read(name).sex == sex


@given(names, names)
def test_two_names_are_alike_in_either_order(first: str, second: str) -> None:
    one, other = likeness.read(first), likeness.read(second)
    assert likeness.compare(one, other) is likeness.compare(other, one)


@given(names)
def test_a_name_with_letters_is_like_itself(name: str) -> None:
    read = likeness.read(name)
    assert (likeness.compare(read, read) is not Likeness.NONE) == bool(read.words)


@given(st.text("abcé", max_size=6), st.integers(0, 5), st.sampled_from("xyz"))
def test_a_letter_put_in_is_one_apart_in_either_order(word: str, place: int, letter: str) -> None:
    longer = word[:place] + letter + word[place:]
    assert likeness.one_apart(word, longer)
    assert likeness.one_apart(longer, word)


def test_two_letters_swapped_are_one_apart_and_two_changed_are_not() -> None:
    assert likeness.one_apart("phuong", "phuogn")
    assert not likeness.one_apart("phuong", "phuaxg")


@pytest.mark.parametrize("raw", ["", "\x00", "😀" * 100, "a" * 10_000, "/\\%_", "\u202eabc", "123 456"])
def test_anything_typed_can_be_read(raw: str) -> None:
    assert likeness.compare(likeness.read(raw), likeness.read("Giàng A Thử")) is Likeness.NONE


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Bản Học", "B. Học", True),
        ("Bản Học", "B.Học", True),
        ("Bản Học", "ban hoc", True),
        ("Bản Học", "Thôn Học", True),
        ("Bản Học", "Học", True),
        ("Bản Học 1", "Bản Học 2", False),
        ("Thôn 1", "Thôn 11", False),
        ("Thôn 1", "Bản 1", False),
        ("Thôn 1", "1", True),
        ("Tổ dân phố số 3", "TDP 3", True),
        ("Khu phố 2", "Khu 2", True),
    ],
)
def test_two_hamlets(first: str, second: str, same: bool) -> None:
    assert likeness.same_hamlet(first, second) is same
    assert likeness.same_hamlet(second, first) is same
