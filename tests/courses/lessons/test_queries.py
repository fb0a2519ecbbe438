"""What a page asks of the database and sends down the line (docs/contributing.md, "Budgets")."""

import gzip

import pytest
import yaml
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from accounts.models import Learner
from courses.lessons import recorder
from courses.loading.files import CONTENT
from courses.loading.loader import load_home
from courses.models import LessonPage
from courses.service import load_course
from sandbox.service import load_packs
from teams import asking, nearby
from teams import service as teams
from tests.courses.factories import make_learner
from tests.people import make_member
from tests.world import load_basics, make_session, make_team

pytestmark = pytest.mark.django_db
STEPS_OF_DEMO = range(1, 8)
FOLDER = CONTENT / "5-tu-nop-ho-so-tren-mang"
FILE = "1-khai-sinh-cho-chau.yaml"


@pytest.fixture
def demo() -> LessonPage:
    """A shipped lesson with all that a step can have, and the first page."""
    load_packs()
    read = {name: yaml.safe_load((FOLDER / name).read_text("utf-8")) for name in ("course.yaml", FILE)}
    lesson = load_course({"course": read["course.yaml"], "lesson": read[FILE]}, FOLDER / "sounds")
    needs = [{"title": "Khai sinh", "icon": "be", "lesson": lesson.slug}]
    load_home({"title": "Tự tay", "needs": needs})
    return lesson


@pytest.fixture(params=["anonymous", "learner", "in a class"])
def reader(request: pytest.FixtureRequest, client: Client, demo: LessonPage) -> Client:
    """Somebody new, somebody in the middle of the lesson, and one whose team is shown to her and has answered her."""
    if request.param == "anonymous":
        return client
    learner: Learner = make_learner(client)
    recorder.keep_place(learner, demo, 3)
    if request.param == "in a class":
        team = make_team(load_basics())
        leader = make_member(team, Role.LEADER)
        nearby.agree(team, leader, "chị Hiện Tên", phone=False, zalo=False)
        question = asking.ask(teams.join(make_session(team, leader), learner, "Lò Thị Thử"), "Nút gửi ở đâu?")
        asking.answer(question, "Ở cuối trang.", by=leader)
    return client


def address(demo: LessonPage, number: int) -> str:
    return demo.get_url() + (f"buoc-{number}/" if number > 1 else "")


@pytest.mark.parametrize("number", [1, 5, 7])
def test_a_lesson_page_asks_at_most_eight_questions(
    reader: Client, demo: LessonPage, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reader.get(address(demo, number))
    with django_assert_max_num_queries(8):
        reader.get(address(demo, number))


def test_home_asks_at_most_ten(reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    reader.get("/")
    with django_assert_max_num_queries(10):
        reader.get("/")


@pytest.mark.parametrize("path", ["/hoc/", "/tim/?q=khai+sinh"])
def test_lists_ask_at_most_ten(
    reader: Client, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reader.get(path)
    with django_assert_max_num_queries(10):
        reader.get(path)


def test_every_step_is_light(client: Client, demo: LessonPage) -> None:
    sizes = [len(gzip.compress(client.get(address(demo, number)).content)) for number in STEPS_OF_DEMO]
    assert max(sizes) < 8_000  # bytes; with style sheets and scripts within the 40 KB of a first visit
