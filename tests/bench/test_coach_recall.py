"""The coach against planted mistakes, asked through its command line. Counts, not timings."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.bench.alterers import KINDS
from tests.bench.cases import written_cases
from tests.bench.product import Scenario, coach_many, coach_one, scenarios
from tests.bench.recall import CORRECT, Report, measure

HERE = Path(__file__).parent
BY_HAND = 20
# What makes the cases uses the standard library and itself; only the reader of cases.yaml needs more.
ALLOWED = {*sys.stdlib_module_names, "tests"}
# These measure pages and load, and judge nobody.
MEASURES = ("__main__.py", "pages.py", "load.py", "soak.py", "queries.py")


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


def test_judgements_come_back_in_the_order_of_the_answers(situations: list[Scenario]) -> None:
    scenario = situations[0]
    names = [name for name, value in scenario.fields.items() if value]
    found = coach_many(scenario.id, [{**scenario.fields, name: ""} for name in names])
    assert [mistakes[0].field for mistakes in found] == names


def test_twenty_cases_of_each_kind_are_written_and_all_of_them_apply(situations: list[Scenario]) -> None:
    cases = written_cases()
    counted = Counter(case.kind for case in cases)
    assert all(counted[kind] >= BY_HAND for kind in KINDS), counted
    idle = [case for case in cases if not any(case.applies(one.id, one.fields) for one in situations)]
    assert not idle


def test_the_bench_imports_nothing_of_what_it_judges() -> None:
    for file in sorted(set(HERE.glob("*.py")) - {HERE / name for name in MEASURES}):
        extra = "yaml" if file.name == "cases.py" else "pytest" if file.name.startswith("test_") else "tests"
        assert _imported(file) <= {*ALLOWED, extra}, file.name


def _imported(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in plain} | {
        (node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)
    }
