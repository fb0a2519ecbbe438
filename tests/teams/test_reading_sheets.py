"""Lists from Excel: each row's fate as `sheets/expected.yaml` has it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kit.folding import fold
from teams import excel, fates, import_words, reading_sheets
from teams.excel import Refused
from teams.fates import Fate, Known

FOLDER = Path(__file__).parent / "sheets"
EXPECTED = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
YEAR = 2026


def known() -> list[Known]:
    return [Known(id=one["name"], folded=fold(one["name"]), **one) for one in EXPECTED["book"]]


def fates_of(data: bytes) -> dict[int, str]:
    """Row → its fate in the words of expected.yaml."""
    rows = excel.read(data)
    table = reading_sheets.find_table(rows)
    hamlets = [(name, name) for name in EXPECTED["hamlets"]]
    people = reading_sheets.records(rows, table, table.mapping, hamlets, YEAR)
    return {one.record.row: _said(one) for one in fates.plan(people, known(), YEAR, agreed=False)}


def _said(one: fates.Planned) -> str:
    words: dict[Fate, Any] = {
        Fate.SAME: one.known and one.known.name,
        Fate.SUSPECTED: one.known.name if one.known else one.above,
        Fate.TWICE: one.above,
        Fate.REFUSED: one.record.problem,
    }
    return f"{one.fate} {words.get(one.fate, '')}".strip()


@pytest.mark.parametrize("name", EXPECTED["sheets"])
def test_each_row_has_the_fate_that_was_written_down_before(name: str) -> None:
    assert fates_of((FOLDER / f"{name}.xlsx").read_bytes()) == EXPECTED["sheets"][name]


@pytest.mark.parametrize("name", EXPECTED["files"])
def test_what_cannot_be_read_is_refused_as_a_whole(name: str) -> None:
    with pytest.raises(Refused) as refused:
        reading_sheets.find_table(excel.read((FOLDER / f"{name}.xlsx").read_bytes()))
    assert refused.value.why == EXPECTED["files"][name]


def test_every_sheet_is_expected_to_become_something() -> None:
    there = {path.stem for path in FOLDER.glob("*.xlsx")}
    assert there == {*EXPECTED["sheets"], *EXPECTED["files"]}


@given(st.binary(max_size=400), st.booleans())
def test_no_bytes_break_the_reader(data: bytes, is_zip: bool) -> None:
    """Whatever is sent, the answer is rows or a refusal that has a sentence."""
    with pytest.raises(Refused) as refused:
        excel.read((b"PK\x03\x04" if is_zip else b"") + data)
    assert refused.value.why in import_words.FILES


@given(st.text(max_size=40))
def test_no_cell_breaks_the_readers_of_cells(text: str) -> None:
    year, phone = reading_sheets.read_year(text, YEAR), reading_sheets.read_phone(text)
    assert year is None or YEAR - 120 <= year <= YEAR
    assert not phone or phone.startswith("+84")
    assert reading_sheets.read_sex(text) in (None, "", "f", "m")


@given(st.integers(1930, 2012), st.integers(1, 12), st.integers(1, 28))
def test_a_day_says_its_year_however_it_is_written(year: int, month: int, day: int) -> None:
    for text in (f"{day}/{month}/{year}", f"{year}-{month:02}-{day:02}", f"{day}.{month}.{year % 100:02}"):
        assert reading_sheets.read_year(text, YEAR) == year
