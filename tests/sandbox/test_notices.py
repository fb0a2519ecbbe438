"""The drawn phone: a notice for each act of the office, the unread ones first, never a link, never a code asked for."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox import service
from sandbox.engine.machine import Status
from sandbox.models import Dossier, Notice
from tests.sandbox import journeys
from tests.sandbox.journeys import ALONE, FATHER, Clock

pytestmark = pytest.mark.django_db


def _phone(browser: Client) -> str:
    return journeys.text(browser.get(reverse("sandbox:phone")))


def _messages(browser: Client) -> list[str]:
    return re.findall(r'<li class="sms">(.*?)</li>', _phone(browser), re.DOTALL)


def test_every_act_of_the_office_leaves_one_notice_and_no_act_of_hers(learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner, scenario=FATHER), Status.RETURNED)
    acts = [event.number for event in dossier.events.all() if event.actor == "office"]
    assert [notice.event.number for notice in Notice.objects.order_by("pk")] == acts


def test_the_phone_shows_the_latest_first_with_the_code_and_the_day(
    browser: Client, learner: Learner
) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    asked, begun, accepted = _messages(browser)
    assert f"Hồ sơ {dossier.code} cần bổ sung" in asked and "17 giờ 00, thứ Năm 26/11/2026" in asked
    assert "Cán bộ bắt đầu xem" in begun and "Hẹn trả kết quả thứ Hai 23/11/2026" in accepted


def test_what_was_shown_counts_as_read_and_new_ones_come_first(
    browser: Client, learner: Learner, clock: Clock
) -> None:
    first = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    assert all("Mới" in message for message in _messages(browser))
    assert not any("Mới" in message for message in _messages(browser))
    journeys.until(journeys.send(learner, scenario=FATHER), Status.SUPPLEMENT_REQUESTED)
    journeys.supplement_rightly(first)
    clock.forward(hours=1)
    shown = _messages(browser)
    new = ["Mới" in message for message in shown]
    assert new == sorted(new, reverse=True) and sum(new) == 4


def test_asking_with_head_reads_nothing(browser: Client, learner: Learner) -> None:
    journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    browser.head(reverse("sandbox:phone"))
    assert not Notice.objects.exclude(read_at=None).exists()


def test_the_tracking_page_shows_the_latest_and_how_many_wait(browser: Client, learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    words = journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert f"Hồ sơ {dossier.code} cần bổ sung" in words and "Mở điện thoại tập: 3 tin mới" in words
    _phone(browser)
    words = journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert "Mở điện thoại tập" in words and "tin mới" not in words


def test_no_notice_holds_a_link_and_the_page_says_once_that_none_asks_for_a_code(
    browser: Client, learner: Learner
) -> None:
    for scenario in (ALONE, FATHER):
        journeys.until(journeys.send(learner, scenario=scenario), Status.RETURNED)
    journeys.until(service.skip(journeys.send(learner, mode="check"), 3), Status.SUPPLEMENT_REQUESTED)
    page = _phone(browser)
    messages = re.findall(r'<li class="sms">(.*?)</li>', page, re.DOTALL)
    assert len(messages) > 12
    for message in messages:
        assert "<a" not in message and "http" not in message and ".vn" not in message
        assert "000.00.00.H00-" in message
    assert page.count("không bao giờ hỏi mã") == 1


def test_the_phone_is_empty_before_the_first_notice_and_for_a_stranger(
    browser: Client, learner: Learner, stranger: Client, client: Client
) -> None:
    assert 'class="sms"' not in _phone(browser) and "Chưa có tin nào" in _phone(browser)
    journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    for other in (stranger, client):
        assert 'class="sms"' not in _phone(other)
    assert not Notice.objects.exclude(read_at=None).exists()


def test_the_phone_knows_what_the_office_has_done_by_now(
    browser: Client, learner: Learner, clock: Clock
) -> None:
    journeys.send(learner)
    clock.forward(hours=4)
    assert len(_messages(browser)) == 3
    assert Dossier.objects.get().state is Status.SUPPLEMENT_REQUESTED
