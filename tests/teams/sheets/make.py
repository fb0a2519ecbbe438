"""Lists of people as communes make them, and files that only look like one.

``PYTHONPATH=site:. python -m tests.teams.sheets.make`` writes the .xlsx beside this file; what has to become of each
row stands in ``expected.yaml``, written by hand before there was a reader. Every name and number is invented.
"""

import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).parent
MADE = dt.datetime(2026, 11, 2, 8, 0)
TITLE = ("ỦY BAN NHÂN DÂN", "XÃ MẪU", "DANH SÁCH NGƯỜI DÂN ĐĂNG KÝ TẬP HUẤN")
HEADER = ("STT", "Họ và tên", "Năm sinh", "Giới tính", "Thôn", "Số điện thoại")
Row = Iterable[Any]


def book(*rows: Row) -> tuple[Workbook, Worksheet]:
    """A workbook with these rows on its first sheet; an empty tuple is an empty line."""
    made = Workbook()
    made.properties.created = made.properties.modified = MADE
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(number, column, value)
    return made, sheet


def data(made: Workbook) -> bytes:
    """The file itself."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def titled(*rows: Row, header: Row = HEADER) -> tuple[Workbook, Worksheet]:
    """Three lines of titles, an empty one, the header in row 5, ``rows`` from row 6."""
    return book(*((line,) for line in TITLE), (), header, *rows)


def plain() -> bytes:
    made, sheet = titled(
        (1, "Lường Thị Ví Dụ", 1971, "Nữ", "Bản Học", "0000 111 001"),
        (2, "Quàng Văn Nháp", 1980, "Nam", "Thôn Mẫu", "0000 111 002"),
        (3, "Giàng A Thử", 1958, "Nam", "Bản Học", "0000 123 456"),
        (4, "Hoàng Thị Thí Dụ", None, "Nữ", "Thôn Mẫu", None),
        (5, None, 1990, "Nam", "Bản Học", None),
        (6, "079012345678", 1990, "Nam", "Bản Học", None),
    )
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("A3:F3")
    return data(made)


def two_headers() -> bytes:
    made, sheet = book(
        ("DANH SÁCH HỌC VIÊN",),
        ("STT", "Họ và tên", None, "Năm sinh", None, "Nơi ở hiện nay", "SĐT"),
        (None, "Họ đệm", "Tên", "Nam", "Nữ", None, None),
        (1, "Lường Thị", "Ví Dụ", None, 1971, "Bản Học", "0000111001"),
        (2, "Quàng Văn", "Nháp", 1980, None, "Thôn Mẫu", "0000111002"),
        (3, "Giàng A", "Thử", 1958, None, "Bản Học", None),
        (4, None, "Diễn", 1966, None, "Bản Học", None),
        (5, "Vàng Thị", "Bài Tập", None, 1963, "Thôn Mẫu", None),
    )
    for cells in ("B2:C2", "D2:E2", "A2:A3", "F2:F3", "G2:G3"):
        sheet.merge_cells(cells)
    return data(made)


def days_of_birth() -> bytes:
    born: tuple[Any, ...] = (
        "07/03/1958",
        dt.datetime(1962, 5, 4),
        1975,
        "1/1/58",
        "1958-03-07",
        "khoảng 1960",
        21245,  # the number that Excel keeps for 1/3/1958
        "1850",
        2030,
        "không nhớ",
        "12/05/05",
        "1.1.1949",
    )
    names = ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mốt", "Chục"]
    rows = [
        (n, f"Lò Văn {name}", day, "Thôn Mẫu")
        for n, (name, day) in enumerate(zip(names, born, strict=True), 1)
    ]
    return data(titled(*rows, header=("TT", "Họ tên", "Ngày, tháng, năm sinh", "Thôn/Bản"))[0])


def telephones() -> bytes:
    typed: tuple[Any, ...] = (
        "0000 222 001",
        222002,  # a number: Excel has dropped the noughts
        "0000.222.003",
        "+84 000 222 004",
        84000222005,
        "0000222006 / 0000222007",
        "00002220",
        "chưa có",
        None,
        "00002220151",
        222011.0,
    )
    names = ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mốt"]
    rows = [(f"Nông Thị {name}", number, "Bản Học") for name, number in zip(names, typed, strict=True)]
    return data(titled(*rows, header=("Họ và tên", "Điện thoại liên hệ", "Bản"))[0])


def capitals() -> bytes:
    rows = (
        (1, "LƯỜNG THỊ VÍ DỤ", "x", 1971, "BẢN HỌC"),
        (2, "QUÀNG VĂN NHÁP", None, 1980, "THÔN MẪU"),
        (3, "GIÀNG A THỬ", None, 1958, "BẢN HỌC"),
        (4, "  HOÀNG   THỊ THÍ DỤ ", "X", 1969, "THÔN MẪU"),
        (5, "VÀNG THỊ BÀI TẬP", "x", 1963, "THÔN MẪU"),
    )
    return data(titled(*rows, header=("Số TT", "HỌ VÀ TÊN", "NỮ", "NĂM SINH", "THÔN"))[0])


def hamlets() -> bytes:
    typed = (
        "B. Học",
        "bản học",
        "Học",
        "Bản Học (xã Mẫu Cũ)",
        "Thôn Mẫu, xã Mẫu Cũ, huyện Tập",
        "TDP số 3",
        "Tổ 3",
        "Bản Không Có",
        None,
        "Ban Hoc",
    )
    names = ["Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười"]
    rows = [
        (n, f"Tòng Thị {name}", 1960 + n, place)
        for n, (name, place) in enumerate(zip(names, typed, strict=True), 1)
    ]
    return data(titled(*rows, header=("STT", "Họ và tên", "Năm sinh", "Địa chỉ"))[0])


def twice() -> bytes:
    rows = (
        (1, "Lường Thị Ví Dụ", 1971, "Nữ", "Bản Học", None),
        (2, "Lường Thị Ví Dụ", 1971, "Nữ", "Bản Học", "0000 111 001"),
        (3, "lường thị ví dụ", 1988, "Nữ", "Bản Học", None),
        (4, "Giàng A Thử", 1958, "Nam", "Bản Học", None),
        (5, "Giàng A Thử", 1985, "Nam", "Bản Học", None),
        (6, "Giàng A Thử", None, "Nam", "Bản Học", None),
        (7, "Giang A Thu", None, None, None, "0000 123 456"),
        (8, "Vàng Thị Bài Tập", 1963, "Nữ", "Thôn Mẫu", None),
        (9, "Vàng Thị Bài Tập", 1963, None, "Thôn Mẫu", None),
        (10, "Vàng Thị Bài Tập", 1990, "Nữ", "Thôn Mẫu", None),
        (11, "Vàng Thị Bài Tập", 1963, "Nữ", "Tổ dân phố 3", None),
        (12, "Nông Văn Giả Định", 1950, "Nam", "Thôn Mẫu", None),
    )
    return data(titled(*rows)[0])


def total_and_notes() -> bytes:
    rows: tuple[Row, ...] = (
        (1, "Lường Thị Ví Dụ", 1971, "Nữ", "Bản Học", None),
        (),
        (2, "Tống Văn Nháp", 1980, "Nam", "Thôn Mẫu", None),
        (3, None, None, None, None, None),
        (),
        (None, "Tổng cộng: 2 người", None, None, None, None),
        (),
        ("Ghi chú: danh sách này thay cho danh sách tháng 10.",),
        (None, None, None, None, "Mẫu, ngày 2 tháng 11 năm 2026"),
        (None, "NGƯỜI LẬP BIỂU", None, None, "CHỦ TỊCH"),
        (None, "Ngần Thị Minh Họa", None, None, "Lò Văn Giả Sử"),
    )
    return data(titled(*rows)[0])


def hidden() -> bytes:
    rows = (
        (1, "Lường Thị Ví Dụ", 1971, "000171000001", "Thái", "x", "Bản Học", "Lò Văn Ẩn"),
        (2, "Quàng Văn Nháp", 1980, "000080000002", "Tày", None, "Thôn Mẫu", "Lò Văn Kín"),
    )
    header = ("STT", "Họ và tên", "Năm sinh", "Số CCCD", "Dân tộc", "Hộ nghèo", "Thôn", "Họ tên chủ hộ")
    made, sheet = titled(*rows, header=header)
    sheet.column_dimensions["H"].hidden = True
    return data(made)


def decomposed() -> bytes:
    def nfd(row: Row) -> Row:
        return [unicodedata.normalize("NFD", one) if isinstance(one, str) else one for one in row]

    rows = (
        (1, "Lường Thị Ví Dụ", 1971, "Nữ", "Bản Học", None),
        (2, "GIÀNG A THỬ", 1958, "Nam", "Bản Học", None),
    )
    return data(titled(*map(nfd, rows), header=nfd(HEADER))[0])


def formulas() -> bytes:
    rows = (
        (1, "Lường Thị Ví Dụ", 1971, "Nữ", "Bản Học", None),
        ("=A6+1", "Quàng Văn Nháp", 1980, "Nam", "Thôn Mẫu", None),
        ("=A7+1", '=B7&" Hai"', 1981, "Nam", "Thôn Mẫu", None),
        ("=A8+1", '@SUM(1+1)*cmd|"/c"!A1', 1981, "Nam", "Thôn Mẫu", None),
    )
    return data(titled(*rows)[0])


def two_tables() -> bytes:
    return data(
        titled(
            (1, "Lường Thị Ví Dụ", 1971, "Nữ", "Bản Học", None),
            (None, "Tổng số: 1"),
            (),
            ("II. Danh sách bổ sung",),
            HEADER,
            (1, "Quàng Văn Nháp", 1980, "Nam", "Thôn Mẫu", None),
            (None, "Cộng: 1"),
            (),
            ("Họ và tên", "Chức vụ", "Điện thoại", "Năm sinh"),
            ("Lò Văn Giả Sử", "Trưởng thôn", "0000 333 001", 1975),
        )[0]
    )


def by_hamlet() -> bytes:
    return data(
        titled(
            ("I. Bản Học",),
            (1, "Lường Thị Ví Dụ", 1971, "Nữ"),
            (2, "Giàng A Thử", 1958, "Nam"),
            ("II. Thôn Mẫu",),
            (1, "Quàng Văn Nháp", 1980, "Nam"),
            header=("STT", "Họ và tên", "Năm sinh", "Nam/Nữ"),
        )[0]
    )


def no_header() -> bytes:
    return data(book(("Lường Thị Ví Dụ", 1971), ("Quàng Văn Nháp", 1980))[0])


def many(number: int) -> bytes:
    made = Workbook(write_only=True)
    made.properties.created = made.properties.modified = MADE
    sheet = made.create_sheet()
    sheet.append(["Họ và tên", "Năm sinh"])
    for place in range(number):
        sheet.append([f"Lò Thị Số {_letters(place)}", 1940 + place % 60])
    return data(made)


def _letters(number: int) -> str:
    """A name that no other place has: letters only."""
    return "".join(chr(ord("a") + number // 26**power % 26) for power in (2, 1, 0)).capitalize()


def huge_dimension() -> bytes:
    """Says that it has a million rows; two are there."""
    inside = plain()
    return _with_part(
        inside, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"A1:F11", b"A1:XFD1048576")
    )


def bomb() -> bytes:
    """200 MB of the letter a in a sheet that weighs 200 kB."""
    return _with_part(
        plain(),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", b" " * 200_000_000 + b"</sheetData>"),
    )


def entities() -> bytes:
    """A document type that multiplies itself."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    return _with_part(
        plain(),
        "xl/worksheets/sheet1.xml",
        lambda xml: f"<!DOCTYPE lolz [{lines}]>".encode() + xml.replace(b"XXX", b"&a11;"),
    )


def with_macros() -> bytes:
    return _with_part(plain(), "xl/vbaProject.bin", lambda _: b"macros", is_new=True)


def _with_part(source: bytes, name: str, change: Any, *, is_new: bool = False) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
        if is_new:
            new.writestr(name, change(b""))
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
FILES = {
    "thuong": plain,
    "hai-dong-tieu-de": two_headers,
    "ngay-sinh": days_of_birth,
    "dien-thoai": telephones,
    "chu-hoa-cot-nu": capitals,
    "ten-thon": hamlets,
    "trung": twice,
    "tong-va-ghi-chu": total_and_notes,
    "cot-an": hidden,
    "nfd": decomposed,
    "cong-thuc": formulas,
    "hai-bang": two_tables,
    "theo-thon": by_hamlet,
    "kich-thuoc": huge_dimension,
    "khong-tieu-de": no_header,
    "rong": lambda: data(book()[0]),
    "5001-dong": lambda: many(5001),
    "phinh": bomb,
    "thuc-the": entities,
    "macro": with_macros,
    "xls-doi-ten": lambda: OLE + "Workbook".encode("utf-16-le"),
    "co-mat-khau": lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    "csv-doi-ten": lambda: "Họ và tên,Năm sinh\nLường Thị Ví Dụ,1971\n".encode(),
    "docx-doi-ten": word,
    "hong": lambda: plain()[:-400],
}

if __name__ == "__main__":
    for name, make in FILES.items():
        (FOLDER / f"{name}.xlsx").write_bytes(make())
