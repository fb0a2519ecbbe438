""" "Ai cầm máy?": kept truly, changeable at every step, and never lost what was typed meanwhile."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import Learner
from kit.idempotency import token
from kit.models import AuditEntry
from sandbox import helping
from sandbox.catalogue import load_packs
from sandbox.dossiers import finished_unaided
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.helping import BESIDE, SELF
from sandbox.models import Attempt, Dossier
from sandbox.progress import progress_of
from tests.people import make_attempt
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, DECLARE, MOTHER, PLACES

pytestmark = pytest.mark.django_db
START = f"/tap/bat-dau/{MOTHER}/check/"


def who_holds(attempt: Attempt, place: str) -> str:
    return reverse("sandbox:who_holds", args=[attempt.id, place])


def answer(browser: Client, attempt: Attempt, place: str, value: str, **typed: str) -> None:
    browser.post(who_holds(attempt, place), {"cam_may": value, **typed})
    attempt.refresh_from_db()


# --- At the start ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "helped"), [(SELF, False), (BESIDE, True), ("", False), ("khac", False)])
def test_it_is_asked_on_the_first_page(browser: Client, said: str, helped: bool) -> None:
    assert "Ai cầm máy?" in journeys.words(browser.get(START))
    browser.post(START, {"token": token(), "cam_may": said})
    attempt = Attempt.objects.get()
    assert (attempt.helper, attempt.helper_beside) == (helped, helped)


def test_the_first_page_proposes_what_was_said_last(browser: Client, learner: Learner) -> None:
    assert journeys.value(browser.get(START), "cam_may") == SELF
    helping.hold(journeys.begin(learner, Place.SEARCH), BESIDE)
    assert journeys.value(browser.get(START), "cam_may") == BESIDE


def test_pressing_twice_with_two_answers_keeps_that_there_was_a_helper(browser: Client) -> None:
    key = token()
    for said in (BESIDE, SELF):
        browser.post(START, {"token": key, "cam_may": said})
    attempt = Attempt.objects.get()
    assert (attempt.helper, attempt.helper_beside) == (True, False)


# --- On the way ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
def test_it_can_be_changed_at_every_step_and_leads_back_there(
    browser: Client, learner: Learner, place: str
) -> None:
    attempt = journeys.begin(learner, place)
    here = journeys.url(attempt, place)
    assert who_holds(attempt, place) in journeys.text(browser.get(here, follow=True))
    response = browser.post(who_holds(attempt, place), {"cam_may": BESIDE})
    assert journeys.leads_to(response, here)
    page = journeys.words(browser.get(here, follow=True))
    prompts = [helping.PROMPTS[Place(place)]] if place in Place.values else helping.OF_THE_FORM
    assert any(str(prompt) in page for prompt in prompts) and "Dặn người ngồi cạnh" in page
    answer(browser, attempt, place, SELF)
    assert "Dặn người ngồi cạnh" not in journeys.words(browser.get(here, follow=True))
    assert (attempt.helper, attempt.helper_beside) == (True, False)


def test_every_step_has_a_prompt_of_its_own() -> None:
    assert len({str(prompt) for prompt in helping.PROMPTS.values()}) == len(Place)


@pytest.mark.parametrize("place", [APPLICANT, DECLARE])
def test_what_is_typed_in_the_step_comes_along(browser: Client, learner: Learner, place: str) -> None:
    attempt = journeys.begin(learner, place)
    page = journeys.text(browser.get(journeys.url(attempt, place)))
    assert 'form="to-khai"' in page and 'id="to-khai"' in page, "the button belongs to the form"
    before = attempt.mistakes.count()
    field, value = next(iter(journeys.on_step(attempt, place).items()))
    answer(browser, attempt, place, BESIDE, **{field: f" {value}", "revision": str(attempt.revision)})
    assert attempt.answers[field].strip() == value
    assert attempt.mistakes.count() == before, "nobody judges a form that is only half filled in"


def test_a_real_number_is_not_kept_on_this_way_either(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, APPLICANT)
    answer(browser, attempt, APPLICANT, BESIDE, so_dien_thoai="0912345678")
    assert "0912345678" not in str(attempt.answers)


@pytest.mark.parametrize("place", ["ho-so", "xem-lai", "khong-co"])
def test_a_step_that_is_not_reached_yet_is_not_opened_by_it(
    browser: Client, learner: Learner, place: str
) -> None:
    attempt = journeys.begin(learner, Place.SIGN_IN)
    response = browser.post(who_holds(attempt, place), {"cam_may": BESIDE})
    if place == "khong-co":
        assert response.status_code == 404
    else:
        assert journeys.leads_to(response, journeys.url(attempt, Place.SIGN_IN))


def test_what_is_no_answer_changes_nothing(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.SEARCH)
    answer(browser, attempt, "tim", "co thể")
    assert not attempt.helper


def test_only_a_change_is_written_down(learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.SEARCH)
    for said in (SELF, BESIDE, BESIDE, SELF):
        helping.hold(attempt, said)
    noted = AuditEntry.objects.filter(action="attempt.helper").order_by("pk")
    assert [entry.data["beside"] for entry in noted] == [True, False]


# --- After sending, and the count --------------------------------------------------------------------------------


def test_a_run_that_had_a_helper_for_a_moment_never_counts_as_alone(learner: Learner) -> None:
    alone = journeys.send(learner, mode="check")
    assert finished_unaided(alone.attempt)
    other = Learner.objects.create()
    attempt = journeys.begin(other, Place.REVIEW, mode="check")
    helping.hold(attempt, BESIDE)
    helping.hold(attempt, SELF)
    dossier = journeys.until(journeys.service.send(attempt), Status.RETURNED)
    assert not finished_unaided(dossier.attempt)
    assert progress_of([other.id])[other.id].helped and not progress_of([other.id])[other.id].unaided
    assert not progress_of([learner.id])[learner.id].helped


def test_a_helper_who_comes_for_the_supplement_counts_too(browser: Client, learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner, mode="check"), Status.SUPPLEMENT_REQUESTED)
    page = journeys.text(browser.get(journeys.dossier_url(dossier)))
    assert who_holds(dossier.attempt, "ho-so") in page
    response = browser.post(who_holds(dossier.attempt, "ho-so"), {"cam_may": BESIDE})
    assert journeys.leads_to(response, journeys.dossier_url(dossier))
    page = journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert str(helping.AFTER_SENDING) in page
    decided = journeys.until(Dossier.objects.get(), Status.RETURNED)
    assert not finished_unaided(decided.attempt)


def test_once_the_office_has_decided_nothing_changes_any_more(browser: Client, learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner, mode="check"), Status.RETURNED)
    assert "Ai cầm máy?" not in journeys.words(browser.get(journeys.dossier_url(dossier)))
    browser.post(who_holds(dossier.attempt, "ho-so"), {"cam_may": BESIDE})
    assert finished_unaided(Dossier.objects.get().attempt)


@pytest.mark.parametrize("helped", [True, False])
def test_receipt_and_result_say_truly_how_it_was(browser: Client, learner: Learner, helped: bool) -> None:
    attempt = journeys.begin(learner, Place.REVIEW, mode="check")
    if helped:
        helping.hold(attempt, BESIDE)
    dossier = journeys.until(journeys.service.send(attempt), Status.RETURNED)
    for name in ("receipt", "result"):
        page = journeys.words(browser.get(journeys.dossier_url(dossier, name)))
        assert ("làm khi có người ngồi cạnh" in page) is helped
        assert "Bác vừa tự nộp" not in page or not helped
    assert ("Bác tự làm được." in page) is not helped


class Runs(TestCase):
    """Whatever is answered in whatever order."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_packs()

    @given(st.lists(st.sampled_from([SELF, BESIDE, "", "khac"])))
    def test_ever_a_helper_is_always_a_helper(self, said: list[str]) -> None:
        attempt = make_attempt(Learner.objects.create(), Place.SEARCH)
        for one in said:
            helping.hold(attempt, one)
        attempt.refresh_from_db()
        answers = [one for one in said if one in (SELF, BESIDE)]
        assert attempt.helper is (BESIDE in said)
        assert attempt.helper_beside is (answers[-1:] == [BESIDE])
