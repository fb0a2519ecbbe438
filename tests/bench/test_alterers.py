"""The bench's own tools: a judge that makes wrong cases is worse than none."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from tests.bench.alter_residue import telex, vni
from tests.bench.alterers import KINDS, Altered, alterations, misread, pairs, settled, together
from tests.bench.letters import ZERO_WIDTH, canonical, fold, new_style, old_style, put_together, take_apart
from tests.bench.planting import Case, Planted, cases_for, counted, loud
from tests.bench.product import Mistake
from tests.bench.recall import Report, good_hints
from tests.bench.shapes import Shape, core, digits_of, parse_date, same, shape_of
from tests.bench.sheets import Rule, Sheet, Spec
from tests.bench.variants import variants
from tests.bench.words import in_words, says

RIGHT = {
    "ngay_cap": "12/07/2024",
    "so_dien_thoai": "0000 000 012",
    "tinh_me": "Tỉnh Thực Hành",
    "dia_chi": "Thôn Một, xã Mẫu, tỉnh Thực Hành",
    "loai_dang_ky": "dung-han",
    "ho_ten_con": "Giàng Thị Minh Họa",
    "ngay_sinh_con": "03/03/2026",
    "ngay_sinh_con_chu": "ngày ba tháng ba năm hai nghìn không trăm hai mươi sáu",
    "gioi_tinh_con": "nu",
    "ho_ten_me": "Vàng Thị Bài Tập",
    "ngay_sinh_me": "25/04/1998",
    "so_dinh_danh_me": "000303000047",
    "so_giay_to_me": "000303000047",
    "ho_ten_cha": "Giàng A Thử",
    "ban_sao": "co",
    "so_ban_sao": "2",
}
KIND_OF = {
    "ngay_cap": "date",
    "so_dien_thoai": "phone",
    "tinh_me": "province",
    "loai_dang_ky": "choice",
    "ho_ten_con": "person_name",
    "ngay_sinh_con": "date",
    "ngay_sinh_con_chu": "date_words",
    "gioi_tinh_con": "choice",
    "ho_ten_me": "person_name",
    "ngay_sinh_me": "date",
    "so_dinh_danh_me": "citizen_number",
    "so_giay_to_me": "paper_number",
    "ho_ten_cha": "person_name",
    "ban_sao": "choice",
    "so_ban_sao": "number",
}
CHOICES = {
    "loai_dang_ky": {"dung-han": "Đúng hạn", "qua-han": "Quá hạn"},
    "gioi_tinh_con": {"nam": "Nam", "nu": "Nữ"},
    "ban_sao": {"co": "Có", "khong": "Không"},
}
OWNERS = {
    "_con": "con",
    "_me": "me",
    "_cha": "cha",
    "_cap": "me",
    "_thoai": "me",
    "_chi": "me",
    "_chu": "con",
}
LATE = {
    "all": [
        {"field": "loai_dang_ky", "equals": "qua-han"},
        {"not": {"field": "ngay_sinh_con", "older_than_days": "60"}},
    ]
}
PLAIN_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}


def spec_of(field: str) -> Spec:
    whose = next((role for end, role in OWNERS.items() if field.endswith(end)), "")
    return Spec(
        field,
        KIND_OF.get(field, "text"),
        whose,
        CHOICES.get(field, {}),
        precision=("day", "year") if field == "ngay_sinh_me" else ("day",),
        of="ngay_sinh_con" if field == "ngay_sinh_con_chu" else "",
        show_if={"field": "ban_sao", "equals": "co"} if field == "so_ban_sao" else None,
    )


SHEET = Sheet(
    "s",
    RIGHT,
    {field: spec_of(field) for field in RIGHT},
    {"ba": {"name": "Hoàng Thị Ví Dụ", "birth_date": "21/01/1972"}},
    (Rule("loai_dang_ky", LATE),),
    date(2026, 4, 1),
)


def alone(field: str, right: str) -> Sheet:
    """A sheet that asks this name or date and nothing else."""
    kind = "date" if parse_date(right) else "person_name"
    return Sheet("s", {field: right}, {field: Spec(field, kind)})


def altered(field: str, kind: str, sheet: Sheet = SHEET) -> list[Altered]:
    return [one for one in alterations(field, sheet, random.Random(7)) if one.kind == kind]


def typed(field: str, kind: str, sheet: Sheet = SHEET) -> set[str]:
    return {one.value or "" for one in altered(field, kind, sheet)}


@pytest.mark.parametrize(
    ("kind", "right", "shape"),
    [
        ("date", "15/07/2024", Shape.DATE),
        ("date", "1961", Shape.YEAR),
        ("commune", "Xã Mẫu", Shape.PLACE),
        ("paper_number", "000303000047", Shape.PAPER_NUMBER),
        ("text", "15/07/2024", Shape.TEXT),
        ("a kind to come", "x", Shape.TEXT),
    ],
)
def test_a_shape_is_known_from_the_kind_that_the_pack_declares(kind: str, right: str, shape: Shape) -> None:
    assert shape_of(kind, right) is shape


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


def shape(field: str) -> Shape:
    return shape_of(SHEET.specs[field].kind, RIGHT[field])


@pytest.mark.parametrize(
    "field", [field for field in RIGHT if field not in ("ngay_sinh_me", "ngay_sinh_con_chu")]
)
def test_a_variant_says_the_same(field: str) -> None:
    for one in variants(field, SHEET):
        bare = "".join(char for char in one.value if char not in ZERO_WIDTH)
        assert same(shape(field), RIGHT[field], bare.translate(PLAIN_DIGITS)) or "label" in one.alterer, one


def test_a_year_alone_is_right_where_the_form_takes_one() -> None:
    assert "1998" in {one.value for one in variants("ngay_sinh_me", SHEET)}
    assert "2024" not in {one.value for one in variants("ngay_cap", SHEET)}
    assert not {"1998", "04/1998"} & typed("ngay_sinh_me", "format")


def test_a_place_is_right_without_its_level() -> None:
    assert {"Thực Hành", "THỰC HÀNH", "tỉnh thực hành"} <= {one.value for one in variants("tinh_me", SHEET)}


@pytest.mark.parametrize("place", ["Tỉnh Thực Hành", "tinh thực hành", "Thực Hành", "TỈNH THỰC HÀNH"])
def test_the_word_for_a_level_does_not_count(place: str) -> None:
    assert core(place) == core("Thực Hành")


def test_a_choice_is_right_by_its_label_too() -> None:
    assert {"nu", "NU", "Nữ", "NỮ", "nữ"} <= {one.value for one in variants("gioi_tinh_con", SHEET)}


def test_a_date_is_written_in_every_promised_way() -> None:
    values = {one.value for one in variants("ngay", alone("ngay", "07/03/2026"))}
    promised = {"7/3/2026", "07/03/2026", "07-03-2026", "07.03.2026", "07032026", "ngày 7 tháng 3 năm 2026"}
    assert promised <= values


@pytest.mark.parametrize("field", RIGHT)
def test_an_alteration_changes_something(field: str) -> None:
    for one in alterations(field, SHEET, random.Random(7)):
        assert one.value is None or not same(shape(field), RIGHT[field], one.value), one


def test_alterations_are_the_same_each_time() -> None:
    assert altered("ho_ten_con", "diacritics") == altered("ho_ten_con", "diacritics")


def test_marks_go_one_by_one_and_all_at_once() -> None:
    found = typed("ho_ten_cha", "diacritics")
    assert {"Giang A Thu", "Giàng A Thu", "Giàng A Thư", "Giàng A Thủ"} <= found
    assert all(value and fold(value).casefold() == "giang a thu" for value in found)


def test_a_toneless_letter_is_no_case() -> None:
    assert not typed("ho_ten_x", "diacritics", alone("ho_ten_x", "A An")) & {"A An", "a an", "A AN"}


def test_dates_with_wrong_digits_exist_and_are_not_merely_swapped() -> None:
    found = typed("ngay", "digits", alone("ngay", "12/11/2026"))
    days = [parse_date(value) for value in found]
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
    assert "21/01/1972" in typed("ngay_sinh_con", "other_person")
    assert not typed("so_dinh_danh_me", "other_person")


def test_another_value_of_the_same_person_is_another_block() -> None:
    assert typed("ngay_cap", "wrong_block") == {"25/04/1998"}
    assert typed("ngay_sinh_me", "wrong_block") == {"12/07/2024"}
    assert "Tỉnh Thực Hành" in typed("dia_chi", "wrong_block")


def test_day_and_month_turn_round_where_the_calendar_allows() -> None:
    assert "11/03/2026" in typed("ngay", "date_order", alone("ngay", "03/11/2026"))
    assert not typed("ngay", "date_order", alone("ngay", "03/03/2026"))
    assert not typed("ngay", "date_order", alone("ngay", "28/10/2026"))
    assert "10/28/2026" in typed("ngay", "format", alone("ngay", "28/10/2026"))


def test_a_swap_of_two_figures_is_called_digits_too() -> None:
    accepted = {one.accepted for one in altered("ngay", "date_order", alone("ngay", "09/08/2026"))}
    assert accepted == {("date_order", "digits")}


@pytest.mark.parametrize(
    ("word", "keys", "inside", "figures"),
    [
        ("Định", "Ddinhj", "Ddijnh", "D9i5nh"),
        ("Thử", "Thuwr", "Thuwr", "Thu73"),
        ("Một", "Mootj", "Moojt", "Mo65t"),
        ("An", "An", "An", "An"),
    ],
)
def test_words_in_their_keys(word: str, keys: str, inside: str, figures: str) -> None:
    assert (telex(word), telex(word, at_end=False), vni(word)) == (keys, inside, figures)


def test_old_places_are_planted_where_a_place_is_named() -> None:
    assert {"Tỉnh Hà Giang", "Thực Hành Cũ"} <= typed("tinh_me", "old_place")
    assert f"{RIGHT['dia_chi']}, huyện Tập" in typed("dia_chi", "old_place")
    assert not typed("ho_ten_me", "old_place")


def test_words_of_another_date_name_another_date() -> None:
    found = typed("ngay_sinh_con_chu", "figures_and_words")
    assert len(found) > 20
    assert not any(says(words, date(2026, 3, 3)) for words in found)


def test_a_rule_makes_a_wrong_choice_a_contradiction() -> None:
    assert typed("loai_dang_ky", "contradiction") == {"qua-han", "QUA-HAN", "Quá hạn", "QUÁ HẠN"} - {
        "QUA-HAN"
    }
    late = replace(SHEET, filed_on=date(2026, 9, 1))
    assert "qua-han" in typed("loai_dang_ky", "wrong_choice", late)


def test_the_other_answers_decide_whether_a_rule_holds() -> None:
    one = next(one for one in altered("loai_dang_ky", "contradiction") if one.value == "qua-han")
    assert settled(one, SHEET, {"ngay_sinh_con": "03/03/2025"}).kind == "wrong_choice"


def test_of_two_wrong_answers_neither_hides_the_other() -> None:
    copies = Altered("ban_sao", "wrong_choice", "x", "khong", ("wrong_choice",))
    number = Altered("so_ban_sao", "digits", "x", "3", ("digits",))
    name = Altered("ho_ten_me", "missing", "x", "", ("missing",))
    assert together(copies, number, SHEET) is None
    assert together(name, number, SHEET) == (name, number)
    rng = random.Random(7)
    spoilt = {field: alterations(field, SHEET, rng) for field in RIGHT}
    assert all(one.field != two.field for one, two in pairs(SHEET, spoilt, rng, 200))


def test_every_kind_is_made() -> None:
    made = {one.kind for field in RIGHT for one in alterations(field, SHEET, random.Random(7))}
    assert made == set(KINDS)


def test_fields_that_reach_beyond_themselves_are_spoilt_alone() -> None:
    found = loud(SHEET)
    assert {"loai_dang_ky", "ngay_sinh_con", "ngay_sinh_con_chu", "ban_sao", "gioi_tinh_con"} == found
    for case in cases_for(SHEET):
        fields = [one.field for one in case.planted]
        assert len(fields) == len(set(fields))
        assert len(fields) <= 1 or case.group == "two at once" or not found & set(fields)


def test_every_field_is_spoilt_and_worn_in_every_variant() -> None:
    cases = cases_for(SHEET)
    assert {one.field for case in cases for one in case.planted} == set(RIGHT)
    worn = {(field, value) for case in cases if not case.planted for field, value in case.answers.items()}
    assert {(field, one.value) for field in RIGHT for one in variants(field, SHEET)} <= worn
    assert counted(cases) > len(cases)


HINTS = ("Bác xem lại.", "Bác nhìn dòng 2.", "Bác gõ: Giàng A Thử.")
PLANTED = Planted("diacritics", "a", ("diacritics",), "slip", "x")
CASE = Case("s", "diacritics", "slip", {"a": "x", "b": "y"}, (PLANTED,))


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


def test_hidden_answers_make_no_contradiction() -> None:
    rule = Rule("gioi_tinh_con", {"field": "so_ban_sao", "equals": "2"})
    sheet = replace(SHEET, rules=(rule,))
    assert sheet.contradicts("gioi_tinh_con", RIGHT)
    assert not sheet.contradicts("gioi_tinh_con", {**RIGHT, "ban_sao": "Không"})


def test_words_are_planted_beside_the_figures_they_differ_from() -> None:
    figures = Altered("ngay_sinh_con", "digits", "x", "13/03/2026", ("digits",))
    said = Altered(
        "ngay_sinh_con_chu", "figures_and_words", "x", in_words(date(2026, 3, 13)), ("figures_and_words",)
    )
    other = replace(said, value=in_words(date(2026, 3, 4)))
    assert together(figures, said, SHEET) is None
    assert together(other, figures, SHEET) == (other, figures)
    assert together(replace(figures, value="hôm qua"), other, SHEET) is None


def test_a_misread_date_is_written_out_as_it_was_read() -> None:
    for figures, said in misread("ngay_sinh_con_chu", SHEET, random.Random(7)):
        day = parse_date(figures.value or "")
        assert day and says(said.value or "", day)
        assert "figures_and_words" not in said.accepted
