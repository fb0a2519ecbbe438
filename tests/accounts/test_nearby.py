"""Whom a learner may ask stands on her lessons and beside her mistakes, and on nobody else's page."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Learner
from accounts.service import LEARNER_COOKIE
from courses.service import load_course
from teams import asking, nearby
from teams.models import HelpQuestion, Participant, Session
from tests.people import learner_client, make_attempt, make_member
from tests.sandbox.journeys import DECLARE
from tests.world import LESSON, load_basics, make_participant, make_session, make_team

pytestmark = pytest.mark.django_db
NAME, NUMBER = "chị Hiện Tên", "0000 000 123"


@dataclass(frozen=True)
class Class:
    """A session whose leader is shown, somebody who came to it, and a lesson."""

    session: Session
    participant: Participant
    lesson: str

    @property
    def her(self) -> Client:
        return learner_client(self.participant.learner)


@pytest.fixture
def evening() -> Iterator[Class]:
    team = make_team(load_basics())
    leader = make_member(team, Role.LEADER)
    leader.phone = "+84000000123"
    leader.save()
    session = make_session(team, leader)
    nearby.agree(team, leader, NAME, phone=True, zalo=True)
    yield Class(session, make_participant(session), load_course(LESSON).get_url())


def test_her_lesson_names_the_member_and_leads_to_the_box(evening: Class) -> None:
    answer = evening.her.get(evening.lesson)
    page = answer.content.decode()
    assert NAME in page and NUMBER in page and "https://zalo.me/0000000123" in page
    assert f"/vao/hoi-to/?o={evening.lesson}" in page
    assert "private" in answer["Cache-Control"]


def test_everybody_elses_lesson_is_the_same_bytes_without_a_name(evening: Class) -> None:
    stranger, other = Client(), learner_client(Learner.objects.create())
    pages = [client.get(evening.lesson).content for client in (stranger, other)]
    assert pages[0] == pages[1]
    assert NAME not in pages[0].decode() and "hoi-to" not in pages[0].decode()


@pytest.mark.parametrize("value", ["", "la", "la:la:la", "\x00"])
def test_a_forged_cookie_is_nobodys(evening: Class, value: str) -> None:
    client = Client()
    client.cookies[LEARNER_COOKIE] = value
    answer = client.get(evening.lesson)
    assert answer.status_code == 200 and NAME not in answer.content.decode()


def test_a_lesson_costs_one_query_more(evening: Class) -> None:
    def count(client: Client) -> int:
        client.get(evening.lesson)
        with CaptureQueriesContext(connection) as captured:
            client.get(evening.lesson)
        return len(captured)

    plain = count(Client())
    assert count(evening.her) == plain + 1
    assert count(learner_client(Learner.objects.create())) <= plain + 1


def test_a_page_with_a_mistake_names_her_at_the_mistake(evening: Class) -> None:
    attempt = make_attempt(evening.participant.learner, DECLARE)
    url = f"/tap/bai/{attempt.id}/ke-khai/"
    assert "&amp;m=" not in evening.her.get(url).content.decode()
    page = evening.her.post(url, {"ho_ten_con": "@", "revision": str(attempt.revision)}, follow=True)
    html = page.content.decode()
    before, _line, after = html.partition("&amp;m=")
    assert after and NUMBER in before.partition("<main")[2]
    assert html.count('id="nho-giup"') == 1


def test_without_a_member_who_agreed_the_communes_number_stays(evening: Class) -> None:
    from teams.models import Contact

    Contact.objects.all().delete()
    page = evening.her.get(evening.lesson).content.decode()
    assert NAME not in page and "hoi-to" in page
    assert "0000 000 012" in page


def test_a_question_knows_lesson_step_and_field(evening: Class) -> None:
    attempt = make_attempt(evening.participant.learner, DECLARE)
    learner = evening.participant.learner_id
    assert asking.place_of(learner, f"{evening.lesson}buoc-2/").endswith(" · Bước 2")
    place = asking.place_of(learner, f"/tap/bai/{attempt.id}/ke-khai/", "id_ho_ten_con")
    field = next(one for one in attempt.pack.eform.fields if one.id == "ho_ten_con")
    assert place.startswith(attempt.pack.procedure.short_name) and place.endswith(field.label)
    assert asking.place_of(Learner.objects.create().id, f"/tap/bai/{attempt.id}/ke-khai/") == ""


def test_an_answer_stands_on_the_first_page_of_practice(evening: Class) -> None:
    evening.her.post("/vao/hoi-to/", {"hoi": "Nút gửi ở đâu?", "o": evening.lesson})
    question = HelpQuestion.objects.get()
    assert question.place.endswith("Bước 1")
    assert "Tổ đã trả lời" not in evening.her.get("/tap/").content.decode()
    asking.answer(question, "Ở cuối trang.", by=make_member(evening.session.team))
    assert "Ở cuối trang." in evening.her.get("/tap/").content.decode()
    assert "Ở cuối trang." not in Client().get("/tap/").content.decode()
