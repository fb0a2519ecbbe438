"""/hoc-tiep/: from one machine to another, and away from a shared one."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from accounts import codes, views
from accounts.devices import DEVICE_COOKIE
from accounts.models import Learner, ResumeCode
from accounts.service import LEARNER_COOKIE, current_learner
from sandbox.catalogue import load_packs
from tests.people import learner_client, make_attempt
from tests.sandbox.journeys import DECLARE

pytestmark = pytest.mark.django_db
ENTER, CODE, ARRIVED = "/hoc-tiep/", "/hoc-tiep/ma/", "/hoc-tiep/roi/"
LEAVE, LEFT = "/hoc-tiep/xong/", "/hoc-tiep/da-xong/"
FORMS = (ENTER, CODE, LEAVE)


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create(display_name="Vàng Thị Bài Tập")


@pytest.fixture
def her(learner: Learner) -> Client:
    return learner_client(learner)


def words(response: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def get_code(client: Client) -> str:
    """The code as the page shows it."""
    found = re.search(r'class="ma-hoc[^"]*">([^<]+)<', client.post(CODE).content.decode())
    assert found
    return found[1]


def whose(client: Client) -> str:
    """The name of whom this browser practises for; empty for nobody."""
    here = current_learner(client.get(ARRIVED).wsgi_request)
    return here.display_name if here else ""


def is_somebody(client: Client) -> bool:
    return current_learner(client.get(ARRIVED).wsgi_request) is not None


# --- To another machine ----------------------------------------------------------------------------------------


def test_every_step_is_there_on_the_other_phone(learner: Learner, her: Client) -> None:
    load_packs()
    attempt = make_attempt(learner, DECLARE, noi_sinh="Trạm Y tế xã Mẫu")
    other = Client()
    assert other.post(ENTER, {"ma": get_code(her)})["Location"] == ARRIVED
    page = other.get(f"/tap/bai/{attempt.id}/ke-khai/").content.decode()
    assert "Trạm Y tế xã Mẫu" in page
    assert str(attempt.id) in other.get("/tap/").content.decode()
    assert her.get(f"/tap/bai/{attempt.id}/ke-khai/").status_code == 200, "the first phone loses nothing"


def test_the_code_can_be_read_out_scanned_and_printed(her: Client) -> None:
    page = her.post(CODE).content.decode()
    code = re.search(r'class="ma-hoc[^"]*">([^<]+)<', page)
    assert code
    for word in codes.spoken(codes.normalise(code[1])):
        assert f"<li>{word}</li>" in page
    assert "testserver/hoc-tiep/" in page
    assert '<svg role="img" aria-label="Ô vuông mang bài của bác' in page
    assert 'class="a5 ' in page


def test_the_square_only_fills_the_form_in(her: Client) -> None:
    code = get_code(her)
    other = Client()
    page = other.get(f"{ENTER}?ma={code}").content.decode()
    assert f'value="{code}"' in page
    assert not is_somebody(other), "a preview of the link uses nothing up"
    assert ResumeCode.objects.live().exists()


def test_a_used_code_is_gone_and_a_fresh_one_is_offered(her: Client) -> None:
    code = get_code(her)
    other, third = Client(), Client()
    other.post(ENTER, {"ma": code})
    assert CODE in other.get(ARRIVED).content.decode()
    response = third.post(ENTER, {"ma": code})
    assert response.status_code == 422 and not is_somebody(third)
    assert "mã này không có, hoặc đã dùng rồi" in words(response)
    assert third.post(ENTER, {"ma": get_code(other)}).status_code == 302


def test_pressing_twice_where_the_first_answer_never_came_lets_her_in(her: Client) -> None:
    form = {"ma": get_code(her), "luot": "5f4dcc3b-5aa7-465d-8831-000000000001"}
    first, second = Client(), Client()
    assert [client.post(ENTER, form).status_code for client in (first, second)] == [302, 302]
    assert whose(second) == "Vàng Thị Bài Tập"


@pytest.mark.parametrize("typed", ["", "K7H4M", "K7H4MX2", "ooo000", "mã học tiếp", "\x00", "000198000031"])
def test_what_can_be_no_code_is_kept_and_named(typed: str) -> None:
    response = Client().post(ENTER, {"ma": typed})
    assert response.status_code == 422
    page = response.content.decode()
    assert page.count("Mã học tiếp: ") == 2, "once in the list, once at the box"


def test_her_own_code_on_her_own_phone_is_not_used_up(her: Client) -> None:
    code = get_code(her)
    assert her.post(ENTER, {"ma": code})["Location"] == ARRIVED
    assert ResumeCode.objects.live().exists()


def test_a_machine_with_somebody_else_on_it_says_so_and_asks(her: Client) -> None:
    code = get_code(her)
    here = learner_client(Learner.objects.create(display_name="Giàng A Thử"))
    asked = here.post(ENTER, {"ma": code, "luot": "x"})
    assert asked.status_code == 200
    assert "Giàng A Thử" in words(asked) and "Vàng Thị Bài Tập" in words(asked)
    assert whose(here) == "Giàng A Thử" and ResumeCode.objects.live().exists()
    assert here.post(ENTER, {"ma": codes.normalise(code), "luot": "x", "doi": "1"}).status_code == 302
    assert whose(here) == "Vàng Thị Bài Tập"


def test_without_a_learner_there_is_nothing_to_carry() -> None:
    client = Client()
    assert "chưa có gì để mang theo" in words(client.get(CODE))
    assert "chưa có gì để mang theo" in words(client.post(CODE))
    assert not Learner.objects.exists() and not ResumeCode.objects.exists()
    assert client.get(ARRIVED)["Location"] == ENTER


def test_a_code_not_used_yet_is_said_to_be_there(her: Client) -> None:
    assert "Bác đang có một mã chưa dùng" not in words(her.get(CODE))
    get_code(her)
    assert "Bác đang có một mã chưa dùng" in words(her.get(CODE))


# --- Guessing --------------------------------------------------------------------------------------------------


def test_a_guesser_of_ten_thousand_is_stopped(her: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    code = codes.normalise(get_code(her))
    asked: list[str] = []

    def nobody(code: str, token: str) -> Learner:
        asked.append(code)
        raise views.resume.UnknownCode

    monkeypatch.setattr(views.resume, "use_code", nobody)
    tried = [Client().post(ENTER, {"ma": _guess(number)}).status_code for number in range(10_000 // 50)]
    assert tried[: views.WRONG_SOON + 1] == [422] * (views.WRONG_SOON + 1)
    assert set(tried[views.WRONG_SOON + 1 :]) == {429}
    assert len(asked) == views.WRONG_SOON + 1, "from there on nobody even looks"
    assert Client().post(ENTER, {"ma": code}).status_code == 429
    assert Client().get(ENTER).status_code == 429


def _guess(number: int) -> str:
    digits = "23456789"
    return "CH" + "".join(digits[number // 8**place % 8] for place in range(4))


def test_a_patient_guesser_has_a_day_s_worth(her: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "WRONG_SOON", 10**6)
    tried = [Client().post(ENTER, {"ma": _guess(number)}).status_code for number in range(300)]
    assert tried.count(422) == views.WRONG_DAY + 1 and tried[-1] == 429


def test_forty_people_in_one_hall_get_in_though_each_mistypes_once() -> None:
    for number in range(40):
        her = learner_client(Learner.objects.create(display_name=f"Người mẫu {number}"))
        code, other = get_code(her), Client()
        assert other.post(ENTER, {"ma": _guess(number)}).status_code == 422
        assert other.post(ENTER, {"ma": code}).status_code == 302


def test_another_address_is_not_held_up(her: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "WRONG_SOON", 1)
    for number in range(4):
        Client().post(ENTER, {"ma": _guess(number)})
    assert Client().post(ENTER, {"ma": get_code(her)}).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").post(ENTER, {"ma": get_code(her)}).status_code == 302


# --- A shared machine ------------------------------------------------------------------------------------------


def share(client: Client) -> None:
    client.post("/hoc-tiep/may/", {"may": "chung"})


def test_whose_machine_it_is_is_asked_once(her: Client) -> None:
    load_packs()
    start, question = "/tap/bat-dau/khai-sinh-me-nop/practice/", "Máy này là máy của ai?"
    client = Client()
    assert question in words(client.get(start)) and question in words(client.get(ENTER))
    client.post(start, {"may": "minh"})
    assert question not in words(client.get(start)) and question not in words(client.get(ENTER))
    assert client.cookies[DEVICE_COOKIE].value == "minh"
    assert question in words(client.get(CODE)), "the answer can be changed there"


def test_the_answer_of_the_first_page_counts(client: Client) -> None:
    load_packs()
    client.post("/tap/bat-dau/khai-sinh-me-nop/practice/", {"may": "chung"})
    assert "Xong, rời máy này" in words(client.get("/tap/"))


def test_the_answer_beside_a_code_counts(her: Client) -> None:
    other = Client()
    response = other.post(ENTER, {"ma": get_code(her), "may": "chung"})
    assert response.cookies[LEARNER_COOKIE]["max-age"] == 600
    assert "Đây là máy chung" in words(other.get(ARRIVED))


def test_a_machine_of_ones_own_remembers_for_half_a_year(her: Client) -> None:
    response = Client().post(ENTER, {"ma": get_code(her), "may": "minh"})
    assert response.cookies[LEARNER_COOKIE]["max-age"] == 180 * 24 * 3600


@pytest.mark.parametrize("answer", ["", "khac", "\x00"])
def test_an_answer_that_is_none_changes_nothing(her: Client, answer: str) -> None:
    assert DEVICE_COOKIE not in her.post("/hoc-tiep/may/", {"may": answer}).cookies
    her.cookies[DEVICE_COOKIE] = answer or "x"
    assert "Xong, rời máy này" not in words(her.get("/tap/"))


def test_only_a_shared_machine_shows_the_way_out(her: Client) -> None:
    load_packs()
    for address in ("/tap/", CODE):
        assert LEAVE not in her.get(address).content.decode()
    share(her)
    for address in ("/tap/", CODE, "/tap/ho-so/"):
        assert LEAVE in her.get(address).content.decode()


def test_pages_of_a_shared_machine_are_kept_nowhere(learner: Learner, her: Client) -> None:
    load_packs()
    attempt = make_attempt(learner, DECLARE)
    address = f"/tap/bai/{attempt.id}/ke-khai/"
    assert "no-store" not in her.get(address)["Cache-Control"], "the Back key after a mistake needs the page"
    share(her)
    for response in (her.get(address), her.post(address, {}), her.get("/tap/")):
        assert "no-store" in response["Cache-Control"]


def test_xong_shows_her_code_first_and_then_forgets_her(learner: Learner, her: Client) -> None:
    load_packs()
    attempt = make_attempt(learner, DECLARE)
    share(her)
    assert CODE in her.get(LEAVE).content.decode()
    told = her.post(CODE, {"roi_may": "1"})
    assert LEAVE in told.content.decode() and is_somebody(her)
    response = her.post(LEAVE)
    assert response["Location"] == LEFT
    assert response.cookies[LEARNER_COOKIE]["max-age"] == 0
    assert her.get(LEFT)["Clear-Site-Data"] == '"cache"'
    assert not is_somebody(her)
    assert her.get(f"/tap/bai/{attempt.id}/ke-khai/").status_code == 404
    code = re.search(r'class="ma-hoc[^"]*">([^<]+)<', told.content.decode())
    assert code and her.post(ENTER, {"ma": code[1]}).status_code == 302
    assert her.get(f"/tap/bai/{attempt.id}/ke-khai/").status_code == 200


def test_the_next_one_is_not_asked_again_and_is_somebody_else(her: Client) -> None:
    load_packs()
    share(her)
    her.post(LEAVE)
    her.post("/tap/bat-dau/khai-sinh-me-nop/practice/", {})
    assert Learner.objects.count() == 2
    assert whose(her) == "" and "no-store" in her.get("/tap/")["Cache-Control"]


def test_the_form_with_which_she_came_in_is_dead_after_xong(her: Client) -> None:
    form = {"ma": get_code(her), "may": "chung", "luot": "5f4dcc3b-5aa7-465d-8831-000000000001"}
    shared = Client()
    shared.post(ENTER, form)
    shared.post(LEAVE)
    assert shared.post(ENTER, form).status_code == 422, "the Back key, and yes to sending it again"
    assert not is_somebody(shared)


def test_leaving_twice_is_no_accident() -> None:
    client = Client()
    assert client.get(LEAVE)["Location"] == client.post(LEAVE)["Location"] == LEFT


# --- Every page ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [*FORMS, ARRIVED])
def test_the_pages_hold_what_is_hers_so_they_are_kept_nowhere(her: Client, address: str) -> None:
    assert "no-store" in her.get(address)["Cache-Control"]


@pytest.mark.parametrize("address", [*FORMS, ARRIVED, LEFT, "/hoc-tiep/may/"])
def test_it_rejects_other_methods(her: Client, address: str) -> None:
    assert her.put(address).status_code == her.delete(address).status_code == 405


@pytest.mark.parametrize("address", [*FORMS, "/hoc-tiep/may/"])
def test_a_form_needs_its_token_against_forgery(learner: Learner, address: str) -> None:
    assert learner_client(learner, enforce_csrf_checks=True).post(address, {}).status_code == 403


@pytest.mark.parametrize("address", ["/tap/ho-so/", "/tap/"])
def test_people_find_the_way_where_they_stop(her: Client, address: str) -> None:
    load_packs()
    assert f'href="{CODE}"' in her.get(address).content.decode()
