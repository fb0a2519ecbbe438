"""Lists from Excel: each row's fate as `sheets/expected.yaml` has it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from kit.folding import fold
from teams import excel, fates, reading_sheets
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
