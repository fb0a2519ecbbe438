""" "Xem trước": the form as it reads, reachable while it is filled in, and never the end of the way."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox import attempts, service
from sandbox.catalogue import shipped_packs
from sandbox.engine.kinds import kind_of
from sandbox.enums import Place
from sandbox.models import Attempt
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, DECLARE, GOOD, PAPER, RECEIVE

pytestmark = pytest.mark.django_db
SCENARIOS = [scenario.id for scenario in shipped_packs()["khai-sinh"].scenarios]
TYPED = "Zuzu"


def _address(attempt: Attempt) -> str:
    return reverse("sandbox:preview", args=[attempt.id])


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("mode", ["practice", "check"])
def test_it_shows_every_field_that_applies(
    browser: Client, learner: Learner, scenario: str, mode: str
) -> None:
    attempt = journeys.begin(learner, Place.REVIEW, scenario=scenario, mode=mode)
    response = browser.get(_address(attempt))
    words = journeys.words(response)
    for spec in attempts.visible(attempt, attempt.pack.eform.fields):
        assert journeys.has_id(response, f"x-{spec.id}")
        assert f"{spec.label}: {kind_of(spec).show(attempt.answers.get(spec.id, '')) or '('}" in words
    for part in (
        "I. Người yêu cầu",
        "II. Người được khai sinh",
        "III. Người mẹ",
        "TỜ KHAI ĐĂNG KÝ KHAI SINH",
    ):
        assert part in words
    assert "MẪU TẬP DƯỢT – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in words and attempt.scenario.agency.name in words


def test_what_does_not_apply_is_left_out(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.REVIEW, scenario=journeys.ALONE)
    assert not journeys.has_id(browser.get(_address(attempt)), "x-ho_ten_cha")


def test_a_day_stands_there_in_words_too(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    words = journeys.words(browser.get(_address(attempt)))
    assert "(ngày mười chín tháng tám năm hai nghìn không trăm hai mươi tư)" in words
    assert words.count("ngày ba tháng mười một năm hai nghìn không trăm hai mươi sáu") == 1, (
        "the form asks for it"
    )


@pytest.mark.parametrize("place", [APPLICANT, DECLARE, RECEIVE])
def test_what_is_typed_is_kept_by_the_press_that_opens_it(
    browser: Client, learner: Learner, place: str
) -> None:
    attempt = journeys.begin(learner, place)
    page = journeys.text(browser.get(journeys.url(attempt, place)))
    assert f'formaction="{_address(attempt)}"' in page
    response = browser.post(_address(attempt), {**journeys.on_step(attempt, place), "tu": place})
    assert response.status_code == 302 and response["Location"] == f"{_address(attempt)}?tu={place}"
    attempt.refresh_from_db()
    assert journeys.on_step(attempt, place).items() <= attempt.answers.items()
    shown = browser.get(response["Location"])
    assert f'href="{journeys.path(attempt, place)}"' in journeys.text(shown), "a way back"


@pytest.mark.parametrize("step", ["", "khong-co", RECEIVE, "\x00" * 5000])
def test_a_step_that_is_not_open_keeps_nothing(browser: Client, learner: Learner, step: str) -> None:
    attempt = journeys.begin(learner, APPLICANT)
    before = attempt.answers
    response = browser.post(_address(attempt), {"tu": step, "dia_chi": "Thôn Hai", "so_ban_sao": "3"})
    assert response.status_code == 302 and response["Location"] == _address(attempt)
    attempt.refresh_from_db()
    assert attempt.answers == before


def test_a_real_number_is_not_kept_and_the_page_says_so(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, APPLICANT)
    response = browser.post(_address(attempt), {"so_dien_thoai": "0912345678", "tu": APPLICANT}, follow=True)
    assert "0912345678" not in journeys.text(response) and 'class="note warn"' in journeys.text(response)
    attempt.refresh_from_db()
    assert "0912345678" not in str(attempt.answers)


def test_every_part_has_its_way_to_change_it(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    page = journeys.text(browser.get(_address(attempt)))
    parts = (
        (APPLICANT, "", "ngay_cap"),
        (DECLARE, "?phan=1", "loai_dang_ky_0"),
        (DECLARE, "?phan=2", "ho_ten_con"),
    )
    for place, part, first in parts:
        address = f"{journeys.path(attempt, place)}{part}"
        assert f'href="{address}#id_{first}"' in page
        assert journeys.has_id(browser.get(address), f"id_{first}")


def test_the_way_back_from_a_part_leads_to_that_part(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, DECLARE)
    shown = browser.post(_address(attempt), {"tu": DECLARE, "phan": "2", "noi_sinh": "Nhà"}, follow=True)
    assert f'href="{journeys.path(attempt, DECLARE)}?phan=2"' in journeys.text(shown)


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_confirming_leads_to_the_first_thing_that_is_not_done(
    browser: Client, learner: Learner, mode: str
) -> None:
    attempt = journeys.begin(learner, DECLARE, mode=mode)
    service.save_answers(attempt, journeys.on_step(attempt, DECLARE), attempt.revision)
    assert journeys.leads_to(
        browser.post(_address(attempt), {"xac_nhan": "1"}), journeys.url(attempt, Place.PAPERS)
    )
    service.attach(Attempt.objects.get(), PAPER, GOOD)
    assert journeys.leads_to(
        browser.post(_address(attempt), {"xac_nhan": "1"}), journeys.url(attempt, RECEIVE)
    )
    attempt.refresh_from_db()
    service.save_answers(attempt, journeys.on_step(attempt, RECEIVE), attempt.revision)
    assert journeys.leads_to(
        browser.post(_address(attempt), {"xac_nhan": "1"}), journeys.url(attempt, Place.REVIEW)
    )


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_confirming_names_what_is_missing_at_its_line(browser: Client, learner: Learner, mode: str) -> None:
    attempt = journeys.begin(learner, Place.REVIEW, mode=mode)
    service.save_answers(attempt, {"ho_ten_con": ""}, attempt.revision)
    response = browser.post(_address(attempt), {"xac_nhan": "1"})
    assert response.status_code == 200
    [(_words, target)] = journeys.summary(response)
    assert target == "x-ho_ten_con" and journeys.has_id(response, target)


def test_before_the_form_there_is_nothing_to_preview(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.AGENCY)
    assert journeys.leads_to(browser.get(_address(attempt)), journeys.url(attempt, Place.AGENCY))


def test_once_sent_it_leads_to_the_dossier(browser: Client, learner: Learner) -> None:
    dossier = journeys.send(learner)
    assert journeys.leads_to(browser.get(_address(dossier.attempt)), journeys.dossier_url(dossier))


def test_another_s_preview_is_a_missing_page(learner: Learner, stranger: Client) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    assert stranger.get(_address(attempt)).status_code == 404


@pytest.mark.parametrize("place", [Place.PAPERS, Place.REVIEW])
def test_papers_and_the_last_look_lead_to_it(browser: Client, learner: Learner, place: Place) -> None:
    attempt = journeys.begin(learner, place)
    assert f'href="{_address(attempt)}?tu={place.value}"' in journeys.text(
        browser.get(journeys.url(attempt, place))
    )


def test_what_was_typed_is_not_said_by_the_server(browser: Client, learner: Learner, said: list[str]) -> None:
    attempt = journeys.begin(learner, Place.REVIEW)
    service.save_answers(attempt, {"noi_sinh": f"{TYPED} ở nhà"}, attempt.revision)
    browser.get(_address(attempt))
    assert "II. Người được khai sinh" in said
    assert not [words for words in said if TYPED in words]
