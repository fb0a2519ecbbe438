"""One command after a pack has changed: pictures taken anew, machine voice made again."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser

from courses.updating import rebuilding
from kit.commands import ReportCommand


class Command(ReportCommand):
    help = (
        "Take the pictures of lessons whose pack has changed, put them into the lessons and make the machine voice. "
        "Run it again and nothing happens. The mark of a page goes when somebody says that the page is right."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--site", default="", help="a site that runs on this machine; without: its own")

    def report(self, **options: Any) -> dict[str, Any]:
        return asdict(rebuilding.rebuild(options["site"]))

    def lines(self, report: dict[str, Any]) -> list[str]:
        told = [
            f"pictures taken: {_names(report['taken'])}",
            f"pictures put into lessons: {_names(report['replaced'])}",
            f"sounds of the machine voice: {report['voices']}",
            f"pages to read through: {_names(report['pages'])}",
        ]
        return [*told, *(f"FAILED: {problem}" for problem in report["problems"])]

    def has_finding(self, report: dict[str, Any]) -> bool:
        return bool(report["problems"])


def _names(names: list[str]) -> str:
    return f"{len(names)} ({', '.join(names)})" if names else "none"
