"""/the/<token>/: from the square code, over three pictures, to her own exercises."""

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import cards, doors
from accounts.cards import MOST_WRONG, PICTURES, Made
from accounts.devices import DEVICE_COOKIE
from accounts.models import Learner, LearnerCard
from accounts.service import LEARNER_COOKIE, current_learner
from kit.models import Tries
from tests.people import as_time_passes, learner_client

pytestmark = pytest.mark.django_db
CLOSED, LOCKED = "Thẻ này chưa dùng được lúc này", "Thẻ này đang bị khóa"


@pytest.fixture
def in_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Learner]]:
    """Learners of whom a session is open."""
    here: list[Learner] = []
    monkeypatch.setattr(cards, "_providers", [lambda learner: learner in here])
    yield here


@pytest.fixture
def learner(in_session: list[Learner]) -> Learner:
    made = Learner.objects.create(display_name="Vàng Thị Bài Tập")
    in_session.append(made)
    return made


@pytest.fixture
def made(learner: Learner) -> Made:
    (one,) = cards.make_cards([learner], actor="user:0")
    return one


def door(made: Made) -> str:
    return f"/the/{made.token}/"


def words(response: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def press(client: Client, address: str, pin: tuple[str, ...], **extra: str) -> Any:
    """The three pages, each with what the one before wrote into its form."""
    form: dict[str, str] = dict(extra)
    for picture in pin:
        response = client.post(address, form | {"hinh": picture})
        found = re.findall(r'type="hidden" name="(da|may|doi)" value="([^"]*)"', response.content.decode())
        form = dict(found)
    return response


def wrong(made: Made) -> tuple[str, ...]:
    return made.pin[::-1]


def whose(client: Client) -> Learner | None:
    return current_learner(client.get("/hoc-tiep/roi/").wsgi_request)


# --- In ----------------------------------------------------------------------------------------------------------
def test_three_pictures_make_the_machine_hers(learner: Learner, made: Made) -> None:
    client = Client()
    page = client.get(door(made))
    assert page.status_code == 200 and whose(client) is None, "a preview of the link opens nothing"
    for word in PICTURES.values():
        assert str(word) in words(page)
    answer = press(client, door(made), made.pin, may="minh")
    assert (answer.status_code, answer["Location"]) == (302, "/tap/")
    assert whose(client) == learner


def test_each_page_says_which_picture_comes_next(made: Made) -> None:
    client = Client()
    assert "Bác bấm hình thứ 1" in words(client.get(door(made)))
    second = client.post(door(made), {"hinh": made.pin[0], "da": ""})
    assert "Bác bấm hình thứ 2" in words(second)
    assert f"Đã bấm: {PICTURES[made.pin[0]]}" in words(second)
    assert whose(client) is None


def test_a_card_opens_again_and_again(learner: Learner, made: Made) -> None:
    for _ in range(3):
        client = Client()
        press(client, door(made), made.pin)
        assert whose(client) == learner


def test_whose_machine_it_is_is_asked_where_nobody_has_said_so(made: Made) -> None:
    client = Client()
    assert 'name="may"' in client.get(door(made)).content.decode()
    press(client, door(made), made.pin, may="chung")
    assert client.cookies[DEVICE_COOKIE].value == "chung"
    assert client.cookies[LEARNER_COOKIE]["max-age"] <= 600
    assert 'name="may"' not in client.get(door(made)).content.decode()


def test_her_own_machine_asks_for_the_pictures_at_once(learner: Learner, made: Made) -> None:
    client = learner_client(learner)
    assert "Bác bấm hình thứ 1" in words(client.get(door(made)))


def test_a_machine_with_somebody_else_on_it_says_so_and_asks(learner: Learner, made: Made) -> None:
    neighbour = Learner.objects.create(display_name="Giàng A Thử")
    client = learner_client(neighbour)
    asked = client.get(door(made))
    assert "Giàng A Thử" in words(asked) and "Vàng Thị Bài Tập" in words(asked)
    assert "Giàng A Thử" in words(press(client, door(made), made.pin)) and whose(client) == neighbour
    assert "Bác bấm hình thứ 1" in words(client.get(f"{door(made)}?doi=1"))
    assert press(client, door(made), made.pin, doi="1").status_code == 302
    assert whose(client) == learner


# --- Not in ------------------------------------------------------------------------------------------------------
def test_wrong_pictures_open_nothing_and_say_what_to_do(made: Made) -> None:
    client = Client()
    answer = press(client, door(made), wrong(made))
    assert answer.status_code == 422 and whose(client) is None
    said = answer.content.decode().count("Hình: chưa đúng ba hình của bác")
    assert said == 2, "in the list above, and beside the pictures"
    assert "Bác bấm hình thứ 1" in words(answer)


def test_five_wrong_tries_lock_the_card(made: Made) -> None:
    client = Client()
    for _ in range(MOST_WRONG - 1):
        assert press(client, door(made), wrong(made)).status_code == 422
    last = press(client, door(made), wrong(made))
    assert last.status_code == 403 and LOCKED in words(last)
    assert LOCKED in words(client.get(door(made)))
    as_time_passes()
    assert LOCKED in words(press(Client(), door(made), made.pin)), "waiting does not open it"


def test_an_unknown_an_ended_and_a_card_without_a_session_look_alike(
    learner: Learner, made: Made, in_session: list[Learner]
) -> None:
    old = made
    (fresh,) = cards.make_cards([learner], actor="user:0")
    in_session.clear()
    pages = set()
    for token in (old.token, fresh.token, "khong-co-the-nay"):
        for answer in (Client().get(f"/the/{token}/"), Client().post(f"/the/{token}/", {"hinh": "tay-chi"})):
            assert answer.status_code == 404 and CLOSED in words(answer)
            pages.add(words(answer))
    assert len(pages) == 1


def test_a_locked_card_without_a_session_says_nothing_of_it(made: Made, in_session: list[Learner]) -> None:
    LearnerCard.objects.update(locked_at=timezone.now())
    in_session.clear()
    assert CLOSED in words(Client().get(door(made)))


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"hinh": ""},
        {"hinh": "khong-co"},
        {"hinh": "\x00"},
        {"hinh": "🐃" * 10_000},
        {"hinh": "<b>", "da": "<script>"},
        {"hinh": "tay-chi", "da": "tay-chi"},
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(made: Made, form: dict[str, str]) -> None:
    answer = Client().post(door(made), form)
    assert answer.status_code == 422 and "Hình: bác " in words(answer)
    assert LearnerCard.objects.get().failures == 0, "a slip is no try"


@pytest.mark.parametrize("before", ["\x00", "a.b", "tay-chi.tay-chi", "tay-chi.to-giay.tim-viec", "." * 9999])
def test_what_the_page_did_not_write_begins_anew(made: Made, before: str) -> None:
    answer = Client().post(door(made), {"hinh": "dang-nhap", "da": before})
    assert answer.status_code == 200 and "Bác bấm hình thứ 2" in words(answer)


@pytest.mark.parametrize("token", ["x", "%00", "🐃", "a" * 10_000, "%F0%9F%98%80", "..", "%27%20or%201=1"])
def test_no_token_breaks_the_page(token: str, db: None) -> None:
    assert Client().get(f"/the/{token}/").status_code == 404


def test_the_pictures_are_in_no_address_and_the_page_is_not_kept(made: Made) -> None:
    page = Client().get(door(made))
    assert 'method="post"' in page.content.decode() and "no-store" in page["Cache-Control"]
    assert Client().put(door(made)).status_code == 405


# --- Guesses -----------------------------------------------------------------------------------------------------
def test_ten_thousand_guessed_tokens_stop_at_the_address(made: Made) -> None:
    """The first sixty are heard. The rest is one look at the count, so a few hundred stand for ten thousand."""
    client = Client()
    answers = [client.get(f"/the/doan-{number}/").status_code for number in range(300)]
    assert answers.count(404) == doors.HALL[0].most and answers.count(429) == 300 - doors.HALL[0].most
    assert client.get(door(made)).status_code == 429
    assert Client(REMOTE_ADDR="198.51.100.7").get(door(made)).status_code == 200


def test_guessed_pictures_stop_at_forty_a_day_however_often_a_member_unlocks(
    made: Made, learner: Learner
) -> None:
    heard = 0
    for number in range(60):
        client = Client(REMOTE_ADDR=f"198.51.100.{number}")
        heard += press(client, door(made), wrong(made)).status_code == 422
        LearnerCard.objects.update(failures=0, locked_at=None)
    assert heard == 40


def test_a_hall_of_forty_comes_in_from_one_address(made: Made, in_session: list[Learner]) -> None:
    hall = [Learner.objects.create() for _ in range(70)]
    in_session += hall
    for one in cards.make_cards(hall, actor="user:0"):
        client = Client()
        assert press(client, door(one), one.pin).status_code == 302
    assert not Tries.objects.filter(count__gt=0).exists()


def test_cards_brought_before_the_session_opens_shut_nobody_out(
    made: Made, learner: Learner, in_session: list[Learner]
) -> None:
    in_session.clear()
    client = Client()
    for _ in range(70):
        assert client.get(door(made)).status_code == 404
    in_session.append(learner)
    assert client.get(door(made)).status_code == 200
