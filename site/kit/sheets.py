"""Tables as files for Excel: numbers are numbers, days are days, what is not known is an empty cell.

No text becomes a formula, whatever it begins with (CWE-1236): it is written as a string and marked as typed text.
"""

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

Value = str | int | float | dt.date | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML cannot carry them
_LONGEST_CELL = 32_767  # letters; Excel's own limit
_WIDEST = 48  # of a column, in letters
_LINE = Border(*(Side(style="thin") for _side in range(4)))


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A heading and what stands below it; a text may stand in a column of numbers ("<5")."""

    label: str
    kind: Kind = Kind.TEXT
    width: int = 0  # letters; 0: as wide as its heading wants


@dataclass(frozen=True)
class Sheet:
    """One table: lines above it, headings, rows as long as the headings, lines below it. None is not known."""

    name: str
    heading: Sequence[str]
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Value]]
    notes: Sequence[str] = ()

    def to_bytes(self) -> bytes:
        """The file. Raises ValueError where a row is not as long as the headings."""
        book = Workbook()
        page = book.active
        page.title = _NOT_IN_NAMES.sub(" ", clean(self.name))[:31].strip("' ") or "1"
        for number, line in enumerate(self.heading, start=1):
            _text(page.cell(row=number, column=1), line).font = Font(
                bold=True, size=14 if number == 1 else 11
            )
        head = len(self.heading) + (2 if self.heading else 1)
        _headings(page, head, self.columns)
        for number, row in enumerate(self.rows, start=head + 1):
            for column, (about, value) in enumerate(zip(self.columns, row, strict=True), start=1):
                _value(page.cell(row=number, column=column), about, value)
        for number, line in enumerate(self.notes, start=head + len(self.rows) + 2):
            _text(page.cell(row=number, column=1), line)
        _for_print(page, head)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()


def clean(text: str) -> str:
    """``text`` without what a sheet cannot carry."""
    return _CONTROLS.sub("", text)[:_LONGEST_CELL]


def _text(cell: Any, text: str) -> Any:
    """Never a formula: openpyxl would read one from a leading "=", Excel from a cell that is typed in again."""
    cell.value = clean(text)
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True
    return cell


def _value(cell: Any, about: SheetColumn, value: Value) -> None:
    if isinstance(value, str):
        _text(cell, value)
    else:
        cell.value = value
    if about.kind is Kind.NUMBER and isinstance(value, int | float):
        cell.number_format = "#,##0" if isinstance(value, int) else "#,##0.0"
    if isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"
    cell.border = _LINE
    cell.alignment = Alignment(
        horizontal="left" if about.kind is Kind.TEXT else "right",
        vertical="top",
        wrap_text=about.kind is Kind.TEXT,
    )


def _headings(page: Any, row: int, columns: Sequence[SheetColumn]) -> None:
    for number, about in enumerate(columns, start=1):
        cell = _text(page.cell(row=row, column=number), about.label)
        cell.font = Font(bold=True)
        cell.border = _LINE
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        longest_word = max((len(word) for word in about.label.split()), default=0)
        usual = max(longest_word + 2, 10 if about.kind is not Kind.TEXT else 18)
        page.column_dimensions[get_column_letter(number)].width = min(about.width or usual, _WIDEST)


def _for_print(page: Any, head: int) -> None:
    """A4 lying down, as wide as the sheet of paper, the headings on each of them and always in sight."""
    page.freeze_panes = page.cell(row=head + 1, column=2)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{head}:{head}"
