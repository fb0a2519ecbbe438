"""The photos, the last look, and the one press that sends."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from kit.idempotency import token
from sandbox import service
from sandbox.enums import Place
from sandbox.models import Attempt, Dossier
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, CUT_OFF, DECLARE, GOOD, OTHER_CHILD, PAPER, RECEIVE

pytestmark = pytest.mark.django_db


def _attach(browser: Client, attempt: Attempt, **data: str) -> HttpResponse:
    return journeys.post(browser, journeys.url(attempt, Place.PAPERS), data)


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_a_good_photo_leads_on(browser: Client, learner: Learner, mode: str) -> None:
    attempt = journeys.begin(learner, Place.PAPERS, mode=mode)
    response = _attach(browser, attempt, **{PAPER: GOOD})
    assert journeys.leads_to(response, journeys.url(attempt, RECEIVE))
    attempt.refresh_from_db()
    assert attempt.papers == {PAPER: GOOD} and not attempt.mistakes.exists()


@pytest.mark.parametrize("photo", [CUT_OFF, OTHER_CHILD])
def test_a_poor_photo_is_coached_in_practice_and_stays_chosen(
    browser: Client, learner: Learner, photo: str
) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    response = _attach(browser, attempt, **{PAPER: photo})
    assert journeys.value(response, PAPER) == photo
    assert journeys.told(response, "Giấy chứng sinh")
    assert list(attempt.mistakes.values_list("field", "kind")) == [(PAPER, "different")]
    attempt.refresh_from_db()
    assert attempt.papers == {PAPER: photo} and attempt.place == Place.PAPERS


@pytest.mark.parametrize("photo", [CUT_OFF, OTHER_CHILD])
def test_a_poor_photo_goes_on_to_the_office_in_check_mode(
    browser: Client, learner: Learner, photo: str
) -> None:
    attempt = journeys.begin(learner, Place.PAPERS, mode="check")
    response = _attach(browser, attempt, **{PAPER: photo})
    assert journeys.leads_to(response, journeys.url(attempt, RECEIVE))
    assert not attempt.mistakes.exists()


@pytest.mark.parametrize("mode", ["practice", "check"])
@pytest.mark.parametrize("photo", ["", "x", "<b>"])
def test_no_photo_or_one_that_there_is_not_is_named(
    browser: Client, learner: Learner, mode: str, photo: str
) -> None:
    attempt = journeys.begin(learner, Place.PAPERS, mode=mode)
    response = _attach(browser, attempt, **{PAPER: photo})
    assert journeys.told(response, "Giấy chứng sinh")
    attempt.refresh_from_db()
    assert attempt.papers == {}


@pytest.mark.parametrize("data", [{}, {PAPER: CUT_OFF}])
def test_save_and_go_on_later_leaves_from_here_too(
    browser: Client, learner: Learner, data: dict[str, str]
) -> None:
    attempt = journeys.begin(learner, Place.PAPERS)
    response = _attach(browser, attempt, luu="1", **data)
    assert journeys.leads_to(response, reverse("sandbox:home"))
    attempt.refresh_from_db()
    assert attempt.papers == data and not attempt.mistakes.exists()


@pytest.mark.parametrize(("mode", "status"), [("practice", 302), ("check", 200)])
def test_the_last_page_leads_back_to_a_poor_photo_only_where_somebody_coaches(
    browser: Client, learner: Learner, mode: str, status: int
) -> None:
    attempt = journeys.begin(learner, Place.REVIEW, mode=mode)
    _attach(browser, attempt, luu="1", **{PAPER: CUT_OFF})
    response = browser.get(journeys.url(attempt, Place.REVIEW))
    assert response.status_code == status
    if status == 302:
        assert journeys.leads_to(response, journeys.url(attempt, Place.PAPERS))


# --- The last look ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_the_last_page_shows_every_answer_and_photo_with_a_way_back(
    browser: Client, learner: Learner, mode: str
) -> None:
    attempt = journeys.begin(learner, Place.REVIEW, mode=mode)
    response = browser.get(journeys.url(attempt, Place.REVIEW))
    page = journeys.words(response)
    for shown in ("Giàng A Thử", "03/11/2026", "Nam", "Mông", "Trạm Y tế xã Mẫu"):
        assert shown in page
    assert "Ảnh chụp thẳng, đủ bốn góc" in page
    for place in (APPLICANT, DECLARE, Place.PAPERS):
        assert f'href="{journeys.path(attempt, place)}"' in journeys.text(response)


def test_without_the_promise_nothing_is_sent_and_the_box_is_named(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    without = {**journeys.on_step(attempt, RECEIVE), "cam_doan": ""}
    response = journeys.post(browser, journeys.url(attempt, RECEIVE), without)
    [(line, target)] = journeys.summary(response)
    assert "cam đoan" in line.lower() and journeys.has_id(response, target)
    attempt.refresh_from_db()
    journeys.promise(browser, attempt)
    assert not Dossier.objects.exists()


def test_sending_makes_a_dossier_with_both_codes_and_leads_to_the_receipt(
    browser: Client, learner: Learner
) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    response = journeys.promise(browser, attempt)
    dossier = Dossier.objects.get()
    assert journeys.leads_to(response, journeys.dossier_url(dossier, "receipt"))
    assert dossier.code == "000.00.00.H00-261123-0001"
    assert len(dossier.lookup_code) == 4 and not set(dossier.lookup_code) & set("0O1IL")
    assert dossier.sent_at == journeys.MONDAY and journeys.path_of(dossier) == [0, 1]


def test_codes_of_a_day_go_on_after_the_ten_thousandth(learner: Learner) -> None:
    for number in ("9999", "10000"):
        dossier = journeys.send(learner)
        Dossier.objects.filter(pk=dossier.pk).update(code=f"000.00.00.H00-261123-{number}")
    assert journeys.send(learner).code == "000.00.00.H00-261123-10001"


def test_pressing_send_twice_sends_once(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    key = token()
    places = {journeys.promise(browser, attempt, key)["Location"] for _ in range(3)}
    dossier = Dossier.objects.get()
    assert dossier.events.count() == 1 and all(str(dossier.id) in place for place in places)


def test_two_tabs_that_both_send_send_once(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    for _ in range(2):
        assert journeys.promise(browser, attempt).status_code == 302
    assert Dossier.objects.count() == 1


def test_a_token_that_comes_back_from_another_attempt_shows_both(browser: Client, learner: Learner) -> None:
    first = journeys.begin(learner, Place.REVIEW)
    second = journeys.begin(learner, Place.REVIEW, scenario=journeys.FATHER)
    key = token()
    journeys.promise(browser, first, key)
    response = journeys.promise(browser, second, key)
    assert response.status_code == 409 and Dossier.objects.count() == 1
    page = journeys.words(response)
    assert "Mẹ nộp khai sinh cho con" in page and "Cha nộp khai sinh cho con" in page
    assert journeys.dossier_url(first.dossier, "receipt") in journeys.text(response)


def test_a_token_that_comes_back_with_another_version_of_the_form_shows_both(
    browser: Client, learner: Learner
) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    key = token()
    journeys.promise(browser, attempt, key)
    response = journeys.promise(browser, attempt, key, revision="77")
    assert response.status_code == 409 and Dossier.objects.count() == 1
    assert "77" in journeys.words(response)


def test_a_last_page_that_is_older_than_the_form_is_told_before_anything_is_sent(
    browser: Client, learner: Learner
) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    page = browser.get(journeys.url(attempt, Place.REVIEW))
    seen, key = journeys.value(page, "revision"), journeys.value(page, "token")
    service.save_answers(attempt, {"noi_sinh": "Trạm Y tế xã Mẫu"}, attempt.revision)
    response = journeys.promise(browser, attempt, key, revision=seen)
    assert response.status_code == 200 and 'role="status"' in journeys.text(response)
    assert not Dossier.objects.exists()
    again = journeys.value(response, "token"), journeys.value(response, "revision")
    assert journeys.promise(browser, attempt, again[0], revision=again[1]).status_code == 302
    assert Dossier.objects.count() == 1


def test_what_was_sent_can_no_longer_be_changed_by_the_form(browser: Client, learner: Learner) -> None:
    dossier = journeys.send(learner)
    before = dict(Attempt.objects.get().answers)
    journeys.post(browser, journeys.url(dossier.attempt, DECLARE), {"ho_ten_con": "Lò Văn Minh Họa"})
    journeys.post(browser, journeys.url(dossier.attempt, Place.PAPERS), {PAPER: CUT_OFF})
    attempt = Attempt.objects.get()
    assert attempt.answers == before and attempt.papers == {PAPER: GOOD}
