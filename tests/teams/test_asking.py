"""Who is shown to a learner, what she may ask, and who reads it."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Learner, User
from accounts.nearby import News
from kit.models import AuditEntry
from sandbox.asking import without_real_numbers
from sandbox.engine import guard
from teams import access_asking, asking, erasing, kept, nearby, rosters, service
from teams.enums import Grade, Position
from teams.models import Contact, HelpQuestion, Membership, Participant, Session, Trainee
from tests.teams import factories as make

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def session() -> Session:
    return make.session()


@pytest.fixture
def learner(session: Session) -> Participant:
    return make.participant(session)


def agreed(session: Session, name: str = "chị Mẫu", **changes: Any) -> Contact:
    who = changes.pop("user", None) or make.member(session.team)
    return nearby.agree(session.team, who, name, **{"phone": True, "zalo": False, **changes})


def shown_to(participant: Participant) -> str:
    found = nearby.nearby(participant.learner_id)
    return found.helper.name if found and found.helper else ""


def with_phone(user: User, number: str = "+84000000123") -> User:
    user.phone = number
    user.save()
    return user


def line(position: Position = Position.MEMBER, grade: Grade = Grade.CORE) -> rosters.RosterLine:
    return rosters.RosterLine(position, grade, "", None, "")


def asked(participant: Participant, hours_ago: float = 0, **changes: Any) -> HelpQuestion:
    made = asking.ask(participant, "Nút gửi ở đâu?")
    HelpQuestion.objects.filter(pk=made.pk).update(asked_at=timezone.now() - hours_ago * HOUR, **changes)
    made.refresh_from_db()
    return made


# --- Who is shown ------------------------------------------------------------------------------------------------
def test_nobody_is_shown_who_did_not_agree(session: Session, learner: Participant) -> None:
    make.member(session.team)
    found = nearby.nearby(learner.learner_id)
    assert found is not None and found.helper is None and found.team == session.team.name


def test_a_learner_of_no_session_has_nobody_near() -> None:
    assert nearby.nearby(Learner.objects.create().id) is None
    assert nearby.nearby(uuid.uuid4()) is None


def test_only_what_she_ticked_is_shown(session: Session, learner: Participant) -> None:
    who = with_phone(make.member(session.team))
    for phone, zalo in ((False, False), (True, False), (False, True), (True, True)):
        agreed(session, user=who, phone=phone, zalo=zalo)
        found = nearby.nearby(learner.learner_id)
        assert found is not None and found.helper is not None
        assert found.helper.phone == ("0000 000 123" if phone else "")
        assert found.helper.zalo == ("https://zalo.me/0000000123" if zalo else "")
    assert Contact.objects.agreed().count() == 1


def test_who_ran_the_session_comes_before_the_leader_and_the_others(
    session: Session, learner: Participant
) -> None:
    runner = make.member(session.team)
    agreed(session, "anh Sớm Nhất")
    assert shown_to(learner) == "anh Sớm Nhất"
    agreed(session, "bác Tổ Trưởng", user=make.member(session.team, make.Role.LEADER))
    assert shown_to(learner) == "bác Tổ Trưởng"
    service.open_session(Session.objects.get(pk=make.session(session.team, is_open=False).pk), by=runner)
    Session.objects.filter(pk=session.pk).update(run_by=runner)
    agreed(session, "chị Mở Lớp", user=runner)
    assert shown_to(learner) == "chị Mở Lớp"


def test_opening_a_session_says_who_runs_it() -> None:
    session = make.session(is_open=False)
    who = make.member(session.team)
    service.open_session(session, by=who)
    session.refresh_from_db()
    assert session.run_by == who


def test_a_member_of_another_team_of_the_hamlet_stands_in(learner: Participant, session: Session) -> None:
    home = make.hamlet(session.team.commune)
    Session.objects.filter(pk=session.pk).update(hamlet=home)
    beside = make.team(session.team.commune, hamlets=[home])
    nearby.agree(beside, make.member(beside), "chị Tổ Bên", phone=False, zalo=False)
    assert shown_to(learner) == "chị Tổ Bên"
    agreed(session, "chị Tổ Mình")
    assert shown_to(learner) == "chị Tổ Mình"


def test_members_of_strange_teams_are_not_shown(learner: Participant) -> None:
    elsewhere = make.team()
    nearby.agree(elsewhere, make.member(elsewhere), "chị Nơi Khác", phone=True, zalo=True)
    assert shown_to(learner) == ""


def test_the_latest_session_counts(learner: Participant, session: Session) -> None:
    agreed(session, "chị Buổi Trước")
    later = make.session()
    make.participant(later, learner=learner.learner)
    assert shown_to(learner) == ""


def test_she_is_shown_no_more_once_she_is_off_the_team(session: Session, learner: Participant) -> None:
    contact = agreed(session)
    assert shown_to(learner) == "chị Mẫu"
    row = Membership.objects.get(user=contact.user)
    rosters.end_membership(row, timezone.localdate(), by=make.user())
    assert shown_to(learner) == ""


def test_coming_back_to_the_team_shows_nobody_until_she_agrees_again(
    session: Session, learner: Participant
) -> None:
    contact = agreed(session)
    officer = make.user()
    rosters.end_membership(Membership.objects.get(user=contact.user), timezone.localdate(), by=officer)
    rosters.add_member(
        session.team,
        name=contact.user.get_full_name(),
        line=line(),
        since=timezone.localdate(),
        by=officer,
        account=contact.user,
    )
    assert shown_to(learner) == ""
    agreed(session, user=contact.user)
    assert shown_to(learner) == "chị Mẫu"


def test_another_grade_leaves_her_shown(session: Session, learner: Participant) -> None:
    contact = agreed(session)
    row = Membership.objects.get(user=contact.user)
    rosters.change_member(row, line(grade=Grade.ADVANCED), on=timezone.localdate(), by=make.user())
    assert Membership.objects.filter(user=contact.user).count() == 2
    assert shown_to(learner) == "chị Mẫu"


def test_a_closed_account_or_a_dissolved_team_shows_nobody(session: Session, learner: Participant) -> None:
    contact = agreed(session)
    User.objects.filter(pk=contact.user_id).update(is_active=False)
    assert shown_to(learner) == ""
    User.objects.filter(pk=contact.user_id).update(is_active=True)
    session.team.is_active = False
    session.team.save()
    assert nearby.nearby(learner.learner_id) is None


def test_taking_back_is_written_down_once(session: Session, learner: Participant) -> None:
    contact = agreed(session)
    leader = make.user()
    assert nearby.withdraw(contact, by=leader)
    assert not nearby.withdraw(contact, by=leader)
    contact.refresh_from_db()
    assert contact.withdrawn_by == leader and shown_to(learner) == ""
    entries = AuditEntry.objects.filter(action="contact.withdrawn")
    assert entries.count() == 1 and "Mẫu" not in str(entries.get().data)


def test_one_query_however_many_agreed(
    session: Session, learner: Participant, django_assert_num_queries: Any
) -> None:
    for _number in range(5):
        agreed(session)
    with django_assert_num_queries(1):
        nearby.nearby(learner.learner_id)
    with django_assert_num_queries(1):
        nearby.nearby(uuid.uuid4())


# --- The box -----------------------------------------------------------------------------------------------------
def test_a_question_goes_to_the_team_of_the_session(learner: Participant, session: Session) -> None:
    made = asking.ask(learner, "Nút gửi ở đâu?")
    assert (made.team, made.learner, made.participant) == (session.team, learner.learner, learner)
    entry = AuditEntry.objects.get(action="help.asked")
    assert "Nút" not in str(entry.data)


def test_five_questions_a_day_and_the_next_day_again(learner: Participant) -> None:
    for _number in range(asking.MOST_A_DAY):
        asking.ask(learner, "Nút gửi ở đâu?")
    with pytest.raises(asking.TooMany):
        asking.ask(learner, "Nút gửi ở đâu?")
    HelpQuestion.objects.update(asked_at=timezone.now() - asking.A_DAY)
    asking.ask(learner, "Nút gửi ở đâu?")


def test_the_first_answer_counts(learner: Participant, session: Session) -> None:
    made, who = asked(learner), make.member(session.team)
    asking.answer(made, "Ở cuối trang.", by=who)
    with pytest.raises(asking.AnsweredAlready):
        asking.answer(made, "Ở đầu trang.", by=make.member(session.team))
    made.refresh_from_db()
    assert (made.answer, made.answered_by) == ("Ở cuối trang.", who)


def test_an_answer_is_news_for_a_week(learner: Participant, session: Session) -> None:
    def news() -> News | None:
        found = nearby.nearby(learner.learner_id)
        return found.news if found else None

    made = asked(learner)
    assert news() is None
    asking.answer(made, "Ở cuối trang.", by=make.member(session.team))
    asking.answer(asked(make.participant(session)), "Của người khác.", by=make.member(session.team))
    assert news() == News("Nút gửi ở đâu?", "Ở cuối trang.")
    HelpQuestion.objects.update(answered_at=timezone.now() - asking.NEWS_FOR - HOUR)
    assert news() is None


@pytest.mark.parametrize(
    "path",
    ["", "tap/", "//hoc/bai/", "/\\la/", "/khong/co/", "/tap/", "/" + "a" * 500, "/\x00/", "http://la/"],
)
def test_an_address_that_says_nothing_is_no_place(learner: Participant, path: str) -> None:
    assert asking.place_of(learner.learner_id, path) == ""


def test_questions_are_deleted_when_practice_answers_are(learner: Participant) -> None:
    now = timezone.now()
    old = now - asking.ANSWERED_LIVE
    asked(learner, answered_at=old - HOUR)
    live = [asked(learner, answered_at=old + HOUR), asked(learner, 24 * 100)]
    asked(learner, asking.WAITING_LIVE / HOUR + 1)
    asking.forget_questions("")
    assert set(HelpQuestion.objects.all()) == set(live)


def test_erasing_a_person_takes_what_she_asked(session: Session) -> None:
    marked = make.confirmed(session)
    asking.ask(marked, "Tôi là Vàng Thị Bài Tập, nút gửi ở đâu?")
    assert marked.trainee is not None
    erasing.erase(marked.trainee, by=make.user())
    assert not HelpQuestion.objects.exists()


def test_what_time_erases_takes_what_she_asked_too(session: Session) -> None:
    marked = make.confirmed(session)
    asking.ask(marked, "Nút gửi ở đâu?")
    assert marked.trainee is not None
    twin = make.trainee(session.team.commune)
    Trainee.objects.filter(pk=marked.trainee.pk).update(merged_into=twin)  # decided later: one person
    erasing.erase(twin, by=None)
    assert not HelpQuestion.objects.exists()


def test_all_that_is_kept_has_what_she_asked_and_other_teams_questions_are_a_number(session: Session) -> None:
    marked = make.confirmed(session)
    asking.answer(asking.ask(marked, "Nút gửi ở đâu?"), "Ở cuối trang.", by=make.member(session.team))
    asked(make.participant(session))  # somebody who is on no book
    her = marked.trainee
    assert her is not None
    sessions = Session.objects.all()

    def told(user: User) -> str:
        read = access_asking.read_by_name(user)
        return str(kept.as_data(her, kept.of(her, sessions, read)))

    own = told(make.member(session.team))
    assert own.count("Nút gửi ở đâu?") == 1 and "Ở cuối trang." in own and "'asked_other_teams': 0" in own
    office = told(make.officer(make.Role.COMMUNE_OFFICER, of=session.team.commune))
    assert "Nút gửi" not in office and "cuối trang" not in office and "'asked_other_teams': 1" in office


# --- Who reads it ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("hours", "seen"), [(0, False), (47.9, False), (48.1, True)])
def test_the_commune_sees_what_waits_for_two_days(learner: Participant, hours: float, seen: bool) -> None:
    made = asked(learner, hours)
    officer = make.officer(make.Role.COMMUNE_OFFICER, of=made.team.commune)
    assert access_asking.help_questions_of(officer).filter(pk=made.pk).exists() is seen
    assert made.is_late is seen
    assert not access_asking.sees_name(officer, made)
    elsewhere = make.officer(make.Role.COMMUNE_OFFICER, of=make.commune())
    assert not access_asking.help_questions_of(elsewhere).exists()


def test_the_officer_keeps_what_she_answered_and_not_what_the_team_did(
    learner: Participant, session: Session
) -> None:
    first, second = asked(learner, 50), asked(learner, 50)
    officer = make.officer(make.Role.COMMUNE_OFFICER, of=session.team.commune)
    asking.answer(first, "Ở cuối trang.", by=officer)
    asking.answer(second, "Ở cuối trang.", by=make.member(session.team))
    assert list(access_asking.help_questions_of(officer)) == [first]


# --- The guard ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Tôi gõ số 0912 345 678 mà không được", "Tôi gõ số … mà không được"),
        ("Thư mau@thu.vn gửi đi đâu", "Thư … gửi đi đâu"),
        ("0912345678", ""),
        ("Số 0000 123 456 trên giấy mẫu là gì?", "Số 0000 123 456 trên giấy mẫu là gì?"),
        ("Ngày 7/3/2026 gõ thế nào?", "Ngày 7/3/2026 gõ thế nào?"),
    ],
)
def test_the_number_goes_and_the_sentence_stays(typed: str, left: str) -> None:
    clean, why = without_real_numbers(typed)
    assert clean == left
    assert bool(why) is (typed != left)


@given(st.text(alphabet="0123456789 .-@aolIB,/số\n", max_size=60))
def test_what_is_kept_passes_the_guard(typed: str) -> None:
    clean, _why = without_real_numbers(typed)
    assert guard.screen("text", clean, ()).reason is None
