"""Refreshers as rows: made by a slip, asked when they are due, moved on by an answer (when: intervals)."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Learner
from courses.lessons.grading import Answer, AnyQuestion, Question, TypedQuestion
from courses.models import LessonPage, Refresher
from courses.models.refreshers import RefresherQuerySet
from courses.refreshers import intervals
from courses.refreshers.intervals import Plan
from kit.jobs import job
from sandbox.service import FieldAlone, field_alone, stumbles_of

MOST_OF_AN_EXERCISE = 2  # fields: the ones that stopped her most
MOST_OPEN = 20  # of one learner, so that a day of many slips stays a few minutes
FORGOTTEN = dt.timedelta(days=180)  # a learner's cookie lives as long


# --- Made ----------------------------------------------------------------------------------------------------------
def after_lesson(learner: Learner, lesson: LessonPage, block: str) -> None:
    """She answered the question of this step wrong."""
    if block:
        _begin(learner, {"lesson": lesson, "block": block})


def after_exercise(*, dossier_id: uuid.UUID, learner_id: uuid.UUID, **kwargs: Any) -> None:
    """An exercise came to its result: the fields that stopped her most and can be asked alone. Receiver of a signal."""
    learner = Learner.objects.filter(pk=learner_id).first()
    if learner is None:
        return
    asked = [one for one in stumbles_of(dossier_id) if field_alone(one.scenario, one.field)]
    for one in asked[:MOST_OF_AN_EXERCISE]:
        _begin(learner, {"scenario": one.scenario, "field": one.field})


@transaction.atomic
def _begin(learner: Learner, what: dict[str, Any]) -> None:
    """A new row, or the one that is there from its beginning."""
    plan = intervals.begin(timezone.localdate())
    hers = Refresher.objects.filter(learner=learner)
    key = {"lesson": None, **what}
    if not hers.filter(**key).exists() and hers.exclude(due_on=None).count() >= MOST_OPEN:
        return
    Refresher.objects.update_or_create(
        learner=learner, **key, defaults={"stage": plan.stage, "due_on": plan.due_on, "link_digest": ""}
    )


# --- Asked ---------------------------------------------------------------------------------------------------------
def due(learner: Learner) -> RefresherQuerySet:
    """What to ask her today."""
    return Refresher.objects.filter(learner=learner).due(timezone.localdate()).select_related("lesson")


def get(learner: Learner | None, refresher_id: uuid.UUID) -> Refresher:
    """One of hers. Raises Http404."""
    hers = Refresher.objects.filter(learner=learner).select_related("lesson") if learner else None
    found = hers.filter(pk=refresher_id).first() if hers is not None else None
    if found is None:
        raise Http404
    return found


def question_of(refresher: Refresher) -> AnyQuestion | None:
    """What to ask; None where the step or the exercise is gone."""
    if refresher.lesson_id is None:
        alone = field_alone(refresher.scenario, refresher.field)
        return _question(alone) if alone else None
    lesson = refresher.lesson
    if lesson is None or not LessonPage.objects.shown().filter(pk=lesson.pk).exists():
        return None
    step = next((step for step in lesson.steps if str(step.id) == refresher.block), None)
    found: AnyQuestion | None = step.value.question if step else None
    return found


def title_of(refresher: Refresher) -> str:
    """The lesson, or the exercise, that it is about."""
    if refresher.lesson is not None:
        return str(refresher.lesson.title)
    alone = field_alone(refresher.scenario, refresher.field)
    return alone.exercise if alone else ""


def _question(alone: FieldAlone) -> AnyQuestion:
    said = {"label": alone.label, "paper": alone.paper, "line": alone.line, "value": alone.value}
    right = _("That is what the paper says.")
    if alone.copies:
        text = _("Copy this line of the paper: %(paper)s.") % said
        wrong = _("Look at the line of the paper again, sign by sign.")
        return TypedQuestion(text, alone.copies, alone.value, f"{alone.label}: {alone.value}", right, wrong)
    wrong = _("The paper says: %(line)s: %(value)s.") % said
    text = _("%(paper)s, %(line)s: %(value)s. What do you choose at “%(label)s”?") % said
    answers = tuple(
        Answer(words, is_right, right if is_right else wrong) for words, is_right in alone.options
    )
    return Question(text, answers)


# --- Answered ------------------------------------------------------------------------------------------------------
@transaction.atomic
def answer(refresher: Refresher, *, right: bool) -> Plan:
    """Move it on. The same answer sent twice moves it once: after the first it is not due."""
    row = Refresher.objects.select_for_update().get(pk=refresher.pk)
    before = Plan(row.stage, row.due_on)
    plan = intervals.answered(before, timezone.localdate(), right=right)
    if plan != before:
        row.stage, row.due_on = plan.stage, plan.due_on
        row.save(update_fields=["stage", "due_on"])
    return plan


def with_questions(rows: Iterable[Refresher]) -> list[tuple[Refresher, AnyQuestion]]:
    """Those that can still be asked, each with its question."""
    asked = ((row, question_of(row)) for row in rows)
    return [(row, question) for row, question in asked if question is not None]


@job("courses.forget_refreshers", daily=True)
def forget_old(subject: str) -> None:
    """Delete those that are over, those that cannot be asked any more, and those that nobody answered for long."""
    today = timezone.localdate()
    Refresher.objects.filter(Q(due_on=None) | Q(due_on__lt=today - FORGOTTEN)).delete()
    kinds = ("lesson", "block", "scenario", "field")
    for what in list(Refresher.objects.due(today).order_by().values(*kinds).distinct()):
        alike = Refresher.objects.filter(**what)
        one = alike.select_related("lesson").first()
        if one is not None and question_of(one) is None:
            alike.delete()
