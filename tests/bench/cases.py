"""The hand-written cases of cases.yaml: mistakes that people make, each with the right value it presumes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("cases.yaml")


@dataclass(frozen=True)
class Written:
    """`typed` (None: not sent) in `field`, where the right value is `right`, is a mistake of `kind`."""

    kind: str
    field: str
    right: str
    typed: str | None
    why: str
    scenario: str | None

    def applies(self, scenario: str, right: Mapping[str, str]) -> bool:
        """Whether this scenario asks `field`, with the right value that the case presumes."""
        return self.scenario in (None, scenario) and right.get(self.field) == self.right


def written_cases(file: Path = FILE) -> list[Written]:
    """Every case of the file, in its order. Raises KeyError where an entry lacks a part."""
    with file.open(encoding="utf-8") as stream:
        return [_case(kind, entry) for kind, entries in yaml.safe_load(stream).items() for entry in entries]


def _case(kind: str, entry: Mapping[str, object]) -> Written:
    when = entry["when"]
    if not isinstance(when, dict):
        raise TypeError(f"'when' names a field and its right value: {entry}")
    typed = entry["typed"]
    return Written(
        kind=kind,
        field=str(when["field"]),
        right=str(when["right"]),
        typed=None if typed is None else str(typed),
        why=str(entry["why"]),
        scenario=str(when["scenario"]) if "scenario" in when else None,
    )
