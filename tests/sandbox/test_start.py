"""Choosing an exercise, and "Tôi hiểu đây là tập"."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from accounts.service import LEARNER_COOKIE
from kit.idempotency import token
from sandbox.enums import Place
from sandbox.models import Attempt, PackVersion
from tests.sandbox import journeys
from tests.sandbox.journeys import ALONE, DECLARE, FATHER, MOTHER

pytestmark = pytest.mark.django_db


def _address(scenario: str = MOTHER, mode: str = "practice") -> str:
    return reverse("sandbox:start", args=[scenario, mode])


@pytest.mark.usefixtures("packs")
def test_the_home_page_offers_every_scenario_in_both_modes(client: Client) -> None:
    page = journeys.text(client.get(reverse("sandbox:home")))
    for scenario in (MOTHER, FATHER, ALONE):
        for mode in ("practice", "check"):
            assert f'href="{_address(scenario, mode)}"' in page


def test_the_home_page_without_packs_says_whom_to_ask(client: Client) -> None:
    response = client.get(reverse("sandbox:home"))
    assert response.status_code == 200 and "/bat-dau/" not in journeys.text(response)


def test_the_home_page_leads_back_to_where_she_stopped(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, DECLARE)
    page = journeys.text(browser.get(reverse("sandbox:home")))
    assert reverse("sandbox:attempt", args=[attempt.id]) in page
    assert "Bước 10 trong 13: Kê khai" in journeys.words(browser.get(reverse("sandbox:home")))


def test_the_home_page_shows_nothing_of_somebody_else(learner: Learner, stranger: Client) -> None:
    attempt = journeys.begin(learner, DECLARE)
    dossier = journeys.send(learner)
    page = journeys.text(stranger.get(reverse("sandbox:home")))
    assert str(attempt.id) not in page and str(dossier.id) not in page
    assert dossier.code not in journeys.text(stranger.get(reverse("sandbox:my_dossiers")))


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_the_first_page_tells_the_story_and_that_this_is_practice(
    packs: PackVersion, client: Client, mode: str
) -> None:
    page = journeys.words(client.get(_address(mode=mode)))
    for line in packs.pack.scenario(MOTHER).story:
        assert line in page


@pytest.mark.usefixtures("packs")
def test_looking_at_the_first_page_leaves_no_trace(client: Client) -> None:
    response = client.get(_address())
    assert not Learner.objects.exists() and not Attempt.objects.exists()
    assert LEARNER_COOKIE not in response.cookies


@pytest.mark.usefixtures("packs")
def test_beginning_makes_a_learner_who_has_understood(client: Client) -> None:
    response = client.post(_address(), {"token": token()})
    learner, attempt = Learner.objects.get(), Attempt.objects.get()
    assert learner.understood_at is not None
    assert response.cookies[LEARNER_COOKIE]["httponly"]
    assert (attempt.learner, attempt.scenario_id, attempt.mode) == (learner, MOTHER, "practice")
    assert (attempt.place, attempt.persona_id) == (Place.SEARCH, "vang-thi-bai-tap")


def test_pressing_begin_twice_starts_one_attempt(browser: Client) -> None:
    key = token()
    first, second = (browser.post(_address(), {"token": key}) for _ in range(2))
    assert Attempt.objects.count() == 1
    assert first["Location"] == second["Location"]


@pytest.mark.usefixtures("packs")
def test_a_new_learner_who_presses_begin_twice_with_her_cookie_starts_one_attempt(client: Client) -> None:
    key = token()
    for _ in range(2):
        client.post(_address(), {"token": key})
    assert Attempt.objects.count() == Learner.objects.count() == 1


def test_begin_with_the_token_of_another_exercise_shows_both(browser: Client) -> None:
    key = token()
    browser.post(_address(MOTHER), {"token": key})
    response = browser.post(_address(FATHER), {"token": key})
    assert response.status_code == 409 and Attempt.objects.count() == 1
    page = journeys.words(response)
    assert "Mẹ nộp khai sinh cho con" in page and "Cha nộp khai sinh cho con" in page


def test_a_token_of_one_learner_means_nothing_for_another(browser: Client, stranger: Client) -> None:
    key = token()
    addresses = {who.post(_address(), {"token": key})["Location"] for who in (browser, stranger)}
    assert len(addresses) == Attempt.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "0" * 500, "<b>"])
def test_a_form_without_a_proper_token_still_works(browser: Client, key: str) -> None:
    assert browser.post(_address(), {"token": key}).status_code == 302
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("scenario", "mode"), [("khong-co", "practice"), (MOTHER, "watch"), (MOTHER, "x")])
def test_an_unknown_exercise_or_mode_is_not_there(
    browser: Client, scenario: str, mode: str, method: str
) -> None:
    assert getattr(browser, method)(_address(scenario, mode)).status_code == 404
    assert not Attempt.objects.exists()


def test_a_persona_met_before_is_remembered_in_every_mode_and_an_unmet_one_is_not(browser: Client) -> None:
    for scenario, mode in ((MOTHER, "practice"), (MOTHER, "check"), (FATHER, "check")):
        browser.post(_address(scenario, mode), {"token": token()})
    known = Attempt.objects.order_by("started_at").values_list(
        "scenario_id", "mode", "persona_practised_before"
    )
    assert list(known) == [(MOTHER, "practice", False), (MOTHER, "check", True), (FATHER, "check", False)]


def test_search_in_the_menu_leads_to_the_exercise_or_to_the_choice_of_one(
    browser: Client, learner: Learner
) -> None:
    address = reverse("sandbox:search")
    assert journeys.leads_to(browser.get(address), reverse("sandbox:home"))
    attempt = journeys.begin(learner, DECLARE)
    assert journeys.leads_to(browser.get(address), journeys.url(attempt, Place.SEARCH))
