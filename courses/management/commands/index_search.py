"""`manage.py index_search`: write the words of every page anew. Needed only when the search itself has changed."""

from typing import Any

from courses.finding import rows
from kit.commands import ReportCommand


class Command(ReportCommand):
    help = "Write what the search knows of every page anew. Only needed when the search itself has changed."

    def report(self, **options: Any) -> dict[str, int]:
        return {"pages": rows.rebuild()}

    def lines(self, report: dict[str, int]) -> list[str]:
        return ["{pages} pages can be found".format(**report)]
