"""Xem làm mẫu → Làm cùng → Tập làm → Tự làm: where each begins, which are done, and which is next for her."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox import drilling, service
from sandbox.models import Attempt, PackVersion
from tests.sandbox import journeys
from tests.sandbox.journeys import DECLARE, FATHER, MOTHER

pytestmark = pytest.mark.django_db
HOME = "/tap/"


def _leads(client: Client, scenario: str = MOTHER) -> str:
    response = client.get(service.practise_url(scenario))
    assert response.status_code == 302
    return str(response["Location"])


def _start(mode: str, scenario: str = MOTHER) -> str:
    return reverse("sandbox:start", args=[scenario, mode])


WATCH = f"/tap/xem/{MOTHER}/1/"


@pytest.mark.usefixtures("packs")
def test_a_stranger_is_led_to_the_example_or_where_there_is_none_to_the_guide(client: Client) -> None:
    assert _leads(client) == WATCH
    assert _leads(client, FATHER) == _start("guided", FATHER)
    assert not Learner.objects.exists()


def test_whoever_has_sent_one_is_led_one_step_on(browser: Client, learner: Learner) -> None:
    for mode, onward in (("guided", "practice"), ("practice", "check"), ("check", "check")):
        journeys.send(learner, mode=mode)
        assert _leads(browser) == _start(onward)


def test_whoever_has_begun_is_led_to_the_same_way(browser: Client, learner: Learner) -> None:
    journeys.begin(learner, DECLARE, mode="guided")
    assert _leads(browser) == _start("guided")


def test_the_pages_of_a_drill_are_no_practice(browser: Client, learner: Learner) -> None:
    drilling.begin(learner, drilling.find("goi-hoi-ma"))
    Attempt.objects.update(drill="goi-hoi-ma")
    assert _leads(browser) == WATCH


def test_what_others_have_done_says_nothing_of_her(stranger: Client, learner: Learner) -> None:
    journeys.send(learner, mode="practice")
    assert _leads(stranger) == WATCH


@pytest.mark.usefixtures("packs")
def test_an_exercise_that_there_is_not_is_a_missing_page(client: Client) -> None:
    assert client.get(service.practise_url("khong-co")).status_code == 404


def test_an_address_with_a_mode_leads_there_whoever_comes() -> None:
    assert service.practise_url(MOTHER, "check") == _start("check")


def _filled(page: str) -> list[str]:
    main = page.split('id="noi-dung"')[1].split("</main>")[0]
    return re.findall(r'class="btn full go" href="([^"]+)"|class="btn go" href="([^"]+)"', main)


@pytest.mark.usefixtures("packs")
def test_the_home_page_has_one_filled_button_and_it_is_the_next_step(client: Client) -> None:
    assert _filled(journeys.text(client.get(HOME))) == [(WATCH, "")]


def test_half_way_through_the_filled_button_goes_on(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, DECLARE)
    assert _filled(journeys.text(browser.get(HOME))) == [("", reverse("sandbox:attempt", args=[attempt.id]))]


def test_the_home_page_says_what_is_done(browser: Client, learner: Learner, packs: PackVersion) -> None:
    before = journeys.text(browser.get(HOME)).count('class="chip ok"')
    journeys.send(learner, mode="practice")
    page = journeys.text(browser.get(HOME))
    assert (before, page.count('class="chip ok"')) == (0, 1)
    assert _filled(page) != [(WATCH, "")]


@pytest.mark.parametrize("mode", ["guided", "practice", "check"])
@pytest.mark.usefixtures("packs")
def test_the_first_page_shows_the_other_ways_and_where_one_is(client: Client, mode: str) -> None:
    page = journeys.text(client.get(_start(mode)))
    others = {"guided", "practice", "check"} - {mode}
    assert all(f'href="{_start(other)}"' in page for other in others) and f'href="{WATCH}"' in page
    assert f'href="{_start(mode)}"' not in page and page.count('aria-current="step"') == 1
