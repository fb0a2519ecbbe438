"""/to/nguoi/<id>/lam-duoc/, /to/hoi-tham/ and the question by its link."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from teams import observing
from teams.enums import TASKS_TO_BE_ALONE, Answer, EvidenceKind
from teams.models import Book, Checklist, Evidence, Question, Team, Trainee
from tests.teams import factories
from tests.teams.factories import PROCEDURE, signed_in

pytestmark = pytest.mark.django_db
ENOUGH = [task.value for task in TASKS_TO_BE_ALONE]


@pytest.fixture
def team() -> Team:
    return factories.team()


@pytest.fixture
def member(team: Team) -> User:
    return factories.member(team)


@pytest.fixture
def her(team: Team) -> Trainee:
    made = factories.trainee(team.commune, name="Giàng A Thử")
    Book.objects.create(team=team, trainee=made)
    return made


def _page(her: Trainee) -> str:
    return reverse("teams:abilities", args=[her.id])


def _strangers(her: Trainee) -> list[User]:
    elsewhere = factories.team(factories.commune("Khác"))
    return [
        factories.member(elsewhere),
        factories.member(factories.team(her.commune)),
        factories.officer(Role.COMMUNE_OFFICER, of=elsewhere.commune),
    ]


def test_what_a_member_saw_stands_on_the_page_with_her_name_and_day(member: User, her: Trainee) -> None:
    client = signed_in(member)
    response = client.post(_page(her), {"thu_tuc": PROCEDURE, "viec": ENOUGH}, follow=True)
    page = response.content.decode()
    assert "Đã ghi: Giàng A Thử tự làm được." in page
    assert "tận mắt thấy" in page and str(member) in page
    assert Evidence.objects.get().kind == EvidenceKind.OBSERVED


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"thu_tuc": PROCEDURE},
        {"thu_tuc": "9.999999", "viec": ENOUGH},
        {"thu_tuc": PROCEDURE, "viec": ["bay"]},
        {"thu_tuc": "\0", "viec": ["\0"]},
    ],
)
def test_a_list_that_says_nothing_comes_back_with_its_ticks(
    member: User, her: Trainee, bad: dict[str, Any]
) -> None:
    response = signed_in(member).post(_page(her), bad)
    assert response.status_code == 422 and not Checklist.objects.exists()
    assert "đánh dấu" in response.content.decode() or "chọn một thủ tục" in response.content.decode()


def test_a_tick_that_was_a_slip_is_taken_back(member: User, her: Trainee) -> None:
    made = observing.observe(her, PROCEDURE, ENOUGH, by=member)
    address = reverse("teams:take_back_checklist", args=[her.id])
    for bad in ("", "x", "00000000-0000-0000-0000-000000000000"):
        assert signed_in(member).post(address, {"danh_sach": bad}).status_code == 404
    assert signed_in(member).post(address, {"danh_sach": made.id}).status_code == 302
    assert observing.checklists_of(her) == [] and observing.ladder_of(her) == {}


def test_officers_look_and_do_not_tick(her: Trainee) -> None:
    officer = signed_in(factories.officer(Role.COMMUNE_OFFICER, of=her.commune))
    page = officer.get(_page(her))
    assert page.status_code == 200 and "Lưu những gì tôi thấy" not in page.content.decode()
    assert officer.post(_page(her), {"thu_tuc": PROCEDURE, "viec": ENOUGH}).status_code == 403
    assert officer.post(reverse("teams:give_card", args=[her.id]), {"thu_tuc": PROCEDURE}).status_code == 403


def test_for_anybody_else_she_does_not_exist(her: Trainee, member: User) -> None:
    question = observing.give_card(her, PROCEDURE, by=member)
    for stranger in _strangers(her):
        client = signed_in(stranger)
        assert client.get(_page(her)).status_code == 404
        assert client.post(_page(her), {"thu_tuc": PROCEDURE, "viec": ENOUGH}).status_code == 404
        told = client.post(reverse("teams:told", args=[question.id]), {"tra_loi": "alone"})
        assert told.status_code in (403, 404)
        assert "Giàng A Thử" not in client.get(reverse("teams:questions"), follow=True).content.decode()
    assert not Evidence.objects.exists()


def test_acts_are_not_pages(member: User, her: Trainee) -> None:
    client = signed_in(member)
    for name in ("take_back_checklist", "give_card"):
        assert client.get(reverse(f"teams:{name}", args=[her.id])).status_code == 405


def test_two_weeks_after_the_card_she_stands_in_the_list_until_she_is_asked(
    member: User, her: Trainee
) -> None:
    client = signed_in(member)
    client.post(reverse("teams:give_card", args=[her.id]), {"thu_tuc": PROCEDURE}, follow=True)
    question = Question.objects.get()
    assert "Đưa thẻ mang về" not in client.get(_page(her)).content.decode(), "she has it"
    assert "Giàng A Thử" not in client.get(reverse("teams:questions")).content.decode()
    Question.objects.update(due_on=timezone.localdate() - dt.timedelta(days=1))
    assert "Giàng A Thử" in client.get(reverse("teams:questions")).content.decode()
    client.post(reverse("teams:told", args=[question.id]), {"tra_loi": "bad"}, follow=True)
    assert Question.objects.open().exists()
    client.post(reverse("teams:told", args=[question.id]), {"tra_loi": Answer.ALONE})
    assert "Giàng A Thử" not in client.get(reverse("teams:questions")).content.decode()
    assert Evidence.objects.get().kind == EvidenceKind.REAL


def test_a_card_for_a_procedure_that_nobody_practises_is_refused(member: User, her: Trainee) -> None:
    for bad in ("", "9.999999", "\0"):
        response = signed_in(member).post(reverse("teams:give_card", args=[her.id]), {"thu_tuc": bad})
        assert response.status_code == 404
    assert not Question.objects.exists()


def test_the_list_asks_for_a_number_of_rows_that_does_not_grow(
    member: User, team: Team, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(member)
    for number in range(6):
        one = factories.trainee(team.commune, name=f"Giàng A Số {number}")
        Book.objects.create(team=team, trainee=one)
        Question.objects.create(trainee=one, procedure=PROCEDURE, due_on=timezone.localdate())
    client.get(reverse("teams:questions"))
    with django_assert_max_num_queries(14):
        client.get(reverse("teams:questions"))


# --- by the link ----------------------------------------------------------------------------------------------
@pytest.fixture
def address(her: Trainee, member: User) -> str:
    question = observing.give_card(her, PROCEDURE, by=member)
    return reverse("join:question", args=[observing.link_word(question)])


def test_the_link_asks_without_a_name_and_takes_one_press(address: str) -> None:
    page = Client().get(address).content.decode()
    assert "Bác nộp được chưa?" in page and "Giàng A Thử" not in page
    done = Client().post(address, {"tra_loi": Answer.ALONE}, follow=True).content.decode()
    assert "Bác đã tự tay làm được." in done and 'name="tra_loi"' not in done
    assert Evidence.objects.get().kind == EvidenceKind.REAL


def test_another_answer_afterwards_changes_nothing(address: str) -> None:
    Client().post(address, {"tra_loi": Answer.NOT_YET})
    page = Client().post(address, {"tra_loi": Answer.ALONE}, follow=True).content.decode()
    assert "Bác cứ thong thả." in page and not Evidence.objects.exists()


@pytest.mark.parametrize("bad", [{}, {"tra_loi": ""}, {"tra_loi": "x" * 9999}, {"tra_loi": "\0"}])
def test_a_press_that_is_none_of_the_answers_is_asked_again(address: str, bad: dict[str, str]) -> None:
    response = Client().post(address, bad)
    assert response.status_code == 422 and "Bác bấm một trong các câu trả lời." in response.content.decode()


def test_a_made_up_link_leads_nowhere() -> None:
    for word in ("abc", "x" * 500, "%00"):
        assert Client().get(f"/vao/hoi/{word}/").status_code == 404
