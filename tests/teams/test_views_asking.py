"""/vao/hoi-to/, /to/cau-hoi/ and what a member shows of herself."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Learner, User
from kit.models import Act, AuditEntry
from teams import asking, limits, nearby
from teams.models import Contact, HelpQuestion, Participant, Session
from tests.people import learner_client
from tests.teams import factories as make
from tests.teams.factories import signed_in

pytestmark = pytest.mark.django_db
ASK, LIST = "/vao/hoi-to/", "/to/cau-hoi/"
TEXT = "Nút gửi ở đâu?"


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    cache.clear()


@pytest.fixture
def session() -> Session:
    return make.session()


@pytest.fixture
def participant(session: Session) -> Participant:
    return make.participant(session)


@pytest.fixture
def her(participant: Participant) -> Client:
    return learner_client(participant.learner)


@pytest.fixture
def member(session: Session) -> User:
    return make.member(session.team)


def page_of(question: HelpQuestion) -> str:
    return reverse("teams:help_question", args=[question.id])


def late(participant: Participant) -> HelpQuestion:
    made = asking.ask(participant, TEXT)
    HelpQuestion.objects.update(asked_at=timezone.now() - dt.timedelta(hours=49))
    return made


# --- The learner -------------------------------------------------------------------------------------------------
def test_she_asks_and_reads_the_answer(her: Client, participant: Participant, member: User) -> None:
    answer = her.post(ASK, {"hoi": TEXT})
    assert answer.status_code == 302
    page = her.get(ASK).content.decode()
    assert TEXT in page and "Tổ đã nhận" in page
    asking.answer(HelpQuestion.objects.get(), "Ở cuối trang.\nBác kéo xuống.", by=member)
    page = her.get(ASK).content.decode()
    assert "Ở cuối trang.<br>Bác kéo xuống." in page and "Tổ đã nhận" not in page


def test_a_second_press_asks_once_and_other_words_are_another_question(her: Client) -> None:
    body = {"hoi": TEXT, "luot": "6f1b1c7e-0000-4000-8000-000000000001"}
    her.post(ASK, body)
    her.post(ASK, body)
    assert HelpQuestion.objects.count() == 1
    her.post(ASK, body | {"hoi": "Còn nút lưu?"})
    assert HelpQuestion.objects.count() == 2
    assert not any(TEXT in str(act.body) for act in Act.objects.all())


def test_a_real_number_is_taken_out_and_the_rest_comes_back(her: Client) -> None:
    answer = her.post(ASK, {"hoi": "Tôi gõ 0912345678 không được"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "0912345678" not in page
    assert "Tôi gõ … không được" in page and "giống thật" in page
    assert not HelpQuestion.objects.exists()
    assert AuditEntry.objects.get(action="help.number_dropped").data == {"field": "hoi"}
    only = her.post(ASK, {"hoi": "0912345678"})
    assert only.status_code == 422 and "Chúng tôi không giữ số vừa gõ" in only.content.decode()


@pytest.mark.parametrize("typed", ["", "   ", "a" * 301])
def test_nothing_or_too_much_is_refused_with_what_was_typed(her: Client, typed: str) -> None:
    answer = her.post(ASK, {"hoi": typed})
    assert answer.status_code == 422 and "Bác muốn hỏi gì:" in answer.content.decode()
    assert typed.strip() in answer.content.decode()


def test_the_sixth_question_of_a_day_keeps_its_words(her: Client) -> None:
    for number in range(asking.MOST_A_DAY):
        her.post(ASK, {"hoi": f"Câu thứ {number}"})
    answer = her.post(ASK, {"hoi": "Câu nữa"})
    assert answer.status_code == 422
    assert "năm câu" in answer.content.decode() and "Câu nữa" in answer.content.decode()
    assert HelpQuestion.objects.count() == asking.MOST_A_DAY


def test_one_address_cannot_flood_the_box(her: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "QUESTIONS", 1)
    statuses = [her.post(ASK, {"hoi": f"Câu {number}"}).status_code for number in range(3)]
    assert statuses == [302, 302, 429]


def test_who_is_in_no_session_is_told_how_to_come_in() -> None:
    for client in (Client(), learner_client(Learner.objects.create())):
        page = client.get(ASK)
        assert page.status_code == 200 and reverse("join:find") in page.content.decode()
        assert client.post(ASK, {"hoi": TEXT}).status_code == 404
    assert not HelpQuestion.objects.exists()


def test_nobody_reads_anothers_questions(her: Client, session: Session) -> None:
    her.post(ASK, {"hoi": TEXT})
    neighbour = make.participant(session, "Lý Văn Mẫu")
    assert TEXT not in learner_client(neighbour.learner).get(ASK).content.decode()


def test_the_page_is_kept_nowhere_and_takes_no_other_method(her: Client) -> None:
    assert "no-store" in her.get(ASK)["Cache-Control"]
    assert her.put(ASK).status_code == 405


# --- The team ----------------------------------------------------------------------------------------------------
def test_the_team_reads_who_asked_and_answers(participant: Participant, member: User) -> None:
    question = asking.ask(participant, TEXT)
    client = signed_in(member)
    assert TEXT in (listed := client.get(LIST).content.decode()) and participant.display_name in listed
    assert participant.display_name in client.get(page_of(question)).content.decode()
    answer = client.post(page_of(question), {"tra_loi": "Ở cuối trang."}, follow=True)
    assert "Đã gửi" in answer.content.decode()
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("Ở cuối trang.", member)


def test_a_ready_sentence_comes_into_the_box_behind_what_was_typed(
    participant: Participant, member: User
) -> None:
    question = asking.ask(participant, TEXT)
    client = signed_in(member)
    page = client.post(page_of(question), {"tra_loi": "Chào bác.", "san": "0"})
    assert page.status_code == 200
    assert f"Chào bác.\n{asking.READY[0]}" in page.content.decode()
    assert client.post(page_of(question), {"tra_loi": "Chào bác.", "san": "la"}).status_code == 200
    question.refresh_from_db()
    assert question.answered_at is None


@pytest.mark.parametrize("typed", ["", "a" * 501, "Gọi 0000 123 456 789"])
def test_an_answer_that_will_not_do_comes_back(participant: Participant, member: User, typed: str) -> None:
    question = asking.ask(participant, TEXT)
    answer = signed_in(member).post(page_of(question), {"tra_loi": typed})
    assert answer.status_code == 422 and "Câu trả lời:" in answer.content.decode()
    assert typed in answer.content.decode()


def test_who_comes_second_is_told(participant: Participant, member: User) -> None:
    question = asking.ask(participant, TEXT)
    asking.answer(question, "Ở cuối trang.", by=make.member(question.team))
    answer = signed_in(member).post(page_of(question), {"tra_loi": "Ở đầu trang."}, follow=True)
    assert "Vừa có người khác" in answer.content.decode()


def test_the_officer_answers_what_is_late_without_a_name(participant: Participant) -> None:
    question = asking.ask(participant, TEXT)
    officer = make.officer(Role.COMMUNE_OFFICER, of=question.team.commune)
    client = signed_in(officer)
    assert TEXT not in client.get(LIST).content.decode()
    assert client.get(page_of(question)).status_code == 404
    HelpQuestion.objects.update(asked_at=timezone.now() - dt.timedelta(hours=49))
    listed, page = client.get(LIST).content.decode(), client.get(page_of(question)).content.decode()
    assert TEXT in listed and "chờ hơn hai ngày" in listed
    assert participant.display_name not in listed + page
    assert client.post(page_of(question), {"tra_loi": "Ở cuối trang."}).status_code == 302
    assert client.get(page_of(question)).status_code == 200


def test_an_approver_only_looks_and_strangers_find_nothing(participant: Participant) -> None:
    question = late(participant)
    approver = signed_in(make.officer(Role.COMMUNE_APPROVER, of=question.team.commune))
    assert approver.get(page_of(question)).status_code == 200
    assert approver.post(page_of(question), {"tra_loi": "Ở cuối trang."}).status_code == 403
    for stranger in (make.member(make.team()), make.officer(Role.COMMUNE_OFFICER, of=make.commune())):
        assert signed_in(stranger).get(page_of(question)).status_code == 404
        assert signed_in(stranger).post(page_of(question), {"tra_loi": "A"}).status_code == 404
        assert TEXT not in signed_in(stranger).get(LIST).content.decode()


def test_the_list_asks_as_often_for_thirty_as_for_three(
    session: Session, member: User, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(member)

    def ask_queries(rows: int) -> int:
        for _number in range(rows):
            late(make.participant(session))
        with django_assert_max_num_queries(60) as counted:
            client.get(LIST)
        return len(counted)

    client.get(LIST)
    assert ask_queries(3) == ask_queries(27)


# --- Being shown -------------------------------------------------------------------------------------------------
def agree(client: Client, session: Session, **changes: str) -> Any:
    url = reverse("teams:show_me", args=[session.team_id])
    return client.post(url, {"ten": "chị Mẫu", "dong_y": "on", **changes})


def test_a_member_agrees_on_her_own_page(session: Session, member: User, participant: Participant) -> None:
    client = signed_in(member)
    url = reverse("teams:show_me", args=[session.team_id])
    assert url in client.get("/to/ve-toi/").content.decode()
    assert "chưa hiện gì" in client.get(url).content.decode()
    assert agree(client, session).status_code == 302
    assert "chị Mẫu" in client.get(url).content.decode()
    found = nearby.nearby(participant.learner_id)
    assert found and found.helper and found.helper.name == "chị Mẫu"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"dong_y": ""}, "Tôi đồng ý:"),
        ({"ten": ""}, "Tên người học thấy:"),
        ({"ten": "0000 123 456"}, "Tên người học thấy:"),
        ({"ten": "a" * 81}, "Tên người học thấy:"),
        ({"dien_thoai": "on"}, "Hiện số điện thoại của tôi:"),
        ({"zalo": "on"}, "Hiện đường dẫn đến Zalo của tôi:"),
    ],
)
def test_what_will_not_do_shows_nobody(
    session: Session, member: User, changes: dict[str, str], said: str
) -> None:
    answer = agree(signed_in(member), session, **changes)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Contact.objects.exists()


def test_nobody_else_switches_it_on(session: Session, member: User) -> None:
    officer = make.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    assert agree(signed_in(officer), session).status_code == 403
    assert agree(signed_in(make.member(make.team())), session).status_code == 404
    assert not Contact.objects.exists()


def test_herself_her_leader_and_the_officer_switch_it_off(session: Session, member: User) -> None:
    leader = make.member(session.team, Role.LEADER)
    officer = make.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    for who in (member, leader, officer):
        contact = nearby.agree(session.team, member, "chị Mẫu", phone=False, zalo=False)
        url = reverse("teams:hide_contact", args=[contact.pk])
        if who != member:
            roster = reverse("teams:roster", args=[session.team_id])
            assert url in signed_in(who).get(roster).content.decode()
        assert signed_in(who).get(url).status_code == 405
        assert signed_in(who).post(url).status_code == 302
        assert not Contact.objects.agreed().exists()


def test_others_do_not_switch_it_off(session: Session, member: User) -> None:
    contact = nearby.agree(session.team, member, "chị Mẫu", phone=False, zalo=False)
    url = reverse("teams:hide_contact", args=[contact.pk])
    others = [
        (make.member(session.team), 404),
        (make.member(make.team(), Role.LEADER), 404),
        (make.officer(Role.COMMUNE_OFFICER, of=make.commune()), 404),
        (make.officer(Role.COMMUNE_APPROVER, of=session.team.commune), 403),
    ]
    for who, status in others:
        assert signed_in(who).post(url).status_code == status
    assert Contact.objects.agreed().exists()


# --- What is kept of a person ------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["person", "person_sheet", "person_export"])
def test_her_team_sees_what_she_asked_and_an_officer_how_often(
    session: Session, member: User, page: str
) -> None:
    marked = make.confirmed(session, by=member)
    asking.ask(marked, TEXT)
    assert marked.trainee is not None
    officer = make.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    seen = [
        signed_in(who).get(reverse(f"teams:{page}", args=[marked.trainee.pk])).content.decode()
        for who in (member, officer)
    ]
    assert TEXT in seen[0] and TEXT not in seen[1]
    assert "1 câu chỉ tổ được đọc" in seen[1] or '"asked_other_teams": 1' in seen[1]
