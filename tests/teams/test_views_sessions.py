"""/to/ and /to/buoi/moi/."""

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from accounts.enums import Role
from teams.enums import SessionState
from teams.models import Session
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


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: dt.date(2026, 11, 22))


def test_a_member_finds_her_teams_sessions_and_nobody_elses() -> None:
    mine = factories.session(title="Buổi của tổ")
    factories.session(title="Buổi Chim Hoàng Yến")
    html = factories.signed_in(factories.member(mine.team)).get("/to/").content.decode()
    assert "Buổi của tổ" in html
    assert "Chim Hoàng Yến" not in html


def test_an_officer_finds_her_communes_sessions_and_cannot_plan_one() -> None:
    session = factories.session(title="Buổi của xã")
    client = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune))
    html = client.get("/to/").content.decode()
    assert "Buổi của xã" in html
    assert "/to/buoi/moi/" not in html
    assert client.get("/to/buoi/moi/").status_code == 403
    assert client.post("/to/buoi/moi/", GOOD).status_code == 403


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.ADMINISTRATOR])
def test_whoever_has_no_session_finds_an_empty_workspace(role: Role) -> None:
    province = factories.province()
    who = (
        factories.administrator()
        if role is Role.ADMINISTRATOR
        else factories.officer(role, of_province=province)
    )
    factories.session(title="Chim Hoàng Yến")
    response = factories.signed_in(who).get("/to/")
    assert response.status_code == 200
    assert "Chim Hoàng Yến" not in response.content.decode()


def test_a_citizen_is_sent_to_the_door() -> None:
    from django.test import Client

    response = Client().get("/to/")
    assert (response.status_code, "/tai-khoan/vao/" in response["Location"]) == (302, True)


def test_a_session_is_planned_for_later() -> None:
    team = factories.team()
    response = factories.signed_in(factories.member(team)).post("/to/buoi/moi/", GOOD)
    session = Session.objects.get()
    assert response["Location"] == f"/to/buoi/{session.id}/"
    assert (session.team, session.state, session.procedure) == (
        team,
        SessionState.PLANNED,
        factories.PROCEDURE,
    )
    assert timezone.localtime(session.starts_at).isoformat() == "2026-11-26T19:30:00+07:00"


def test_a_session_is_opened_at_once() -> None:
    client = factories.signed_in(factories.member(factories.team()))
    client.post("/to/buoi/moi/", {**GOOD, "mo_ngay": "1"})
    assert Session.objects.get().is_open


def test_a_member_of_two_teams_says_which() -> None:
    first, second = factories.team(), factories.team()
    who = factories.member(first)
    who.memberships.create(team=second, role=Role.MEMBER, since=factories.LONG_SINCE)
    client = factories.signed_in(who)
    assert client.post("/to/buoi/moi/", {**GOOD, "team": str(factories.team().id)}).status_code == 422
    client.post("/to/buoi/moi/", {**GOOD, "team": str(second.id)})
    assert Session.objects.get().team == second


def test_an_empty_form_names_every_field_and_keeps_what_was_typed() -> None:
    client = factories.signed_in(factories.member(factories.team()))
    response = client.post("/to/buoi/moi/", {"place": "Sân nhà bác Mẫu", "day": "mai", "hour": "tối"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Lỗi:" in html
    for word in ("Tên buổi: gõ vài chữ.", "Ngày: gõ", "Giờ: gõ", "Tình huống để tập: chọn"):
        assert html.count(word) == 2, word  # in the summary and at the field
    for typed in ("Sân nhà bác Mẫu", 'value="mai"', 'value="tối"'):
        assert typed in html
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "26/11/2029"),
        ("day", "31/02/2026"),
        ("hour", "25:61"),
        ("scenario", "khong-co"),
        ("mode", "watch"),
    ],
)
def test_a_wrong_value_is_refused(field: str, value: str) -> None:
    client = factories.signed_in(factories.member(factories.team()))
    assert client.post("/to/buoi/moi/", {**GOOD, field: value}).status_code == 422
    assert not Session.objects.exists()


def test_naughty_text_never_breaks_the_form() -> None:
    client = factories.signed_in(factories.member(factories.team()))
    for raw in bad_inputs(200):
        text = raw.encode("utf-8", "ignore").decode()  # a browser sends no half of a surrogate pair
        answer = client.post("/to/buoi/moi/", {**GOOD, "title": text, "place": text, "day": text})
        assert answer.status_code in (302, 422), text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_it_rejects_other_methods(method: str) -> None:
    client = factories.signed_in(factories.member(factories.team()))
    assert getattr(client, method)("/to/buoi/moi/").status_code == 405
    assert getattr(client, method)("/to/").status_code == 405


# --- The calendar ------------------------------------------------------------------------------------------------
def parts_of(html: str) -> dict[str, str]:
    """Heading id → the markup of its section."""
    pieces = re.split(r'<section class="stack" aria-labelledby="([a-z-]+)">', html)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def test_the_calendar_has_a_place_for_each_session() -> None:
    team = factories.team()
    noon = timezone.make_aware(dt.datetime(2026, 11, 22, 12))
    day = dt.timedelta(days=1)
    for title, starts_at, changes in (
        ("Đang học", noon - 3 * day, {}),
        ("Chiều nay", noon, {"is_open": False}),
        ("Hôm kia", noon - 2 * day, {"is_open": False}),
        ("Tuần tới", noon + 7 * day, {"is_open": False}),
        ("Đã xong", noon - 9 * day, {"closed_at": noon}),
        ("Bị hủy", noon, {"closed_at": noon, "cancelled_at": noon, "cancel_reason": "mưa to"}),
    ):
        factories.session(team, title=title, starts_at=starts_at, **changes)
    parts = parts_of(factories.signed_in(factories.member(team)).get("/to/").content.decode())
    where = {
        "dang-mo": "Đang học",
        "hom-nay": "Chiều nay",
        "chua-mo": "Hôm kia",
        "sap-toi": "Tuần tới",
        "da-qua": "Đã xong",
    }
    for part, title in where.items():
        assert [name for name, html in parts.items() if title in html] == [part], title
    assert "đã hủy: mưa to" in parts["da-qua"]
    assert "chưa ghi lại" in parts["da-qua"]


def test_a_session_that_nobody_opened_says_what_to_do_to_those_who_can() -> None:
    noon = timezone.make_aware(dt.datetime(2026, 11, 20, 12))
    session = factories.session(is_open=False, starts_at=noon)
    html = factories.signed_in(factories.member(session.team)).get("/to/").content.decode()
    assert "chưa mở" in html
    for act in ("ket-thuc", "sua", "huy"):
        assert f"/to/buoi/{session.id}/{act}/" in html
    officer = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune))
    html = officer.get("/to/").content.decode()
    assert "chưa mở" in html
    assert "ket-thuc" not in html


def test_a_day_begins_at_midnight_of_the_country() -> None:
    team = factories.team()
    # ten to and ten past midnight there: the 21st and the 22nd
    factories.session(
        team, title="Khuya", is_open=False, starts_at=dt.datetime(2026, 11, 21, 16, 50, tzinfo=dt.UTC)
    )
    factories.session(
        team, title="Sớm", is_open=False, starts_at=dt.datetime(2026, 11, 21, 17, 10, tzinfo=dt.UTC)
    )
    parts = parts_of(factories.signed_in(factories.member(team)).get("/to/").content.decode())
    assert "Khuya" in parts["chua-mo"]
    assert "Sớm" in parts["hom-nay"]


def test_an_officer_of_many_teams_can_look_at_one() -> None:
    commune = factories.commune()
    first, second = factories.team(commune), factories.team(commune)
    factories.session(first, title="Buổi một")
    factories.session(second, title="Buổi hai")
    client = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=commune))
    html = client.get("/to/").content.decode()
    assert "Buổi một" in html
    assert "Buổi hai" in html
    html = client.get(f"/to/?to={second.id}").content.decode()
    assert "Buổi một" not in html
    assert "Buổi hai" in html
    foreign = factories.session(title="Chim Hoàng Yến").team
    for other in (str(foreign.id), "khong-co", "%00"):
        html = client.get(f"/to/?to={other}").content.decode()
        assert "Buổi một" in html
        assert "Chim" not in html


def test_forty_sessions_cost_no_more_queries_than_four(django_assert_max_num_queries: Any) -> None:
    team = factories.team()
    client = factories.signed_in(factories.member(team))

    def add(number: int) -> None:
        for _one in range(number):
            factories.session(team, is_open=False)
            factories.session(team)
            factories.session(team, closed_at=timezone.now())
            factories.session(team, is_open=False, starts_at=timezone.make_aware(dt.datetime(2026, 11, 1)))

    add(1)
    client.get("/to/")
    with django_assert_max_num_queries(14) as few:
        client.get("/to/")
    add(9)
    with django_assert_max_num_queries(len(few)):
        client.get("/to/")
