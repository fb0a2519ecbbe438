"""Finding the procedure, and not taking the one that looks like it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox.enums import Place
from sandbox.models import Attempt
from tests.sandbox import journeys
from tests.sandbox.journeys import DECLARE, RIGHT_CODE

pytestmark = pytest.mark.django_db
AGAIN = "1.000689"  # khai sinh kết hợp nhận cha, mẹ, con: a look-alike


@pytest.fixture
def attempt(learner: Learner) -> Attempt:
    return journeys.begin(learner, Place.SEARCH)


def _page(attempt: Attempt, code: str) -> str:
    return reverse("sandbox:procedure", args=[attempt.id, code])


@pytest.mark.parametrize(
    "query", ["khai sinh", "lam giay khai sinh cho chau", "Đăng ký khai sinh", "1.001193"]
)
def test_everyday_words_find_the_procedure_first(browser: Client, attempt: Attempt, query: str) -> None:
    page = journeys.text(browser.get(journeys.url(attempt, Place.SEARCH), {"tu_khoa": query}))
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    found = [link for link in links if link.startswith(_page(attempt, "x")[:-2])]
    assert found[0] == _page(attempt, RIGHT_CODE)


def test_every_procedure_that_is_counted_can_be_reached(browser: Client, attempt: Attempt) -> None:
    page = journeys.text(browser.get(journeys.url(attempt, Place.SEARCH), {"tu_khoa": "khai sinh"}))
    count = int(page.split("Có ")[1].split(" kết quả")[0])
    assert count > 10
    assert page.count(f'href="{_page(attempt, "x")[:-2]}') == count
    assert f"{count - 10} thủ tục nữa" in page


def test_what_was_searched_stays_in_the_box_as_text(browser: Client, attempt: Attempt) -> None:
    query = """khai "sinh" <b>cháu</b> & 'mẹ'"""
    response = browser.get(journeys.url(attempt, Place.SEARCH), {"tu_khoa": query})
    assert journeys.value(response, "tu_khoa") == query
    assert "<b>cháu" not in journeys.text(response)


@pytest.mark.parametrize("query", ["", "   ", "zzzz", "\x00", "a" * 5000, "%", "(("])
def test_a_search_that_finds_nothing_says_what_to_try(browser: Client, attempt: Attempt, query: str) -> None:
    response = browser.get(journeys.url(attempt, Place.SEARCH), {"tu_khoa": query})
    assert response.status_code == 200
    assert "khai sinh" in journeys.words(response)


def test_the_page_of_the_right_procedure_says_term_fee_papers_and_source(
    browser: Client, attempt: Attempt
) -> None:
    page, procedure = journeys.words(browser.get(_page(attempt, RIGHT_CODE))), attempt.pack.procedure
    assert procedure.term_note in page and procedure.fee.note in page
    assert "Giấy chứng sinh" in page and procedure.sources[0].title in page
    attempt.refresh_from_db()
    assert attempt.place == Place.PROCEDURE


def test_the_right_procedure_leads_on_to_the_sign_in(browser: Client, attempt: Attempt) -> None:
    response = journeys.post(browser, _page(attempt, RIGHT_CODE), {})
    assert journeys.leads_to(response, journeys.url(attempt, Place.SIGN_IN))
    assert not attempt.mistakes.exists()


def test_a_look_alike_is_refused_kindly_and_noted(browser: Client, attempt: Attempt) -> None:
    assert browser.get(_page(attempt, AGAIN)).status_code == 200
    response = browser.post(_page(attempt, AGAIN), {})
    assert response.status_code == 200
    assert 'role="status"' in journeys.text(response) or 'role="alert"' in journeys.text(response)
    attempt.refresh_from_db()
    assert attempt.place == Place.SEARCH
    assert list(attempt.mistakes.values_list("field", "kind")) == [("thu_tuc", "wrong_choice")]


def test_looking_at_a_look_alike_moves_nothing(browser: Client, attempt: Attempt) -> None:
    browser.get(_page(attempt, AGAIN))
    attempt.refresh_from_db()
    assert attempt.place == Place.SEARCH and not attempt.mistakes.exists()


@pytest.mark.parametrize("code", ["9.999999", "x", "1.001193x"])
def test_a_procedure_that_does_not_exist_is_not_there(browser: Client, attempt: Attempt, code: str) -> None:
    assert browser.get(_page(attempt, code)).status_code == 404
    assert browser.post(_page(attempt, code), {}).status_code == 404


def test_coming_back_to_the_procedure_leads_to_the_page_of_the_exercise(
    browser: Client, learner: Learner
) -> None:
    attempt = journeys.begin(learner, DECLARE)
    response = browser.get(journeys.url(attempt, Place.PROCEDURE))
    assert journeys.leads_to(response, _page(attempt, RIGHT_CODE))


def test_going_on_from_the_procedure_again_loses_no_place(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    browser.post(_page(attempt, RIGHT_CODE), {})
    attempt.refresh_from_db()
    assert attempt.place == Place.REVIEW
