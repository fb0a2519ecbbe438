"""A place with packs, a lesson, a team and a session, made once; each test undoes what it did."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from accounts.enums import Role
from accounts.models import User
from courses.models import LessonPage
from courses.service import load_course
from places.models import Hamlet
from teams.models import Session
from tests.people import make_administrator, make_member, make_officer
from tests.world import LESSON, load_basics, make_participant, make_session, make_team


@dataclass(frozen=True)
class Place:
    """Where forms are filled in."""

    lesson: LessonPage
    session: Session
    leader: User
    officer: User
    administrator: User
    hamlet: Hamlet


@pytest.fixture(scope="package")
def place(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    """Everything that a form of the site needs."""
    with django_db_blocker.unblock(), transaction.atomic():
        team = make_team(load_basics())
        leader = make_member(team, Role.LEADER)
        session = make_session(team, leader)
        make_participant(session)
        officer = make_officer(Role.COMMUNE_OFFICER, team.commune)
        hamlet = Hamlet.objects.filter(commune=team.commune).order_by("name")[0]
        yield Place(load_course(LESSON), session, leader, officer, make_administrator(), hamlet)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Hundreds of refusals would only fill the log."""
    logger = logging.getLogger("django.request")
    logger.disabled = True
    yield
    logger.disabled = False
