"""The whole way, in both modes, as a browser walks it; and that no place of it can be skipped."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from kit.idempotency import token
from sandbox.engine.enums import Stage
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.models import Attempt, Dossier
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, DECLARE, GOOD, PAPER, PLACES, RECEIVE, RIGHT_CODE

pytestmark = pytest.mark.django_db
MODES = ["practice", "check"]
AFTER_PROCEDURE = PLACES[2:]


def _start(browser: Client, mode: str) -> Attempt:
    address = reverse("sandbox:start", args=[journeys.FATHER, mode])
    key = journeys.value(browser.get(address), "token")
    response = journeys.post(browser, address, {"token": key})
    attempt = Attempt.objects.get()
    assert journeys.leads_to(response, reverse("sandbox:attempt", args=[attempt.id]))
    return attempt


def _steps(attempt: Attempt) -> list[tuple[str, dict[str, str]]]:
    persona, agency = attempt.persona, attempt.scenario.agency
    return [
        (Place.SIGN_IN, {"number": persona.citizen_number, "word": persona.word}),
        (Place.CODE, {"code": persona.otp}),
        (Place.SHARE, {"share": "on", "passcode": persona.passcode}),
        (Place.AGENCY, {"province": agency.province, "commune": agency.commune}),
        (Place.SHARE_AGAIN, {"share": "on", "passcode": persona.passcode}),
        (Place.GENERAL, {"filed_for": attempt.scenario.filed_for}),
        (APPLICANT, journeys.on_step(attempt, APPLICANT)),
        (DECLARE, journeys.on_step(attempt, DECLARE)),
        (Place.PAPERS, {PAPER: GOOD}),
        (RECEIVE, journeys.on_step(attempt, RECEIVE)),
    ]


def _walk(browser: Client, attempt: Attempt) -> None:
    """From the search to the last look, each page opened before it is sent."""
    assert RIGHT_CODE in journeys.words(
        browser.get(journeys.url(attempt, Place.SEARCH), {"tu_khoa": "khai sinh"})
    )
    page = reverse("sandbox:procedure", args=[attempt.id, RIGHT_CODE])
    assert browser.get(page).status_code == 200
    assert journeys.leads_to(journeys.post(browser, page, {}), journeys.url(attempt, Place.SIGN_IN))
    for place, data in _steps(attempt):
        address, after = journeys.url(attempt, place), PLACES[PLACES.index(place) + 1]
        assert browser.get(address).status_code == 200, place
        response = journeys.post(browser, address, {**data, "revision": "0"})
        assert journeys.leads_to(response, journeys.url(attempt, after)), (place, journeys.summary(response))


@pytest.mark.parametrize("mode", MODES)
def test_the_way_leads_from_the_search_to_the_result(packs: object, client: Client, mode: str) -> None:
    attempt = _start(client, mode)
    _walk(client, attempt)
    assert client.get(journeys.url(attempt, Place.REVIEW)).status_code == 200
    attempt.refresh_from_db()
    response = journeys.promise(client, attempt)
    dossier = Dossier.objects.get()
    assert journeys.leads_to(response, journeys.dossier_url(dossier, "receipt"))
    receipt = journeys.words(client.get(journeys.dossier_url(dossier, "receipt")))
    assert dossier.code in receipt and dossier.lookup_code in receipt and "23/11/2026" in receipt

    dossier = _to_the_end(client, dossier)
    assert dossier.state is Status.RETURNED
    assert journeys.path_of(dossier) == [0, 1, 2, 4, 5, 4, 9, 10]
    result = journeys.words(client.get(journeys.dossier_url(dossier, "result")))
    assert "GIẤY KHAI SINH" in result and "Bàn Thị Ví Dụ" in result


def _to_the_end(browser: Client, dossier: Dossier) -> Dossier:
    """By the buttons of the tracking page alone."""
    for _ in range(10):
        page = browser.get(journeys.dossier_url(dossier))
        dossier.refresh_from_db()
        if dossier.over:
            return dossier
        if dossier.state is Status.SUPPLEMENT_REQUESTED:
            assert list(journeys.asked(dossier)) == [PAPER], (
                "one request, for the photo that the script plants"
            )
            data = {"token": journeys.value(page, "token"), PAPER: GOOD}
            journeys.post(browser, journeys.dossier_url(dossier, "supplement"), data)
        elif dossier.stage == Stage.DRAFT_TO_CHECK:
            _check_the_draft(browser, dossier)
        else:
            journeys.post(browser, journeys.dossier_url(dossier, "skip"), {"ngay": "1"})
    raise AssertionError("the dossier never came to its end")


def _check_the_draft(browser: Client, dossier: Dossier) -> None:
    """The father's office slips in the child's name the first time; then the draft is right."""
    address = journeys.dossier_url(dossier, "draft")
    page = browser.get(address)
    wrong = "Bàn Thi Ví Dụ" in journeys.words(page)
    answer = {"dong": "ho_ten_con", "dung_ra": "Bàn Thị Ví Dụ"} if wrong else {"dung": "1"}
    journeys.post(browser, address, {"token": journeys.value(page, "token"), **answer})


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("stands_at", PLACES)
def test_a_place_not_reached_yet_cannot_be_opened_by_its_address(
    browser: Client, learner: Learner, stands_at: Place, mode: str
) -> None:
    attempt = journeys.begin(learner, stands_at, mode=mode)
    for place in PLACES[PLACES.index(stands_at) + 1 :]:
        response = browser.get(journeys.url(attempt, place))
        assert journeys.leads_to(response, journeys.url(attempt, stands_at)), place


@pytest.mark.parametrize("place", AFTER_PROCEDURE)
def test_a_place_not_reached_yet_takes_nothing_that_is_posted(
    browser: Client, learner: Learner, place: Place
) -> None:
    attempt = journeys.begin(learner, Place.SEARCH)
    data = {**journeys.right(attempt), PAPER: GOOD, "cam_doan": "1", "token": token()}
    response = journeys.post(browser, journeys.url(attempt, place), data)
    assert journeys.leads_to(response, journeys.url(attempt, Place.SEARCH))
    attempt.refresh_from_db()
    assert (attempt.answers, attempt.papers, attempt.sent_at, attempt.place) == ({}, {}, None, Place.SEARCH)


@pytest.mark.parametrize("place", PLACES)
def test_an_earlier_place_stays_open_and_going_back_loses_nothing(
    browser: Client, learner: Learner, place: Place
) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    response = browser.get(journeys.url(attempt, place), follow=True)
    assert response.status_code == 200
    attempt.refresh_from_db()
    assert attempt.place == Place.REVIEW and attempt.answers == journeys.right(attempt)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_place_of_a_sent_attempt_leads_to_its_dossier(
    browser: Client, learner: Learner, place: Place, method: str
) -> None:
    dossier = journeys.send(learner)
    before = Attempt.objects.values().get()
    response = getattr(browser, method)(journeys.url(dossier.attempt, place), {"tu_khoa": "khai sinh"})
    again = place is Place.REVIEW and method == "post"
    assert journeys.leads_to(response, journeys.dossier_url(dossier, "receipt" if again else "dossier"))
    assert Attempt.objects.values().get() == before


@pytest.mark.parametrize("code", [RIGHT_CODE, "1.000689"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_procedure_page_of_a_sent_attempt_leads_to_its_dossier(
    browser: Client, learner: Learner, code: str, method: str
) -> None:
    dossier = journeys.send(learner)
    response = getattr(browser, method)(reverse("sandbox:procedure", args=[dossier.attempt_id, code]))
    assert journeys.leads_to(response, journeys.dossier_url(dossier))
    assert not dossier.attempt.mistakes.exists()


def test_the_address_of_an_attempt_leads_to_where_it_stands(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, DECLARE)
    response = browser.get(reverse("sandbox:attempt", args=[attempt.id]))
    assert journeys.leads_to(response, journeys.url(attempt, DECLARE))
    dossier = journeys.send(learner)
    response = browser.get(reverse("sandbox:attempt", args=[dossier.attempt_id]), follow=True)
    assert response.redirect_chain[-1][0] == journeys.dossier_url(dossier)
