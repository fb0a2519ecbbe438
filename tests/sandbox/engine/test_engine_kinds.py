"""Field kinds: what is well-formed, and what is the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import kinds
from sandbox.engine.kinds import FieldKind, kind_of, read_date
from sandbox.engine.schema import Choice, FieldSpec, Pack
from tests.sandbox.engine.writings import a_date, any_text, same_date, tried


def bound(kind: str) -> FieldKind:
    options = (Choice(value="mong", label="Mông"), Choice(value="mong-hmong", label="Mông (Hmông)"))
    return kind_of(
        FieldSpec(id="x", label="X", said="x", kind=kind, choices=options if kind == "choice" else ())
    )


@pytest.mark.parametrize("kind", sorted(kinds.names()))
@tried
@given(raw=any_text(), other=any_text())
def test_no_text_breaks_a_kind(kind: str, raw: str, other: str) -> None:
    field = bound(kind)
    for ask in (field.same, field.same_but_marks, field.residue_of, field.digit_slip, field.order_slip):
        assert ask(raw, other) in (True, False)
    assert field.printed_in(raw, other) in (True, False)
    assert isinstance(field.show(raw), str)
    assert field.digit_count(raw) is None or kind in ("citizen_number", "phone", "paper_number")


@pytest.mark.parametrize("kind", sorted(kinds.names()))
@tried
@given(raw=any_text())
def test_what_is_shown_is_the_same_value(kind: str, raw: str) -> None:
    field = bound(kind)
    value = field.normalise(raw)
    assert value is None or field.normalise(field.show(raw)) == value


@pytest.mark.parametrize("kind", sorted(kinds.names()))
@pytest.mark.parametrize("raw", ["", " ", "\u00a0\u200b", "\t\n", "\x00", "\ufeff"])
def test_what_nobody_can_see_is_empty_and_no_error(kind: str, raw: str) -> None:
    field = bound(kind)
    assert field.empty(raw)
    assert not field.format_error(raw)
    assert field.normalise(raw) is None


# --- names ---


@pytest.mark.parametrize("name", ["H'Hen Niê", "H’Hen Niê", "Y-Bliă", "Čư Êban", "A Thử", "សុខ ដារា", "Thử"])
def test_names_of_many_peoples_are_well_formed(name: str) -> None:
    assert not bound("person_name").format_error(name)


@pytest.mark.parametrize(
    "name", ["Giàng A Thử 2", "Giàng@A", "Giàng A Thử.", "?", "G1àng", "A_Thử", "Thử 😀", "'-'"]
)
def test_digits_and_signs_in_a_name_are_misshapen(name: str) -> None:
    assert bound("person_name").format_error(name)


def test_a_missing_word_is_another_name() -> None:
    name = bound("person_name")
    assert not name.same("Giàng Thử", "Giàng A Thử")
    assert not name.same("Thử A Giàng", "Giàng A Thử")


# --- dates ---


@tried
@given(a_date(), st.data())
def test_every_way_to_write_a_day_is_read(day: date, data: st.DataObject) -> None:
    assert read_date(data.draw(same_date(f"{day:%d/%m/%Y}"))) == day


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "7/3/2026",
            "07-03-2026",
            "07.03.2026",
            "07032026",
            "7 3 2026",
            "7/03/2026",
            "07/3/2026",
            " 7 / 3 / 2026 ",
        ),
        *(
            "ngày 7 tháng 3 năm 2026",
            "Ngày 07, tháng 03, năm 2026",
            "7 tháng 3 năm 2026",
            "ngay 7 thang 3 nam 2026",
        ),
        *("ngày mùng 7 tháng 3 năm 2026", "７／３／２０２６", "7/3/2026."),
    ],
)
def test_usual_writings_of_a_day_are_read(typed: str) -> None:
    assert read_date(typed) == date(2026, 3, 7)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "31/4/2026",
            "29/02/2026",
            "0/3/2026",
            "7/13/2026",
            "7/3/26",
            "7032026",
            "732026",
            "2026-03-07",
            "3/2026",
        ),
        *(
            "7/3",
            "2026",
            "7//3/2026",
            "7/3/2O26",
            "hôm qua",
            "07/03/20266",
            "007/3/2026",
            "7/3/0000",
            "7/3/2026 5h",
        ),
    ],
)
def test_what_is_no_day_is_misshapen(typed: str) -> None:
    assert bound("date").format_error(typed)


def test_a_leap_day_exists_in_a_leap_year() -> None:
    assert read_date("29/2/2028") == date(2028, 2, 29)


@tried
@given(a_date(), a_date())
def test_swapped_day_and_month_are_no_slip_of_digits(left: date, right: date) -> None:
    field, typed, wanted = bound("date"), f"{left:%d/%m/%Y}", f"{right:%d/%m/%Y}"
    swapped = (left.day, left.month, left.year) == (right.month, right.day, right.year)
    assert field.order_slip(typed, wanted) == (swapped and left != right)
    assert not (field.order_slip(typed, wanted) and field.digit_slip(typed, wanted))


def test_one_day_of_ten_is_swapped_to_the_right_one() -> None:
    assert bound("date").order_slip("10/01/2026", "01/10/2026")
    assert not bound("date").digit_slip("10/01/2026", "01/10/2026")
    assert not bound("date").order_slip("03/03/2026", "03/03/2026")


# --- numbers ---


@pytest.mark.parametrize(
    "typed", ["000 198 000 031", "000.198.000.031", "000-198-000-031", "０００１９８００００３１"]
)
def test_a_number_in_groups_is_the_same_number(typed: str) -> None:
    assert bound("citizen_number").same(typed, "000198000031")


@pytest.mark.parametrize(
    "typed", ["00019800003", "0001980000311", "00019800O031", "không nhớ", "000198000031a", "..."]
)
def test_a_number_of_another_length_or_with_letters_is_misshapen(typed: str) -> None:
    assert bound("citizen_number").format_error(typed)


@pytest.mark.parametrize(
    "typed", ["+84 000 000 031", "84000000031", "(0000) 000 031", "0000.000.031", "+84-000000031"]
)
def test_a_phone_may_begin_with_the_code_of_the_country(typed: str) -> None:
    assert bound("phone").same(typed, "0000 000 031")
    assert bound("phone").show(typed) == "0000 000 031"


def test_digits_are_counted_only_where_nothing_else_stands() -> None:
    assert bound("phone").digit_count("0000 000 03") == 9
    assert bound("phone").digit_count("0000 000 O31") is None


# --- text and choices ---


def test_case_and_punctuation_of_an_address_do_not_count() -> None:
    assert bound("text").same("trạm y tế XÃ MẪU tỉnh thực hành.", "Trạm Y tế xã Mẫu, tỉnh Thực Hành")
    assert not bound("text").same("Tram Y te xa Mau", "Trạm Y tế xã Mẫu")


def test_a_number_inside_an_address_can_slip() -> None:
    assert bound("text").digit_slip("Tổ dân phố Số 2", "Tổ dân phố Số 1")
    assert not bound("text").digit_slip("Tổ dân phố Số 2", "Thôn Số 1")
    assert not bound("text").digit_slip("Bản Học", "Bản Khác")


def test_a_choice_is_known_by_value_and_by_label() -> None:
    choice = bound("choice")
    assert {choice.normalise(raw) for raw in ("mong-hmong", "Mông (Hmông)", " MÔNG  (HMÔNG)")} == {
        "mong-hmong"
    }
    assert choice.normalise("Kinh") is None
    assert choice.show("mong") == "Mông"


# --- which fields are on the screen ---


def test_a_field_hides_and_shows_with_its_condition(pack: Pack) -> None:
    step = pack.eform.step("ke-khai")
    with_father = [field.id for field in kinds.visible_fields(step, {"loai_khai_sinh": "ca-cha-va-me"})]
    without = [field.id for field in kinds.visible_fields(step, {"loai_khai_sinh": "chua-ro-cha"})]
    assert [*without, "ho_ten_cha"] == with_father


def test_a_label_counts_as_its_value_once_the_answers_are_canonical(pack: Pack) -> None:
    typed = {"loai_khai_sinh": "đã xác định được cả cha lẫn mẹ", "ho_ten_me": " Vàng "}
    stored = kinds.canonical_answers(pack.eform, typed)
    assert stored == {"loai_khai_sinh": "ca-cha-va-me", "ho_ten_me": " Vàng "}
