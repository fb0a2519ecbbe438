"""Questions to the database for each page, against the budgets: warm, so the second time somebody asks."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from accounts.models import Learner
from courses.models import LessonPage
from sandbox.enums import Place
from tests.kept import switch_on
from tests.people import Who, learner_client, make_attempt, user_client
from tests.sandbox.journeys import DECLARE, PLACES
from tests.world import World, make_participant, make_session

pytestmark = [pytest.mark.gate("weight"), pytest.mark.django_db]
LESSON, HOME, STEP, FIGURES, LIVE = 8, 10, 15, 12, 9
WHOM_TO_ASK = 1
DEMO = "khai-sinh-cho-chau"
# Of the columns, only those who meet these pages every day.
READERS = (Who.ANONYMOUS, Who.LEARNER)


def queries(client: Client, path: str, data: Mapping[str, str] | None = None) -> list[str]:
    """What a page asks the database the second time; with ``data`` it is posted."""

    def ask() -> int:
        response = client.post(path, data) if data is not None else client.get(path)
        return response.status_code

    first = ask()
    with CaptureQueriesContext(connection) as captured:
        second = ask()
    assert first == second and second in (200, 302), f"{path}: {first}, {second}"
    return [
        one["sql"] for one in captured.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]


def within(found: list[str], most: int) -> None:
    assert len(found) <= most, f"{len(found)} > {most}:\n" + "\n".join(sql[:160] for sql in found)


@pytest.mark.parametrize("who", READERS)
def test_the_first_page(world: World, who: Who) -> None:
    within(queries(world.client(who), "/"), HOME)


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("part", ["", "buoc-2/", "buoc-7/", "xong/"])
def test_a_lesson(world: World, who: Who, part: str) -> None:
    lesson = LessonPage.objects.get(slug=DEMO)
    within(queries(world.client(who), f"{lesson.get_url()}{part}"), LESSON)


@pytest.mark.parametrize(("who", "most"), [(Who.ANONYMOUS, 0), (Who.LEARNER, WHOM_TO_ASK), (Who.MEMBER, 0)])
def test_a_page_that_is_kept(world: World, who: Who, most: int, settings: Settings, tmp_path: Path) -> None:
    switch_on(settings, tmp_path)
    lesson = LessonPage.objects.get(slug=DEMO)
    client = world.client(who)
    for path in (lesson.get_url(), f"{lesson.get_url()}buoc-2/", f"{lesson.get_url()}xong/", "/hoc/"):
        client.get(
            path
        )  # whoever has a cookie is told to fetch the sheets, and reads a page that links them next
        within(queries(client, path), most)
    within(queries(world.client(Who.ANONYMOUS), "/"), 0)


@pytest.mark.parametrize(
    "path",
    [
        "/hoc/",
        "/hoc/giay-to/",
        "/tim/?q=khai+sinh",
        "/vao/",
        "/tap/",
        "/tap/tra-cuu/",
        "/tap/xem/khai-sinh-me-nop/1/",
    ],
)
def test_what_leads_to_lessons_and_practice(world: World, path: str) -> None:
    within(queries(world.client(Who.LEARNER), path), HOME)


@pytest.mark.parametrize("mode", ["guided", "practice", "check"])
@pytest.mark.parametrize("place", PLACES)
def test_a_step_of_the_replica(world: World, place: str, mode: str) -> None:
    learner = Learner.objects.create()
    attempt = make_attempt(learner, Place.REVIEW, mode)
    path = f"/tap/bai/{attempt.id}/{place}/"
    if place == Place.PROCEDURE:
        path += f"{attempt.pack.procedure.code}/"
    within(queries(learner_client(learner), path), STEP)


@pytest.mark.parametrize("mode", ["guided", "practice", "check"])
@pytest.mark.parametrize("place", PLACES[2:-1])
def test_a_step_of_the_replica_with_mistakes(world: World, place: str, mode: str) -> None:
    """What was sent is saved before it is judged; the mistakes are kept in one go."""
    learner = Learner.objects.create()
    attempt = make_attempt(learner, Place.REVIEW, mode)
    wrong = dict.fromkeys(attempt.scenario.fields, "Thử") | {"number": "1", "word": "1", "code": "1"}
    within(queries(learner_client(learner), f"/tap/bai/{attempt.id}/{place}/", wrong), STEP)


def test_a_dossier_and_its_papers(world: World) -> None:
    client = world.client(Who.LEARNER)
    for path in (
        f"{world.own.dossier.id}/",
        f"{world.own.dossier.id}/giay-hen/",
        f"{world.own.result.id}/ket-qua/",
    ):
        within(queries(client, f"/tap/ho-so/{path}"), STEP)
    within(queries(client, "/tap/ho-so/"), STEP)


@pytest.mark.parametrize("part", ["", "bang/"])
def test_the_live_list_asks_as_much_for_forty_as_for_one(world: World, part: str) -> None:
    leader = world.own.users[Who.LEADER]
    small, big = (make_session(world.own.team, leader) for _ in range(2))
    for session, people in ((small, 1), (big, 40)):
        for _ in range(people):
            make_attempt(make_participant(session).learner, DECLARE)
    client = user_client(leader)
    one, forty = (queries(client, f"/to/buoi/{session.id}/{part}") for session in (small, big))
    assert len(one) == len(forty), "\n".join(sql[:160] for sql in forty)
    within(forty, LIVE)


@pytest.mark.parametrize(
    ("who", "most"),
    [(Who.MEMBER, STEP), (Who.LEADER, STEP), (Who.COMMUNE_OFFICER, STEP), (Who.PROVINCE_OFFICER, FIGURES)],
)
def test_the_figures(world: World, who: Who, most: int) -> None:
    within(queries(world.client(who), "/to/so-lieu/"), most)


@pytest.mark.parametrize("who", [Who.MEMBER, Who.LEADER, Who.COMMUNE_OFFICER])
def test_the_sessions_of_a_team_do_not_grow_with_their_number(world: World, who: Who) -> None:
    client = world.client(who)
    few = queries(client, "/to/")
    for _ in range(8):
        make_session(world.own.team, world.own.users[Who.LEADER])
    many = queries(client, "/to/")
    assert len(few) == len(many) <= HOME
