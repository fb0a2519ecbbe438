"""A workbook that says, row by row of somebody's own list, what to put right."""

import io
from collections.abc import Iterable, Sequence
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = (10, 32, 80)


def write(heading: Sequence[str], rows: Iterable[tuple[int, str, str]]) -> bytes:
    """.xlsx with (number of the row, name, what to do). Numbers are numbers, and text is never a formula."""
    book = Workbook()
    sheet = cast(Worksheet, book.active)
    for place, (label, width) in enumerate(zip(heading, WIDTHS, strict=True), start=1):
        _put(sheet, 1, place, label)
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions["ABC"[place - 1]].width = width
    for line, (number, name, words) in enumerate(rows, start=2):
        sheet.cell(line, 1, number)
        _put(sheet, line, 2, name)
        _put(sheet, line, 3, words)
        sheet.cell(line, 3).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Worksheet, line: int, place: int, text: str) -> None:
    cell = sheet.cell(line, place, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True
