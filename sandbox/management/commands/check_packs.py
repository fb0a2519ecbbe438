"""Check every shipped pack: file, key, what is expected."""

from typing import Any

from kit.commands import ReportCommand
from sandbox import catalogue

Report = list[dict[str, Any]]


class Command(ReportCommand):
    help = "Check the shipped packs. The exit status is 1 when one has a problem."

    def report(self, **options: Any) -> Report:
        return [
            {
                "pack": found.pack,
                "problems": [
                    {"file": problem.file, "key": problem.key, "expected": problem.expected}
                    for problem in found.problems
                ],
            }
            for found in catalogue.check_packs()
        ]

    def lines(self, report: Report) -> list[str]:
        lines = []
        for row in report:
            lines.append(f"{row['pack']}: {len(row['problems'])} problems")
            lines += [f"  {p['file']}: {p['key']}: expected {p['expected']}" for p in row["problems"]]
        return lines

    def has_finding(self, report: Report) -> bool:
        return any(row["problems"] for row in report)
