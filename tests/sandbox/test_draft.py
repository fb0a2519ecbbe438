"""The draft of the result: to check within a day, to correct, to let go by; and what a slip costs later."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Learner
from kit.idempotency import token
from kit.models import Act
from sandbox import service
from sandbox.engine.enums import Stage
from sandbox.engine.machine import Status
from sandbox.models import Dossier
from tests.sandbox import journeys
from tests.sandbox.journeys import FATHER, Clock

pytestmark = pytest.mark.django_db
NAME, RIGHT, SLIP = "ho_ten_con", "Bàn Thị Ví Dụ", "Bàn Thi Ví Dụ"
REAL_PHONE = "0912345678"


@pytest.fixture
def dossier(learner: Learner) -> Dossier:
    """The father's dossier with its draft out: the office wrote the child's name without its mark."""
    return journeys.until_draft(journeys.send(learner, scenario=FATHER))


def _answer(browser: Client, dossier: Dossier, key: str = "", **data: str) -> HttpResponse:
    return journeys.post(browser, journeys.dossier_url(dossier, "draft"), {"token": key or token(), **data})


def _point(browser: Client, dossier: Dossier, line: str, right: str, key: str = "") -> HttpResponse:
    return _answer(browser, dossier, key, dong=line, dung_ra=right)


def test_the_tracking_page_leads_to_the_draft_and_says_until_when(browser: Client, dossier: Dossier) -> None:
    page = browser.get(journeys.dossier_url(dossier))
    assert f'href="{journeys.dossier_url(dossier, "draft")}"' in journeys.text(page)
    words = journeys.words(page)
    assert "Đến lượt bác" in words and "17 giờ 00, thứ Tư 25/11/2026" in words, "24/11 is a holiday"
    assert "xã coi như bác đồng ý" in words


def test_the_draft_stands_beside_the_papers_as_the_office_wrote_it(browser: Client, dossier: Dossier) -> None:
    page = browser.get(journeys.dossier_url(dossier, "draft"))
    words = journeys.words(page)
    assert SLIP in words and RIGHT in words, "on the draft, and on the paper"
    assert 'id="giay-giay-chung-sinh"' in journeys.text(page)


def test_the_office_spells_as_the_papers_do_what_she_typed_otherwise(
    browser: Client, learner: Learner
) -> None:
    """A commune in small letters is no mistake, but no office writes it so into a certificate."""
    sent = journeys.send(learner, xa_que_quan="bản luyện", noi_sinh="TRẠM Y TẾ XÃ MẪU")
    words = journeys.words(browser.get(journeys.dossier_url(journeys.until_draft(sent), "draft")))
    assert "bản luyện" not in words and "TRẠM Y TẾ" not in words
    assert "Phường/Xã/Đặc khu quê quán Xã Bản Luyện" in words


def test_an_agreed_draft_becomes_the_result(browser: Client, learner: Learner) -> None:
    dossier = journeys.until_draft(journeys.send(learner))
    assert journeys.leads_to(_answer(browser, dossier, dung="1"), journeys.dossier_url(dossier))
    dossier = journeys.until(dossier, Status.RETURNED)
    assert [e.reason for e in dossier.events.all() if e.reason] == ["draft_agreed"]


def test_a_line_pointed_at_comes_back_mended_in_a_new_draft(browser: Client, dossier: Dossier) -> None:
    assert journeys.leads_to(_point(browser, dossier, NAME, RIGHT), journeys.dossier_url(dossier))
    dossier = journeys.until_draft(dossier)
    words = journeys.words(browser.get(journeys.dossier_url(dossier, "draft")))
    assert SLIP not in words and "Xã đã sửa dòng" in words
    _answer(browser, dossier, dung="1")
    result = browser.get(journeys.dossier_url(journeys.until(dossier, Status.RETURNED), "result"))
    assert SLIP not in journeys.words(result) and "cải chính" not in journeys.words(result)


def test_a_line_that_was_right_stays_and_the_slip_too(browser: Client, dossier: Dossier) -> None:
    _point(browser, dossier, "gioi_tinh_con", "Nam")
    dossier = journeys.until_draft(dossier)
    words = journeys.words(browser.get(journeys.dossier_url(dossier, "draft")))
    assert SLIP in words and "dòng này ghi đúng" in words
    assert dossier.attempt.answers["gioi_tinh_con"] == "nu"


def test_a_year_that_was_sent_becomes_the_whole_date_of_the_papers(browser: Client, learner: Learner) -> None:
    """The mother may send the year alone; asked to, the office writes the day that her paper has."""
    dossier = journeys.until_draft(journeys.send(learner, ngay_sinh_me="1998"))
    _point(browser, dossier, "ngay_sinh_me", "25/3/1998")
    words = journeys.words(browser.get(journeys.dossier_url(journeys.until_draft(dossier), "draft")))
    assert "Xã đã sửa dòng" in words and "Ngày, tháng, năm sinh người mẹ 25/03/1998" in words


def test_a_wish_that_is_not_on_the_papers_changes_nothing(browser: Client, learner: Learner) -> None:
    dossier = journeys.until_draft(journeys.send(learner, ngay_sinh_me="1998"))
    _point(browser, dossier, "ngay_sinh_me", "26/3/1998")
    dossier = journeys.until_draft(dossier)
    assert dossier.attempt.answers["ngay_sinh_me"] == "1998"
    assert "dòng này ghi đúng" in journeys.words(browser.get(journeys.dossier_url(dossier, "draft")))


def test_whoever_agrees_with_the_slip_has_it_in_the_result_and_is_told_what_it_costs(
    browser: Client, dossier: Dossier
) -> None:
    _answer(browser, dossier, dung="1")
    dossier = journeys.until(dossier, Status.RETURNED)
    words = journeys.words(browser.get(journeys.dossier_url(dossier, "result")))
    assert SLIP in words and "cải chính" in words


def test_the_clock_stands_still_until_she_answers(dossier: Dossier, clock: Clock) -> None:
    at = dossier.now()
    clock.forward(days=9)
    assert service.look(dossier).now() == at and service.look(dossier).stage == Stage.DRAFT_TO_CHECK


def test_silence_for_a_working_day_counts_as_agreed(browser: Client, dossier: Dossier) -> None:
    assert service.skip(dossier, 1).stage == Stage.DRAFT_TO_CHECK
    dossier = service.skip(service.skip(dossier, 1), 1)
    assert dossier.state is Status.RETURNED
    assert "draft_silence" in [event.reason for event in dossier.events.all()]
    words = journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert "Hết hạn xem bản nháp" in words


def test_the_waiting_does_not_count_against_the_office(dossier: Dossier) -> None:
    dossier = journeys.until(service.agree(service.skip(dossier, 1)), Status.RETURNED)
    done = dossier.events.get(to_status=Status.DONE)
    assert done.at <= dossier.due_at


@pytest.mark.parametrize(
    ("line", "right", "label"),
    [
        ("", RIGHT, "Dòng chưa đúng"),
        ("khong_co", RIGHT, "Dòng chưa đúng"),
        ("dia_chi", RIGHT, "Dòng chưa đúng"),
        (NAME, "", "Đúng ra phải ghi gì"),
        (NAME, f"  {SLIP.upper()} ", "Đúng ra phải ghi gì"),
        (NAME, REAL_PHONE, "Đúng ra phải ghi gì"),
    ],
)
def test_a_correction_that_corrects_nothing_is_asked_for_again(
    browser: Client, dossier: Dossier, line: str, right: str, label: str
) -> None:
    response = _point(browser, dossier, line, right)
    assert response.status_code == 200 and len(journeys.summary(response)) == 1
    assert journeys.told(response, label)
    assert REAL_PHONE not in journeys.text(response)
    dossier.refresh_from_db()
    assert dossier.stage == Stage.DRAFT_TO_CHECK


def test_pressing_twice_answers_once(browser: Client, dossier: Dossier) -> None:
    key, before = token(), dossier.events.count()
    for _ in range(3):
        assert journeys.leads_to(_point(browser, dossier, NAME, RIGHT, key), journeys.dossier_url(dossier))
    assert dossier.events.count() == before + 1


def test_two_tabs_that_answer_differently_answer_once(browser: Client, dossier: Dossier) -> None:
    before = dossier.events.count()
    _answer(browser, dossier, dung="1")
    assert journeys.leads_to(_point(browser, dossier, NAME, RIGHT), journeys.dossier_url(dossier))
    assert dossier.events.count() == before + 1


def test_a_token_that_comes_back_with_another_answer_shows_both(browser: Client, dossier: Dossier) -> None:
    key = token()
    _answer(browser, dossier, key, dung="1")
    response = _point(browser, dossier, NAME, RIGHT, key)
    assert response.status_code == 409
    assert "Đúng rồi" in journeys.words(response) and RIGHT in journeys.words(response)


def test_a_draft_that_is_not_out_is_not_shown_and_not_answered(browser: Client, learner: Learner) -> None:
    dossier = journeys.send(learner)
    address = journeys.dossier_url(dossier, "draft")
    assert journeys.leads_to(browser.get(address), journeys.dossier_url(dossier))
    assert journeys.leads_to(_answer(browser, dossier, dung="1"), journeys.dossier_url(dossier))
    for answer in (lambda: service.agree(dossier), lambda: service.correct(dossier, NAME, RIGHT)):
        with pytest.raises(service.NotWaiting):
            answer()
    assert dossier.events.count() == 1


def test_after_the_answers_are_deleted_the_draft_can_still_be_agreed(
    browser: Client, dossier: Dossier
) -> None:
    type(dossier.attempt).objects.update(answers={})
    assert browser.get(journeys.dossier_url(dossier, "draft")).status_code == 200
    _answer(browser, dossier, dung="1")
    assert journeys.until(dossier, Status.RETURNED)


def test_what_she_typed_is_in_no_event_and_in_no_act_of_a_month_ago(
    browser: Client, dossier: Dossier, clock: Clock
) -> None:
    from sandbox.jobs import forget_answers

    _point(browser, dossier, NAME, RIGHT)
    kept: list[Any] = [event.data for event in dossier.events.all()]
    assert RIGHT not in str(kept)
    assert Dossier.objects.get().said == {"correction": {"field": NAME, "value": RIGHT}}
    clock.forward(days=31)
    forget_answers("2026-12-25")
    assert Dossier.objects.get().said == {} and RIGHT not in str(Act.objects.values_list("body"))
