"""/to/buoi/<id>/: the board, its fragment, and the tap."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from teams import attending, service
from teams.models import Evidence, Session, Trainee
from tests.teams import factories
from tests.teams.factories import FakeSandbox, progress

pytestmark = pytest.mark.django_db


def address(session: Session, name: str = "board") -> str:
    return reverse(f"teams:{name}", args=[session.id])


def page(session: Session, name: str = "board") -> str:
    return factories.signed_in(factories.member(session.team)).get(address(session, name)).content.decode()


def test_it_shows_code_square_code_and_everybodys_step(sandbox: FakeSandbox) -> None:
    session = factories.session(code="4712")
    one = factories.participant(session, "Lý Văn Mẫu", joined_at=timezone.now() - dt.timedelta(minutes=9))
    sandbox.known[one.learner_id] = progress(mistakes=2)
    html = page(session)
    assert "<b>4712</b>" in html
    assert "testserver/vao/4712/" in html
    assert 'class="qr"' in html
    assert "1. Lý Văn Mẫu" in html
    assert "Bước 5/9: Chọn cơ quan" in html
    assert "1 phút · 2 lỗi" in html


def test_it_says_what_to_do_while_nobody_is_there() -> None:
    html = page(factories.session(code="4712"))
    assert "Chưa ai vào lớp." in html
    assert "Đọc to mã 4712 cho bà con." in html
    assert '<details class="card" open>' in html


def test_an_ended_session_says_who_was_there_by_the_roll() -> None:
    """The telephones are gone, the board is empty: what the team wrote down is what counts."""
    session = factories.session(closed_at=timezone.now())
    who, home = factories.member(session.team), session.team.commune
    first, twin = factories.trainee(home), factories.trainee(home)
    attending.mark(session, [first.id, twin.id], by=who)
    attending.observe(session, first, by=who)
    attending.count(session, {"women": 3}, by=who)
    Trainee.objects.filter(pk=twin.pk).update(merged_into=first)
    assert "Theo điểm danh: 4 người dự, 1 người tự làm được" in page(session)
    assert "Theo điểm danh" not in page(factories.session())


def test_the_square_code_leads_to_the_public_address(settings: Any) -> None:
    settings.PUBLIC_URL = "https://tutay.example.org"
    assert "tutay.example.org/vao/4712/" in page(factories.session(code="4712"))


def test_it_refreshes_itself_without_script_only_while_open() -> None:
    assert '<noscript><meta http-equiv="refresh"' in page(factories.session())
    assert "http-equiv" not in page(factories.session(is_open=False))


def test_names_are_escaped() -> None:
    session = factories.session()
    factories.participant(session, "<b>Mẫu</b> & con")
    assert "&lt;b&gt;Mẫu&lt;/b&gt; &amp; con" in page(session)


@pytest.mark.parametrize("name", ["board", "board_fragment", "poster"])
def test_it_looks_the_same_as_missing_to_a_stranger(name: str) -> None:
    session = factories.session()
    stranger = factories.signed_in(factories.member(factories.team()))
    assert stranger.get(address(session, name)).status_code == 404
    assert stranger.get(reverse(f"teams:{name}", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["board", "board_fragment", "poster"])
def test_it_rejects_post(name: str) -> None:
    session = factories.session()
    assert factories.signed_in(factories.member(session.team)).post(address(session, name)).status_code == 405


@pytest.mark.parametrize("name", ["confirm", "undo", "open_session", "close_session"])
def test_it_rejects_get(name: str) -> None:
    session = factories.session()
    assert factories.signed_in(factories.member(session.team)).get(address(session, name)).status_code == 405


@pytest.mark.parametrize("name", ["confirm", "undo", "open_session", "close_session"])
def test_acts_are_not_for_those_who_only_look(name: str) -> None:
    session = factories.session()
    participant = factories.participant(session)
    officer = factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    response = factories.signed_in(officer).post(address(session, name), {"nguoi": participant.id})
    assert response.status_code == 403
    assert not Evidence.objects.exists()


def test_an_officer_who_is_a_member_elsewhere_still_only_looks() -> None:
    session = factories.session()
    who = factories.member(factories.team())
    factories.accounts_service.appoint(who, Role.COMMUNE_OFFICER, commune=session.team.commune)
    client = factories.signed_in(who)
    assert client.post(address(session, "close_session")).status_code == 403
    html = client.get(address(session)).content.decode()
    assert "danh-dau" not in html


def test_the_tap_marks_the_person_and_says_so() -> None:
    session = factories.session()
    participant = factories.participant(session, "Giàng A Thử")
    client = factories.signed_in(factories.member(session.team))
    response = client.post(address(session, "confirm"), {"nguoi": participant.id}, follow=True)
    html = response.content.decode()
    assert response.redirect_chain[0][0].endswith(f"#n-{participant.id}")
    assert "Đã ghi: Giàng A Thử tự làm được." in html
    assert "Bỏ đánh dấu" in html
    assert Evidence.objects.standing().count() == 1


def test_the_mark_is_taken_back() -> None:
    session = factories.session()
    participant = factories.confirmed(session, "Giàng A Thử")
    client = factories.signed_in(factories.member(session.team))
    html = client.post(address(session, "undo"), {"nguoi": participant.id}, follow=True).content.decode()
    assert "Đã bỏ đánh dấu: Giàng A Thử." in html
    assert not Evidence.objects.standing().exists()


@pytest.mark.parametrize(
    ("sent", "status"), [({}, 400), ({"nguoi": "x"}, 404), ({"nguoi": str(uuid.uuid4())}, 404)]
)
def test_a_tap_that_names_nobody_marks_nobody(sent: dict[str, str], status: int) -> None:
    session = factories.session()
    client = factories.signed_in(factories.member(session.team))
    assert client.post(address(session, "confirm"), sent).status_code == status
    assert not Evidence.objects.exists()


def test_a_neighbours_participant_cannot_be_marked_through_ones_own_session() -> None:
    session, theirs = factories.session(), factories.participant(factories.session())
    client = factories.signed_in(factories.member(session.team))
    assert client.post(address(session, "confirm"), {"nguoi": theirs.id}).status_code == 404


def test_the_session_opens_and_ends() -> None:
    session = factories.session(is_open=False)
    client = factories.signed_in(factories.member(session.team))
    assert "Mở lớp" in client.get(address(session)).content.decode()
    client.post(address(session, "open_session"))
    session.refresh_from_db()
    assert session.is_open
    html = client.post(address(session, "close_session"), follow=True).content.decode()
    assert "Buổi này đã kết thúc." in html
    assert "Mở lại lớp" in html


def test_the_fragment_is_the_moving_part_and_has_no_token_of_anybody() -> None:
    session = factories.session()
    factories.participant(session, "Lý Văn Mẫu")
    html = page(session, "board_fragment")
    assert "Lý Văn Mẫu" in html
    assert 'data-live="figures"' in html
    assert 'data-live="lanes"' in html
    assert "<html" not in html
    assert "csrfmiddlewaretoken" not in html


def test_an_unchanged_board_is_a_304(sandbox: FakeSandbox) -> None:
    session = factories.session()
    one = factories.participant(session, joined_at=timezone.now() - dt.timedelta(minutes=9))
    sandbox.known[one.learner_id] = progress()
    client = factories.signed_in(factories.member(session.team))
    etag = client.get(address(session, "board_fragment"))["ETag"]
    weak = f"W/{etag}"
    assert f'data-etag="{etag}"'.replace('"', "") in client.get(address(session)).content.decode().replace(
        "&quot;", ""
    ).replace('"', "")
    for known in (etag, weak):
        again = client.get(address(session, "board_fragment"), headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
    sandbox.known[one.learner_id] = progress(step=6)
    changed = client.get(address(session, "board_fragment"), headers={"If-None-Match": etag})
    assert changed.status_code == 200


def _queries(run: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        run()
    return len(captured)


@pytest.mark.parametrize("name", ["board", "board_fragment"])
def test_forty_people_cost_as_many_queries_as_one(name: str) -> None:
    session = factories.session()
    by = factories.member(session.team)
    client = factories.signed_in(by)
    factories.confirmed(session, by=by)
    one = _queries(lambda: client.get(address(session, name)))
    for number in range(39):
        made = factories.participant(session, f"Người {number}")
        if number % 3 == 0:
            service.confirm_unaided(made, by=by)
    assert _queries(lambda: client.get(address(session, name))) == one
    assert one <= 9


def test_no_name_of_another_commune_is_on_the_board() -> None:
    session = factories.session()
    factories.participant(session, "Lý Văn Mẫu")
    factories.confirmed(factories.session(factories.team(factories.commune("Suối Tập"))), "Chim Hoàng Yến")
    assert "Chim Hoàng Yến" not in page(session)
    assert "Chim Hoàng Yến" not in page(session, "board_fragment")


def test_the_poster_tells_the_way_in() -> None:
    session = factories.session(code="4712", title="Khai sinh cho cháu")
    html = page(session, "poster")
    assert "Khai sinh cho cháu" in html
    assert re.search(r'class="big">Mã lớp<b>4712</b>', html)
    assert 'class="qr"' in html


def test_the_page_carries_names_so_it_is_kept_nowhere() -> None:
    session = factories.session()
    client = factories.signed_in(factories.member(session.team))
    for name in ("board", "board_fragment", "poster"):
        assert "no-store" in client.get(address(session, name))["Cache-Control"]
