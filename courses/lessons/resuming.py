"""What a learner left, one tap from the first page: lesson, exercise, path, and what is due to be asked again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Learner
from courses.lessons.listing import Unfinished, unfinished
from courses.models.lesson import LessonPage
from courses.models.progress import LessonProgress
from courses.models.refreshers import Refresher
from sandbox.service import left_columns, left_exercise

_LESSON = {"lesson": "lesson_id", "step": "furthest_step", "read_at": "touched_at"}


@dataclass(frozen=True)
class MyPath:
    """The path that she is on."""

    title: str
    slug: str


@dataclass(frozen=True)
class Resume:
    """``latest`` is what she did last; ``other`` what she left besides, a lesson beside an exercise."""

    latest: Unfinished | None = None
    other: Unfinished | None = None
    path: MyPath | None = None
    due: int = 0


def resume(request: HttpRequest, learner: Learner | None, lessons: Mapping[int, LessonPage]) -> Resume:
    """All that ``learner`` can go on with; ``lessons`` are those to be read. Nothing for a stranger. One query."""
    if learner is None:
        return Resume()
    row = _row(learner, lessons)
    found = (_lesson(request, row, lessons), _exercise(row))
    left = sorted(filter(None, found), key=lambda one: one.touched_at, reverse=True)
    latest, other = [*left, None, None][:2]
    slug = row["path__path__slug"]
    path = MyPath(row["path__path__title"], slug) if slug else None
    return Resume(latest, other, path, row["due"])


def _row(learner: Learner, lessons: Iterable[int]) -> dict[str, Any]:
    reading = LessonProgress.objects.unfinished().filter(learner=OuterRef("pk"), lesson__in=list(lessons))
    asked = Refresher.objects.filter(learner=OuterRef("pk"), due_on__lte=timezone.localdate()).order_by()
    columns = {
        name: Subquery(reading.values(column)[:1]) for name, column in _LESSON.items()
    } | left_columns()
    counted = Subquery(
        asked.values("learner").annotate(n=Count("pk")).values("n"), output_field=IntegerField()
    )
    rows = Learner.objects.filter(pk=learner.pk).annotate(due=Coalesce(counted, 0), **columns)
    return dict(rows.values("due", *columns, "path__path__slug", "path__path__title").get())


def _lesson(
    request: HttpRequest, row: Mapping[str, Any], lessons: Mapping[int, LessonPage]
) -> Unfinished | None:
    if row["lesson"] is None:
        return None
    return unfinished(request, lessons, row["lesson"], row["step"], row["read_at"])


def _exercise(row: Mapping[str, Any]) -> Unfinished | None:
    left = left_exercise(row)
    return (
        Unfinished(left.title, left.step, left.steps, left.url, left.touched_at, exercise=True)
        if left
        else None
    )
