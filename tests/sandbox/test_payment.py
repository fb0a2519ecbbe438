"""The fee of copies: asked for after the examination, paid once at Ngân hàng Tập, with a receipt that stays."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Learner
from kit.idempotency import token
from kit.models import Act
from sandbox import jobs, outcome, service
from sandbox.engine.machine import Status
from sandbox.models import AttemptMistake, Dossier, DossierEvent, Notice, PackVersion
from tests.sandbox import journeys, variants
from tests.sandbox.journeys import COPIES, MOTHER, RECEIVE, Clock

pytestmark = pytest.mark.django_db
REAL_PHONE, REAL_CARD = "0912345678", "4111 1111 1111 1111"
SUM = "24.000 đồng"
SKIPPED = "Quá hạn mà chưa nộp tiền."


@pytest.fixture
def dossier(learner: Learner) -> Dossier:
    """A mother's three copies by post: complete, examined, and 24.000 đồng to be paid."""
    return journeys.until(journeys.send(learner, scenario=COPIES), Status.PAYMENT_REQUESTED)


def _code(dossier: Dossier) -> str:
    return dossier.attempt.persona.otp


def _pay(browser: Client, dossier: Dossier, code: str, key: str = "") -> HttpResponse:
    data = {"token": key or token(), "code": code}
    return journeys.post(browser, journeys.dossier_url(dossier, "bank"), data)


def _payments(dossier: Dossier) -> int:
    return DossierEvent.objects.filter(dossier=dossier, reason="paid").count()


def _state(dossier: Dossier) -> Status:
    return Dossier.objects.get(pk=dossier.pk).state


def _choose(browser: Client, dossier: Dossier, where: str) -> HttpResponse:
    return journeys.post(browser, journeys.dossier_url(dossier, "payment"), {"cach": where})


# --- What it costs, before it is sent ---


@pytest.mark.parametrize("place", [RECEIVE, "xem-lai"])
def test_the_last_step_and_the_last_look_say_what_three_copies_cost(
    browser: Client, learner: Learner, place: str
) -> None:
    attempt = journeys.begin(learner, "xem-lai", scenario=COPIES)
    words = journeys.words(browser.get(journeys.url(attempt, place)))
    assert f"3 bản × 8.000 đồng = {SUM}" in words and f"Tổng cộng {SUM}" in words
    assert "Thanh toán sau" in words and "Thanh toán ngay" in words


@pytest.mark.parametrize("place", [RECEIVE, "xem-lai"])
def test_without_copies_nothing_is_to_be_paid(browser: Client, learner: Learner, place: str) -> None:
    attempt = journeys.begin(learner, "xem-lai", scenario=MOTHER)
    words = journeys.words(browser.get(journeys.url(attempt, place)))
    assert "Hồ sơ tập này không mất tiền" in words and "Thanh toán sau" not in words


def test_only_the_last_step_of_the_form_counts(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, RECEIVE, scenario=COPIES)
    page = journeys.text(browser.get(journeys.url(attempt, "ke-khai")))
    assert 'id="le-phi"' not in page and 'name="tinh_tien"' not in page


def test_the_fee_can_be_counted_again_and_nothing_typed_is_lost_or_judged(
    browser: Client, learner: Learner
) -> None:
    attempt = journeys.begin(learner, RECEIVE, scenario=COPIES)
    typed = journeys.on_step(attempt, RECEIVE, so_ban_sao="5", nguoi_nhan="Giang A Thu")
    data = {**typed, "revision": str(attempt.revision), "tinh_tien": "1"}
    response = browser.post(journeys.url(attempt, RECEIVE), data)
    assert response["Location"].endswith("#le-phi")
    page = browser.get(journeys.url(attempt, RECEIVE))
    assert "5 bản × 8.000 đồng = 40.000 đồng" in journeys.words(page)
    assert journeys.value(page, "nguoi_nhan") == "Giang A Thu" and not journeys.summary(page)
    assert not AttemptMistake.objects.filter(attempt=attempt).exists()


def test_the_receipt_of_the_dossier_names_the_sum(browser: Client, dossier: Dossier) -> None:
    words = journeys.words(browser.get(journeys.dossier_url(dossier, "receipt")))
    assert f"{SUM}, nộp khi xã báo" in words


# --- The office asks ---


def test_the_office_asks_once_everything_is_complete(dossier: Dossier) -> None:
    assert journeys.path_of(dossier) == [0, 1, 2, 4, 5, 4, 6]
    assert dossier.bill is not None and dossier.bill["total"] == 24000


def test_nobody_who_wants_no_copies_is_asked(learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner, scenario=MOTHER), Status.RETURNED)
    assert 6 not in journeys.path_of(dossier) and dossier.bill is None and not dossier.paid


def test_the_dossier_shows_whose_turn_it_is_how_much_and_one_button(
    browser: Client, dossier: Dossier
) -> None:
    page = browser.get(journeys.dossier_url(dossier))
    words, html = journeys.words(page), journeys.text(page)
    assert "Đến lượt bác" in words and f"Xã báo nộp {SUM}" in words and "17 giờ 00" in words
    assert "Yêu cầu thực hiện nghĩa vụ tài chính" in words and "Thanh toán trực tuyến" in words
    assert len(re.findall(r'class="btn go"', html)) == 1
    assert f'href="{journeys.dossier_url(dossier, "payment")}"' in html
    assert f'href="{journeys.dossier_url(dossier, "withdraw")}"' in html


def test_the_phone_says_how_much_until_when_and_asks_for_no_code(browser: Client, dossier: Dossier) -> None:
    words = journeys.words(browser.get("/tap/dien-thoai/"))
    assert f"Hồ sơ {dossier.code} cần nộp {SUM}. Bác nộp trước 17 giờ 00" in words
    assert Notice.objects.filter(event__dossier=dossier, event__to_status=6).count() == 1


def test_the_clock_stands_still_until_she_pays(dossier: Dossier, clock: Clock) -> None:
    at = dossier.now()
    clock.forward(days=20)
    dossier = service.look(dossier)
    assert (dossier.now(), dossier.state) == (at, Status.PAYMENT_REQUESTED)


def test_whoever_does_not_pay_in_time_has_a_dossier_that_stops_with_a_letter(
    browser: Client, dossier: Dossier
) -> None:
    for _ in range(3):
        dossier = service.skip(dossier, 3)
    assert dossier.state is Status.STOPPED and dossier.reason == "not_paid"
    words = journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert SKIPPED in words and "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ" in words and "Nộp lại" in words
    assert journeys.leads_to(_pay(browser, dossier, _code(dossier)), journeys.dossier_url(dossier))
    assert _payments(dossier) == 0 and _state(dossier) is Status.STOPPED


def test_the_days_of_waiting_do_not_count_against_the_office(dossier: Dossier) -> None:
    dossier = journeys.until(service.pay(service.skip(dossier, 1)), Status.RETURNED)
    assert dossier.events.get(to_status=Status.DONE).at <= dossier.due_at


def test_she_may_withdraw_instead_of_paying(browser: Client, dossier: Dossier) -> None:
    browser.post(journeys.dossier_url(dossier, "withdraw"))
    assert _state(dossier) is Status.WITHDRAWN
    assert journeys.leads_to(_choose(browser, dossier, "ngan-hang"), journeys.dossier_url(dossier))


# --- Where to pay ---


def test_the_counter_says_what_to_bring_and_the_dossier_stays_as_it_is(
    browser: Client, dossier: Dossier
) -> None:
    words = journeys.words(_choose(browser, dossier, "tai-quay"))
    for thing in (dossier.code, SUM, "căn cước", "giấy hẹn", dossier.attempt.scenario.agency.centre):
        assert thing in words
    assert _state(dossier) is Status.PAYMENT_REQUESTED


def test_the_bank_is_one_of_two_ways_and_neither_is_chosen_beforehand(
    browser: Client, dossier: Dossier
) -> None:
    page = browser.get(journeys.dossier_url(dossier, "payment"))
    assert journeys.value(page, "cach") == ""
    assert journeys.leads_to(_choose(browser, dossier, "ngan-hang"), journeys.dossier_url(dossier, "bank"))
    for nothing in ("", "the-that"):
        assert journeys.told(_choose(browser, dossier, nothing), "Nơi trả tiền")


def test_the_bank_shows_to_whom_for_what_and_how_much(browser: Client, dossier: Dossier) -> None:
    page = browser.get(journeys.dossier_url(dossier, "bank"))
    words = journeys.words(page)
    for part in (
        "Ngân hàng Tập",
        f"Nội dung chuyển tiền {dossier.code}",
        f"Số tiền {SUM}",
        "không có tiền thật",
    ):
        assert part in words
    assert _code(dossier) in words, "on the drawn phone"
    assert "Nội dung chuyển tiền có đúng mã hồ sơ không?" in words


def test_nobody_coaches_at_the_bank_in_check_mode(browser: Client, learner: Learner) -> None:
    sent = journeys.send(learner, scenario=COPIES, mode="check")
    page = browser.get(journeys.dossier_url(journeys.until(sent, Status.PAYMENT_REQUESTED), "bank"))
    assert "Nội dung chuyển tiền có đúng mã hồ sơ không?" not in journeys.words(page)


# --- Paying ---


def test_the_code_of_the_phone_pays_and_the_office_goes_on(browser: Client, dossier: Dossier) -> None:
    assert journeys.leads_to(_pay(browser, dossier, _code(dossier)), journeys.dossier_url(dossier, "paid"))
    assert _state(dossier) is Status.IN_PROGRESS
    words = journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert "Bác đã nộp tiền. Xã làm tiếp." in words and "Xem biên lai trả tiền" in words
    dossier = journeys.until(dossier, Status.RETURNED)
    assert journeys.path_of(dossier) == [0, 1, 2, 4, 5, 4, 6, 4, 9, 10]
    result = journeys.words(browser.get(journeys.dossier_url(dossier, "result")))
    assert "Trả tiền bản sao trên Ngân hàng Tập" in result


def test_a_code_with_a_space_in_it_pays_too(browser: Client, dossier: Dossier) -> None:
    code = _code(dossier)
    _pay(browser, dossier, f" {code[:3]} {code[3:]} ")
    assert _payments(dossier) == 1


@pytest.mark.parametrize("code", ["", "000000", "12345", "mã", "\x00", "9" * 5000])
def test_a_wrong_code_is_asked_for_again_and_pays_nothing(
    browser: Client, dossier: Dossier, code: str
) -> None:
    page = _pay(browser, dossier, code)
    assert page.status_code == 200 and journeys.told(page, "Mã xác nhận")
    assert _payments(dossier) == 0 and _state(dossier) is Status.PAYMENT_REQUESTED


@pytest.mark.parametrize("real", [REAL_PHONE, REAL_CARD])
def test_a_real_number_is_kept_nowhere(browser: Client, dossier: Dossier, real: str) -> None:
    page = _pay(browser, dossier, real)
    assert journeys.summary(page) and real not in journeys.text(page)
    assert not Act.objects.filter(act="pay").exists()
    kinds = AttemptMistake.objects.filter(attempt=dossier.attempt, field="ma_ngan_hang").values_list(
        "kind", flat=True
    )
    assert [kind.partition(":")[0] for kind in kinds] == ["guard"]


def test_pressed_twice_it_is_paid_once(browser: Client, dossier: Dossier) -> None:
    key = token()
    for _ in range(3):
        response = _pay(browser, dossier, _code(dossier), key)
        assert journeys.leads_to(response, journeys.dossier_url(dossier, "paid"))
    assert _payments(dossier) == 1


def test_two_tabs_pay_once(browser: Client, dossier: Dossier) -> None:
    for _ in range(2):
        response = _pay(browser, dossier, _code(dossier))
        assert journeys.leads_to(response, journeys.dossier_url(dossier, "paid"))
    assert _payments(dossier) == 1


def test_the_same_press_with_another_code_is_shown_beside_the_first(
    browser: Client, dossier: Dossier
) -> None:
    key = token()
    _pay(browser, dossier, _code(dossier), key)
    page = _pay(browser, dossier, "000111", key)
    words = journeys.words(page)
    assert page.status_code == 409 and _code(dossier) in words and "000111" in words
    assert dossier.code in words and SUM in words and _payments(dossier) == 1


def test_a_real_number_in_a_second_press_is_not_kept_and_not_shown(browser: Client, dossier: Dossier) -> None:
    key = token()
    _pay(browser, dossier, _code(dossier), key)
    assert REAL_PHONE not in journeys.text(_pay(browser, dossier, REAL_PHONE, key))


@pytest.mark.parametrize("name", ["payment", "bank"])
def test_where_nothing_is_to_be_paid_the_pages_lead_to_the_dossier(
    browser: Client, learner: Learner, name: str
) -> None:
    dossier = journeys.send(learner, scenario=COPIES)
    address = journeys.dossier_url(dossier, name)
    assert journeys.leads_to(browser.get(address), journeys.dossier_url(dossier))
    assert journeys.leads_to(_pay(browser, dossier, _code(dossier)), journeys.dossier_url(dossier))
    with pytest.raises(service.NotWaiting):
        service.pay(dossier)


@pytest.mark.parametrize("name", ["payment", "bank"])
def test_where_it_is_paid_the_pages_lead_to_the_receipt(browser: Client, dossier: Dossier, name: str) -> None:
    service.pay(dossier)
    assert journeys.leads_to(
        browser.get(journeys.dossier_url(dossier, name)), journeys.dossier_url(dossier, "paid")
    )


@pytest.mark.parametrize("name", ["payment", "bank", "paid"])
def test_somebody_else_finds_nothing_here(stranger: Client, dossier: Dossier, name: str) -> None:
    assert stranger.get(journeys.dossier_url(dossier, name)).status_code == 404
    assert _pay(stranger, dossier, _code(dossier)).status_code == 404
    assert _payments(dossier) == 0


def test_where_no_draft_follows_paying_brings_the_result(packs: PackVersion, learner: Learner) -> None:
    """6 → 9: the office has nothing left to do but to hand it over."""
    eform = packs.pack.eform.model_dump(mode="json")
    for step in eform["steps"]:
        for field in (field for section in step["sections"] for field in section["fields"]):
            field["on_result"] = False
    variants.make_current(packs.pack.model_validate(packs.pack.model_dump(mode="json") | {"eform": eform}))
    dossier = journeys.until(journeys.send(learner, scenario=COPIES), Status.PAYMENT_REQUESTED)
    dossier = service.pay(dossier)
    assert dossier.state is Status.DONE and dossier.decided_at is not None
    assert journeys.until(dossier, Status.RETURNED).state is Status.RETURNED


# --- The receipt ---


def test_the_receipt_can_be_opened_again_and_says_that_it_was_no_money(
    browser: Client, dossier: Dossier
) -> None:
    _pay(browser, dossier, _code(dossier))
    address = journeys.dossier_url(dossier, "paid")
    first, again = journeys.words(browser.get(address)), journeys.words(browser.get(address))
    assert first == again
    for part in (
        "BIÊN LAI ĐIỆN TỬ",
        "BẢN TẬP DƯỢT",
        "MẪU-",
        dossier.code,
        SUM,
        "0 đồng thật",
        "Tiền thật đã trả 0 đồng",
    ):
        assert part in first
    later = journeys.words(
        browser.get(journeys.dossier_url(journeys.until(dossier, Status.RETURNED), "paid"))
    )
    assert "BIÊN LAI ĐIỆN TỬ" in later and "MẪU-" in later


def test_two_receipts_have_two_numbers(browser: Client, learner: Learner, dossier: Dossier) -> None:
    other = journeys.until(journeys.send(learner, scenario=COPIES), Status.PAYMENT_REQUESTED)
    numbers = {(service.pay(row).bill or {})["number"] for row in (dossier, other)}
    assert len(numbers) == 2 and all(number.startswith("MẪU-") for number in numbers)


def test_there_is_no_receipt_before_it_is_paid(browser: Client, dossier: Dossier) -> None:
    response = browser.get(journeys.dossier_url(dossier, "paid"))
    assert journeys.leads_to(response, journeys.dossier_url(dossier))


def test_what_she_has_done_names_the_payment_only_where_there_was_one(
    learner: Learner, dossier: Dossier
) -> None:
    def steps(row: Dossier) -> list[Any]:
        return [step["text"] for step in outcome.done(journeys.until(row, Status.RETURNED))]

    told = "Trả tiền bản sao trên Ngân hàng Tập"
    assert told in steps(dossier) and told not in steps(journeys.send(learner, scenario=MOTHER))


def test_answers_that_are_forgotten_in_the_meantime_do_not_stop_what_was_examined(dossier: Dossier) -> None:
    dossier.attempt.answers = {}
    dossier.attempt.save()
    dossier = journeys.until(service.pay(dossier), Status.RETURNED)
    assert journeys.path_of(dossier) == [0, 1, 2, 4, 5, 4, 6, 4, 9, 10]


def test_a_month_later_the_typed_code_is_gone_and_the_receipts_stay(
    browser: Client, dossier: Dossier, clock: Clock
) -> None:
    _pay(browser, dossier, _code(dossier))
    assert Act.objects.get(act="pay").body["code"] == _code(dossier)
    clock.forward(days=31)
    jobs.forget_answers("2026-12-25")
    assert Act.objects.get(act="pay").body == {}
    assert SUM in journeys.words(browser.get(journeys.dossier_url(dossier, "paid")))
    assert SUM in journeys.words(browser.get(journeys.dossier_url(dossier, "receipt")))
