"""The hand-written cases of cases.yaml: what people type, each with the right value or the scenario it presumes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("cases.yaml")
CORRECT = "correct"


@dataclass(frozen=True)
class Written:
    """`typed` (None: not sent) in `field` is a mistake of `kind`, or none where the kind is "correct".

    `right` and `scenario` narrow where the case applies; None leaves it open. `accepted` holds the kinds that
    count as right: `kind`, and a second one only where two are as true.
    """

    kind: str
    field: str
    right: str | None
    typed: str | None
    why: str
    scenario: str | None
    accepted: tuple[str, ...]

    def applies(self, scenario: str, right: Mapping[str, str]) -> bool:
        """Whether this scenario asks `field`, with the right value that the case presumes."""
        asked = right.get(self.field, "")
        return bool(asked) and self.scenario in (None, scenario) and self.right in (None, asked)


def written_cases(file: Path = FILE) -> list[Written]:
    """Every case of the file, in its order. Raises KeyError where an entry lacks a part."""
    with file.open(encoding="utf-8") as stream:
        return [_case(kind, entry) for kind, entries in yaml.safe_load(stream).items() for entry in entries]


def _case(kind: str, entry: Mapping[str, object]) -> Written:
    when, accepted = entry["when"], entry.get("accepted", [kind])
    if not isinstance(when, dict) or not isinstance(accepted, list):
        raise TypeError(f"'when' names a field, 'accepted' lists kinds: {entry}")
    typed = entry["typed"]
    return Written(
        kind=kind,
        field=str(when["field"]),
        right=_text(when.get("right")),
        typed=_text(typed),
        why=str(entry["why"]),
        scenario=_text(when.get("scenario")),
        accepted=tuple(map(str, accepted)),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
