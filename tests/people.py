"""Everybody whom the tests need: one user for each role, learners with their cookie, what a learner practised."""

import uuid
from enum import StrEnum
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts import service as accounts
from accounts import turns
from accounts.enums import Role
from accounts.models import Learner, User
from accounts.second_step import mark
from kit.models import Tries
from places.models import Commune
from sandbox import service as sandbox
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.models import Attempt, Dossier
from teams.models import (
    Membership,
    Team,
)
from tests.sandbox.journeys import APPLICANT, PLACES

PASSWORD = "mot-cau-dai-de-nho"
SCENARIO = "khai-sinh-me-nop"
MOST_DAYS = 12  # an office of the exercises answers sooner
_numbers = count(1)


class Who(StrEnum):
    """The eight columns of every table of expectations."""

    ANONYMOUS = "anonymous"
    LEARNER = "learner"
    MEMBER = "member"
    LEADER = "leader"
    COMMUNE_OFFICER = "commune_officer"
    COMMUNE_APPROVER = "commune_approver"
    PROVINCE_OFFICER = "province_officer"
    ADMINISTRATOR = "administrator"


TEAM = (Who.MEMBER, Who.LEADER)
COMMUNE = (Who.COMMUNE_OFFICER, Who.COMMUNE_APPROVER)


# --- People ----------------------------------------------------------------------------------------------------
def make_user(family: str = "Hoàng Thị", given: str = "Ví Dụ", **fields: Any) -> User:
    """An account without any office."""
    name = fields.pop("username", f"nguoi-mau-{next(_numbers)}")
    return User.objects.create_user(
        name, password=PASSWORD, last_name=family, first_name=given, email=f"{name}@mau.invalid", **fields
    )


def make_officer(role: Role, commune: Commune) -> User:
    """Somebody with an office of ``commune``, or of its province."""
    user = make_user()
    place = {"province": commune.province} if role is Role.PROVINCE_OFFICER else {"commune": commune}
    accounts.appoint(user, role, **place)
    return user


def make_member(team: Team, role: Role = Role.MEMBER) -> User:
    """Somebody on ``team`` from today on."""
    user = make_user("Nông Văn", "Giả Định")
    Membership.objects.create(team=team, user=user, role=role)
    return user


def make_administrator() -> User:
    """Whoever looks after the machine."""
    return make_user("Lý Văn", "Mẫu", is_superuser=True, is_staff=True)


def learner_client(learner: Learner, **options: Any) -> Client:
    """A browser that carries the learner's cookie."""
    client = Client(**options)
    carrier = HttpResponse()
    carrier.set_signed_cookie(accounts.LEARNER_COOKIE, str(learner.id), salt=accounts.LEARNER_COOKIE)
    client.cookies.update(carrier.cookies)
    return client


def class_client(session_id: uuid.UUID, *learners: Learner, **options: Any) -> Client:
    """A telephone on which these came into a class, one after the other; the last one holds it."""
    client = learner_client(learners[-1], **options)
    carrier = HttpResponse()
    value = "".join(one.hex for one in (session_id, *(learner.pk for learner in learners)))
    carrier.set_signed_cookie(turns.TURNS_COOKIE, value, salt=turns.TURNS_COOKIE)
    client.cookies.update(carrier.cookies)
    return client


def user_client(user: User, *, second_step: bool = True, **options: Any) -> Client:
    """A browser in which ``user`` is signed in, past the second step unless said otherwise."""
    client = Client(**options)
    client.force_login(user)
    return past_second_step(client, user) if second_step else client


def as_time_passes() -> None:
    """Whoever tried too often may try again."""
    Tries.objects.all().delete()


def past_second_step(client: Client, user: User) -> Client:
    """The same browser, in which ``user`` is signed in, past the second step."""
    session = client.session
    mark(session, user)
    session.save()
    return client


# --- Practice --------------------------------------------------------------------------------------------------
def make_attempt(
    learner: Learner,
    place: str = Place.REVIEW,
    mode: str = "practice",
    scenario: str = SCENARIO,
    **answers: str,
) -> Attempt:
    """An attempt that has come as far as ``place`` with the right answers, but for ``answers``."""
    attempt = sandbox.start(learner, scenario, mode)
    if PLACES.index(place) > PLACES.index(APPLICANT):
        sandbox.save_answers(attempt, {**attempt.scenario.fields, **answers}, attempt.revision)
    if place == Place.REVIEW:
        for paper in attempt.pack.papers:
            sandbox.attach(attempt, paper.id, next(photo.id for photo in paper.photos if photo.good))
    sandbox.reach(attempt, place)
    return attempt


def make_dossier(learner: Learner, mode: str = "practice", **answers: str) -> Dossier:
    """A dossier that has just been sent."""
    return sandbox.send(make_attempt(learner, Place.REVIEW, mode, **answers))


def wait_for(dossier: Dossier, status: Status) -> Dossier:
    """The dossier on the day on which it has this status. Fails where the office never gets there."""
    for _ in range(MOST_DAYS):
        dossier = sandbox.skip(dossier, 1)
        if dossier.state is status:
            return dossier
    raise AssertionError(f"after {MOST_DAYS} days the dossier is {dossier.state.name}, not {status.name}")


def make_result(learner: Learner) -> Dossier:
    """A dossier with its result."""
    dossier = wait_for(make_dossier(learner), Status.SUPPLEMENT_REQUESTED)
    photos = {paper.id: paper.photos[0].id for paper in dossier.attempt.pack.papers}
    return wait_for(sandbox.supplement(dossier, {}, photos), Status.RETURNED)
