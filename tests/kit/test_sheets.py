"""Sheets for Excel, read back."""

import datetime as dt
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kit.sheets import FORMULA_STARTS, Kind, Sheet, SheetColumn, Value

COLUMNS = [SheetColumn("Thôn"), SheetColumn("Người", Kind.NUMBER), SheetColumn("Ngày", Kind.DAY)]


def read(*rows: list[Value], **changes: Any) -> Any:
    sheet = Sheet(**{"name": "Báo cáo", "heading": ["Xã Mẫu"], "columns": COLUMNS, "rows": rows, **changes})
    return load_workbook(io.BytesIO(sheet.to_bytes())).active


def test_a_number_is_a_number_a_day_a_day_and_what_is_not_known_is_empty() -> None:
    page = read(["Bản Học", 1960, dt.date(2026, 11, 23)], ["Bản Đồi Thử", None, None], ["Bản Không", 0, None])
    assert (page["B4"].value, page["B4"].data_type) == (1960, "n")
    assert page["C4"].value == dt.datetime(2026, 11, 23)
    assert page["C4"].number_format == "dd/mm/yyyy"
    assert page["B5"].value is None
    assert page["B6"].value == 0


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_text_becomes_a_formula(start: str) -> None:
    cell = read([f"{start}1+2", None, None], heading=[f"{start}1"], notes=[f"{start}2"])["A4"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert "1+2" in str(cell.value)


@given(st.text())
def test_any_text_can_be_kept_and_is_never_a_formula(text: str) -> None:
    page = read([text, None, None], name=text, heading=[text], notes=[text])
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} <= {"s"}


def test_control_characters_and_what_is_too_long_are_dropped() -> None:
    assert read(["Bản\x00 Học\x1b", None, None])["A4"].value == "Bản Học"
    assert len(read(["ọ" * 40_000, None, None])["A4"].value) == 32_767


def test_a_text_may_stand_in_a_column_of_numbers() -> None:
    assert read(["Xã Mẫu", "<5", None])["B4"].value == "<5"


def test_it_prints_on_a4_lying_down_with_headings_on_every_page() -> None:
    page = read(["Bản Học", 1, None])
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "B4"
    assert page.sheet_properties.pageSetUpPr.fitToPage


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        read(["Bản Học", 1])


def test_notes_stand_below_the_table() -> None:
    assert read(["Bản Học", 1, None], notes=["Ô trống: chưa có số."])["A6"].value == "Ô trống: chưa có số."
