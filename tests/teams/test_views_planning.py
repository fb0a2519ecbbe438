"""Planning, changing, cancelling and repeating a session, and tonight's in one tap."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from sandbox import service as sandbox_service
from teams.enums import SessionState
from teams.models import Session, Team
from tests.teams import factories
from tests.traps.naughty import bad_inputs

pytestmark = pytest.mark.django_db
GOOD = {
    "title": "Khai sinh cho cháu",
    "place": "Nhà văn hóa Bản Học",
    "day": "26/11/2026",
    "hour": "19:30",
    "scenario": factories.SCENARIO,
    "mode": "practice",
}
TOKEN = "0b6e9f1e-0000-4000-8000-00000000000a"


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: dt.date(2026, 11, 22))


def member_of(team: Team) -> Client:
    return factories.signed_in(factories.member(team))


def send(team: Team, **changes: Any) -> Any:
    return member_of(team).post("/to/buoi/moi/", {**GOOD, **changes})


# --- Planning ----------------------------------------------------------------------------------------------------
def test_everything_that_is_planned_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    choices = [(factories.SCENARIO, "Mẹ đi nộp"), ("khai-sinh-ba-nop", "Bà đi nộp")]
    monkeypatch.setattr(sandbox_service, "scenario_choices", lambda: choices)
    team = factories.team()
    hamlet = factories.hamlet(team.commune)
    more = {
        "kind": "desk",
        "until": "21g",
        "hamlet": str(hamlet.id),
        "expected": "40 người",
        "plan": "truc-quay",
        "also": ["khai-sinh-ba-nop"],
        "note": "Mang ổ điện\nMang kính",
    }
    assert send(team, **more).status_code == 302
    session = Session.objects.get()
    assert (session.kind, session.hamlet, session.expected, session.plan) == ("desk", hamlet, 40, "truc-quay")
    assert session.note == "Mang ổ điện\nMang kính"
    assert timezone.localtime(session.ends_at).strftime("%d/%m %H:%M") == "26/11 21:00"
    assert [one.title for one in session.topics.all()] == ["Mẹ đi nộp", "Bà đi nộp"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "desk"}, "Đến giờ: gõ giờ và phút"),
        ({"kind": "desk", "until": "18:00"}, "Đến giờ: gõ giờ muộn hơn"),
        ({"kind": "visit"}, "Thôn: chọn nơi có nhà mình đến."),
        ({"kind": "visit", "expected": "21"}, "một hộ nhiều nhất 20 người"),
        ({"kind": "tiec"}, "Buổi thế nào: chọn"),
        ({"expected": "đông"}, "Dự kiến bao nhiêu người: gõ một số"),
        ({"expected": "0"}, "Dự kiến bao nhiêu người: gõ một số"),
        ({"expected": "١٢"}, "Dự kiến bao nhiêu người: gõ một số"),
        ({"plan": "khong-co"}, "Kế hoạch buổi: chọn"),
        ({"hamlet": "khong-co"}, "Thôn: chọn một thôn trong danh sách."),
        ({"note": "gọi 0000 123 456 nhé"}, "Ghi chú của tổ: bỏ số điện thoại"),
        ({"note": "dài " * 200}, "Ghi chú của tổ: viết ngắn hơn"),
    ],
)
def test_what_does_not_fit_is_named_and_kept(changes: dict[str, str], words: str) -> None:
    team = factories.team()
    factories.hamlet(team.commune)
    response = send(team, **changes)
    html = response.content.decode()
    assert response.status_code == 422
    assert html.count(words) == 2  # in the list and at the field
    assert '<details class="card" open' in html
    assert "Nhà văn hóa Bản Học" in html
    assert not Session.objects.exists()


def test_a_hamlet_of_another_commune_is_none_of_the_list() -> None:
    elsewhere = factories.hamlet(factories.commune("Khác"))
    team = factories.team()
    factories.hamlet(team.commune)
    assert send(team, hamlet=str(elsewhere.id)).status_code == 422


def test_a_hamlet_has_to_belong_to_the_chosen_team() -> None:
    first, second = factories.team(), factories.team()
    hamlet = factories.hamlet(first.commune)
    who = factories.member(first)
    who.memberships.create(team=second, role=Role.MEMBER, since=factories.LONG_SINCE)
    client = factories.signed_in(who)
    wrong = client.post("/to/buoi/moi/", {**GOOD, "team": str(second.id), "hamlet": str(hamlet.id)})
    assert wrong.status_code == 422
    right = client.post("/to/buoi/moi/", {**GOOD, "team": str(first.id), "hamlet": str(hamlet.id)})
    assert right.status_code == 302


def test_a_form_pressed_twice_plans_one_session_and_a_changed_one_another() -> None:
    client = member_of(factories.team())
    first = client.post("/to/buoi/moi/", {**GOOD, "luot": TOKEN})["Location"]
    assert client.post("/to/buoi/moi/", {**GOOD, "luot": TOKEN})["Location"] == first
    assert client.post("/to/buoi/moi/", {**GOOD, "luot": TOKEN, "hour": "20:00"})["Location"] != first
    assert Session.objects.count() == 2


# --- Changing ----------------------------------------------------------------------------------------------------
def test_the_form_shows_what_is_planned_and_saves_what_is_changed() -> None:
    team = factories.team()
    factories.hamlet(team.commune)
    client = member_of(team)
    client.post(
        "/to/buoi/moi/", {**GOOD, "kind": "desk", "until": "21:00", "expected": "15", "note": "Kính lão"}
    )
    session = Session.objects.get()
    address = f"/to/buoi/{session.id}/sua/"
    html = client.get(address).content.decode()
    for shown in ('value="26/11/2026"', 'value="19:30"', 'value="21:00"', 'value="15"', "Kính lão"):
        assert shown in html
    response = client.post(address, {**GOOD, "day": "27/11/2026"})
    assert response["Location"] == f"/to/buoi/{session.id}/"
    changed = Session.objects.get()
    assert (changed.code, changed.kind, changed.ends_at, changed.expected) == (
        session.code,
        "class",
        None,
        None,
    )
    assert timezone.localtime(changed.starts_at).day == 27


def test_mistakes_in_a_change_leave_it_as_it_was() -> None:
    session = factories.session(title="Như cũ", is_open=False)
    response = member_of(session.team).post(f"/to/buoi/{session.id}/sua/", {**GOOD, "day": "mai"})
    assert (response.status_code, 'value="mai"' in response.content.decode()) == (422, True)
    assert Session.objects.get().title == "Như cũ"


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_ended_session_is_not_changed_any_more(method: str) -> None:
    session = factories.session(title="Như cũ", closed_at=timezone.now())
    client = member_of(session.team)
    response = getattr(client, method)(f"/to/buoi/{session.id}/sua/", GOOD, follow=True)
    assert "không sửa kế hoạch được nữa" in response.content.decode()
    assert Session.objects.get().title == "Như cũ"


# --- Cancelling --------------------------------------------------------------------------------------------------
def test_cancelling_asks_why_and_shows_it() -> None:
    session = factories.session(is_open=False)
    client, address = member_of(session.team), f"/to/buoi/{session.id}/huy/"
    assert session.code in client.get(address).content.decode()
    empty = client.post(address, {"reason": "  "})
    assert (empty.status_code, "Vì sao hủy: gõ vài chữ." in empty.content.decode()) == (422, True)
    html = client.post(address, {"reason": "mưa to"}, follow=True).content.decode()
    assert "đã hủy: mưa to" in html
    assert "mưa to" in client.get(f"/to/buoi/{session.id}/").content.decode()
    citizen = Client().get(f"/vao/{session.code}/")
    assert (citizen.status_code, "đã hủy" in citizen.content.decode()) == (410, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_open_session_is_ended_not_cancelled(method: str) -> None:
    session = factories.session()
    response = getattr(member_of(session.team), method)(
        f"/to/buoi/{session.id}/huy/", {"reason": "mưa"}, follow=True
    )
    assert "Chỉ hủy được buổi chưa mở." in response.content.decode()
    assert Session.objects.get().is_open


def test_naughty_reasons_never_break_the_page() -> None:
    session = factories.session(is_open=False)
    client = member_of(session.team)
    for raw in bad_inputs(60):
        text = raw.encode("utf-8", "ignore").decode()
        assert client.post(f"/to/buoi/{session.id}/huy/", {"reason": text}).status_code in (302, 422), text
        Session.objects.update(closed_at=None, cancelled_at=None, cancel_reason="")


# --- Repeating ---------------------------------------------------------------------------------------------------
def test_repeated_once_however_often_pressed_and_the_new_one_comes_up() -> None:
    session = factories.session(is_open=False)
    client = member_of(session.team)
    first = client.post(f"/to/buoi/{session.id}/lap-lai/", {"luot": TOKEN})["Location"]
    assert client.post(f"/to/buoi/{session.id}/lap-lai/", {"luot": TOKEN})["Location"] == first
    assert Session.objects.count() == 2
    assert first.endswith("/sua/")
    assert client.get(first).status_code == 200


# --- Tonight -----------------------------------------------------------------------------------------------------
def test_one_tap_leads_to_an_open_evening_with_its_plan() -> None:
    team = factories.team()
    client = member_of(team)
    assert "Buổi tối nay" in client.get("/to/").content.decode()
    response = client.post("/to/buoi/toi-nay/", {"to": str(team.id)}, follow=True)
    session = Session.objects.get()
    assert response.redirect_chain == [(f"/to/buoi/{session.id}/ke-hoach/", 302)]
    assert session.is_open
    html = response.content.decode()
    assert f"bằng mã {session.code}" in html
    assert "Đón bà con" in html


def test_the_only_team_need_not_be_named_and_another_is_not_found() -> None:
    client = member_of(factories.team())
    for foreign in (str(factories.team().id), str(uuid.uuid4()), "khong-phai"):
        assert client.post("/to/buoi/toi-nay/", {"to": foreign}).status_code == 404
    assert client.post("/to/buoi/toi-nay/").status_code == 302
    assert Session.objects.count() == 1


def test_without_a_pack_it_says_whom_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_service, "scenario_choices", list)
    response = member_of(factories.team()).post("/to/buoi/toi-nay/", follow=True)
    assert "Chưa có tình huống nào để tập." in response.content.decode()


# --- Who, and how ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["sua", "huy", "lap-lai"])
def test_only_the_team_itself_may(page: str) -> None:
    session = factories.session(is_open=False)
    address = f"/to/buoi/{session.id}/{page}/"
    officer = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune))
    assert officer.post(address, GOOD).status_code == 403
    assert member_of(factories.team()).post(address, GOOD).status_code == 404
    assert Client().post(address, GOOD).status_code == 302
    session.refresh_from_db()
    assert session.state is SessionState.PLANNED
    assert Session.objects.count() == 1


def test_an_officer_has_no_evening_to_open() -> None:
    client = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=factories.commune()))
    assert client.post("/to/buoi/toi-nay/").status_code == 403
    assert "Buổi tối nay" not in client.get("/to/").content.decode()


def test_acts_are_posted() -> None:
    session = factories.session()
    client = member_of(session.team)
    assert client.get("/to/buoi/toi-nay/").status_code == 405
    assert client.get(f"/to/buoi/{session.id}/lap-lai/").status_code == 405
    assert client.put(f"/to/buoi/{session.id}/sua/").status_code == 405
    assert client.delete(f"/to/buoi/{session.id}/huy/").status_code == 405
