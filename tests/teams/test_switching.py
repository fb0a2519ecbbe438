"""/vao/doi-nguoi/: several learners at one telephone, each with a practice and a place of her own."""

import uuid
from typing import Any

import pytest
from django.test import Client

from accounts.service import MOST_TURNS
from sandbox.models import Seat
from teams import service
from teams.models import Participant, Session
from tests.people import class_client
from tests.teams import factories

pytestmark = pytest.mark.django_db
SWITCH, JOIN = "/vao/doi-nguoi/", "/vao/4712/"


@pytest.fixture
def session() -> Session:
    return factories.session(code="4712")


@pytest.fixture
def phone(session: Session) -> Client:
    """A telephone with which somebody has come in."""
    client = Client()
    client.post(JOIN, {"ten": "Lý Văn Mẫu"})
    return client


def add(phone: Client, name: str, luot: str = "") -> Any:
    return phone.post(JOIN, {"ten": name, "them": "1", "luot": luot})


def who_is_here(phone: Client) -> str:
    """The name of whoever holds the telephone, by the learner's cookie."""
    response = phone.get(JOIN)
    return str(response.context["name_here"])


def named(name: str) -> Participant:
    return Participant.objects.get(display_name=name)


def choose(phone: Client, participant: Participant) -> Any:
    return phone.post(SWITCH, {"nguoi": participant.id})


def test_a_second_person_has_her_own_place_and_the_first_one_keeps_hers(phone: Client) -> None:
    response = add(phone, "Vàng Thị Bài Tập")
    assert response["Location"].startswith("/tap/bat-dau/")
    first, second = named("Lý Văn Mẫu"), named("Vàng Thị Bài Tập")
    assert first.learner != second.learner
    assert sorted(Seat.objects.values_list("number", flat=True)) == [1, 2]
    assert who_is_here(phone) == "Vàng Thị Bài Tập"


def test_they_take_turns(phone: Client) -> None:
    add(phone, "Vàng Thị Bài Tập")
    html = phone.get(SWITCH).content.decode()
    assert html.index("Lý Văn Mẫu") < html.index("Vàng Thị Bài Tập")
    assert html.count("đang cầm máy") == 1
    assert choose(phone, named("Lý Văn Mẫu")).status_code == 302
    assert who_is_here(phone) == "Lý Văn Mẫu"
    choose(phone, named("Vàng Thị Bài Tập"))
    assert who_is_here(phone) == "Vàng Thị Bài Tập"


def test_a_form_sent_twice_adds_one_person(phone: Client) -> None:
    luot = str(uuid.uuid4())
    for _ in range(2):
        assert add(phone, "Vàng Thị Bài Tập", luot).status_code == 302
    assert Participant.objects.count() == 2
    assert who_is_here(phone) == "Vàng Thị Bài Tập"


def test_the_same_form_with_another_name_shows_both_and_renames_the_right_one(phone: Client) -> None:
    luot = str(uuid.uuid4())
    add(phone, "Vàng Thị Bài Tập", luot)
    choose(phone, named("Lý Văn Mẫu"))
    assert add(phone, "Vàng Thị Ôn Bài", luot).status_code == 409
    phone.post(JOIN, {"ten": "Vàng Thị Ôn Bài"})
    assert set(Participant.objects.values_list("display_name", flat=True)) == {
        "Lý Văn Mẫu",
        "Vàng Thị Ôn Bài",
    }


def test_the_same_name_again_is_asked_about(phone: Client) -> None:
    response = add(phone, "ly van mau")
    assert response.status_code == 409
    html = response.content.decode()
    assert "Tên thường gọi của bác: máy này đã có" in html and 'value="ly van mau"' in html
    assert Participant.objects.count() == 1


def test_a_telephone_takes_only_so_many(phone: Client) -> None:
    for number in range(2, MOST_TURNS + 1):
        assert add(phone, f"Người Tập {number} con").status_code == 302
    response = add(phone, "Người Cuối")
    assert response.status_code == 409
    assert f"máy này đã có {MOST_TURNS} người" in response.content.decode()
    assert Participant.objects.count() == MOST_TURNS
    html = phone.get(SWITCH).content.decode()
    assert "Thêm người" not in html and "Người sau mượn máy khác" in html


def test_the_page_to_add_somebody_shows_nobodys_name(phone: Client) -> None:
    html = phone.get(f"{JOIN}?them=1").content.decode()
    assert "Lý Văn Mẫu" not in html and 'name="them"' in html


def test_a_telephone_that_is_not_in_yet_adds_nobody_but_comes_in(session: Session) -> None:
    phone = Client()
    add(phone, "Lý Văn Mẫu")
    assert Participant.objects.count() == 1


def test_who_came_in_before_is_on_the_list_although_the_cookie_is_new(session: Session) -> None:
    phone = Client()
    phone.post(JOIN, {"ten": "Lý Văn Mẫu"})
    del phone.cookies["luot_may"]
    add(phone, "Vàng Thị Bài Tập")
    assert "Lý Văn Mẫu" in phone.get(SWITCH).content.decode()


def test_somebody_from_another_telephone_cannot_be_chosen(phone: Client, session: Session) -> None:
    other = Client()
    other.post(JOIN, {"ten": "Giàng A Thử"})
    for chosen in (named("Giàng A Thử").id, uuid.uuid4(), "1' OR '1'='1", "\x00", "x" * 10_000):
        assert phone.post(SWITCH, {"nguoi": chosen}).status_code == 404
    assert "Giàng A Thử" not in phone.get(SWITCH).content.decode()
    assert who_is_here(phone) == "Lý Văn Mẫu"


def test_choosing_nobody_is_said(phone: Client) -> None:
    response = phone.post(SWITCH, {})
    assert response.status_code == 422
    assert "Người cầm máy: chọn một tên trong danh sách" in response.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_strangers_telephone_has_nobody(method: str) -> None:
    html = getattr(Client(), method)(SWITCH).content.decode()
    assert "Máy này chưa ở buổi tập huấn nào." in html


def test_the_list_ends_with_the_session(phone: Client, session: Session) -> None:
    service.close_session(session, by=factories.user())
    assert "Lý Văn Mẫu" not in phone.get(SWITCH).content.decode()
    assert phone.cookies["luot_may"].value == ""


def test_the_list_ends_with_done(phone: Client) -> None:
    phone.post("/hoc-tiep/xong/")
    assert "Lý Văn Mẫu" not in phone.get(SWITCH).content.decode()


def test_people_of_a_cookie_who_are_not_in_the_session_are_not_shown(session: Session) -> None:
    theirs = factories.participant(factories.session(), "Giàng A Thử")
    assert "Giàng A Thử" not in class_client(session.id, theirs.learner).get(SWITCH).content.decode()


@pytest.mark.parametrize("method", ["put", "delete"])
def test_it_takes_no_other_methods(method: str) -> None:
    assert getattr(Client(), method)(SWITCH).status_code == 405


def test_names_are_kept_by_no_cache(phone: Client) -> None:
    assert "no-store" in phone.get(SWITCH)["Cache-Control"]
