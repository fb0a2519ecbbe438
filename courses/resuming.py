"""What a learner left, one tap from the first page: lesson, exercise, path, and what is due to be asked again."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from accounts.models import Learner
from courses import paths, refreshers
from courses.listing import Unfinished, unfinished
from courses.models.lesson import LessonPage
from courses.models.paths import LearningPath
from sandbox.service import left_exercise


@dataclass(frozen=True)
class Resume:
    """``latest`` is what she did last; ``other`` what she left besides, a lesson beside an exercise."""

    latest: Unfinished | None = None
    other: Unfinished | None = None
    path: LearningPath | None = None
    due: int = 0


def resume(request: HttpRequest, learner: Learner | None, lessons: Mapping[int, LessonPage]) -> Resume:
    """Everything that ``learner`` can go on with; nothing for a stranger. Four queries."""
    if learner is None:
        return Resume()
    lesson, exercise = unfinished(request, learner, lessons), _exercise(learner)
    left = sorted(filter(None, (lesson, exercise)), key=lambda one: one.touched_at, reverse=True)
    latest, other = [*left, None, None][:2]
    mine = paths.path_of(learner)
    return Resume(latest, other, mine.path if mine else None, refreshers.due(learner).count())


def _exercise(learner: Learner) -> Unfinished | None:
    left = left_exercise(learner)
    return Unfinished(left.title, left.step, left.steps, left.url, left.touched_at, exercise=True) if left else None
