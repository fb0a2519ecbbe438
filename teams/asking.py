"""The question box: a learner asks the team of her latest session; who was beside her answers, else the commune."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses import service as courses_service
from kit import audit
from kit.jobs import job
from sandbox import service as sandbox_service
from teams.models import HelpQuestion, HelpQuestionQuerySet, Participant
from teams.models.asking import LONGEST_PLACE
from teams.people import actor

A_DAY, MOST_A_DAY = dt.timedelta(days=1), 5
NEWS_FOR = dt.timedelta(days=7)  # an answer stands on the first page of practice for so long
ANSWERED_LIVE = dt.timedelta(days=settings.PRACTICE_ANSWERS_DAYS)
# a learner's cookie lives as long: after that she could not read an answer any more
WAITING_LIVE = dt.timedelta(days=settings.LEARNER_COOKIE_DAYS)

READY: tuple[Promise, ...] = (
    _("Copy it exactly as it stands on the paper. Look at each sign and each digit."),
    _("Tap the hint button. The page shows which line of the paper it is."),
    _("Nothing is lost. Open the page again and go on."),
    _("Bring your telephone to the next class. Somebody sits beside you."),
    _("I will ring you this evening."),
)
"""Sentences that answer most questions; a tap puts one into the box."""


class TooMany(Exception):
    """She has asked five times within a day."""


class AnsweredAlready(Exception):
    """Somebody else was quicker."""


@transaction.atomic
def ask(participant: Participant, text: str, *, path: str = "", field: str = "") -> HelpQuestion:
    """Put ``text`` into the box of the participant's team. ``path`` is the page that she came from. Raises TooMany."""
    Participant.objects.select_for_update().get(pk=participant.pk)
    if asked_lately(participant.learner_id) >= MOST_A_DAY:
        raise TooMany
    made = HelpQuestion.objects.create(
        learner_id=participant.learner_id,
        participant=participant,
        team=participant.session.team,
        place=place_of(participant.learner_id, path, field),
        text=text,
    )
    audit.log("help.asked", actor=f"learner:{participant.learner_id}", data={"question": str(made.id)})
    return made


def asked_lately(learner_id: uuid.UUID) -> int:
    """How often she asked within a day."""
    return HelpQuestion.objects.filter(learner=learner_id, asked_at__gt=timezone.now() - A_DAY).count()


def place_of(learner_id: uuid.UUID, path: str, field: str = "") -> str:
    """A page of hers in words, for whoever answers; "" for an address that says nothing."""
    if not path.startswith("/") or path.startswith("//") or len(path) > LONGEST_PLACE or "\x00" in path:
        return ""
    words = sandbox_service.page_words(learner_id, path, field) or courses_service.page_words(path)
    return words[:LONGEST_PLACE]


@transaction.atomic
def answer(question: HelpQuestion, text: str, *, by: User) -> None:
    """She reads it on her pages. Raises AnsweredAlready."""
    locked = HelpQuestion.objects.select_for_update().get(pk=question.pk)
    if locked.answered_at is not None:
        raise AnsweredAlready
    locked.answer, locked.answered_at, locked.answered_by = text, timezone.now(), by
    locked.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.log("help.answered", actor=actor(by), data={"question": str(locked.id)})


def questions_of(learner_id: uuid.UUID) -> HelpQuestionQuerySet:
    """Hers, the latest first."""
    return HelpQuestion.objects.filter(learner=learner_id).order_by("-asked_at", "-id")


def fresh_answer(since: Any) -> Subquery:
    """Of a participant: text and answer of her learner's question that was answered last, after ``since``."""
    hers = HelpQuestion.objects.filter(learner=OuterRef("learner"), answered_at__gt=since)
    return Subquery(hers.order_by("-answered_at").values(said=JSONObject(text="text", answer="answer"))[:1])


@job("teams.forget_questions", daily=True)
def forget_questions(subject: str) -> None:
    """Delete answered questions as practice answers are deleted; others once nobody could read an answer."""
    now = timezone.now()
    answered = Q(answered_at__lt=now - ANSWERED_LIVE)
    given_up = Q(answered_at=None, asked_at__lt=now - WAITING_LIVE)
    HelpQuestion.objects.filter(answered | given_up).delete()
