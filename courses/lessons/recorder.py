"""What a learner did in a lesson: a summary row and an event, together or not at all."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Learner
from courses.enums import LessonAct
from courses.models import LessonEvent, LessonPage, LessonProgress
from courses.refreshers import asking


@transaction.atomic
def keep_place(learner: Learner, lesson: LessonPage, number: int) -> LessonProgress:
    """Remember that ``learner`` reads step ``number`` (1 is the first). Going back never loses ground."""
    row, made = _touch(learner, lesson)
    ahead = LessonProgress.objects.filter(pk=row.pk, furthest_step__lt=number).update(furthest_step=number)
    if made or ahead:
        _event(learner, lesson, LessonAct.PLACE, number)
    return row


@transaction.atomic
def keep_answer(learner: Learner, lesson: LessonPage, number: int, *, right: bool) -> None:
    """Remember an answer to the check question of step ``number``; a wrong one is asked again after days."""
    keep_place(learner, lesson, number)
    _event(learner, lesson, LessonAct.RIGHT if right else LessonAct.WRONG, number)
    if not right:
        asking.after_lesson(learner, lesson, _block(lesson, number))


@transaction.atomic
def keep_finish(learner: Learner, lesson: LessonPage) -> None:
    """Remember that ``learner`` has finished ``lesson``. The first time counts; later ones change nothing."""
    row, _ = _touch(learner, lesson)
    unfinished = LessonProgress.objects.filter(pk=row.pk, finished_at=None)
    if unfinished.update(finished_at=timezone.now(), furthest_step=lesson.step_count):
        _event(learner, lesson, LessonAct.FINISHED, None)


def _touch(learner: Learner, lesson: LessonPage) -> tuple[LessonProgress, bool]:
    row, made = LessonProgress.objects.get_or_create(learner=learner, lesson=lesson)
    if not made:
        LessonProgress.objects.filter(pk=row.pk).update(touched_at=timezone.now())
    return row, made


def _event(learner: Learner, lesson: LessonPage, act: LessonAct, number: int | None) -> None:
    block = _block(lesson, number) if number else ""
    LessonEvent.objects.create(learner=learner, lesson=lesson, act=act, step=number, block=block)


def _block(lesson: LessonPage, number: int) -> str:
    """The id of a step, which outlives a new order."""
    return str(lesson.steps[number - 1].id or "")
