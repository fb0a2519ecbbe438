"""Load the courses that come with the site."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from courses.loading import shipped
from courses.loading.files import CONTENT
from courses.loading.schema import BadLesson
from kit.commands import ReportCommand


class Command(ReportCommand):
    help = "Load the shipped courses and the first page. Loading again changes nothing; edited pages stay."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--folder", type=Path, default=CONTENT, help="courses of your own")

    def report(self, **options: Any) -> dict[str, int]:
        try:
            loaded = shipped.load_courses(options["folder"])
        except BadLesson as error:
            raise CommandError(str(error)) from error
        return {"courses": loaded.courses, "lessons": len(loaded.lessons), "changed": loaded.changed}

    def lines(self, report: dict[str, int]) -> list[str]:
        return ["{courses} courses, {lessons} lessons, {changed} pages new or changed".format(**report)]
