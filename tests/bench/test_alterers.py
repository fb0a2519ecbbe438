"""The bench's own tools: a judge that makes wrong cases is worse than none."""

from __future__ import annotations

import random

import pytest

from tests.bench.alterers import KINDS, Altered, alterations, pairs
from tests.bench.letters import ZERO_WIDTH, canonical, fold, new_style, old_style, put_together, take_apart
from tests.bench.product import Mistake
from tests.bench.recall import Case, Report, good_hints
from tests.bench.shapes import Shape, digits_of, parse_date, same, shape_of
from tests.bench.variants import variants

RIGHT = {
    "ngay_cap": "15/07/2024",
    "so_dien_thoai": "0000 000 012",
    "dia_chi": "Thôn Một, xã Mẫu, tỉnh Thực Hành",
    "loai_khai_sinh": "ca_cha_me",
    "ho_ten_con": "Giàng Thị Minh Họa",
    "ngay_sinh_con": "03/03/2026",
    "gioi_tinh_con": "nu",
    "ho_ten_me": "Vàng Thị Bài Tập",
    "so_dinh_danh_me": "000303000047",
    "ho_ten_cha": "Giàng A Thử",
}
PLAIN_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}


def altered(field: str, kind: str) -> list[Altered]:
    made = alterations(field, RIGHT, random.Random(7))
    return [one for one in made if one.kind == kind]


def typed(field: str, kind: str) -> set[str | None]:
    return {one.value for one in altered(field, kind)}


@pytest.mark.parametrize(
    ("field", "shape"),
    [
        ("ngay_cap", Shape.DATE),
        ("so_dien_thoai", Shape.PHONE),
        ("dia_chi", Shape.TEXT),
        ("loai_khai_sinh", Shape.CHOICE),
        ("ho_ten_me", Shape.NAME),
        ("so_dinh_danh_me", Shape.CITIZEN_NUMBER),
    ],
)
def test_a_shape_is_known_from_the_right_value(field: str, shape: Shape) -> None:
    assert shape_of(field, RIGHT[field]) is shape


def test_letters_come_apart_and_together_again() -> None:
    text = "Nguyễn Thị Tập Huấn, Đặng Ư Ơ Ẫ 12"
    assert put_together(take_apart(text)) == text
    assert fold(text) == "Nguyen Thi Tap Huan, Dang U O A 12"


@pytest.mark.parametrize(("old", "new"), [("hòa", "hoà"), ("khỏe", "khoẻ"), ("THỦY", "THUỶ"), ("Họa", "Hoạ")])
def test_both_schools_of_tone_placement(old: str, new: str) -> None:
    assert (new_style(old), old_style(new)) == (new, old)
    assert canonical(old) == canonical(new)


@pytest.mark.parametrize("word", ["quý", "hoàn", "toại", "mía", "Thử", "Huế", "khuya"])
def test_other_syllables_have_one_place_for_their_tone(word: str) -> None:
    assert old_style(word) == new_style(word) == word


@pytest.mark.parametrize(
    "field", [field for field in RIGHT if shape_of(field, RIGHT[field]) is not Shape.DATE]
)
def test_a_variant_says_the_same(field: str) -> None:
    shape = shape_of(field, RIGHT[field])
    for one in variants(field, RIGHT[field]):
        bare = "".join(char for char in one.value if char not in ZERO_WIDTH)
        assert same(shape, RIGHT[field], bare.translate(PLAIN_DIGITS)) or "label" in one.alterer, one


def test_a_choice_is_right_by_its_label_too() -> None:
    assert {"nu", "NU", "Nữ", "NỮ", "nữ"} <= {one.value for one in variants("gioi_tinh_con", "nu")}


def test_a_date_is_written_in_every_promised_way() -> None:
    values = {one.value for one in variants("ngay_sinh_con", "07/03/2026")}
    promised = {"7/3/2026", "07/03/2026", "07-03-2026", "07.03.2026", "07032026", "ngày 7 tháng 3 năm 2026"}
    assert promised <= values


@pytest.mark.parametrize("field", RIGHT)
def test_an_alteration_changes_something(field: str) -> None:
    shape = shape_of(field, RIGHT[field])
    for one in alterations(field, RIGHT, random.Random(7)):
        assert one.value is None or not same(shape, RIGHT[field], one.value), one


def test_alterations_are_the_same_each_time() -> None:
    assert altered("ho_ten_con", "diacritics") == altered("ho_ten_con", "diacritics")


def test_marks_go_one_by_one_and_all_at_once() -> None:
    found = typed("ho_ten_cha", "diacritics")
    assert {"Giang A Thu", "Giàng A Thu", "Giàng A Thư", "Giàng A Thủ"} <= found
    assert all(value and fold(value).casefold() == "giang a thu" for value in found)


def test_a_toneless_letter_is_no_case() -> None:
    assert not alterations_of_kind("ho_ten_x", "A An", "diacritics") & {"A An", "a an", "A AN"}


def alterations_of_kind(field: str, right: str, kind: str) -> set[str | None]:
    made = alterations(field, {field: right}, random.Random(7))
    return {one.value for one in made if one.kind == kind}


def test_dates_with_wrong_digits_exist_and_are_not_merely_swapped() -> None:
    found = alterations_of_kind("ngay_sinh_con", "12/11/2026", "digits")
    days = [parse_date(value or "") for value in found]
    assert len(days) > 20
    assert None not in days
    assert parse_date("11/12/2026") not in days


def test_numbers_with_wrong_digits_keep_their_length() -> None:
    lengths = {len(digits_of(value or "")) for value in typed("so_dinh_danh_me", "digits")}
    assert lengths == {12}


def test_only_a_slip_in_the_prefix_of_a_phone_may_be_called_format() -> None:
    for one in altered("so_dien_thoai", "digits"):
        prefix = (one.value or "").replace(" ", "").replace(".", "")[:4]
        assert one.accepted == (("digits", "format") if prefix != "0000" else ("digits",))


def test_other_people_are_those_of_the_same_scenario() -> None:
    assert {"Giàng A Thử", "VÀNG THỊ BÀI TẬP"} <= typed("ho_ten_con", "other_person")
    assert not typed("so_dinh_danh_me", "other_person")
    assert not typed("dia_chi", "other_person")


def test_a_choice_is_never_the_first_of_two() -> None:
    for first, second in pairs(RIGHT, random.Random(7), 200):
        assert shape_of(first.field, RIGHT[first.field]) is not Shape.CHOICE
        assert list(RIGHT).index(first.field) < list(RIGHT).index(second.field)


def test_every_kind_is_made() -> None:
    made = {one.kind for field in RIGHT for one in alterations(field, RIGHT, random.Random(7))}
    assert made == set(KINDS)


HINTS = ("Bác xem lại.", "Bác nhìn dòng 2.", "Bác gõ: Giàng A Thử.")
CASE = Case("s", "diacritics", "slip", {"a": "x", "b": "y"}, {"a": ("diacritics",)})


@pytest.mark.parametrize(
    ("said", "missed", "wrong", "alarms"),
    [
        ([("a", "diacritics")], 0, 0, 0),
        ([], 1, 0, 0),
        ([("a", "digits")], 0, 1, 0),
        ([("a", "diacritics"), ("b", "missing")], 0, 0, 1),
        ([("a", "diacritics"), ("a", "different")], 0, 0, 1),
        ([("b", "missing")], 1, 0, 1),
    ],
)
def test_a_verdict_is_counted(said: list[tuple[str, str]], missed: int, wrong: int, alarms: int) -> None:
    report = Report()
    report.judge(CASE, [Mistake(field, kind, HINTS) for field, kind in said])
    row = report.rows["diacritics"]
    assert (len(row.missed), len(row.wrong_kind), len(row.false_alarms)) == (missed, wrong, alarms)
    assert bool(report.failures()) == bool(missed or wrong or alarms)


def test_hints_are_three_different_whole_sentences() -> None:
    assert good_hints(HINTS)
    assert not good_hints(HINTS[:2])
    assert not good_hints((*HINTS[:2], HINTS[0]))
    assert not good_hints((*HINTS[:2], "Bác gõ {right}."))
