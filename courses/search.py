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
    return Found(exact) if exact else Found(_closest(words), exact=False)


def _closest(words: str) -> list[LessonPage]:
    """Lessons with some of ``words``, those with most of them first: databases rank a word said often higher."""
    wanted = set(fold(words).split())
    some = _run(_query(words, "or"))
    return sorted(
        some, key=lambda lesson: len(wanted & set(_WORD.findall(lesson.search_plain))), reverse=True
    )


def _query(words: str, operator: str) -> SearchQuery:
    """The index has the text as written and folded, so words with the right diacritics count double."""
    return PlainText(words, operator=operator) | PlainText(fold(words), operator=operator)


def _run(query: SearchQuery) -> list[LessonPage]:
    return list(LessonPage.objects.shown().search(query)[:MOST_RESULTS])
