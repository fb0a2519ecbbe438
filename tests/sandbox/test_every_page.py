"""What holds for every page of the replica: methods, strangers, and that it can never be taken for the real one."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from accounts.models import Learner
from sandbox import drilling, service, urls
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.models import AttemptMistake, Dossier
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, COPIES, DECLARE, MOTHER, PAPER, RIGHT_CODE

pytestmark = pytest.mark.django_db
READING_STEPS = {"step_search", "step_procedure"}
ONLY_POST = {"skip", "supplement", "file_again", "rate", "who_holds", "drill_choose", "class_act"}
STEPS = [f"step_{place.name.lower()}" for place in Place]
OF_A_DOSSIER = [
    "dossier",
    "receipt",
    "skip",
    "supplement",
    "draft",
    "payment",
    "bank",
    "paid",
    "withdraw",
    "file_again",
    "rate",
    "result",
]
DRILLS = ["drill", "drill_scene", "drill_choose", "drill_done"]
OF_AN_EXERCISE: dict[str, list[Any]] = {
    "sheets": [MOTHER],
    "sheet": [MOTHER, "the-nhan-vat"],
    "watch": [MOTHER, 1],
    "exercise": [MOTHER],
}
OF_A_CLASS = ["class_news", "class_act"]
OF_NOBODY = [
    "home",
    "search",
    "start",
    "my_dossiers",
    "phone",
    "lookup",
    *OF_AN_EXERCISE,
    *DRILLS,
    *OF_A_CLASS,
]
MORE = ["attempt", "procedure", "step_fields", "who_holds", "preview", "wallet", "wallet_photo"]
IN_THE_FORM = {"preview": Place.REVIEW, "wallet": Place.PAPERS, "wallet_photo": Place.PAPERS}
POSTS = {
    "start",
    "procedure",
    "lookup",
    "drill",
    "draft",
    "payment",
    "bank",
    "withdraw",
    "step_fields",
    "preview",
    "wallet",
    "wallet_photo",
    *ONLY_POST,
    *(set(STEPS) - READING_STEPS),
}
NAMES = [pattern.name or "" for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)]


def _arguments(learner: Learner, name: str) -> list[Any]:
    if name == "start":
        return [MOTHER, "practice"]
    if name in OF_AN_EXERCISE:
        return [*OF_AN_EXERCISE[name]]
    if name in DRILLS:
        return [_drill(learner, name)]
    if name in OF_A_DOSSIER:
        return [_dossier(learner, name).id]
    if name in OF_NOBODY:
        return []
    if name == "step_fields":
        return [journeys.begin(learner, DECLARE).id, APPLICANT]
    place = list(Place)[STEPS.index(name)] if name in STEPS else IN_THE_FORM.get(name, Place.PROCEDURE)
    attempt = journeys.begin(learner, place)
    more = {
        "wallet": [PAPER],
        "wallet_photo": [PAPER],
        "procedure": [RIGHT_CODE],
        "who_holds": [Place.PROCEDURE.value],
    }
    return [attempt.id, *more.get(name, [])]


def _drill(learner: Learner, name: str) -> str:
    """A drill that stands where this page shows something."""
    run = drilling.begin(learner, drilling.find("goi-hoi-ma"))
    for choice in ("tat-may", "ra-xa") if name == "drill_done" else ():
        drilling.choose(run, choice)
    return run.drill


def _dossier(learner: Learner, name: str) -> Dossier:
    if name in ("payment", "bank", "paid"):
        dossier = journeys.until(journeys.send(learner, scenario=COPIES), Status.PAYMENT_REQUESTED)
        return service.pay(dossier) if name == "paid" else dossier
    dossier = journeys.send(learner)
    if name == "draft":
        return journeys.until_draft(dossier)
    if name == "file_again":
        return service.withdraw(dossier)
    wanted = {
        "result": Status.RETURNED,
        "rate": Status.RETURNED,
        "supplement": Status.SUPPLEMENT_REQUESTED,
    }.get(name)
    return journeys.until(dossier, wanted) if wanted else dossier


def _address(learner: Learner, name: str) -> str:
    return reverse(f"sandbox:{name}", args=_arguments(learner, name))


def test_these_lists_name_every_address_of_the_replica() -> None:
    assert sorted(NAMES) == sorted([*STEPS, *OF_A_DOSSIER, *OF_NOBODY, *MORE])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_page_takes_other_methods_than_get_and_post(
    browser: Client, learner: Learner, name: str, method: str
) -> None:
    assert getattr(browser, method)(_address(learner, name)).status_code == 405


@pytest.mark.parametrize("name", sorted(set(NAMES) - POSTS))
def test_a_page_that_only_shows_refuses_a_post(browser: Client, learner: Learner, name: str) -> None:
    assert browser.post(_address(learner, name), {}).status_code == 405


@pytest.mark.parametrize("name", sorted(ONLY_POST))
def test_an_act_refuses_to_be_opened_as_a_page(browser: Client, learner: Learner, name: str) -> None:
    address = _address(learner, name)
    before = _everything_of(learner)
    assert browser.get(address).status_code == 405
    assert _everything_of(learner) == before


@pytest.mark.parametrize("name", sorted(set(NAMES) - ONLY_POST))
def test_a_page_answers_head_as_it_answers_get(browser: Client, learner: Learner, name: str) -> None:
    address = _address(learner, name)
    assert browser.head(address).status_code == browser.get(address).status_code


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(OF_NOBODY)))
def test_a_stranger_gets_the_page_of_a_missing_id(
    learner: Learner, stranger: Client, client: Client, name: str
) -> None:
    arguments = _arguments(learner, name)
    theirs = reverse(f"sandbox:{name}", args=arguments)
    missing = reverse(f"sandbox:{name}", args=[uuid.uuid4(), *arguments[1:]])
    for browser in (stranger, client):
        for method in {"post"} if name in ONLY_POST else {"get", "post"} if name in POSTS else {"get"}:
            shown, absent = getattr(browser, method)(theirs), getattr(browser, method)(missing)
            assert shown.status_code == absent.status_code == 404
            assert journeys.words(shown) == journeys.words(absent)


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(OF_NOBODY)))
def test_a_stranger_changes_nothing(learner: Learner, stranger: Client, name: str) -> None:
    address = _address(learner, name)
    before = _everything_of(learner)
    stranger.post(
        address,
        {"ngay": "3", "luu": "1", "cam_doan": "1", "dia_chi": "Thôn Hai", "dung": "1", "muc": "satisfied"}
        | {"code": "471938", "cach": "ngan-hang"},
    )
    assert _everything_of(learner) == before


def _everything_of(learner: Learner) -> list[Any]:
    dossiers = Dossier.objects.filter(attempt__learner=learner)
    mistakes = AttemptMistake.objects.filter(attempt__learner=learner)
    return [list(learner.attempts.values()), list(dossiers.values()), list(mistakes.values())]


@pytest.mark.parametrize("name", sorted(set(NAMES) - ONLY_POST))
def test_the_replica_is_not_cached_and_not_found_by_search_engines(
    browser: Client, learner: Learner, name: str
) -> None:
    response = browser.get(_address(learner, name))
    assert "noindex" in response["X-Robots-Tag"]
    assert {"private", "no-cache", "max-age=0"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.parametrize("name", sorted(set(NAMES) - ONLY_POST))
def test_a_page_of_the_replica_says_that_it_is_practice(browser: Client, learner: Learner, name: str) -> None:
    page = journeys.text(browser.get(_address(learner, name), follow=True))
    assert re.search(r"<title>TẬP DƯỢT · [^<]+</title>", page)
    assert re.search(r'<aside class="band"[^>]*><p>TẬP DƯỢT', page)
    assert re.search(r'<aside class="band end"[^>]*><p>TẬP DƯỢT', page), "the band ends the page, too"
    assert '<meta name="robots" content="noindex' in page


@pytest.mark.parametrize("name", sorted(set(NAMES) - ONLY_POST))
def test_a_page_of_the_replica_gives_nothing_to_a_password_manager_or_a_phisher(
    browser: Client, learner: Learner, name: str
) -> None:
    page = journeys.text(browser.get(_address(learner, name), follow=True))
    assert not re.search(r'type="?password', page)
    assert not re.search(r'<a [^>]*href="[^"]*(dichvucong|vneid|\.gov\.vn)', page), (
        "typed by oneself, never a link"
    )
    assert not re.search(r'(href|src|action)="(https?:)?//', page), "nothing from or to another site"
    assert "og:image" not in page
    for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", page):
        hidden = re.search(r'type="(hidden|radio|checkbox|submit)"', tag)
        assert hidden or 'autocomplete="off"' in tag, tag


def test_the_title_of_a_page_with_a_mistake_says_so_first(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, APPLICANT)
    page = journeys.text(browser.post(journeys.url(attempt, APPLICANT), {"ngay_cap": ""}))
    assert re.search(r"<title>Lỗi: TẬP DƯỢT · ", page)


def test_the_pages_after_sending_name_the_real_address_to_type(browser: Client, learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner), Status.RETURNED)
    result = journeys.words(browser.get(journeys.dossier_url(dossier, "result")))
    assert "dichvucong.gov.vn" in result


@pytest.mark.parametrize("name", ["receipt", "draft", "paid", "result", "sheet", "sheets"])
def test_a_practice_paper_says_on_itself_that_it_is_practice(
    browser: Client, learner: Learner, name: str
) -> None:
    page = journeys.words(browser.get(_address(learner, name)))
    assert "MẪU TẬP DƯỢT" in page or "BẢN TẬP DƯỢT" in page
