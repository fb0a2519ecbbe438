"""manage.py rare_words: what the shipped lessons hold beyond the everyday words, for whoever keeps that list."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from courses.loading.files import read_content, texts_of
from courses.writing.readability import report


class Command(BaseCommand):
    """Changes nothing."""

    help = "List the words of the shipped lessons that common-words.list lacks, the most frequent first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, default=100, help="how many to list")

    def handle(self, *args: Any, most: int, **options: Any) -> None:
        lessons = [lesson for files in read_content() for _path, lesson in files.lessons]
        reports = [report(text) for lesson in lessons for text in texts_of(lesson)]
        counted = Counter(word for made in reports for word in made.rare_words)
        for word, times in counted.most_common(most):
            self.stdout.write(f"{times:5} {word}")
        looked_at = max(1, sum(made.counted for made in reports))
        self.stdout.write(f"{100 * counted.total() / looked_at:.1f} % of {looked_at}")
