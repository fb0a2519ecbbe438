"""Load the provinces and communes of the country, and the invented ones for practice."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from places import loader


class Command(BaseCommand):
    """`load_places [--json] [--file LIST]`: safe to run again; exit 1 when a list has a problem."""

    help = "Load provinces, communes and hamlets; running it again changes only what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print counts and problems as JSON")
        parser.add_argument("--file", type=Path, help="a list of places instead of the shipped ones")

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = loader.load(_lists(options["file"]))
        if options["json"]:
            self.stdout.write(json.dumps(outcome.as_dict(), ensure_ascii=False))
        else:
            self._tell(outcome)
        if outcome.problems:
            sys.exit(1)

    def _tell(self, outcome: loader.Outcome) -> None:
        counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in outcome.counts.items())
        self.stdout.write(f"{counts}; {outcome.written} written")
        for problem in outcome.problems:
            self.stderr.write(problem)


def _lists(path: Path | None) -> list[loader.PlaceList]:
    if path is None:
        return loader.shipped()
    try:
        return [loader.read(path)]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CommandError(f"{path} is not a list of places: {error}") from error
