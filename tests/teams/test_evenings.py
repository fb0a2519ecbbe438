"""Verbs of an evening: what is kept, what is refused, what happens once."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from kit.models import AuditEntry
from teams import calendar, service
from teams.enums import SessionKind, SessionState, TopicKind
from teams.models import Session, SessionReport, SessionTopic, Team
from teams.service import Topic
from tests.clocks import set_clock
from tests.teams import factories
from tests.teams.factories import FakeSandbox

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)  # 19:00 there
LESSON = Topic(TopicKind.LESSON, "0b6e9f1e-0000-4000-8000-000000000001", "Khai sinh cho cháu")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    set_now(monkeypatch, NOW)


def set_now(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime) -> None:
    set_clock(monkeypatch, lambda: moment)


def planned(team: Team | None = None, **changes: Any) -> Session:
    values: dict[str, Any] = {
        "title": "Khai sinh",
        "place": "Nhà văn hóa",
        "starts_at": NOW,
        "scenario": factories.SCENARIO,
        "mode": "practice",
    }
    of = team or factories.team()
    return service.plan_session(of, by=factories.member(of), **{**values, **changes})


def test_the_main_scenario_is_always_a_topic_and_no_topic_stands_twice() -> None:
    main = Topic(TopicKind.SCENARIO, factories.SCENARIO, "Khai sinh, mẹ đi nộp")
    session = planned(topics=[LESSON, main, LESSON])
    assert [(one.kind, one.key) for one in session.topics.all()] == [
        ("scenario", factories.SCENARIO),
        ("lesson", LESSON.key),
    ]
    assert session.topics.first().title == "Khai sinh, mẹ đi nộp"  # type: ignore[union-attr]


def test_a_changed_plan_keeps_its_code_and_replaces_its_topics() -> None:
    session = planned(topics=[LESSON])
    changed = service.change_session(
        session,
        by=factories.user(),
        title="Bổ sung",
        place="Nhà bác trưởng bản",
        starts_at=NOW + dt.timedelta(days=1),
        scenario=factories.SCENARIO,
        mode="check",
        expected=12,
    )
    session.refresh_from_db()
    assert changed == session
    assert (session.title, session.mode, session.expected, session.code) == (
        "Bổ sung",
        "check",
        12,
        changed.code,
    )
    assert session.topics.count() == 1


def test_the_plan_of_an_ended_session_is_history() -> None:
    session = factories.session(closed_at=NOW)
    with pytest.raises(service.SessionOver):
        service.change_session(
            session, by=factories.user(), title="x", place="y", starts_at=NOW, scenario="z", mode="check"
        )


def test_a_cancelled_session_frees_its_code_and_says_why() -> None:
    session = factories.session(is_open=False, code="4712")
    service.cancel_session(session, by=factories.user(), reason="mưa to")
    session.refresh_from_db()
    assert (session.state, session.cancel_reason) == (SessionState.CANCELLED, "mưa to")
    assert factories.session(code="4712").is_open  # another team has the code now


@pytest.mark.parametrize("state", [{"is_open": True}, {"is_open": False, "closed_at": NOW}])
def test_only_what_is_still_planned_can_be_cancelled(state: dict[str, Any]) -> None:
    with pytest.raises(service.NotPlanned):
        service.cancel_session(factories.session(**state), by=factories.user(), reason="mưa")


def test_a_cancelled_session_opens_all_the_same_when_people_come() -> None:
    session = factories.session(is_open=False, code="4712")
    service.cancel_session(session, by=factories.user(), reason="mưa to")
    factories.session(code="4712")
    session.refresh_from_db()
    service.open_session(session, by=factories.user())
    session.refresh_from_db()
    assert (session.state, session.cancel_reason) == (SessionState.OPEN, "")
    assert session.code != "4712"


def test_repeated_it_is_the_same_a_week_later_and_not_open() -> None:
    team = factories.team()
    hamlet = factories.hamlet(team.commune)
    first = planned(
        team,
        starts_at=NOW - dt.timedelta(hours=2),
        ends_at=NOW,
        kind="desk",
        hamlet=hamlet,
        expected=9,
        note="Mang ổ điện",
        plan="truc-quay",
        topics=[LESSON],
    )
    SessionTopic.objects.create(
        session=first, kind="lesson", key="ngoai-ke-hoach", title="x", is_planned=False
    )
    again = service.repeat_session(first, by=factories.user())
    assert again.starts_at - first.starts_at == calendar.WEEK
    assert again.ends_at is not None
    assert again.ends_at - again.starts_at == dt.timedelta(hours=2)
    same = ("title", "place", "scenario", "procedure", "mode", "kind", "hamlet", "expected", "note", "plan")
    assert [getattr(again, name) for name in same] == [getattr(first, name) for name in same]
    assert [one.key for one in again.topics.all()] == [factories.SCENARIO, LESSON.key]
    assert (again.state, again.code != first.code) == (SessionState.PLANNED, True)


# --- Tonight -----------------------------------------------------------------------------------------------------
def test_the_first_evening_of_a_team_has_sensible_defaults() -> None:
    commune = factories.commune()
    team = factories.team(commune, hamlets=[factories.hamlet(commune, "Bản Học")])
    session = service.open_tonight(team, by=factories.member(team))
    assert session.is_open
    assert timezone.localtime(session.starts_at).strftime("%d/%m %H:%M") == "23/11 19:30"
    assert (session.plan, session.mode, session.place) == ("buoi-dau", "guided", "Nhà văn hóa Bản Học")
    assert (session.kind, session.hamlet.name) == ("class", "Bản Học")  # type: ignore[union-attr]


def test_tonight_goes_on_from_the_last_class() -> None:
    team = factories.team()
    planned(
        team, mode="guided", place="Nhà bác trưởng bản", expected=31, starts_at=NOW - dt.timedelta(days=7)
    )
    visit = planned(team, kind="visit", place="Nhà cuối dốc", starts_at=NOW - dt.timedelta(days=1))
    session = service.open_tonight(team, by=factories.member(team))
    assert session != visit
    assert (session.plan, session.mode, session.place, session.expected) == (
        "khai-sinh",
        "practice",
        "Nhà bác trưởng bản",
        31,
    )


def test_a_cancelled_class_was_not_held() -> None:
    team = factories.team()
    service.cancel_session(
        planned(team, mode="guided", starts_at=NOW - dt.timedelta(days=7)), by=factories.user(), reason="mưa"
    )
    assert service.open_tonight(team, by=factories.member(team)).plan == "buoi-dau"


def test_what_is_on_the_calendar_of_today_is_opened_instead() -> None:
    team = factories.team()
    planned(team, starts_at=NOW + dt.timedelta(days=1))
    planned(team, kind=SessionKind.DESK)
    mine = planned(team, starts_at=NOW + dt.timedelta(hours=1))
    assert service.open_tonight(team, by=factories.member(team)) == mine
    mine.refresh_from_db()
    assert mine.is_open


def test_a_second_tap_makes_no_second_evening() -> None:
    team = factories.team()
    first = service.open_tonight(team, by=factories.member(team))
    later = planned(team, starts_at=NOW - dt.timedelta(hours=1))
    assert service.open_tonight(team, by=factories.member(team)) == first  # the open one, not the earlier one
    later.refresh_from_db()
    assert later.state is SessionState.PLANNED
    assert Session.objects.count() == 2


def test_the_evening_belongs_to_the_day_of_the_country(monkeypatch: pytest.MonkeyPatch) -> None:
    team = factories.team()
    yesterday = planned(team, starts_at=dt.datetime(2026, 11, 23, 16, 50, tzinfo=dt.UTC))  # 23:50 there
    set_now(monkeypatch, dt.datetime(2026, 11, 23, 17, 10, tzinfo=dt.UTC))  # ten past midnight there
    assert service.open_tonight(team, by=factories.member(team)) != yesterday


def test_without_a_pack_there_is_nothing_to_open(
    sandbox: FakeSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sandbox import service as sandbox_service

    monkeypatch.setattr(sandbox_service, "scenario_choices", list)
    team = factories.team()
    with pytest.raises(service.NothingToPractise):
        service.open_tonight(team, by=factories.member(team))
    assert not Session.objects.exists()


# --- Writing it down -----------------------------------------------------------------------------------------------
def write(session: Session, *taught: Topic, **words: str) -> SessionReport:
    said = {"difficulties": "", "suggestions": "", **words}
    return service.write_down(session, by=factories.user(), taught=taught, **said)


def test_what_was_taught_is_kept_beside_what_was_planned() -> None:
    session = planned()
    service.open_session(session, by=factories.user())
    write(session, LESSON, difficulties="Mạng yếu")
    rows = {one.key: (one.is_planned, one.is_taught) for one in session.topics.all()}
    assert rows == {factories.SCENARIO: (True, False), LESSON.key: (False, True)}
    session.refresh_from_db()
    assert (session.state, session.report.difficulties) == (SessionState.CLOSED, "Mạng yếu")
    # put right: it was the scenario after all
    write(session, Topic(TopicKind.SCENARIO, factories.SCENARIO, "x"))
    rows = {one.key: (one.is_planned, one.is_taught) for one in session.topics.all()}
    assert rows == {factories.SCENARIO: (True, True)}
    assert SessionReport.objects.count() == 1


def test_an_evening_that_was_held_without_being_opened_can_be_written_down() -> None:
    session = planned(starts_at=NOW - dt.timedelta(days=2))
    write(session)
    session.refresh_from_db()
    assert (session.state, session.opened_at) == (SessionState.CLOSED, None)


def test_before_its_time_there_is_nothing_to_write() -> None:
    session = planned(starts_at=NOW + dt.timedelta(hours=3))
    with pytest.raises(service.NotBegun):
        write(session)
    session.refresh_from_db()
    assert session.state is SessionState.PLANNED


def test_after_seven_days_nothing_is_changed_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    session = factories.session(closed_at=NOW)
    write(session, difficulties="Mạng yếu")
    set_now(monkeypatch, NOW + dt.timedelta(days=7, minutes=1))
    with pytest.raises(service.TooLate):
        write(session, difficulties="Khác")
    assert SessionReport.objects.get().difficulties == "Mạng yếu"


def test_a_cancelled_session_has_nothing_to_write_down() -> None:
    session = planned()
    service.cancel_session(session, by=factories.user(), reason="mưa")
    with pytest.raises(service.SessionOver):
        write(session)


def test_each_act_leaves_a_line_without_words_of_people() -> None:
    session = planned(starts_at=NOW - dt.timedelta(hours=1), place="Nhà bác Chim Hoàng Yến")
    write(session, difficulties="Chim Hoàng Yến")
    service.cancel_session(planned(), by=factories.user(), reason="Chim Hoàng Yến")
    lines = list(AuditEntry.objects.values_list("action", "data"))
    assert {"session.planned", "session.written", "session.closed", "session.cancelled"} <= {
        action for action, _ in lines
    }
    assert "Chim" not in str(lines)
