"""What a list from Excel says: which column is what, and the person of each row. Pure.

The headings decide (one row or two, as merged cells give them); an officer may say otherwise. Communes write names in
capitals or in two columns, the sex as a cross, the year below "Nam" or "Nữ", hamlets as headings between the rows.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kit import phones
from kit.folding import fold
from teams import ages, likeness, names
from teams.enums import Sex
from teams.excel import DROPPED, MOST_ROWS, Refused, Row, Unreadable

SEARCHED = 40  # rows in which the headings are looked for
LONGEST_LABEL = 60
YOUNGEST = 14  # years: a year of two digits is of this century where that makes her at least so old


class Part(StrEnum):
    """What a column holds."""

    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    YEAR = "year"
    YEAR_OF_MEN = "year_of_men"
    YEAR_OF_WOMEN = "year_of_women"
    AGE = "age"
    SEX = "sex"
    MAN = "man"
    WOMAN = "woman"
    HAMLET = "hamlet"
    PHONE = "phone"
    NOTHING = "nothing"
    FORBIDDEN = "forbidden"  # identity, ethnicity, poverty, health: see teams/README.md, "People"


class Problem(StrEnum):
    """Why a row is refused."""

    NO_NAME = "no_name"
    NUMBER_IN_NAME = "number_in_name"
    ODD_NAME = "odd_name"
    LONG_NAME = "long_name"
    BAD_YEAR = "bad_year"
    BAD_PHONE = "bad_phone"
    BAD_SEX = "bad_sex"
    UNKNOWN_HAMLET = "unknown_hamlet"
    OTHER_TABLE = "other_table"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, its heading, what it is taken for, and a few of its cells."""

    place: int
    label: str
    part: Part
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Where the list is: ``top`` and ``below`` are the numbers of the first row of headings and the first after."""

    top: int
    below: int
    columns: tuple[Column, ...]

    @property
    def mapping(self) -> dict[int, Part]:
        return {one.place: one.part for one in self.columns}


@dataclass(frozen=True, slots=True)
class Record:
    """The person of one row. ``hamlet`` is a key of the hamlets given; ``said`` is what was not understood."""

    row: int
    name: str
    year: int | None = None
    band: str = ""
    sex: str = ""
    hamlet: str = ""
    phone: str = ""
    problem: Problem | None = None
    said: str = ""

    @property
    def folded(self) -> str:
        return fold(self.name)


# --- Which column is what ------------------------------------------------------------------------------------------
_FORBIDDEN = re.compile(
    r"cccd|cmnd|can cuoc|chung minh|dinh danh|bhyt|bao hiem|tai khoan|dan toc|ton giao|ngheo|khuyet tat|suc khoe|"
    r"chinh sach|dang vien"
)
_OTHERS = re.compile(
    r"chu ho|\bcha\b|\bbo\b|\bme\b|\bvo\b|\bchong\b|chuc vu|ghi chu|nghe nghiep|noi sinh|email"
)
_PHONE = re.compile(r"dien thoai|\bsdt\b|\bdt\b|\bdtdd\b|di dong|zalo")
_BORN = re.compile(r"nam sinh|ngay,? (thang,? )?(nam )?sinh|^(nam/)?sinh$|^ns$|^sinh (ngay|nam)")
_AGE = re.compile(r"^(do )?tuoi\b")
_SEX = re.compile(r"gioi tinh|^nam ?[/,\-] ?nu$|^phai$|^gioi$")
_HAMLET = re.compile(
    r"\b(thon|ban|xom|ap|buon|lang|tdp|to dan pho|khu pho|dia chi|noi o|cho o|cu tru|thuong tru)\b"
)
_NAME = re.compile(r"^(ho,? (va )?(chu dem (va )?)?ten|ten nguoi|nguoi tham gia|hoc vien|nguoi dan)")
_FAMILY = re.compile(r"^ho$|^ho (va )?(ten |chu )?(dem|lot)$|^(ten )?dem$")


def _label_part(label: str) -> Part:
    """What a heading stands for by itself."""
    plain, written = fold(label).strip(" .:*"), label.casefold().strip(" .:*")
    if _FORBIDDEN.search(plain):
        return Part.FORBIDDEN
    for pattern, part in (
        (_OTHERS, Part.NOTHING),
        (_PHONE, Part.PHONE),
        (_BORN, Part.YEAR),
        (_AGE, Part.AGE),
        (_SEX, Part.SEX),
        (_FAMILY, Part.FAMILY),
        (_NAME, Part.NAME),
        (_HAMLET, Part.HAMLET),
    ):
        if pattern.search(plain):
            return part
    return {"ten": Part.GIVEN, "nu": Part.WOMAN}.get(plain, Part.MAN if written == "nam" else Part.NOTHING)


_BELOW_BORN = {Part.MAN: Part.YEAR_OF_MEN, Part.WOMAN: Part.YEAR_OF_WOMEN}


def _column_part(above: str, below: str) -> Part:
    upper, lower = _label_part(above), _label_part(below)
    if Part.FORBIDDEN in (upper, lower):
        return Part.FORBIDDEN
    if upper is Part.YEAR:
        return _BELOW_BORN.get(lower, Part.YEAR)
    return lower if lower is not Part.NOTHING else upper


_WHO = frozenset({Part.NAME, Part.GIVEN})


def _is_heading(row: Row, *, width: int) -> bool:
    """Whether a row names columns: one of them the name, and a second one unless the list has but one."""
    parts = [_label_part(cell) for cell in row.cells if cell and len(cell) <= LONGEST_LABEL]
    known = [part for part in parts if part is not Part.NOTHING]
    return bool(_WHO.intersection(known)) and (len(known) > 1 or width == 1)


_COUNTED = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?")


def _goes_on(row: Row) -> bool:
    """Whether a row belongs to the headings above it: more headings, or the numbers of the columns."""
    cells = [cell for cell in row.cells if cell]
    if len(cells) > 1 and all(_COUNTED.fullmatch(cell) for cell in cells):
        return True
    return len(cells) > 1 and all(_label_part(cell) not in (Part.NOTHING, Part.FORBIDDEN) for cell in cells)


def find_table(rows: Sequence[Row]) -> Table:
    """The headings and what each column is taken for. Raises Refused where there are none, or too many rows."""
    width = max(sum(1 for cell in row.cells if cell) for row in rows)
    found = next((at for at, row in enumerate(rows[:SEARCHED]) if _is_heading(row, width=width)), None)
    if found is None:
        raise Refused(Unreadable.NO_HEADER)
    start = found + 1
    while start < len(rows) and start < found + 3 and _goes_on(rows[start]):
        start += 1
    if len(rows) - start > MOST_ROWS:
        raise Refused(Unreadable.TOO_MANY)
    below = rows[start].number if start < len(rows) else rows[-1].number + 1
    return Table(rows[found].number, below, tuple(_columns(rows, found, start)))


def _columns(rows: Sequence[Row], top: int, start: int) -> Iterator[Column]:
    headings = [row.cells for row in rows[top:start] if not _is_counting(row)]
    used: set[Part] = set()
    labels = [_label(headings, place) for place in range(max(len(row.cells) for row in rows))]
    has_family = any(_column_part(*label) is Part.FAMILY for label in labels)
    for place, (above, below) in enumerate(labels):
        samples = tuple(
            row.cells[place] for row in rows[start:] if place < len(row.cells) and row.cells[place]
        )
        if not samples and not (above or below):
            continue
        part = _column_part(above, below)
        if part is Part.GIVEN and not has_family:
            part = Part.NAME
        if part in used and part is not Part.FORBIDDEN:
            part = Part.NOTHING
        used.add(part)
        label = " – ".join(dict.fromkeys(one for one in (above, below) if one))
        yield Column(place, label, part, () if part is Part.FORBIDDEN else samples[:3])


def _is_counting(row: Row) -> bool:
    return all(_COUNTED.fullmatch(cell) for cell in row.cells if cell)


def _label(headings: Sequence[tuple[str, ...]], place: int) -> tuple[str, str]:
    """The upper and lower heading of a column; an upper one reaches over the lower ones right of it, as merged."""
    first, *rest = [[*row, *[""] * (place + 1 - len(row))] for row in headings]
    below = next((row[place] for row in rest if row[place]), "")
    above = first[place]
    if not above and below:
        above = next((cell for cell in reversed(first[:place]) if cell), "")
    return above, below


# --- The person of each row ----------------------------------------------------------------------------------------
_TOTAL = re.compile(r"tong (cong|so)\b|cong ?[:(]|cong$")
_SECTION = re.compile(r"^\s*(?:[IVX]{1,5}|\d{1,2}|[A-Z])\s*[.)\-:]\s*")
_NAME_SHAPE = re.compile(r"[^\W\d_][^\d_@=|!*<>{}\[\]\\/;:#$%^&+\"]*")
_MARKS = frozenset({"x", "v", "1", "co", "+", "✓", "✔", "√"})
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d{2}(?!\d)")
_SHORT_DAY = re.compile(r"(?:\d{1,2}[/.\-]){1,2}(\d{2})", re.ASCII)
_SERIAL = re.compile(r"[1-4]\d{4}", re.ASCII)  # days since 1899-12-30: from 1927 to 2036
_NOT_ITS_NAME = re.compile(r"[,;(].*$")


@dataclass
class _Reader:
    """Goes down the rows and remembers what a row may say about those below it."""

    table: Table
    mapping: Mapping[int, Part]
    heading: tuple[str, ...]
    hamlets: Mapping[str, str]
    this_year: int
    section: str = ""
    is_over: bool = False
    is_other: bool = False
    known: dict[str, str | None] = field(default_factory=dict)

    def read(self, row: Row) -> Record | None:
        cells = [cell for cell in row.cells if cell]
        if _is_heading(row, width=0):
            self.is_over, self.is_other = False, not self._same_heading(row)
            return None
        if self.is_other:
            return Record(row.number, "", problem=Problem.OTHER_TABLE) if len(cells) > 1 else None
        if any(_TOTAL.match(fold(cell)) for cell in cells[:2]):
            self.is_over = True
        if self.is_over:
            return None
        if len(cells) == 1 and self._is_section(cells[0]):
            return None
        said = self._said(row)
        return self._person(row.number, said) if any(said.values()) else None

    def _same_heading(self, row: Row) -> bool:
        return all(
            place < len(row.cells) and fold(row.cells[place]) == fold(self.heading[place])
            for place, part in self.mapping.items()
            if part not in (Part.NOTHING, Part.FORBIDDEN)
        )

    def _is_section(self, cell: str) -> bool:
        """A hamlet that stands alone is that of the rows below it."""
        key = self._hamlet(_SECTION.sub("", cell))
        if key:
            self.section = key
        return bool(key) or bool(_SECTION.match(cell))

    def _said(self, row: Row) -> dict[Part, str]:
        used = {
            part: row.cells[place]
            for place, part in self.mapping.items()
            if part not in (Part.NOTHING, Part.FORBIDDEN) and place < len(row.cells)
        }
        return {part: text.strip() for part, text in used.items()}

    def _person(self, number: int, said: Mapping[Part, str]) -> Record | None:
        typed = said.get(Part.NAME, "")
        if Part.GIVEN in said or Part.FAMILY in said:
            typed = f"{said.get(Part.FAMILY, '')} {said.get(Part.GIVEN, '')} {typed}"
        name = tidy_name(typed)
        if not name and not any(said.get(part) for part in (*_YEARS, Part.PHONE, Part.AGE, *_SEXES)):
            return None  # a word in the margin
        record = Record(number, name)
        if problem := _name_problem(name):
            return replace(record, name=name.replace(DROPPED, "").strip(), problem=problem)
        for read in (self._with_sex, self._with_age, self._with_hamlet, self._with_phone):
            record = read(record, said)
            if record.problem:
                break
        return record

    def _with_sex(self, record: Record, said: Mapping[Part, str]) -> Record:
        typed = said.get(Part.SEX, "")
        sex = read_sex(typed)
        if sex is None:
            return replace(record, problem=Problem.BAD_SEX, said=typed)
        crosses = {
            Sex.WOMAN.value: said.get(Part.WOMAN, "") or said.get(Part.YEAR_OF_WOMEN, ""),
            Sex.MAN.value: said.get(Part.MAN, "") or said.get(Part.YEAR_OF_MEN, ""),
        }
        crossed = [one for one, mark in crosses.items() if mark]
        if len(crossed) > 1:
            return replace(record, problem=Problem.BAD_SEX, said=", ".join(crosses.values()))
        if not crossed and Part.WOMAN in said and Part.MAN not in said:
            crossed = [Sex.MAN.value]  # the only column is "Nữ", so an empty cell is a man's
        return replace(record, sex=sex or "".join(crossed))

    def _with_age(self, record: Record, said: Mapping[Part, str]) -> Record:
        typed = next((said[part] for part in _YEARS if said.get(part)), "")
        if typed and not (typed.casefold() in _MARKS and Part.YEAR not in said):
            year = read_year(typed, self.this_year)
            if year is None:
                return replace(record, problem=Problem.BAD_YEAR, said=typed)
            return replace(record, year=year)
        age = said.get(Part.AGE, "")
        if not age:
            return record
        if not (age.isascii() and age.isdigit() and len(age) < 4 and 0 < int(age) <= ages.OLDEST):
            return replace(record, problem=Problem.BAD_YEAR, said=age)
        return replace(record, band=ages.band_of(self.this_year - int(age), self.this_year).value)

    def _with_hamlet(self, record: Record, said: Mapping[Part, str]) -> Record:
        typed = said.get(Part.HAMLET, "")
        if not typed:
            return replace(record, hamlet=self.section)
        key = self._hamlet(typed)
        if not key:
            return replace(record, problem=Problem.UNKNOWN_HAMLET, said=typed)
        return replace(record, hamlet=key)

    def _hamlet(self, typed: str) -> str:
        """The key of the one hamlet that is meant; "" for none, and for two."""
        if typed not in self.known:
            name = _NOT_ITS_NAME.sub("", typed).strip()
            found = {key for one, key in self.hamlets.items() if likeness.same_hamlet(name, one)}
            self.known[typed] = found.pop() if len(found) == 1 else ""
        return self.known[typed] or ""

    def _with_phone(self, record: Record, said: Mapping[Part, str]) -> Record:
        typed = said.get(Part.PHONE, "")
        number = read_phone(typed)
        if number is None:
            return replace(record, problem=Problem.BAD_PHONE, said=typed)
        return replace(record, phone=number)


_YEARS = (Part.YEAR, Part.YEAR_OF_MEN, Part.YEAR_OF_WOMEN)
_SEXES = (Part.SEX, Part.MAN, Part.WOMAN)


def records(
    rows: Sequence[Row],
    table: Table,
    mapping: Mapping[int, Part],
    hamlets: Iterable[tuple[str, str]],
    this_year: int,
) -> list[Record]:
    """The person of each row below the headings. ``hamlets``: (name, key) of the commune."""
    heading = next(row.cells for row in rows if row.number == table.top)
    reader = _Reader(table, mapping, heading, dict(hamlets), this_year)
    below = (reader.read(row) for row in rows if row.number >= table.below)
    return [record for record in below if record is not None]


def tidy_name(typed: str) -> str:
    """One blank between words; capitals all through, and small letters all through, become a name again."""
    name = names.tidy(typed).strip(" -–.,")
    is_shouted = len(name) > 3 and (name.isupper() or name.islower())
    return " ".join(word[:1].upper() + word[1:].lower() for word in name.split()) if is_shouted else name


def _name_problem(name: str) -> Problem | None:
    if DROPPED in name or names.looks_like_number(name):
        return Problem.NUMBER_IN_NAME
    if not names.has_letter(name):
        return Problem.NO_NAME if not name else Problem.ODD_NAME
    if len(name) > names.LONGEST:
        return Problem.LONG_NAME
    return None if _NAME_SHAPE.fullmatch(name) else Problem.ODD_NAME


def read_sex(typed: str) -> str | None:
    """ "f", "m", or "" for an empty cell; None for anything else."""
    word = fold(typed).strip(" .")
    if not word:
        return ""
    return {"nu": "f", "n": "f", "f": "f", "nam": "m", "m": "m", "trai": "m", "gai": "f"}.get(word)


def read_year(typed: str, this_year: int) -> int | None:
    """The year of whatever way a birth is written: 7/3/1958, 1/1/58, khoảng 1960, the day number of Excel."""
    text = unicodedata.normalize("NFKC", typed)
    years = {int(one) for one in _YEAR.findall(text)}
    if len(years) == 1:
        year = years.pop()
    elif found := _SHORT_DAY.fullmatch(text):
        year = this_year // 100 * 100 + int(found[1])
        year -= 100 if year > this_year - YOUNGEST else 0
    elif _SERIAL.fullmatch(text):
        year = (dt.date(1899, 12, 30) + dt.timedelta(days=int(text))).year
    else:
        return None
    return year if this_year - ages.OLDEST <= year <= this_year else None


def read_phone(typed: str) -> str | None:
    """E.164 of the first number of a cell; "" where no digit stands; None for what is no number of this country."""
    if not any(letter.isdigit() for letter in typed) and DROPPED not in typed:
        return ""
    for one in re.split(r"[/;,]|\s-\s", typed):
        text = "".join(unicodedata.normalize("NFKC", one).split())
        if not text:
            continue
        # Excel drops the noughts in front of what it takes for a number
        padded = text.zfill(10) if text.isascii() and text.isdigit() and 6 <= len(text) < 9 else text
        return phones.read(text if text.startswith("0") else padded)
    return None
