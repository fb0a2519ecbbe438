"""What the bench knows of a form: the packs' YAML, read as data and by nobody's code but its own.

A sheet joins the right answers that the product names (`manage.py scenarios`) with what the packs say of each
field: its kind, whose it is, its choices, when it is shown, and the rules of contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.bench.letters import fold
from tests.bench.product import ROOT, Scenario
from tests.bench.shapes import parse_date

PACKS = ROOT / "sandbox" / "packs"
APPLICANT = "applicant"
Answers = Mapping[str, str]
Node = Mapping[str, Any]


@dataclass(frozen=True)
class Spec:
    """One field as its pack declares it. `choices` maps each value to its label; `whose` is a role or ""."""

    id: str
    kind: str = "text"
    whose: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    required: bool = True
    readonly: bool = False
    precision: tuple[str, ...] = ("day",)
    minimum: int = 0
    maximum: int = 10**6
    of: str = ""
    show_if: Node | None = None


@dataclass(frozen=True)
class Rule:
    """A contradiction: where `when` holds, what stands in `field` cannot be."""

    field: str
    when: Node


@dataclass(frozen=True)
class Sheet:
    """One scenario: its right answers in form order, its fields, its people and its rules.

    `people` maps a role to facts (birth_date, issued_on, citizen_number, …); `filed_on` is the story's day.
    """

    scenario: str
    right: Answers
    specs: Mapping[str, Spec]
    people: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    filed_on: date = date(2026, 11, 22)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def asked(self) -> list[str]:
        """The fields that a citizen can type and that have a right value, in form order."""
        return [name for name, value in self.right.items() if value.strip() and not self.specs[name].readonly]

    def contradicts(self, name: str, answers: Answers) -> bool:
        """Whether a rule of contradiction on this field holds for these answers; hidden ones do not count."""
        standing = self.standing(answers)
        return any(rule.field == name and self._holds(rule.when, standing) for rule in self.rules)

    def standing(self, answers: Answers) -> dict[str, str]:
        """The answers in fields that the form shows, a choice by its value; what hides a field stands before it."""
        kept: dict[str, str] = {}
        for name, spec in self.specs.items():
            if name in answers and (spec.show_if is None or self._holds(spec.show_if, kept)):
                kept[name] = self.stored(name, answers[name])
        return kept

    def stored(self, name: str, typed: str) -> str:
        """A choice by its value, whatever its case or label; anything else without the blanks around it."""
        wanted = typed.strip().casefold()
        for value, label in self.specs[name].choices.items():
            if wanted in (value.casefold(), label.casefold()):
                return value
        return typed.strip()

    def _holds(self, when: Node, answers: Answers) -> bool:
        if "all" in when:
            return all(self._holds(part, answers) for part in when["all"])
        if "any" in when:
            return any(self._holds(part, answers) for part in when["any"])
        if "not" in when:
            return not self._holds(when["not"], answers)
        return self._leaf(when, answers.get(when["field"], ""), answers)

    def _leaf(self, when: Node, value: str, answers: Answers) -> bool:
        if "equals" in when:
            return value == when["equals"]
        if "one_of" in when:
            return value in when["one_of"]
        if "filled" in when:
            return bool(value) == (str(when["filled"]).casefold() == "true")
        if "older_than_days" in when:
            day = parse_date(value)
            return day is not None and (self.filed_on - day).days > int(when["older_than_days"])
        if "same_as" in when:
            return value.casefold() == answers.get(when["same_as"], "").casefold()
        raise ValueError(f"the bench does not know this condition: {dict(when)}")


def sheet_of(scenario: Scenario) -> Sheet:
    """The sheet of one scenario of the product. Raises LookupError where no pack tells its story."""
    for folder in sorted(PACKS.iterdir()):
        stories = _read(folder / "scenarios.yaml").get("scenarios", []) if folder.is_dir() else []
        for story in stories:
            if story["id"] == scenario.id:
                return _sheet(scenario, story, _read(folder / "procedure.yaml")["eform"])
    raise LookupError(f"no pack tells the story {scenario.id!r}")


def _sheet(scenario: Scenario, story: Node, eform: Node) -> Sheet:
    role = story["persona_role"]
    specs = {spec.id: spec for spec in _specs(eform, role)}
    return Sheet(
        scenario=scenario.id,
        right=scenario.fields,
        specs={name: spec for name, spec in specs.items() if name in scenario.fields},
        people=_people(story, role),
        rules=tuple(Rule(rule["field"], rule["when"]) for rule in eform.get("rules", ())),
        filed_on=date.fromisoformat(story["told_on"]),
        also={name: tuple(answer.get("also", ())) for name, answer in story["answers"].items()},
    )


def _people(story: Node, role: str) -> dict[str, Mapping[str, str]]:
    personas = {one["id"]: one for one in _read(PACKS / "personas.yaml")["personas"]}
    return {role: personas[story["persona"]]} | {one["role"]: one for one in story.get("people", ())}


def _specs(eform: Node, applicant: str) -> Iterator[Spec]:
    for step in eform["steps"]:
        for section in step["sections"]:
            for one in section["fields"]:
                yield _spec(one, applicant)


def _spec(one: Node, applicant: str) -> Spec:
    whose = one.get("whose", "")
    return Spec(
        id=one["id"],
        kind=one["kind"],
        whose=applicant if whose == APPLICANT else whose,
        choices=dict(_choice(choice) for choice in one.get("choices", ())),
        required=one.get("required", "true") != "false",
        readonly=one.get("readonly", "false") == "true",
        precision=tuple(one.get("precision", ("day",))),
        minimum=int(one.get("minimum", 0)),
        maximum=int(one.get("maximum", 10**6)),
        of=one.get("of", ""),
        show_if=one.get("show_if"),
    )


def _choice(choice: str | Node) -> tuple[str, str]:
    """Value and label; a choice given by its label alone has the folded label as its value."""
    if isinstance(choice, str):
        return re.sub(r"[^a-z0-9]+", "-", fold(choice).casefold()).strip("-"), choice
    return choice["value"], choice["label"]


@cache
def _read(file: Path) -> Any:
    """A YAML file with every scalar as text: dates and yes/no stay as they are written."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) if file.exists() else {}
