"""How many planted mistakes the coach finds, whether it names them rightly, and how often it cries wolf.

`python -m tests.bench.recall` prints the table and ends with 1 where a target is missed:
recall 100 %, right kind 99 % or more, no false alarm, and one mistake only, on each field that was altered.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.bench.alterers import KINDS
from tests.bench.planting import CORRECT, HAND, PAIR, Case, Planted, cases_for
from tests.bench.product import Mistake, ProductError, Scenario, coach_many, scenarios
from tests.bench.sheets import sheet_of

RIGHT_KIND = 99.0
NO_MISTAKES = (CORRECT, f"{HAND}{CORRECT}")


@dataclass
class Row:
    """What became of the cases of one group."""

    cases: int = 0
    missed: list[str] = field(default_factory=list)
    wrong_kind: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Per cent of the planted mistakes that were found."""
        return _per_cent(self.cases - len(self.missed), self.cases)

    @property
    def right_kind(self) -> float:
        """Per cent of the mistakes found that were called by a right kind."""
        found = self.cases - len(self.missed)
        return _per_cent(found - len(self.wrong_kind), found)


def _per_cent(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 100.0


class Report:
    """The rows of the table, filled one judged form at a time."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.bad_hints: list[str] = []

    def judge(self, case: Case, mistakes: Sequence[Mistake]) -> None:
        """Count one form against what the coach said of it."""
        said: dict[str, list[str]] = {}
        for mistake in mistakes:
            said.setdefault(mistake.field, []).append(mistake.kind)
            if not good_hints(mistake.hints):
                self.bad_hints.append(f"{case.scenario} · {case.name} → {mistake}")
        for one in case.planted:
            self._judge_one(case, one, said.get(one.field, []))
        row = self._row(case.group)
        row.cases += 0 if case.planted else case.cases
        row.false_alarms += self._alarms(case, said)

    def _judge_one(self, case: Case, one: Planted, kinds: Sequence[str]) -> None:
        row = self._row(one.group)
        row.cases += 1
        verdict = f"{case.scenario} · {one.field} · {one.slip} · {one.typed!r} → {kinds} for {one.accepted}"
        if not kinds:
            row.missed.append(verdict)
        elif kinds[0] not in one.accepted:
            row.wrong_kind.append(verdict)

    @staticmethod
    def _alarms(case: Case, said: dict[str, list[str]]) -> list[str]:
        """A sentence for each field that the coach objects to without cause, or twice."""
        wrong = {one.field for one in case.planted}
        extra = {name: kinds for name, kinds in said.items() if name not in wrong or len(kinds) > 1}
        return [
            f"{case.scenario} · {name} = {case.answers.get(name)!r} → {kinds} ({case.name})"
            for name, kinds in extra.items()
        ]

    def _row(self, group: str) -> Row:
        return self.rows.setdefault(group, Row())

    def total(self) -> Row:
        """All rows in one; the share of recall counts planted mistakes only."""
        whole = Row()
        for group, row in self.rows.items():
            whole.cases += 0 if group in NO_MISTAKES else row.cases
            whole.missed += row.missed
            whole.wrong_kind += row.wrong_kind
            whole.false_alarms += row.false_alarms
        return whole

    def failures(self) -> list[str]:
        """Each missed target as a sentence with examples; none when the coach passes."""
        told = [f"hints are not three different sentences: {self.bad_hints[:3]}"] if self.bad_hints else []
        for group, row in self.rows.items():
            if row.missed:
                told.append(f"{group}: recall {row.recall:.1f} %: {row.missed[:3]}")
            if row.right_kind < RIGHT_KIND:
                told.append(f"{group}: right kind {row.right_kind:.1f} %: {row.wrong_kind[:3]}")
            if row.false_alarms:
                told.append(f"{group}: {len(row.false_alarms)} false alarms: {row.false_alarms[:3]}")
        return told

    def table(self, examples: int = 3) -> str:
        """The table in fixed columns, then up to `examples` per fault."""
        lines = [f"{'':<28}{'cases':>7}{'recall %':>10}{'right kind %':>14}{'false alarms':>14}"]
        lines += [_line(group, row) for group, row in [*self.rows.items(), ("planted in all", self.total())]]
        return "\n".join([*lines, *self._examples(examples)])

    def _examples(self, count: int) -> Iterator[str]:
        for group, row in self.rows.items():
            faults = {"missed": row.missed, "kind": row.wrong_kind, "false alarm": row.false_alarms}
            for what, found in faults.items():
                for example in found[:count]:
                    yield f"  {group}, {what}: {example}"
        for example in self.bad_hints[:count]:
            yield f"  hints: {example}"


def _line(group: str, row: Row) -> str:
    shares = ("–", "–") if group in NO_MISTAKES else (f"{row.recall:.2f}", f"{row.right_kind:.2f}")
    return f"{group:<28}{row.cases:>7}{shares[0]:>10}{shares[1]:>14}{len(row.false_alarms):>14}"


def good_hints(hints: Sequence[str]) -> bool:
    """Three different sentences with no placeholder left open."""
    whole = all(hint.strip() and "{" not in hint and "}" not in hint for hint in hints)
    return len(hints) == 3 and len(set(hints)) == 3 and whole


def ordered(groups: Iterable[str]) -> list[str]:
    """The rows in the order of the table: right answers, the kinds, pairs, the cases by hand."""
    wanted = [CORRECT, *KINDS, PAIR, *(f"{HAND}{kind}" for kind in (CORRECT, *KINDS))]
    return sorted(groups, key=lambda group: wanted.index(group) if group in wanted else len(wanted))


def measure(several: Sequence[Scenario] | None = None) -> Report:
    """Ask the coach about every case of these scenarios (all of the product's, if none are given)."""
    report = Report()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for judged in pool.map(_judged, several if several is not None else scenarios()):
            for case, mistakes in judged:
                report.judge(case, mistakes)
    report.rows = {group: report.rows[group] for group in ordered(report.rows)}
    return report


def _judged(scenario: Scenario) -> list[tuple[Case, list[Mistake]]]:
    cases = cases_for(sheet_of(scenario))
    found = coach_many(scenario.id, [case.answers for case in cases])
    return list(zip(cases, found, strict=True))


def main() -> int:
    """Print the table; 0 when every target is met."""
    try:
        report = measure()
    except ProductError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    sys.stdout.write(f"{report.table(examples)}\n")
    return 1 if report.failures() else 0


if __name__ == "__main__":
    raise SystemExit(main())
