"""/to/buoi/<id>/ket-thuc/: the short page that ends a session."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from teams.enums import SessionState
from teams.models import Session, SessionReport
from tests.teams import factories
from tests.traps.naughty import bad_inputs

pytestmark = pytest.mark.django_db
TAUGHT = f"scenario:{factories.SCENARIO}"
GOOD = {
    "taught": TAUGHT,
    "difficulties": "Mạng yếu.\nBà con quên kính.",
    "suggestions": "Xin thêm một máy phát mạng.",
}


def address(session: Session) -> str:
    return f"/to/buoi/{session.id}/ket-thuc/"


def send(session: Session, **changes: Any) -> Any:
    return factories.signed_in(factories.member(session.team)).post(address(session), {**GOOD, **changes})


def test_what_is_written_ends_the_session() -> None:
    session = factories.session()
    assert send(session)["Location"] == f"/to/buoi/{session.id}/"
    session.refresh_from_db()
    assert session.state is SessionState.CLOSED
    assert (session.report.difficulties, session.report.suggestions) == (
        GOOD["difficulties"],
        GOOD["suggestions"],
    )
    assert [one.is_taught for one in session.topics.all()] == [True]


def test_what_was_planned_is_ticked_to_begin_with() -> None:
    html = factories.signed_in(factories.member((session := factories.session()).team)).get(address(session))
    assert f'value="{TAUGHT}"' in html.content.decode()
    assert html.content.decode().count("checked") == 1


def test_it_comes_back_as_it_was_written_and_can_be_put_right() -> None:
    session = factories.session()
    send(session, taught=[])
    client = factories.signed_in(factories.member(session.team))
    html = client.get(address(session)).content.decode()
    assert "Bà con quên kính." in html
    assert "checked" not in html  # nothing was taught, and that was said
    assert "Sửa được đến hết ngày" in html
    send(session, difficulties="Hết pin")
    assert SessionReport.objects.get().difficulties == "Hết pin"


def test_after_seven_days_it_is_only_read() -> None:
    session = factories.session(closed_at=timezone.now() - dt.timedelta(days=6))
    send(session)
    Session.objects.update(closed_at=timezone.now() - dt.timedelta(days=8))
    response = send(session, difficulties="Muộn rồi")
    html = response.content.decode()
    assert response.status_code == 409
    assert "Đã quá bảy ngày." in html
    assert "Bà con quên kính." in html  # what stands
    assert "Muộn rồi" in html  # and what was typed, to be copied
    assert "<textarea" not in html
    assert "Bà con quên kính." in SessionReport.objects.get().difficulties


def test_a_session_that_was_never_opened_can_be_written_down_on_its_day_and_not_before() -> None:
    held = factories.session(is_open=False, starts_at=timezone.now() - dt.timedelta(days=3))
    assert send(held).status_code == 302
    coming = factories.session(is_open=False, starts_at=timezone.now() + dt.timedelta(days=3))
    response = send(coming)
    assert (response.status_code, "chưa đến giờ" in response.content.decode()) == (409, True)
    coming.refresh_from_db()
    assert coming.state is SessionState.PLANNED


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"difficulties": "dài " * 200}, "Khó khăn: viết ngắn hơn 500 chữ."),
        ({"suggestions": "dài " * 200}, "Đề xuất: viết ngắn hơn 500 chữ."),
        ({"difficulties": "bác Thử, 0000 123 456"}, "Khó khăn: bỏ số điện thoại"),
        ({"suggestions": "000095247816"}, "Đề xuất: bỏ số điện thoại"),
        ({"taught": "scenario:khong-co"}, "Đã dạy những gì: chọn trong danh sách."),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_ends(changes: dict[str, str], words: str) -> None:
    session = factories.session()
    response = send(session, **changes)
    html = response.content.decode()
    assert (response.status_code, html.count(words)) == (422, 2)
    assert "Xin thêm một máy phát mạng." in html or "suggestions" in changes
    session.refresh_from_db()
    assert session.is_open


def test_a_day_and_an_hour_are_no_phone_number() -> None:
    assert (
        send(factories.session(), difficulties="Ngày 23/11/2026 lúc 19:30 mất điện 45 phút.").status_code
        == 302
    )


def test_naughty_words_never_break_the_page() -> None:
    session = factories.session()
    client = factories.signed_in(factories.member(session.team))
    for raw in bad_inputs(100):
        text = raw.encode("utf-8", "ignore").decode()
        answer = client.post(address(session), {**GOOD, "difficulties": text, "suggestions": text})
        assert answer.status_code in (302, 422), text


def test_only_the_team_writes_it_down() -> None:
    session = factories.session()
    officer = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune))
    assert officer.get(address(session)).status_code == 403
    assert officer.post(address(session), GOOD).status_code == 403
    assert factories.signed_in(factories.member(factories.team())).get(address(session)).status_code == 404
    assert Client().get(address(session)).status_code == 302
    assert not SessionReport.objects.exists()


def test_it_rejects_other_methods() -> None:
    session = factories.session()
    assert factories.signed_in(factories.member(session.team)).put(address(session)).status_code == 405
