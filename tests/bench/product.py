"""The product as the bench sees it: two commands, asked as a stranger would ask them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# Seconds for one command; a thousand whole forms take some ten on a quiet core.
PATIENCE = 240
Answers = Mapping[str, str]


class ProductError(RuntimeError):
    """A command broke its contract: its exit code, its JSON, or the length of its list."""


@dataclass(frozen=True)
class Scenario:
    """One situation and its right answers, in the order of the form."""

    id: str
    procedure: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Mistake:
    """What the coach says about one field."""

    field: str
    kind: str
    hints: tuple[str, ...]


def manage(*arguments: str) -> tuple[int, Any]:
    """Exit code and JSON of one command of manage.py, run on a database file that is not there.

    Raises ProductError where it prints no JSON, or nothing within PATIENCE.
    """
    with TemporaryDirectory() as scratch:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{scratch}/bench.sqlite3", "PYTHONUTF8": "1"}
        done = _run(arguments, environment)
    try:
        return done.returncode, json.loads(done.stdout)
    except ValueError as error:
        told = (done.stderr or done.stdout)[-2000:]
        asked = " ".join(arguments)
        raise ProductError(f"manage.py {asked} printed no JSON (exit {done.returncode}):\n{told}") from error


def _run(arguments: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ProductError(f"manage.py {' '.join(arguments)} gave no answer in {PATIENCE} s") from error


def scenarios() -> list[Scenario]:
    """Every scenario with its right answers (`manage.py scenarios --json`)."""
    code, rows = manage("scenarios", "--json")
    if code != 0:
        raise ProductError(f"manage.py scenarios ended with {code}")
    return [Scenario(row["id"], row["procedure"], dict(row["fields"])) for row in rows]


def coach_one(scenario: str, answers: Answers) -> tuple[int, list[Mistake]]:
    """Exit code and mistakes for one set of answers (`manage.py coach SCENARIO --answers FILE --json`)."""
    code, said = _coach(scenario, dict(answers))
    return code, _mistakes(said)


def coach_many(scenario: str, batch: Sequence[Answers]) -> list[list[Mistake]]:
    """The mistakes of each set of answers, in order; one process for all of them.

    Raises ProductError where the list has another length or the exit code does not fit what was found.
    """
    code, said = _coach(scenario, [dict(answers) for answers in batch])
    if not isinstance(said, list) or len(said) != len(batch):
        raise ProductError(f"coach {scenario}: {len(batch)} answers went in, {len(said)} judgements came out")
    found = [_mistakes(one) for one in said]
    if code != (1 if any(found) else 0):
        raise ProductError(f"coach {scenario}: exit code {code} does not fit its findings")
    return found


def _coach(scenario: str, answers: object) -> tuple[int, Any]:
    with TemporaryDirectory() as scratch:
        file = Path(scratch) / "answers.json"
        file.write_text(json.dumps(answers), encoding="utf-8")
        return manage("coach", scenario, "--answers", str(file), "--json")


def _mistakes(said: Mapping[str, Any]) -> list[Mistake]:
    return [Mistake(row["field"], row["kind"], tuple(row["hints"])) for row in said["mistakes"]]
