"""How many planted mistakes the coach finds, whether it names them rightly, and how often it cries wolf.

`python -m tests.bench.recall` prints the table and ends with 1 where a target is missed:
recall 100 %, right kind 99 % or more, no false alarm, and one mistake only, on the field that was altered.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from tests.bench.alterers import KINDS, Altered, alterations, pairs
from tests.bench.cases import written_cases
from tests.bench.product import Mistake, ProductError, Scenario, coach_many, scenarios
from tests.bench.variants import variants

SEED = 1193
PAIRS = 150
MIXES = 40
RIGHT_KIND = 99.0
CORRECT = "correct"
Answers = dict[str, str]


@dataclass(frozen=True)
class Case:
    """One filled form: what was altered in it (nothing: every answer is right) and by what.

    `group` is the row of the table: a kind, "two at once", "by hand: …" or "correct".
    """

    scenario: str
    group: str
    name: str
    answers: Answers
    altered: dict[str, tuple[str, ...]]

    def say(self) -> str:
        """This case for a reader: scenario, slip and what was typed."""
        typed = {name: self.answers.get(name) for name in self.altered} if self.altered else self.name
        return f"{self.scenario} · {self.group} · {self.name} · {typed!r}"


@dataclass
class Row:
    """What became of the cases of one group."""

    cases: int = 0
    missed: list[str] = field(default_factory=list)
    wrong_kind: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Per cent of the cases in which every altered field was named."""
        return _per_cent(self.cases - len(self.missed), self.cases)

    @property
    def right_kind(self) -> float:
        """Per cent of the found cases in which every kind was right."""
        found = self.cases - len(self.missed)
        return _per_cent(found - len(self.wrong_kind), found)


def _per_cent(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 100.0


# --- the cases ------------------------------------------------------------


def cases_for(scenario: Scenario) -> list[Case]:
    """Every case of one scenario, the same each time."""
    rng = random.Random(SEED + crc32(scenario.id.encode()))
    return [
        *_correct(scenario, rng),
        *_single(scenario, rng),
        *_double(scenario, rng),
        *_by_hand(scenario),
    ]


def asked(scenario: Scenario) -> list[str]:
    """The fields of a scenario that have a right value."""
    return [name for name, value in scenario.fields.items() if value.strip()]


def _correct(scenario: Scenario, rng: random.Random) -> Iterator[Case]:
    """Each correct variant alone, then many at once."""
    made = {name: variants(name, scenario.fields[name]) for name in asked(scenario)}
    for name, several in made.items():
        for one in several:
            said = f"{name}: {one.alterer} {one.value!r}"
            yield Case(scenario.id, CORRECT, said, {**scenario.fields, name: one.value}, {})
    for _ in range(MIXES):
        mixed = {name: rng.choice(several).value for name, several in made.items()}
        yield Case(scenario.id, CORRECT, f"all at once: {mixed!r}", {**scenario.fields, **mixed}, {})


def _single(scenario: Scenario, rng: random.Random) -> Iterator[Case]:
    for name in asked(scenario):
        for one in alterations(name, scenario.fields, rng):
            yield _altered(scenario, one.kind, one)


def _double(scenario: Scenario, rng: random.Random) -> Iterator[Case]:
    for first, second in pairs(scenario.fields, rng, PAIRS):
        yield _altered(scenario, "two at once", first, second)


def _by_hand(scenario: Scenario) -> Iterator[Case]:
    for case in written_cases():
        if case.applies(scenario.id, scenario.fields):
            one = Altered(case.field, case.kind, case.why, case.typed, (case.kind,))
            yield _altered(scenario, f"by hand: {case.kind}", one)


def _altered(scenario: Scenario, group: str, *several: Altered) -> Case:
    typed = {one.field: one.value for one in several}
    merged = {name: typed.get(name, value) for name, value in scenario.fields.items()}
    answers = {name: value for name, value in merged.items() if value is not None}
    said = " + ".join(f"{one.field}: {one.alterer}" for one in several)
    return Case(scenario.id, group, said, answers, {one.field: one.accepted for one in several})


# --- the judgement --------------------------------------------------------


class Report:
    """The rows of the table, filled one judged case at a time."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.bad_hints: list[str] = []

    def judge(self, case: Case, mistakes: Sequence[Mistake]) -> None:
        """Count one case against what the coach said of it."""
        row = self.rows.setdefault(case.group, Row())
        row.cases += 1
        said: dict[str, list[str]] = {}
        for mistake in mistakes:
            said.setdefault(mistake.field, []).append(mistake.kind)
            if not good_hints(mistake.hints):
                self.bad_hints.append(f"{case.say()} → {mistake}")
        verdict = f"{case.say()} → {said}"
        if not case.altered.keys() <= said.keys():
            row.missed.append(verdict)
        elif any(said[name][0] not in accepted for name, accepted in case.altered.items()):
            row.wrong_kind.append(verdict)
        if said.keys() - case.altered.keys() or any(len(kinds) > 1 for kinds in said.values()):
            row.false_alarms.append(verdict)

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
        lines = [f"{'':<24}{'cases':>7}{'recall %':>10}{'right kind %':>14}{'false alarms':>14}"]
        for group, row in self.rows.items():
            shares = ("–", "–") if group == CORRECT else (f"{row.recall:.2f}", f"{row.right_kind:.2f}")
            lines.append(
                f"{group:<24}{row.cases:>7}{shares[0]:>10}{shares[1]:>14}{len(row.false_alarms):>14}"
            )
        lines.append(f"{'all':<24}{sum(row.cases for row in self.rows.values()):>7}")
        return "\n".join([*lines, *self._examples(examples)])

    def _examples(self, count: int) -> Iterator[str]:
        for group, row in self.rows.items():
            faults = {"missed": row.missed, "kind": row.wrong_kind, "false alarm": row.false_alarms}
            for what, found in faults.items():
                for example in found[:count]:
                    yield f"  {group}, {what}: {example}"
        for example in self.bad_hints[:count]:
            yield f"  hints: {example}"


def good_hints(hints: Sequence[str]) -> bool:
    """Three different sentences with no placeholder left open."""
    whole = all(hint.strip() and "{" not in hint and "}" not in hint for hint in hints)
    return len(hints) == 3 and len(set(hints)) == 3 and whole


def ordered(groups: Sequence[str]) -> list[str]:
    """The rows in the order of the table: right answers, the kinds, pairs, the cases by hand."""
    wanted = [CORRECT, *KINDS, "two at once", *(f"by hand: {kind}" for kind in KINDS)]
    return sorted(groups, key=lambda group: wanted.index(group) if group in wanted else len(wanted))


def measure(several: Sequence[Scenario] | None = None) -> Report:
    """Ask the coach about every case of these scenarios (all of the product's, if none are given)."""
    report = Report()
    for scenario in several if several is not None else scenarios():
        cases = cases_for(scenario)
        judged = coach_many(scenario.id, [case.answers for case in cases])
        for case, mistakes in zip(cases, judged, strict=True):
            report.judge(case, mistakes)
    report.rows = {group: report.rows[group] for group in ordered(list(report.rows))}
    return report


def main() -> int:
    """Print the table; 0 when every target is met."""
    try:
        report = measure()
    except ProductError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{report.table()}\n")
    return 1 if report.failures() else 0


if __name__ == "__main__":
    raise SystemExit(main())
