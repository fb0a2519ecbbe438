"""The kinds of whole forms: places, counts, papers, ticks, dates in words and dates of one precision."""

from datetime import date

import pytest

from sandbox.engine.days import read_partial
from sandbox.engine.kinds import FieldKind, canonical_answers, kind_of, visible_answers
from sandbox.engine.schema import Choice, FieldSpec, Pack, Scenario

PROVINCES = tuple(Choice.model_validate(name) for name in ("Tỉnh Lào Cai", "Tỉnh Thực Hành"))


def bound(kind: str, **more: object) -> FieldKind:
    return kind_of(FieldSpec.model_validate({"id": "x", "label": "X", "said": "x", "kind": kind} | more))


# --- places ---


@pytest.mark.parametrize(
    "typed", ["Tỉnh Lào Cai", "Lào Cai", "lào cai", "TỈNH LÀO CAI", "T. Lào Cai", "Tinh Lào Cai"]
)
def test_the_word_in_front_of_a_province_does_not_count(typed: str) -> None:
    assert bound("province").same(typed, "Tỉnh Lào Cai")


@pytest.mark.parametrize(
    "typed", ["TP. Hồ Chí Minh", "TP.HCM", "TPHCM", "thành phố hồ chí minh", "Hồ Chí Minh"]
)
def test_a_city_has_its_short_names(typed: str) -> None:
    assert bound("province").same(typed, "Thành phố Hồ Chí Minh")


@pytest.mark.parametrize("typed", ["Xã Mẫu", "mẫu", "X. Mẫu", "Phường Mẫu", "đặc khu Mẫu", " XÃ  MẪU "])
def test_the_word_in_front_of_a_commune_does_not_count(typed: str) -> None:
    assert bound("commune").same(typed, "Xã Mẫu")


def test_a_name_that_begins_like_such_a_word_keeps_it() -> None:
    assert not bound("commune").same("Mai", "Phường Phương Mai")
    assert bound("commune").same("Phương Mai", "Phường Phương Mai")
    assert bound("commune").same_but_marks("Phuong Mai", "Phường Phương Mai")


def test_marks_of_a_place_count_and_keys_are_residue() -> None:
    province = bound("province")
    assert not province.same("Lao Cai", "Tỉnh Lào Cai")
    assert province.same_but_marks("Tinh Lao Cai", "Tỉnh Lào Cai")
    assert province.residue_of("Tinhr Laof Cai", "Tỉnh Lào Cai")
    assert province.residue_of("Ti3nh La2o Cai", "Tỉnh Lào Cai")


def test_a_place_on_a_list_is_known_by_value_label_and_bare_name() -> None:
    province = bound("province", choices=PROVINCES)
    for typed in ("tinh-lao-cai", "Tỉnh Lào Cai", "lào cai"):
        assert province.same(typed, "Tỉnh Lào Cai")
        assert province.stored(typed) == "tinh-lao-cai"
        assert province.takes(typed)
    assert province.show("tinh-lao-cai") == "Tỉnh Lào Cai"
    assert not province.takes("Tỉnh Nào Đó")


def test_signs_are_no_place() -> None:
    assert bound("commune").format_error("???")
    assert bound("commune").format_error("123")
    assert not bound("commune").format_error("Phường 5")


def test_a_place_is_printed_in_the_line_of_an_address() -> None:
    assert bound("commune").printed_in("Xã Mẫu", "Bản Học, xã Mẫu, tỉnh Thực Hành")
    assert not bound("commune").printed_in("Xã Học", "Bản Họcc, xã Mẫu")


# --- dates ---


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        *(("16/12/1996", "1996-12-16"), ("12/1996", "1996-12"), ("tháng 12 năm 1996", "1996-12")),
        *(("1996", "1996"), ("năm 1996", "1996"), ("16121996", "1996-12-16"), ("12.1996", "1996-12")),
        *(("13/1996", None), ("96", None), ("0000", None), ("hôm qua", None), ("12/96", None)),
    ],
)
def test_a_date_may_be_a_month_or_a_year_where_the_field_says_so(typed: str, normal: str | None) -> None:
    assert read_partial(typed, ("day", "month", "year")) == normal


def test_only_the_precisions_of_the_field_are_well_formed() -> None:
    assert bound("date").format_error("1996")
    year = bound("date", precision=("year",))
    assert year.format_error("16/12/1996")
    assert year.show("năm 1996") == "1996"
    assert year.day("1996") == date(1996, 1, 1)


def test_a_year_is_no_slip_of_a_day() -> None:
    any_date = bound("date", precision=("day", "month", "year"))
    assert not any_date.digit_slip("12/1996", "16/12/1996")
    assert any_date.digit_slip("1997", "1996")
    assert any_date.printed_in("12/1996", "tháng 12/1996")


def test_a_date_in_words_is_printed_where_its_figures_are() -> None:
    words = bound("date_words")
    right = "ngày ba tháng mười một năm hai nghìn không trăm hai mươi sáu"
    assert words.printed_in(right, "03/11/2026, lúc 5 giờ 20")
    assert words.printed_in(right, right.upper())
    assert not words.printed_in(right, "04/11/2026")


def test_words_without_marks_are_well_formed_but_not_the_same() -> None:
    words, right = bound("date_words"), "ngày ba tháng mười một năm hai nghìn"
    assert words.takes("ngay ba thang muoi mot nam hai nghin")
    assert not words.same("ngay ba thang muoi mot nam hai nghin", right)
    assert words.same_but_marks("ngay ba thang muoi mot nam hai ngan", right)
    assert words.residue_of("ngayf ba thangs muwowif mootj nawm hai nghinf", right)
    assert words.order_slip("ngày mười một tháng ba năm hai nghìn", right)
    assert words.format_error("03/11/2000")


# --- numbers and ticks ---


@pytest.mark.parametrize("typed", ["2", "02", " 2 ", "2 bản", "2 BẢN", "２", "2."])
def test_a_count_may_have_its_unit(typed: str) -> None:
    assert bound("number", minimum=1, maximum=20, unit="bản").same(typed, "2")


@pytest.mark.parametrize("typed", ["0", "21", "hai", "1,5", "-2", "2 tờ", "l", "9" * 4000])
def test_a_count_outside_its_bounds_is_misshapen(typed: str) -> None:
    assert bound("number", minimum=1, maximum=20, unit="bản").format_error(typed)


def test_a_count_is_printed_as_a_whole_number() -> None:
    assert bound("number").printed_in("2", "2 bản")
    assert not bound("number").printed_in("2", "12 bản")


@pytest.mark.parametrize("typed", ["b0000123", "B 0000 123", "B-0000.123"])
def test_the_number_of_a_paper_has_letters_and_digits(typed: str) -> None:
    assert bound("paper_number").same(typed, "B0000123")
    assert bound("paper_number").show(typed).startswith("B")


@pytest.mark.parametrize("typed", ["###", "?", "căn cước", "1234", "1" * 21])
def test_signs_words_and_other_lengths_are_no_number_of_a_paper(typed: str) -> None:
    assert bound("paper_number").format_error(typed)


def test_a_box_is_ticked_or_not() -> None:
    tick = bound("declaration")
    assert {tick.stored(raw) for raw in ("on", "1", "Có", "đánh dấu")} == {"on"}
    assert all(tick.empty(raw) and tick.stored(raw) == "" for raw in ("", "off", "0", "không"))
    assert tick.format_error("abc")


# --- whole forms ---


def test_conditions_see_stored_values_of_visible_fields(full: Pack, story: Scenario) -> None:
    typed = story.fields | {"ban_sao": "KHÔNG", "so_ban_sao": "02 bản", "cam_doan": "1"}
    stored = canonical_answers(full.eform, typed)
    assert (stored["ban_sao"], stored["so_ban_sao"], stored["cam_doan"]) == ("khong", "2", "on")
    assert "so_ban_sao" not in visible_answers(full.eform, typed)
