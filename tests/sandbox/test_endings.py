"""Withdrawing, being refused, being late; and filing again with everything that was typed."""

import pytest
from django.test import Client

from accounts.models import Learner
from sandbox import service
from sandbox.engine.enums import Stage
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.models import Attempt, Dossier, PackVersion
from tests.sandbox import journeys, variants
from tests.sandbox.journeys import ALONE, GOOD, OTHER_CHILD, PAPER

pytestmark = pytest.mark.django_db


def _press(browser: Client, dossier: Dossier, name: str) -> object:
    return journeys.post(browser, journeys.dossier_url(dossier, name), {})


def _refused(learner: Learner) -> Dossier:
    sent = journeys.send(learner, mode="check", scenario=ALONE, photo=OTHER_CHILD)
    return journeys.until(sent, Status.NOT_ACCEPTED)


# --- Withdrawing -----------------------------------------------------------------------------------------------


def test_withdrawing_asks_first_on_a_page_of_its_own(browser: Client, learner: Learner) -> None:
    dossier = journeys.send(learner)
    assert f'href="{journeys.dossier_url(dossier, "withdraw")}"' in journeys.text(
        browser.get(journeys.dossier_url(dossier))
    )
    words = journeys.words(browser.get(journeys.dossier_url(dossier, "withdraw")))
    assert "Bác muốn rút hồ sơ này?" in words
    dossier.refresh_from_db()
    assert dossier.state is Status.REGISTERED


@pytest.mark.parametrize("stands_at", ["sent", "asked", "draft"])
def test_a_dossier_can_be_withdrawn_wherever_the_office_is_not_done(
    browser: Client, learner: Learner, stands_at: str
) -> None:
    dossier = journeys.send(learner)
    if stands_at == "asked":
        dossier = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
    if stands_at == "draft":
        dossier = journeys.until_draft(dossier)
    assert journeys.leads_to(_press(browser, dossier, "withdraw"), journeys.dossier_url(dossier))
    dossier.refresh_from_db()
    assert dossier.state is Status.WITHDRAWN and dossier.request is None and not dossier.clock_running
    last = dossier.events.last()
    assert last is not None and (last.to_status, last.actor) == (7, "citizen")


def test_a_result_cannot_be_withdrawn(browser: Client, learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner), Status.RETURNED)
    for method in (browser.get, browser.post):
        assert journeys.leads_to(
            method(journeys.dossier_url(dossier, "withdraw")), journeys.dossier_url(dossier)
        )
    assert Dossier.objects.get().state is Status.RETURNED
    with pytest.raises(service.TooLate):
        service.withdraw(dossier)


def test_withdrawing_twice_withdraws_once(browser: Client, learner: Learner) -> None:
    dossier = journeys.send(learner)
    for _ in range(2):
        _press(browser, dossier, "withdraw")
    assert journeys.path_of(dossier) == [0, 1, 7]


# --- Refused and stopped ---------------------------------------------------------------------------------------


def test_a_refusal_gives_its_reason_in_plain_words_and_no_receipt(browser: Client, learner: Learner) -> None:
    dossier = _refused(learner)
    page = browser.get(journeys.dossier_url(dossier))
    words = journeys.words(page)
    assert "PHIẾU TỪ CHỐI TIẾP NHẬN" in words and "Giấy chứng sinh này ghi tên cháu khác." in words
    assert "Nộp lại" in words
    receipt = journeys.dossier_url(dossier, "receipt")
    assert receipt not in journeys.text(page)
    assert journeys.leads_to(browser.get(receipt), journeys.dossier_url(dossier))


def test_a_dossier_that_was_stopped_says_why(browser: Client, learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    dossier = service.skip(service.skip(dossier, 3), 3)
    words = journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert "THÔNG BÁO DỪNG GIẢI QUYẾT" in words and "Quá hạn mà chưa bổ sung." in words


def test_a_late_office_apologises_and_names_the_new_day(browser: Client, learner: Learner) -> None:
    dossier = journeys.send(learner, scenario=ALONE)
    while dossier.stage != Stage.LATE_WITH_APOLOGY:
        dossier = service.look(dossier)
        row = Dossier.objects.get(pk=dossier.pk)
        row.clock_at += row.due_at - row.clock_at
        row.save()
        dossier = service.look(row)
    words = journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert "PHIẾU XIN LỖI" in words and "máy của xã hỏng" in words
    assert "17 giờ 00, thứ Tư 25/11/2026" in words and "Đến lượt xã" in words
    receipt = journeys.words(browser.get(journeys.dossier_url(dossier, "receipt")))
    assert "thứ Tư 25/11/2026" in receipt and "Sao không phải" not in receipt
    done = journeys.until(dossier, Status.RETURNED)
    assert done.events.get(to_status=Status.DONE).at <= done.due_at


# --- Filing again ----------------------------------------------------------------------------------------------


def test_filing_again_begins_with_everything_typed_before(browser: Client, learner: Learner) -> None:
    dossier = _refused(learner)
    response = _press(browser, dossier, "file_again")
    attempt = Attempt.objects.get(former=dossier)
    assert journeys.leads_to(response, f"/tap/bai/{attempt.id}/")
    assert attempt.answers == dossier.attempt.answers and attempt.papers == dossier.attempt.papers
    assert (attempt.mode, attempt.scenario_id, attempt.place) == ("check", ALONE, Place.REVIEW)
    review = browser.get(journeys.url(attempt, Place.REVIEW))
    assert "Lò Văn Minh Họa" in journeys.words(review)


def test_filed_again_with_the_right_paper_it_comes_to_its_result_and_both_are_linked(
    browser: Client, learner: Learner
) -> None:
    former = _refused(learner)
    attempt = service.file_again(former)
    service.attach(attempt, PAPER, GOOD)
    later = service.send(attempt)
    assert former.code in journeys.words(browser.get(journeys.dossier_url(later)))
    assert f'href="{journeys.dossier_url(later)}"' in journeys.text(browser.get(journeys.dossier_url(former)))
    assert journeys.leads_to(_press(browser, former, "file_again"), journeys.dossier_url(later))
    assert journeys.until(later, Status.RETURNED)
    former.refresh_from_db()
    assert former.state is Status.NOT_ACCEPTED


def test_filing_again_twice_begins_once(browser: Client, learner: Learner) -> None:
    dossier = service.withdraw(journeys.send(learner))
    for _ in range(3):
        _press(browser, dossier, "file_again")
    assert Attempt.objects.filter(former=dossier).count() == 1


def test_what_she_changes_in_the_new_one_leaves_the_old_one_alone(learner: Learner) -> None:
    dossier = service.withdraw(journeys.send(learner))
    attempt = service.file_again(dossier)
    service.save_answers(attempt, {"noi_sinh": "Nhà"}, attempt.revision)
    assert Attempt.objects.get(pk=dossier.attempt_id).answers["noi_sinh"] != "Nhà"


def test_a_dossier_on_its_way_or_with_a_result_is_not_filed_again(browser: Client, learner: Learner) -> None:
    for dossier in (journeys.send(learner), journeys.until(journeys.send(learner), Status.RETURNED)):
        assert journeys.leads_to(_press(browser, dossier, "file_again"), journeys.dossier_url(dossier))
        with pytest.raises(service.TooLate):
            service.file_again(dossier)
    assert not Attempt.objects.exclude(former=None).exists()


def test_what_was_deleted_in_the_meantime_is_not_promised(browser: Client, learner: Learner) -> None:
    dossier = service.withdraw(journeys.send(learner))
    assert "Chữ bác đã gõ vẫn còn" in journeys.words(browser.get(journeys.dossier_url(dossier)))
    Attempt.objects.update(answers={})
    assert "Chữ bác đã gõ vẫn còn" not in journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert browser.post(journeys.dossier_url(dossier, "file_again"), follow=True).status_code == 200


def test_a_refusal_on_the_merits_stops_it_with_its_words(
    packs: PackVersion, browser: Client, learner: Learner
) -> None:
    office = packs.pack.scenario(ALONE).office
    assert office.refusal is not None
    refusal = office.refusal.model_copy(update={"kind": "refused_on_merits"})
    variants.with_office(packs, refusal=refusal, late=None)
    sent = journeys.send(learner, mode="check", photo=OTHER_CHILD)
    dossier = journeys.until(sent, Status.STOPPED)
    words = journeys.words(browser.get(journeys.dossier_url(dossier)))
    assert "Chưa đủ điều kiện theo quy định." in words and "ghi tên cháu khác" in words
