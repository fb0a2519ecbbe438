"""/vao/: in with a code and a name, and nothing else."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Learner
from kit.models import AuditEntry
from teams import limits, service
from teams.models import Participant, Session
from tests.teams import factories
from tests.traps.naughty import bad_inputs

pytestmark = pytest.mark.django_db
START = f"/tap/bat-dau/{factories.SCENARIO}/practice/"


@pytest.fixture
def session() -> Session:
    return factories.session(code="4712", title="Khai sinh cho cháu")


def token(html: str) -> str:
    found = re.search(r'name="luot" value="([^"]+)"', html)
    assert found
    return found[1]


def enter(client: Client, name: str = "Vàng Thị Bài Tập", luot: str = "") -> Any:
    return client.post("/vao/4712/", {"ten": name, "luot": luot})


def test_the_first_page_asks_for_the_code_without_a_cookie() -> None:
    response = Client().get("/vao/")
    assert response.status_code == 200
    assert not response.cookies
    assert 'name="ma_lop"' in response.content.decode()


@pytest.mark.parametrize("typed", ["4712", "47 12", "４７１２"])
def test_the_code_typed_on_the_home_page_leads_to_the_session(typed: str) -> None:
    response = Client().get("/vao/", {"ma_lop": typed})
    assert (response.status_code, response["Location"]) == (302, "/vao/4712/")


@pytest.mark.parametrize("typed", ["", "471", "abcd", "7777", "<script>"])
def test_what_is_no_code_comes_back_with_a_word(typed: str) -> None:
    response = Client().get("/vao/", {"ma_lop": typed})
    html = response.content.decode()
    assert response.status_code == 422
    assert html.count("Mã lớp: có bốn số, như 4712.") == 2
    assert f'value="{typed.replace("<", "&lt;").replace(">", "&gt;")}"' in html


def test_the_page_of_the_session_asks_for_a_name_and_no_number(session: Session) -> None:
    html = Client().get("/vao/4712/").content.decode()
    assert "Khai sinh cho cháu" in html
    assert "Không cần số căn cước, không cần số điện thoại." in html
    assert not Learner.objects.exists()


def test_she_is_in_with_a_name_and_the_exercise_begins(session: Session) -> None:
    client = Client()
    response = enter(client)
    assert (response.status_code, response["Location"]) == (302, START)
    participant = Participant.objects.get()
    assert participant.display_name == "Vàng Thị Bài Tập"
    assert participant.learner.display_name == "Vàng Thị Bài Tập"
    assert "nguoi_hoc" in client.cookies


def test_the_second_time_she_goes_on_or_corrects_the_name(session: Session) -> None:
    client = Client()
    enter(client, "Vang Thi Bai Tap")
    html = client.get("/vao/4712/").content.decode()
    assert "Bác đã vào lớp với tên <span data-typed>Vang Thi Bai Tap</span>." in html
    assert START in html
    enter(client, "Vàng Thị Bài Tập")
    assert [one.display_name for one in Participant.objects.all()] == ["Vàng Thị Bài Tập"]


def test_a_form_sent_twice_joins_once_even_where_the_cookie_never_arrived(session: Session) -> None:
    luot = token(Client().get("/vao/4712/").content.decode())
    first, second = Client(), Client()
    assert enter(first, luot=luot)["Location"] == enter(second, luot=luot)["Location"] == START
    assert Participant.objects.count() == 1
    assert "với tên <span data-typed>Vàng Thị Bài Tập</span>" in second.get("/vao/4712/").content.decode()


def test_the_same_form_with_another_name_shows_both(session: Session) -> None:
    client = Client()
    luot = token(client.get("/vao/4712/").content.decode())
    enter(client, "Lý Văn Mẫu", luot)
    response = enter(client, "Giàng A Thử", luot)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Lý Văn Mẫu" in html
    assert "Đổi thành <span data-typed>Giàng A Thử</span>" in html
    enter(client, "Giàng A Thử", token(html))
    assert [one.display_name for one in Participant.objects.all()] == ["Giàng A Thử"]


def test_who_is_marked_cannot_hand_her_mark_to_the_next(session: Session) -> None:
    client = Client()
    enter(client, "Lý Văn Mẫu")
    service.confirm_unaided(Participant.objects.get(), by=factories.member(session.team))
    response = enter(client, "Giàng A Thử")
    html = response.content.decode()
    assert response.status_code == 409
    assert "Máy này đang vào với tên <span data-typed>Lý Văn Mẫu</span>" in html
    assert 'value="Giàng A Thử"' in html


def test_an_empty_name_is_asked_for_again(session: Session) -> None:
    response = enter(Client(), "  ")
    assert response.status_code == 422
    assert response.content.decode().count("Tên thường gọi của bác: bác gõ tên vào đây.") == 2
    assert not Participant.objects.exists()


def test_a_number_is_dropped_before_anything_is_kept(session: Session) -> None:
    html = enter(Client(), "000185000012").content.decode()
    assert "Chúng tôi không giữ số vừa gõ." in html
    assert "000185000012" not in html
    assert AuditEntry.objects.get(action="join.number_dropped").data == {
        "session": str(session.id),
        "field": "ten",
    }
    assert not Learner.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_code_is_said_to_be_unknown_with_whom_to_ask(method: str) -> None:
    response = getattr(Client(), method)("/vao/4713/")
    html = response.content.decode()
    assert response.status_code == 404
    assert html.count("Không có lớp nào mang mã <span data-typed>4713</span>.") == 2
    assert 'value="4713"' in html
    assert django_settings.TUTAY_HELP_PHONE in html


@pytest.mark.parametrize("code", ["7777", "abc", "4712x", "<b>"])
def test_a_code_that_cannot_be_is_unknown_too(code: str) -> None:
    assert Client().get(reverse("join:join", args=[code])).status_code == 404


def test_a_session_that_has_ended_says_so(session: Session) -> None:
    service.close_session(session, by=factories.user())
    for response in (Client().get("/vao/4712/"), enter(Client())):
        html = response.content.decode()
        assert response.status_code == 410
        assert "Lớp 4712 đã kết thúc." in html
        assert "Khai sinh cho cháu" not in html


def test_a_session_that_has_not_begun_says_so() -> None:
    factories.session(code="4712", is_open=False)
    response = Client().get("/vao/4712/")
    assert response.status_code == 404
    assert "Lớp 4712 chưa mở." in response.content.decode()


def test_a_code_given_again_leads_to_the_session_that_holds_it_now(session: Session) -> None:
    service.close_session(session, by=factories.user())
    factories.session(code="4712", title="Buổi mới")
    assert "Buổi mới" in Client().get("/vao/4712/").content.decode()


def test_a_session_that_ends_while_she_types_says_so(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(*_: object) -> None:
        Session.objects.update(closed_at=timezone.now())
        raise service.SessionNotOpen

    monkeypatch.setattr(service, "join", too_late)
    assert enter(Client()).status_code == 410


@pytest.mark.parametrize("address", ["/vao/", "/vao/4712/"])
def test_it_rejects_other_methods(session: Session, address: str) -> None:
    assert Client().delete(address).status_code == 405
    assert Client().put(address).status_code == 405


def test_the_form_needs_its_token_against_forgery(session: Session) -> None:
    assert Client(enforce_csrf_checks=True).post("/vao/4712/", {"ten": "Lý Văn Mẫu"}).status_code == 403


def test_forty_people_behind_one_router_are_all_let_in(session: Session) -> None:
    for number in range(40):
        client = Client()
        assert client.get("/vao/4712/").status_code == 200
        assert enter(client, f"Lý Văn Mẫu {number} con").status_code == 302
    assert Participant.objects.count() == 40


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(limits, "WRONG_CODES", 3)
    yield


def test_a_script_that_tries_codes_is_stopped_and_a_neighbour_is_not(session: Session, few: None) -> None:
    tried = [Client().get(f"/vao/{code}/").status_code for code in range(5001, 5009)]
    assert tried == [404] * 4 + [429] * 4
    assert Client().get("/vao/4712/").status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get("/vao/4712/").status_code == 200


def test_naughty_names_never_break_the_form(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "JOINS", 10_000)
    client = Client()
    for raw in bad_inputs(200):
        text = raw.encode("utf-8", "ignore").decode()  # a browser sends no half of a surrogate pair
        assert enter(client, text).status_code in (302, 422), text
        assert Client().get("/vao/", {"ma_lop": text}).status_code in (302, 422), text


def test_the_page_may_hold_a_name_so_it_is_kept_nowhere(session: Session) -> None:
    assert "no-store" in Client().get("/vao/4712/")["Cache-Control"]


def test_neither_name_nor_code_is_handed_to_the_servers_voice(session: Session, said: list[str]) -> None:
    client = Client()
    luot = token(client.get("/vao/4712/").content.decode())
    enter(client, "Zuzu", luot)
    enter(client, "Zuzu hai", luot)
    client.get("/vao/4712/")
    service.confirm_unaided(Participant.objects.get(), by=factories.member(session.team))
    enter(client, "Giàng A Thử")
    Client().get("/vao/Zuzu/")
    Client().get("/vao/", {"ma_lop": "Zuzu"})
    enter(Client(), "Zuzu" * 100)
    assert "Khai sinh cho cháu" in said
    assert not [words for words in said if "zuzu" in words.lower()]
