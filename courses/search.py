"""Finding lessons by everyday words, with or without diacritics, on every database alike."""

import re
from dataclasses import dataclass

from modelsearch.query import PlainText, SearchQuery

from courses.models import LessonPage
from kit.folding import fold

MOST_RESULTS = 20
_WORD = re.compile(r"\w+")  # what else is typed would be syntax to some index


@dataclass(frozen=True)
class Found:
    """Lessons, best first. ``exact``: each has every word that was typed."""

    lessons: list[LessonPage]
    exact: bool = True


def find_lessons(typed: str) -> Found:
    """Lessons for ``typed``: those with all of its words, else those with some; none for nothing."""
    words = " ".join(_WORD.findall(typed.replace("_", " ")))
    if not words:
        return Found([])
    exact = _run(_query(words, "and"))
    return Found(exact) if exact else Found(_run(_query(words, "or")), exact=False)


def _query(words: str, operator: str) -> SearchQuery:
    """The index has the text as written and folded, so words with the right diacritics count double."""
    return PlainText(words, operator=operator) | PlainText(fold(words), operator=operator)


def _run(query: SearchQuery) -> list[LessonPage]:
    return list(LessonPage.objects.shown().search(query)[:MOST_RESULTS])
