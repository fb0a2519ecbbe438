"""Opens an .xlsx that anybody may have sent and gives its first table as text. Bounded in time and memory: pure.

What it never gives: hidden columns, and numbers of nine digits or more that are no telephone (identity, insurance,
account), which become `DROPPED` before anybody sees them.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openpyxl import load_workbook

from kit import phones
from teams import names

MOST_BYTES = 2 * 1024 * 1024  # of the file
MOST_INSIDE = 24 * 1024 * 1024  # of its parts, unpacked
MOST_PARTS = 200
MOST_ROWS = 5_000
MOST_ABOVE = 200  # rows of titles, notes and empty lines on top of those
MOST_COLUMNS = 40
LAST_ROW = 1_048_576  # of any sheet of Excel
LONGEST_CELL = 300
DROPPED = "•"
_LONG_NUMBER = re.compile(r"\+?(?:\d[ .\-]?){8,}\d")
_COLUMN = re.compile(rb"<(?:\w+:)?col [^>]*>")
_NUMBER = re.compile(rb'\b(min|max)="(\d+)"')
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_HEAD = 65_536  # bytes in which the columns of a sheet are described


class Unreadable(StrEnum):
    """Why a file is refused as a whole."""

    TOO_BIG = "too_big"
    TOO_BIG_INSIDE = "too_big_inside"
    TOO_MANY = "too_many"
    OLD_EXCEL = "old_excel"
    LOCKED = "locked"
    MACROS = "macros"
    NOT_EXCEL = "not_excel"
    BROKEN = "broken"
    EMPTY = "empty"
    NO_HEADER = "no_header"


class Refused(Exception):
    """The file cannot be read; ``why`` says what is the matter."""

    def __init__(self, why: Unreadable) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds anything. ``number`` is that of Excel, from 1; a cell is text, "" where it is empty."""

    number: int
    cells: tuple[str, ...]


def read(data: bytes) -> list[Row]:
    """The rows of the first sheet that holds anything. Raises Refused, and nothing else, for any bytes."""
    _look_from_outside(data)
    try:
        rows = _read(data)
    except Refused:
        raise
    except MemoryError:
        raise Refused(Unreadable.TOO_BIG_INSIDE) from None
    except Exception:  # noqa: BLE001 - whatever a reader of a foreign format trips over, the file is what is broken
        raise Refused(Unreadable.BROKEN) from None
    if not rows:
        raise Refused(Unreadable.EMPTY)
    return rows


def _look_from_outside(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise Refused(Unreadable.TOO_BIG)
    if data.startswith(_OLE):
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused(Unreadable.LOCKED if is_locked else Unreadable.OLD_EXCEL)
    if not data.startswith(b"PK"):
        raise Refused(Unreadable.NOT_EXCEL)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_inside(archive)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - zipfile raises many kinds for a damaged archive
        raise Refused(Unreadable.BROKEN) from None


def _look_inside(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INSIDE:
        raise Refused(Unreadable.TOO_BIG_INSIDE)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(Unreadable.LOCKED)
    known = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in known):
        raise Refused(Unreadable.MACROS)
    if "xl/workbook.xml" not in known:
        raise Refused(Unreadable.NOT_EXCEL)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and b"<!" in archive.open(part).read(2048):
            raise Refused(Unreadable.BROKEN)  # Excel writes no document types; entities can be made to swell


def _read(data: bytes) -> list[Row]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            hidden = _hidden_columns(book, sheet)
            if rows := list(_rows(sheet, hidden)):
                return rows
    finally:
        book.close()
    return []


def _rows(sheet: Any, hidden: set[int]) -> Iterator[Row]:
    """Never trusts what the sheet says of its own size."""
    given = 0
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        if number > LAST_ROW:
            raise Refused(Unreadable.BROKEN)
        if not any(values):
            continue
        cells = tuple("" if place in hidden else _text(value) for place, value in enumerate(values, start=1))
        if any(cells):
            given += 1
            yield Row(number, cells)
        if given > MOST_ROWS + MOST_ABOVE:
            raise Refused(Unreadable.TOO_MANY)


def _hidden_columns(book: Any, sheet: Any) -> set[int]:
    """Columns, from 1, that whoever made the sheet has hidden; openpyxl does not say so when it only reads."""
    with book._archive.open(sheet._worksheet_path) as part:
        head = part.read(_HEAD).partition(b"<sheetData")[0]
    found: set[int] = set()
    for tag in _COLUMN.findall(head):
        if b'hidden="1"' in tag or b'hidden="true"' in tag:
            ends = {name: int(number) for name, number in _NUMBER.findall(tag)}
            found |= set(range(ends[b"min"], min(ends[b"max"], MOST_COLUMNS) + 1))
    return found


def _text(value: Any) -> str:
    """One cell as text: a day as 1958-03-07, a whole number without point, tidied, without long numbers."""
    if value is None or isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _LONG_NUMBER.sub(_only_telephones, names.tidy(str(value)[:LONGEST_CELL]))


def _only_telephones(found: re.Match[str]) -> str:
    return found[0] if phones.read(found[0]) else DROPPED
