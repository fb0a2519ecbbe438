"""Load the shipped packs and holidays into the database."""

from typing import Any

from django.core.management.base import CommandError

from kit.commands import ReportCommand
from sandbox import catalogue
from sandbox.engine.problems import PackError


class Command(ReportCommand):
    help = "Load the shipped packs. Loading again changes nothing."

    def report(self, **options: Any) -> dict[str, int]:
        try:
            return {"loaded": catalogue.load_packs(), "packs": len(catalogue.pack_folders())}
        except PackError as error:
            raise CommandError(str(error)) from error

    def lines(self, report: dict[str, int]) -> list[str]:
        return [f"{report['packs']} packs, {report['loaded']} new"]
