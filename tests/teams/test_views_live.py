"""/to/buoi/<id>/: hands, nudges, the pause, one step for all, and the wall."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Learner
from sandbox import service as sandbox_service
from sandbox.enums import Nudge
from sandbox.models import Classroom, Seat
from teams import service
from teams.models import Participant, Session
from tests.people import class_client
from tests.teams import factories

pytestmark = pytest.mark.django_db
ACTS = ["meet", "pause", "resume", "show_step", "stop_showing"]


@pytest.fixture
def session() -> Session:
    return factories.session(code="4712")


@pytest.fixture
def one(session: Session) -> Participant:
    return service.join(session, Learner.objects.create(), "Giàng A Thử")


@pytest.fixture
def client(session: Session) -> Client:
    return factories.signed_in(factories.member(session.team))


def address(session: Session, name: str, *more: object) -> str:
    return reverse(f"teams:{name}", args=[session.id, *more])


def seat() -> Seat:
    return Seat.objects.get()


def raise_hand(session: Session, one: Participant) -> None:
    class_client(session.id, one.learner).post("/tap/lop/lam/", {"gio_tay": "1"})


def test_a_raised_hand_is_on_the_board_at_the_next_poll_and_goes_when_she_has_come(
    client: Client, session: Session, one: Participant
) -> None:
    fragment = address(session, "board_fragment")
    before = client.get(fragment)["ETag"]
    raise_hand(session, one)
    seen = client.get(fragment, headers={"If-None-Match": before})
    assert seen.status_code == 200
    assert "Vừa giơ tay" in seen.content.decode()
    assert "Đã đến chỗ số 1" in seen.content.decode()
    response = client.post(address(session, "meet"), {"nguoi": one.id})
    assert response["Location"].endswith(f"#n-{one.id}")
    assert seat().hand_at is None


def test_a_nudge_is_chosen_from_a_few_sentences(client: Client, session: Session, one: Participant) -> None:
    path = address(session, "nudge", one.id)
    assert f'href="{path}"' in client.get(address(session, "board")).content.decode()
    html = client.get(path).content.decode()
    assert all(str(words.label) in html for words in Nudge)
    assert "Giàng A Thử" in html
    told = client.post(path, {"cau": "tu-tu"}, follow=True).content.decode()
    assert "Đã nhắc: Giàng A Thử đọc được trong vài giây." in told
    assert "Đã nhắc, chưa đọc" in told
    assert seat().nudge == Nudge.CALM


@pytest.mark.parametrize("words", ["", "gì cũng được", "\x00", "x" * 10_000, "<script>"])
def test_free_words_are_not_sent(client: Client, session: Session, one: Participant, words: str) -> None:
    response = client.post(address(session, "nudge", one.id), {"cau": words})
    assert response.status_code == 422
    assert "Câu nhắc: chọn một câu trong danh sách." in response.content.decode()
    assert seat().nudge == ""


def test_a_telephone_that_has_no_seat_is_said_not_to_be_reached(client: Client, session: Session) -> None:
    path = address(session, "nudge", factories.participant(session).id)
    assert "Chưa nhắc được trên máy này." in client.post(path, {"cau": "tu-tu"}, follow=True).content.decode()


def test_the_class_stops_and_goes_on(client: Client, session: Session, one: Participant) -> None:
    html = client.post(address(session, "pause"), follow=True).content.decode()
    assert "Cả lớp đang dừng tay." in html and "Cho cả lớp làm tiếp" in html
    html = client.post(address(session, "resume"), follow=True).content.decode()
    assert "Cả lớp đang dừng tay." not in html and "Cả lớp dừng tay" in html


@pytest.mark.parametrize("raw", ["", "0", "-1", "9999", "một", "١", "\x00", "1" * 10_000])
def test_a_step_that_is_none_is_refused_in_words(client: Client, session: Session, raw: str) -> None:
    html = client.post(address(session, "show_step"), {"buoc": raw}, follow=True).content.decode()
    assert "Bước cùng xem: chọn một bước trong danh sách." in html


def test_one_step_is_shown_and_not_any_more(client: Client, session: Session, one: Participant) -> None:
    sandbox_service.load_packs()
    assert 'name="buoc"' in client.get(address(session, "board")).content.decode()
    html = client.post(address(session, "show_step"), {"buoc": "1"}, follow=True).content.decode()
    assert "Cả lớp cùng xem: Tìm thủ tục." in html and "/tap/xem/khai-sinh-me-nop/1/" in html
    html = client.post(address(session, "stop_showing"), follow=True).content.decode()
    assert "Cả lớp cùng xem: " not in html
    assert Classroom.objects.get().frame == 0


@pytest.mark.parametrize("name", ["pause", "show_step"])
def test_a_session_that_is_not_open_says_so(name: str) -> None:
    session = factories.session(is_open=False)
    client = factories.signed_in(factories.member(session.team))
    html = client.post(address(session, name), {"buoc": "1"}, follow=True).content.decode()
    assert "Buổi này chưa mở." in html
    assert not Classroom.objects.exists()


@pytest.mark.parametrize("name", ACTS)
def test_acts_refuse_to_be_opened_as_pages(client: Client, session: Session, name: str) -> None:
    assert client.get(address(session, name)).status_code == 405


@pytest.mark.parametrize("name", ACTS)
def test_who_only_looks_does_nothing_and_a_stranger_finds_nothing(
    session: Session, one: Participant, name: str
) -> None:
    sent = {"nguoi": one.id, "buoc": "1"}
    officer = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune))
    assert officer.post(address(session, name), sent).status_code == 403
    stranger = factories.signed_in(factories.member(factories.team()))
    assert stranger.post(address(session, name), sent).status_code == 404
    assert not sandbox_service.class_state(session.id).paused


def test_anothers_participant_cannot_be_nudged_through_ones_own_session(
    client: Client, session: Session
) -> None:
    theirs = factories.participant(factories.session())
    for participant in (theirs.id, uuid.uuid4()):
        assert client.get(address(session, "nudge", participant)).status_code == 404


def test_an_officer_sees_no_buttons_for_the_class(session: Session, one: Participant) -> None:
    officer = factories.signed_in(factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune))
    for name in ("board", "board_fragment"):
        html = officer.get(address(session, name)).content.decode()
        assert "ca-lop" not in html and "Nhắc nhẹ" not in html and "Đã đến" not in html


# --- the wall -----------------------------------------------------------------------------------------------
def test_the_wall_shows_the_way_in_and_numbers_but_no_name_of_anybody(
    client: Client, session: Session, one: Participant
) -> None:
    raise_hand(session, one)
    html = client.get(address(session, "wall")).content.decode()
    assert '<b class="ma">4712</b>' in html and 'class="qr"' in html
    assert "Đang giơ tay:" in html and "số 1" in html
    assert "Chưa bắt đầu" in html
    for name in ("Giàng", "Nông Văn", "Giả Định"):  # the learner's, and hers who is signed in
        assert name not in html
    assert '<noscript><meta http-equiv="refresh"' in html


def test_the_walls_news_are_a_304_while_nothing_changes(
    client: Client, session: Session, one: Participant
) -> None:
    path = address(session, "wall_fragment")
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304
    raise_hand(session, one)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert "Giàng" not in client.get(path).content.decode()


def test_a_wall_of_an_ended_session_lets_nobody_in(client: Client, session: Session) -> None:
    service.close_session(session, by=factories.user())
    html = client.get(address(session, "wall")).content.decode()
    assert "4712" not in html and "Buổi này đã kết thúc." in html


@pytest.mark.parametrize("name", ["wall", "wall_fragment"])
def test_the_wall_is_missing_to_a_stranger_and_takes_no_form(
    client: Client, session: Session, name: str
) -> None:
    stranger = factories.signed_in(factories.member(factories.team()))
    assert stranger.get(address(session, name)).status_code == 404
    assert client.post(address(session, name)).status_code == 405
    assert "no-store" in client.get(address(session, name))["Cache-Control"]
