"""List the scenarios with their right values."""

from typing import Any

from kit.commands import ReportCommand
from sandbox import catalogue

Report = list[dict[str, Any]]


class Command(ReportCommand):
    help = "List the scenarios of the shipped packs, each with the right value of every field. Needs no database."

    def report(self, **options: Any) -> Report:
        return [
            {"id": scenario.id, "procedure": pack.procedure.code, "fields": scenario.fields}
            for pack in catalogue.shipped_packs().values()
            for scenario in pack.scenarios
        ]

    def lines(self, report: Report) -> list[str]:
        return [f"{row['id']} ({row['procedure']}, {len(row['fields'])} fields)" for row in report]
