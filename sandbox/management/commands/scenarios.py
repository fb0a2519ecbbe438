"""List the scenarios with their right values."""

from typing import Any

from django.core.management.base import CommandError

from kit.commands import ReportCommand
from sandbox import catalogue
from sandbox.engine.problems import PackError

Report = list[dict[str, Any]]


class Command(ReportCommand):
    help = "List the scenarios of the shipped packs, each with the right value of every field. Needs no database."

    def report(self, **options: Any) -> Report:
        try:
            packs = catalogue.shipped_packs().values()
        except PackError as error:
            raise CommandError(str(error)) from error
        return [
            {"id": scenario.id, "procedure": pack.procedure.code, "fields": scenario.fields}
            for pack in packs
            for scenario in pack.scenarios
        ]

    def lines(self, report: Report) -> list[str]:
        return [f"{row['id']} ({row['procedure']}, {len(row['fields'])} fields)" for row in report]
