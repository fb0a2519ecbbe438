"""Ask the coach about answers in a file."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from kit.commands import ReportCommand
from sandbox import catalogue
from sandbox.engine import coach
from sandbox.engine.problems import PackError
from sandbox.engine.schema import Pack, Scenario

Review = dict[str, list[dict[str, Any]]]


class Command(ReportCommand):
    help = (
        "Review answers (a JSON object field → value as typed, or a list of such objects). Needs no database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("scenario")
        parser.add_argument("--answers", required=True, help="a JSON file, or - for standard input")

    def report(self, **options: Any) -> Review | list[Review]:
        pack, scenario = find(options["scenario"])
        answers = read(options["answers"])
        if isinstance(answers, list):
            return [review(pack, scenario, one) for one in answers]
        return review(pack, scenario, answers)

    def lines(self, report: Review | list[Review]) -> list[str]:
        reviews = report if isinstance(report, list) else [report]
        return [
            f"{mistake['field']}: {mistake['kind']}\n  " + "\n  ".join(mistake["hints"])
            for found in reviews
            for mistake in found["mistakes"]
        ]

    def has_finding(self, report: Review | list[Review]) -> bool:
        reviews = report if isinstance(report, list) else [report]
        return any(found["mistakes"] for found in reviews)


def find(scenario_id: str) -> tuple[Pack, Scenario]:
    """The pack and scenario with this id. Raises CommandError, naming those that exist."""
    try:
        packs = catalogue.shipped_packs().values()
    except PackError as error:
        raise CommandError(str(error)) from error
    for pack in packs:
        for scenario in pack.scenarios:
            if scenario.id == scenario_id:
                return pack, scenario
    known = ", ".join(scenario.id for pack in packs for scenario in pack.scenarios)
    raise CommandError(f"There is no scenario {scenario_id!r}. There are: {known}.")


def read(name: str) -> Any:
    """The answers in a file. Raises CommandError when they are not of the expected form."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        answers = json.loads(raw.decode("utf-8-sig"))  # Windows puts a mark before the text
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(f"{name}: {error}") from error
    for one in answers if isinstance(answers, list) else [answers]:
        if not isinstance(one, dict) or not all(isinstance(value, str) for value in one.values()):
            raise CommandError(f"{name}: expected a JSON object field → text, or a list of such objects.")
    return answers


def review(pack: Pack, scenario: Scenario, answers: dict[str, str]) -> Review:
    """The mistakes in one set of answers, in form order."""
    return {
        "mistakes": [
            {"field": mistake.field, "kind": mistake.kind.value, "hints": list(mistake.hints)}
            for mistake in coach.review(pack, scenario, answers)
        ]
    }
