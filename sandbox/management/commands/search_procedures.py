"""Search the procedures as the portal does."""

from typing import Any

from django.core.management.base import CommandParser

from kit.commands import ReportCommand
from sandbox import catalogue

Report = list[dict[str, str | None]]


class Command(ReportCommand):
    help = "Procedures for an everyday phrase, best first."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("query")

    def report(self, **options: Any) -> Report:
        found = catalogue.search_procedures(options["query"])
        return [{"code": entry.code, "name": entry.name, "pack": entry.pack} for entry in found]

    def lines(self, report: Report) -> list[str]:
        return [f"{row['code']}  {row['name']}" for row in report] or ["Nothing found."]
