"""Commands that people read and programs read too."""

import json
from abc import abstractmethod
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class ReportCommand(BaseCommand):
    """Prints a report: as JSON with ``--json`` or when the output is piped, else one line for each thing.

    A subclass returns the report and says how a person reads it. The exit status is 1 when there is a finding.
    """

    requires_system_checks: Any = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")

    @abstractmethod
    def report(self, **options: Any) -> Any:
        """The report, as plain data. Raises CommandError."""

    @abstractmethod
    def lines(self, report: Any) -> list[str]:
        """The report for people."""

    def has_finding(self, report: Any) -> bool:
        """Whether the exit status is 1."""
        return False

    def handle(self, *args: Any, **options: Any) -> None:
        report = self.report(**options)
        if options["json"] or not self.stdout.isatty():
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(self.lines(report)))
        if self.has_finding(report):
            raise SystemExit(1)
