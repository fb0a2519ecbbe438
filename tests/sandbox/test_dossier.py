"""What was sent: my dossiers, the receipt, the tracking page, the days that may pass, the result."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox import service
from sandbox.engine.machine import Status
from sandbox.models import Dossier
from tests.sandbox import journeys
from tests.sandbox.journeys import PAPER, Clock

pytestmark = pytest.mark.django_db


def _skip(browser: Client, dossier: Dossier, days: str) -> object:
    return journeys.post(browser, journeys.dossier_url(dossier, "skip"), {"ngay": days})


def test_my_dossiers_lists_mine_the_latest_first(browser: Client, learner: Learner, clock: Clock) -> None:
    first = journeys.send(learner)
    clock.forward(hours=1)
    second = journeys.send(learner, scenario=journeys.FATHER)
    page = journeys.text(browser.get(reverse("sandbox:my_dossiers")))
    assert 0 < page.index(second.code) < page.index(first.code)


def test_my_dossiers_is_empty_before_the_first_and_offers_one(browser: Client) -> None:
    page = journeys.text(browser.get(reverse("sandbox:my_dossiers")))
    assert "000.00.00" not in page and f'href="{reverse("sandbox:home")}"' in page


def test_my_dossiers_says_whose_turn_it_is_now(browser: Client, learner: Learner, clock: Clock) -> None:
    journeys.send(learner)
    clock.forward(hours=4)
    page = journeys.words(browser.get(reverse("sandbox:my_dossiers")))
    assert "Yêu cầu bổ sung giấy tờ" in page and "Đến lượt bác" in page


def test_the_receipt_prints_the_lines_of_form_01(browser: Client, learner: Learner) -> None:
    dossier = journeys.send(learner)
    page = journeys.words(browser.get(journeys.dossier_url(dossier, "receipt")))
    persona, agency = dossier.attempt.persona, dossier.attempt.scenario.agency
    for shown in (dossier.code, dossier.lookup_code, persona.name, persona.phone, agency.name, "01 bộ"):
        assert shown in page
    assert "9 giờ 00, thứ Hai 23/11/2026" in page and "17 giờ 00, thứ Hai 23/11/2026" in page
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in page


def test_the_receipt_lists_what_was_sent_and_no_other_paper(browser: Client, learner: Learner) -> None:
    page = journeys.words(browser.get(journeys.dossier_url(journeys.send(learner), "receipt")))
    assert "1. Tờ khai điện tử; 2. Giấy chứng sinh (ảnh chụp)" in page
    assert "bị bỏ rơi" not in page and "làm chứng" not in page


@pytest.mark.parametrize(
    ("scenario", "place"),
    [
        (journeys.MOTHER, "Nhận trực tiếp tại Trung tâm Phục vụ hành chính công"),
        (journeys.FATHER, "Nhận bản điện tử"),
        ("khai-sinh-ban-sao-buu-chinh", "Qua dịch vụ bưu chính công ích"),
    ],
)
def test_the_receipt_repeats_where_the_result_is_to_be_had(
    browser: Client, learner: Learner, scenario: str, place: str
) -> None:
    dossier = journeys.send(learner, scenario=scenario)
    page = journeys.words(browser.get(journeys.dossier_url(dossier, "receipt")))
    assert f"Đăng ký nhận kết quả tại {place}" in page


def test_the_receipt_explains_a_date_that_surprises(browser: Client, learner: Learner, clock: Clock) -> None:
    clock.moment = journeys.local("2026-11-23", "15:30")
    page = journeys.words(browser.get(journeys.dossier_url(journeys.send(learner), "receipt")))
    assert (
        "thứ Tư 25/11/2026" in page
        and "Sao không phải" in page
        and "Ngày Văn hoá" in page.replace("hóa", "hoá")
    )


def test_the_receipt_explains_nothing_that_does_not_surprise(browser: Client, learner: Learner) -> None:
    page = journeys.words(browser.get(journeys.dossier_url(journeys.send(learner), "receipt")))
    assert "Sao không phải" not in page


def test_after_a_supplement_the_receipt_never_explains_another_date_than_it_prints(
    browser: Client, learner: Learner, clock: Clock
) -> None:
    clock.moment = journeys.local("2026-11-23", "15:30")
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    dossier = journeys.supplement_rightly(service.skip(dossier, 1))
    page = journeys.words(browser.get(journeys.dossier_url(dossier, "receipt")))
    assert "thứ Năm 26/11/2026" in page and "thứ Tư 25/11/2026" not in page
    assert "Sao không phải thứ Ba" not in page


def test_the_tracking_page_says_whose_turn_it_is_and_what_happened(
    browser: Client, learner: Learner, clock: Clock
) -> None:
    dossier = journeys.send(learner)
    assert "Đến lượt xã" in journeys.words(browser.get(journeys.dossier_url(dossier)))
    clock.forward(hours=4)
    page = journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert "Đến lượt bác" in page
    for name in ("Mới đăng ký", "Được tiếp nhận", "Đang xử lý", "Yêu cầu bổ sung giấy tờ"):
        assert name in page
    assert "Lý Văn Mẫu" in page and "0000 000 021" in page, "whom to ask"
    assert "bị loá, chưa đọc rõ số giấy" in page, "why"


@pytest.mark.parametrize(("days", "shown"), [("1", "24/11/2026"), ("3", "26/11/2026")])
def test_skipping_moves_the_day_of_the_exercise(
    browser: Client, learner: Learner, days: str, shown: str
) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    assert journeys.leads_to(_skip(browser, dossier, days), journeys.dossier_url(dossier))
    dossier.refresh_from_db()
    assert f"{dossier.now():%d/%m/%Y}" == shown
    assert shown in journeys.words(browser.get(journeys.dossier_url(dossier)))


@pytest.mark.parametrize("days", ["", "0", "2", "-1", "30", "x", "１", "1e1"])
def test_no_other_number_of_days_can_be_skipped(browser: Client, learner: Learner, days: str) -> None:
    dossier = journeys.send(learner)
    before = Dossier.objects.values().get()
    assert journeys.leads_to(_skip(browser, dossier, days), journeys.dossier_url(dossier))
    assert Dossier.objects.values().get() == before


def test_a_dossier_that_is_over_skips_nothing(browser: Client, learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner), Status.RETURNED)
    before = Dossier.objects.values().get()
    page = journeys.text(browser.get(journeys.dossier_url(dossier)))
    assert 'name="ngay"' not in page
    _skip(browser, dossier, "3")
    assert Dossier.objects.values().get() == before


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.SUPPLEMENT_REQUESTED, Status.STOPPED])
def test_there_is_no_result_before_the_office_hands_it_over(
    browser: Client, learner: Learner, status: Status
) -> None:
    dossier = journeys.send(learner)
    if status is not Status.REGISTERED:
        dossier = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
    if status is Status.STOPPED:
        dossier = service.skip(service.skip(dossier, 3), 1)
    assert dossier.state is status
    assert browser.get(journeys.dossier_url(dossier, "result")).status_code == 404


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_the_result_carries_what_was_declared_and_leads_on(
    browser: Client, learner: Learner, mode: str
) -> None:
    dossier = journeys.until(journeys.send(learner, mode=mode), Status.RETURNED)
    tracking = journeys.text(browser.get(journeys.dossier_url(dossier)))
    assert f'href="{journeys.dossier_url(dossier, "result")}"' in tracking
    page = journeys.words(browser.get(journeys.dossier_url(dossier, "result")))
    for shown in ("Giàng A Thử", "03/11/2026", "Mông", "Vàng Thị Bài Tập", "Giàng A Giả Định", "UBND xã Mẫu"):
        assert shown in page


def test_only_a_run_that_shows_it_is_praised_as_done_alone(browser: Client, learner: Learner) -> None:
    pages = []
    for mode, scenario in (
        ("check", journeys.MOTHER),
        ("check", journeys.MOTHER),
        ("practice", journeys.FATHER),
    ):
        dossier = journeys.until(journeys.send(learner, mode=mode, scenario=scenario), Status.RETURNED)
        pages.append(journeys.words(browser.get(journeys.dossier_url(dossier, "result"))))
    assert ["Bác tự làm được." in page for page in pages] == [True, False, False]


def test_a_stopped_dossier_says_why_and_offers_another_try(browser: Client, learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    for days in ("3", "1"):
        _skip(browser, dossier, days)
    page = browser.get(journeys.dossier_url(dossier))
    assert "Dừng xử lý" in journeys.words(page)
    assert f'href="{reverse("sandbox:home")}"' in journeys.text(page)
    assert 'name="ngay"' not in journeys.text(page) and f'name="{PAPER}"' not in journeys.text(page)
