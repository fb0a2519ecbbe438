"""The result page: what to do with the result, what she has done, and how she found the service."""

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Learner
from sandbox import service
from sandbox.engine.enums import Rating
from sandbox.engine.machine import Status
from sandbox.models import Dossier
from tests.sandbox import journeys

pytestmark = pytest.mark.django_db
REAL_PHONE = "0912345678"


@pytest.fixture
def dossier(learner: Learner) -> Dossier:
    return journeys.until(journeys.send(learner), Status.RETURNED)


def _rate(browser: Client, dossier: Dossier, **data: str) -> HttpResponse:
    return journeys.post(browser, journeys.dossier_url(dossier, "rate"), data)


def test_a_rating_is_kept_with_its_words_and_shown_again(browser: Client, dossier: Dossier) -> None:
    response = _rate(browser, dossier, muc="satisfied", loi="Xã làm nhanh.")
    assert "Cảm ơn bác." in journeys.words(response)
    dossier.refresh_from_db()
    assert (dossier.rating, dossier.said["rating"]) == ("satisfied", "Xã làm nhanh.")
    page = browser.get(journeys.dossier_url(dossier, "result"))
    assert "Bác đã chấm: Hài lòng" in journeys.words(page)
    assert (journeys.value(page, "muc"), journeys.value(page, "loi")) == ("satisfied", "Xã làm nhanh.")


def test_whoever_changes_her_mind_rates_again(browser: Client, dossier: Dossier) -> None:
    for rating in ("satisfied", "not_satisfied"):
        _rate(browser, dossier, muc=rating)
    dossier.refresh_from_db()
    assert dossier.rating == "not_satisfied" and dossier.state is Status.RETURNED


@pytest.mark.parametrize("rating", ["", "10", "tốt"])
def test_another_rating_than_the_three_is_asked_for_again(
    browser: Client, dossier: Dossier, rating: str
) -> None:
    response = _rate(browser, dossier, muc=rating, loi="Xã làm nhanh.")
    assert response.status_code == 200 and journeys.told(response, "Chấm điểm")
    assert journeys.value(response, "loi") == "Xã làm nhanh."
    dossier.refresh_from_db()
    assert dossier.rating == ""


def test_a_real_number_in_the_words_is_dropped_and_the_rating_stays(
    browser: Client, dossier: Dossier
) -> None:
    response = _rate(browser, dossier, muc="satisfied", loi=f"Gọi tôi số {REAL_PHONE} nhé")
    assert REAL_PHONE not in journeys.text(response) and len(journeys.summary(response)) == 1
    dossier.refresh_from_db()
    assert dossier.rating == "satisfied" and REAL_PHONE not in str(dossier.said)
    mistake = dossier.attempt.mistakes.get()
    assert (mistake.field, mistake.kind) == ("danh_gia", "guard:phone")


def test_there_is_nothing_to_rate_before_the_result(browser: Client, learner: Learner) -> None:
    dossier = journeys.send(learner)
    assert _rate(browser, dossier, muc="satisfied").status_code == 404
    with pytest.raises(service.TooLate):
        service.rate(dossier, Rating.SATISFIED, "")


def test_the_result_says_where_it_lies_and_where_copies_are_got(browser: Client, dossier: Dossier) -> None:
    words = journeys.words(browser.get(journeys.dossier_url(dossier, "result")))
    assert "Hồ sơ của tôi" in words and dossier.attempt.scenario.agency.centre in words


def test_what_she_has_done_is_shown_step_by_step(browser: Client, dossier: Dossier) -> None:
    words = journeys.words(browser.get(journeys.dossier_url(dossier, "result")))
    for step in (
        "Tìm đúng thủ tục",
        "Gửi bổ sung khi xã yêu cầu",
        "Xem bản nháp trước khi xã ký",
        "Nhận kết quả",
    ):
        assert step in words
    assert "Chưa trả lời bản nháp" not in words


def test_what_she_has_not_done_has_no_tick(browser: Client, learner: Learner) -> None:
    dossier = journeys.until_draft(journeys.send(learner))
    for _ in range(3):
        dossier = service.skip(dossier, 1)
    words = journeys.words(browser.get(journeys.dossier_url(dossier, "result")))
    assert "Chưa trả lời bản nháp" in words and "Xem bản nháp trước khi xã ký" not in words
