"""What the office asks for, and the answer."""

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Learner
from kit.idempotency import token
from sandbox import service
from sandbox.engine.machine import Status
from sandbox.models import Dossier
from tests.sandbox import journeys
from tests.sandbox.journeys import CUT_OFF, GOOD, PAPER

pytestmark = pytest.mark.django_db
CHILD, PLACE = "ho_ten_con", "noi_sinh"
CHILD_LABEL = "Họ, chữ đệm, tên người được khai sinh"


@pytest.fixture
def dossier(learner: Learner) -> Dossier:
    """Sent in check mode with the child's name wrong and a poor photo; the office has asked for both."""
    sent = journeys.send(learner, mode="check", photo=CUT_OFF, **{CHILD: "Giàng A Thư"})
    return journeys.until(sent, Status.SUPPLEMENT_REQUESTED)


def _supplement(browser: Client, dossier: Dossier, key: str = "", **data: str) -> HttpResponse:
    sent = {"token": key or token(), **data}
    return journeys.post(browser, journeys.dossier_url(dossier, "supplement"), sent)


def test_the_request_is_one_full_list_with_paper_and_field_and_why(browser: Client, dossier: Dossier) -> None:
    assert journeys.asked(dossier) == {PAPER: "paper", CHILD: "field"}
    page = browser.get(journeys.dossier_url(dossier))
    words = journeys.words(page)
    assert "Giấy chứng sinh" in words and CHILD_LABEL in words
    for item in (dossier.request or {})["items"]:
        assert item["reason"] and item["reason"] in words
    assert journeys.value(page, CHILD) == "Giàng A Thư", "what was typed is there to be corrected"


def test_a_right_supplement_goes_back_to_the_office(browser: Client, dossier: Dossier) -> None:
    response = _supplement(browser, dossier, **{PAPER: GOOD, CHILD: "Giàng A Thử"})
    assert journeys.leads_to(response, journeys.dossier_url(dossier))
    dossier.refresh_from_db()
    assert dossier.state is Status.IN_PROGRESS and dossier.request is None
    assert dossier.attempt.answers[CHILD] == "Giàng A Thử" and dossier.attempt.papers == {PAPER: GOOD}
    assert journeys.until(dossier, Status.RETURNED)


def test_a_wrong_supplement_is_asked_for_again(browser: Client, dossier: Dossier) -> None:
    _supplement(browser, dossier, **{PAPER: GOOD, CHILD: "Giang A Thu"})
    dossier = journeys.until(Dossier.objects.get(), Status.SUPPLEMENT_REQUESTED)
    assert journeys.asked(dossier) == {CHILD: "field"} and dossier.rounds == 2


@pytest.mark.parametrize(
    ("data", "label"),
    [
        ({CHILD: "Giàng A Thử"}, "Giấy chứng sinh"),
        ({PAPER: "x", CHILD: "Giàng A Thử"}, "Giấy chứng sinh"),
        ({PAPER: GOOD, CHILD: ""}, CHILD_LABEL),
        ({PAPER: GOOD, CHILD: "Giàng 4 Thử"}, CHILD_LABEL),
    ],
)
def test_an_incomplete_supplement_keeps_what_was_sent_and_names_the_field(
    browser: Client, dossier: Dossier, data: dict[str, str], label: str
) -> None:
    response = _supplement(browser, dossier, **data)
    assert response.status_code == 200 and len(journeys.summary(response)) == 1
    assert journeys.told(response, label)
    assert journeys.value(response, CHILD) == data.get(CHILD, "")
    assert journeys.value(response, PAPER) == (GOOD if data.get(PAPER) == GOOD else "")
    dossier.refresh_from_db()
    assert dossier.state is Status.SUPPLEMENT_REQUESTED


def test_after_an_incomplete_supplement_the_same_page_sends_the_right_one(
    browser: Client, dossier: Dossier
) -> None:
    page = _supplement(browser, dossier, **{CHILD: "Giàng A Thử"})
    _supplement(browser, dossier, journeys.value(page, "token"), **{PAPER: GOOD, CHILD: "Giàng A Thử"})
    dossier.refresh_from_db()
    assert dossier.state is Status.IN_PROGRESS


def test_what_no_database_could_store_is_taken_without_it(browser: Client, dossier: Dossier) -> None:
    response = _supplement(browser, dossier, **{PAPER: GOOD, CHILD: "Gia\u0300ng A\x00 Thử"})
    assert journeys.leads_to(response, journeys.dossier_url(dossier))
    dossier.attempt.refresh_from_db()
    assert dossier.attempt.answers[CHILD] == "Giàng A Thử"


def test_only_what_was_asked_for_is_taken(browser: Client, dossier: Dossier) -> None:
    _supplement(browser, dossier, **{PAPER: GOOD, CHILD: "Giàng A Thử", PLACE: "Trạm Y tế"})
    dossier.refresh_from_db()
    assert dossier.attempt.answers[PLACE] == "Trạm Y tế xã Mẫu"


def test_pressing_twice_supplements_once(browser: Client, dossier: Dossier) -> None:
    key = token()
    for _ in range(3):
        response = _supplement(browser, dossier, key, **{PAPER: GOOD, CHILD: "Giàng A Thử"})
        assert journeys.leads_to(response, journeys.dossier_url(dossier))
    assert journeys.path_of(dossier) == [0, 1, 2, 4, 5, 4]


def test_two_tabs_that_both_supplement_supplement_once(browser: Client, dossier: Dossier) -> None:
    for _ in range(2):
        response = _supplement(browser, dossier, **{PAPER: GOOD, CHILD: "Giàng A Thử"})
        assert journeys.leads_to(response, journeys.dossier_url(dossier))
    assert journeys.path_of(dossier) == [0, 1, 2, 4, 5, 4]


def test_a_token_that_comes_back_with_something_else_shows_both(browser: Client, dossier: Dossier) -> None:
    key = token()
    _supplement(browser, dossier, key, **{PAPER: GOOD, CHILD: "Giàng A Thử"})
    response = _supplement(browser, dossier, key, **{PAPER: GOOD, CHILD: "Giàng A Khác"})
    assert response.status_code == 409
    page = journeys.words(response)
    assert "Giàng A Thử" in page and "Giàng A Khác" in page and CHILD_LABEL in page
    assert "Giấy chứng sinh" in page and CHILD not in page
    dossier.refresh_from_db()
    assert dossier.attempt.answers[CHILD] == "Giàng A Thử" and dossier.events.count() == 5


def test_the_token_of_an_earlier_round_shows_both_too(browser: Client, dossier: Dossier) -> None:
    key = token()
    _supplement(browser, dossier, key, **{PAPER: GOOD, CHILD: "Giang A Thu"})
    dossier = journeys.until(Dossier.objects.get(), Status.SUPPLEMENT_REQUESTED)
    response = _supplement(browser, dossier, key, **{CHILD: "Giàng A Thử"})
    assert response.status_code == 409
    assert "Giang A Thu" in journeys.words(response) and "Giàng A Thử" in journeys.words(response)
    dossier.refresh_from_db()
    assert dossier.state is Status.SUPPLEMENT_REQUESTED


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.RETURNED])
def test_a_supplement_that_nobody_asked_for_changes_nothing(
    browser: Client, learner: Learner, status: Status
) -> None:
    dossier = journeys.until(journeys.send(learner), status)
    before, answers = Dossier.objects.values().get(), dict(dossier.attempt.answers)
    response = _supplement(browser, dossier, **{PAPER: CUT_OFF, CHILD: "Khác"})
    assert journeys.leads_to(response, journeys.dossier_url(dossier))
    assert Dossier.objects.values().get() == before
    dossier.attempt.refresh_from_db()
    assert dossier.attempt.answers == answers


def test_a_supplement_after_the_deadline_finds_the_dossier_stopped(browser: Client, dossier: Dossier) -> None:
    service.skip(service.skip(dossier, 3), 1)
    response = _supplement(browser, dossier, **{PAPER: GOOD, CHILD: "Giàng A Thử"})
    assert journeys.leads_to(response, journeys.dossier_url(dossier))
    dossier.refresh_from_db()
    assert dossier.state is Status.STOPPED and dossier.attempt.answers[CHILD] == "Giàng A Thư"


def test_the_service_refuses_what_the_office_does_not_wait_for(learner: Learner) -> None:
    dossier = journeys.send(learner)
    with pytest.raises(service.NotWaiting):
        service.supplement(dossier, {CHILD: "Khác"}, {PAPER: CUT_OFF})
    dossier.attempt.refresh_from_db()
    assert dossier.attempt.answers[CHILD] == "Giàng A Thử"


def test_nobody_coaches_a_supplement(browser: Client, learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner, photo=CUT_OFF), Status.SUPPLEMENT_REQUESTED)
    response = _supplement(browser, dossier, **{PAPER: CUT_OFF})
    assert journeys.leads_to(response, journeys.dossier_url(dossier))
    dossier.refresh_from_db()
    assert dossier.state is Status.IN_PROGRESS


# --- Its three forms, and what waits for her -------------------------------------------------------------------


def test_each_thing_asked_for_says_what_is_the_matter_with_it(browser: Client, learner: Learner) -> None:
    shown = {
        scenario: journeys.until(journeys.send(learner, scenario=scenario), Status.SUPPLEMENT_REQUESTED)
        for scenario in (journeys.MOTHER, journeys.FATHER, journeys.ALONE)
    }
    words = {s: journeys.words(browser.get(journeys.dossier_url(d))) for s, d in shown.items()}
    assert "Chưa đúng:" in words[journeys.MOTHER]
    assert "Còn thiếu:" in words[journeys.FATHER]
    assert "Đã cũ:" in words[journeys.ALONE]


def test_a_field_left_empty_is_incomplete_and_a_wrong_one_incorrect(learner: Learner) -> None:
    sent = journeys.send(learner, mode="check", dia_chi="Nhà", **{CHILD: ""})
    asked = journeys.until(sent, Status.SUPPLEMENT_REQUESTED).request or {}
    types = {item["id"]: item["type"] for item in asked["items"]}
    assert types == {PAPER: "incorrect", CHILD: "incomplete", "dia_chi": "incorrect"}


def test_a_request_of_before_the_forms_were_kept_is_still_shown(browser: Client, dossier: Dossier) -> None:
    assert dossier.request is not None
    for item in dossier.request["items"]:
        del item["type"]
    dossier.save()
    assert browser.get(journeys.dossier_url(dossier)).status_code == 200


def test_what_the_portal_did_not_take_waits_for_her(browser: Client, dossier: Dossier) -> None:
    _supplement(browser, dossier, **{PAPER: GOOD, CHILD: "Giàng 4 Thử"})
    page = browser.get(journeys.dossier_url(dossier))
    assert (journeys.value(page, CHILD), journeys.value(page, PAPER)) == ("Giàng 4 Thử", GOOD)
    _supplement(browser, dossier, **{PAPER: GOOD, CHILD: "Giàng A Thử"})
    dossier.refresh_from_db()
    assert dossier.said == {} and dossier.attempt.answers[CHILD] == "Giàng A Thử"


def test_what_no_database_could_store_does_not_wait(browser: Client, dossier: Dossier) -> None:
    _supplement(browser, dossier, **{CHILD: "Giàng\x00 A Thử"})
    dossier.refresh_from_db()
    assert dossier.said["supplement"] == {CHILD: "Giàng A Thử"}
    assert journeys.value(browser.get(journeys.dossier_url(dossier)), CHILD) == "Giàng A Thử"


def test_what_looks_real_does_not_wait(browser: Client, dossier: Dossier) -> None:
    _supplement(browser, dossier, **{CHILD: "0912345678"})
    dossier.refresh_from_db()
    assert "0912345678" not in str(dossier.said)
