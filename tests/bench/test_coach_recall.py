"""The coach against planted mistakes, asked through its command line. Counts, not timings."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.bench.alterers import KINDS
from tests.bench.cases import CORRECT, written_cases
from tests.bench.planting import cases_for
from tests.bench.product import Scenario, coach_many, coach_one, scenarios
from tests.bench.recall import Report, measure
from tests.bench.shapes import Shape, shape_of
from tests.bench.sheets import Sheet, sheet_of

HERE = Path(__file__).parent
# What can be planted in any field of a shape, whatever its right value is; `missing` in all that must be filled.
ALWAYS = {
    Shape.DATE: {"format", "digits", "different"},
    Shape.YEAR: {"format", "digits"},
    Shape.WORDS: {"format", "diacritics", "keyboard_residue", "figures_and_words"},
    Shape.CITIZEN_NUMBER: {"format", "digits", "different"},
    Shape.PAPER_NUMBER: {"format", "digits"},
    Shape.PHONE: {"format", "digits", "different"},
    Shape.NAME: {"format", "diacritics", "keyboard_residue", "other_person", "different"},
    Shape.PLACE: {"diacritics", "keyboard_residue", "old_place"},
    Shape.COUNT: {"format", "digits"},
}
BY_HAND = 20
# What makes the cases uses the standard library and itself; only what reads YAML needs more.
ALLOWED = {*sys.stdlib_module_names, "tests"}
READERS = ("cases.py", "sheets.py")
# These measure pages and load, and judge nobody; twins_recall.py asks the matching, and makes no pairs.
MEASURES = (
    "__main__.py",
    "load.py",
    "pages.py",
    "province_pages.py",
    "province_rows.py",
    "queries.py",
    "soak.py",
    "tree_copies.py",
    "tree_pages.py",
    "tree_rows.py",
    "twins_recall.py",
)


@pytest.fixture(scope="module")
def situations() -> list[Scenario]:
    found = scenarios()
    assert found, "manage.py scenarios names no scenario"
    return found


@pytest.fixture(scope="module")
def report(situations: list[Scenario]) -> Report:
    return measure(situations)


def test_right_answers_bring_no_mistake_and_exit_code_0(situations: list[Scenario]) -> None:
    for scenario in situations:
        assert coach_one(scenario.id, scenario.fields) == (0, []), scenario.id


def test_one_empty_answer_brings_one_mistake_and_exit_code_1(situations: list[Scenario]) -> None:
    scenario = situations[0]
    name = next(iter(scenario.fields))
    code, mistakes = coach_one(scenario.id, {**scenario.fields, name: ""})
    assert code == 1
    assert [(mistake.field, mistake.kind) for mistake in mistakes] == [(name, "missing")]
    assert len(mistakes[0].hints) == 3


def test_the_coach_finds_and_names_every_planted_mistake(report: Report) -> None:
    assert not report.failures(), f"\n{report.table()}"


def test_every_kind_and_every_field_was_tried(report: Report, situations: list[Scenario]) -> None:
    assert {CORRECT, "two at once", *KINDS} <= report.rows.keys()
    assert all(report.rows[kind].cases >= BY_HAND for kind in KINDS)
    assert all(scenario.fields for scenario in situations)


def test_every_field_of_every_scenario_is_spoilt_in_every_way_that_its_shape_allows(
    situations: list[Scenario],
) -> None:
    for situation in situations:
        sheet = sheet_of(situation)
        planted: dict[str, set[str]] = {}
        for one in (one for case in cases_for(sheet) for one in case.planted):
            planted.setdefault(one.field, set()).add(one.group)
        lacking = {name: _wanted(sheet, name) - planted.get(name, set()) for name in sheet.asked()}
        assert not any(lacking.values()), situation.id


def _wanted(sheet: Sheet, name: str) -> set[str]:
    spec = sheet.specs[name]
    missing = {"missing"} if spec.required else set()
    return missing | ALWAYS.get(shape_of(spec.kind, sheet.right[name]), set())


def test_judgements_come_back_in_the_order_of_the_answers(situations: list[Scenario]) -> None:
    scenario = situations[0]
    names = [name for name, value in scenario.fields.items() if value]
    found = coach_many(scenario.id, [{**scenario.fields, name: ""} for name in names])
    assert [mistakes[0].field for mistakes in found] == names


def test_twenty_cases_of_each_kind_are_written_and_all_of_them_apply(situations: list[Scenario]) -> None:
    cases = written_cases()
    counted = Counter(case.kind for case in cases)
    assert all(counted[kind] >= BY_HAND for kind in (CORRECT, *KINDS)), counted
    idle = [case for case in cases if not any(case.applies(one.id, one.fields) for one in situations)]
    assert not idle, idle


def test_the_bench_imports_nothing_of_what_it_judges() -> None:
    for file in sorted(set(HERE.glob("*.py")) - {HERE / name for name in MEASURES}):
        extra = "yaml" if file.name in READERS else "pytest" if file.name.startswith("test_") else "tests"
        assert _imported(file) <= {*ALLOWED, extra}, file.name


def _imported(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in plain} | {
        (node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)
    }
