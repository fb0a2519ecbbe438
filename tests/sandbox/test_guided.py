"""Làm cùng: one field at a time, a wrong one stays and is shown how, and only the right way leads on."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox import guiding, service
from sandbox.dossiers import finished_unaided
from sandbox.enums import Place
from sandbox.models import Attempt
from tests.sandbox import journeys
from tests.sandbox.journeys import ALONE, APPLICANT, DECLARE, MOTHER, RECEIVE

pytestmark = pytest.mark.django_db
CHILD, DAY = "ho_ten_con", "ngay_sinh_con"


@pytest.fixture
def attempt(learner: Learner) -> Attempt:
    """A guided attempt at the first field of the form, with what the portal wrote by itself."""
    made = journeys.begin(learner, APPLICANT, mode="guided")
    service.open_form(made)
    return made


def _field(page: Any) -> str:
    return journeys.value(page, "o-nay")


def _send(client: Client, attempt: Attempt, step: str, name: str, value: str, **more: str) -> HttpResponse:
    attempt.refresh_from_db()
    data = {"o-nay": name, name: value, "revision": str(attempt.revision), **more}
    return journeys.post(
        client, journeys.url(attempt, step), {k: v for k, v in data.items() if v or k != name}
    )


def _through(client: Client, attempt: Attempt, step: str, until: str = "") -> list[str]:
    """Answer field after field of a step rightly, each as the page asks for it; the fields that were asked for."""
    asked: list[str] = []
    for _ in range(80):
        page = client.get(journeys.url(attempt, step))
        name = _field(page)
        if name == until:
            return asked
        asked.append(name)
        response = _send(client, attempt, step, name, attempt.scenario.fields[name])
        assert response.status_code == 302, (name, journeys.words(response)[:300])
        if not journeys.leads_to(response, journeys.url(attempt, step)):
            return asked
    raise AssertionError("the step never ended")


def test_the_step_shows_one_field_and_the_line_it_comes_from(browser: Client, attempt: Attempt) -> None:
    response = browser.get(journeys.url(attempt, APPLICANT))
    page, words = journeys.text(response), journeys.words(response)
    assert _field(response) == "ngay_cap" and f"Ô 1/{len(attempt.scenario.answers)}" in words
    names = set(re.findall(r'name="([a-z_]+)"', page)) & {spec.id for spec in attempt.pack.eform.fields}
    assert names == {"ngay_cap"}
    line = page.split('<section class="paper"')[1].split("</section>")[0]
    assert 'class="mark"' in line and "19/08/2024" in line and line.count('class="ln"') == 1


@pytest.mark.parametrize("scenario", [MOTHER, ALONE])
def test_a_guided_run_from_the_first_field_to_the_last(
    browser: Client, learner: Learner, scenario: str
) -> None:
    attempt = journeys.begin(learner, APPLICANT, mode="guided", scenario=scenario)
    service.open_form(attempt)
    asked = _through(browser, attempt, APPLICANT) + _through(browser, attempt, DECLARE)
    photos = dict.fromkeys((journeys.PAPER,), journeys.GOOD)
    sent = journeys.post(browser, journeys.url(attempt, Place.PAPERS), photos)
    assert journeys.leads_to(sent, journeys.url(attempt, RECEIVE))
    asked += _through(browser, attempt, RECEIVE)
    assert asked == [spec.id for spec in guiding.all_fields(attempt)]
    attempt.refresh_from_db()
    assert attempt.place == Place.REVIEW and not attempt.mistakes.exists()
    response = journeys.promise(browser, attempt)
    attempt.refresh_from_db()
    assert response.status_code == 302 and attempt.sent_at is not None
    assert not finished_unaided(attempt)


def test_a_wrong_value_stays_and_the_right_one_is_shown_at_once(browser: Client, attempt: Attempt) -> None:
    response = _send(browser, attempt, APPLICANT, "ngay_cap", "08/19/2024")
    assert response.status_code == 200 and _field(response) == "ngay_cap"
    assert journeys.value(response, "ngay_cap") == "08/19/2024"
    assert "19/08/2024" in journeys.words(response).split("Tiếp")[0]
    assert journeys.told(response, "Ngày cấp")
    attempt.refresh_from_db()
    assert attempt.answers["ngay_cap"] == "08/19/2024" and attempt.field == ""
    assert [mistake.field for mistake in attempt.mistakes.all()] == ["ngay_cap"]
    assert attempt.hints_used == 0
    assert _field(browser.get(journeys.url(attempt, APPLICANT))) == "ngay_cap"


def test_nothing_at_all_does_not_lead_on(browser: Client, attempt: Attempt) -> None:
    response = _send(browser, attempt, APPLICANT, "ngay_cap", "")
    assert response.status_code == 200 and journeys.told(response, "Ngày cấp")


def test_a_real_looking_number_is_dropped_and_stays(browser: Client, attempt: Attempt) -> None:
    _send(browser, attempt, APPLICANT, "ngay_cap", "19/08/2024")
    response = _send(browser, attempt, APPLICANT, "so_dien_thoai", "0912345678")
    assert response.status_code == 200 and "0912345678" not in journeys.text(response)
    attempt.refresh_from_db()
    assert "0912345678" not in str(attempt.answers)


def test_what_the_portal_wrote_is_looked_at_too(browser: Client, attempt: Attempt) -> None:
    _through(browser, attempt, APPLICANT, until="tinh_cu_tru")
    response = browser.get(journeys.url(attempt, APPLICANT))
    assert _field(response) == "tinh_cu_tru" and journeys.value(response, "tinh_cu_tru") == "Tỉnh Thực Hành"
    assert 'class="note warn"' in journeys.text(response)


def test_leaving_and_coming_back_stands_at_the_same_field(browser: Client, attempt: Attempt) -> None:
    _through(browser, attempt, APPLICANT)
    _through(browser, attempt, DECLARE, until=DAY)
    assert journeys.leads_to(
        _send(browser, attempt, DECLARE, DAY, "03/11/2026", luu="1"), reverse("sandbox:home")
    )
    attempt.refresh_from_db()
    assert attempt.answers[DAY] == "03/11/2026" and attempt.answers[CHILD] == "Giàng A Thử"
    back = browser.get(reverse("sandbox:attempt", args=[attempt.id]))
    assert journeys.leads_to(back, journeys.url(attempt, DECLARE))
    assert _field(browser.get(journeys.url(attempt, DECLARE))) == DAY


def test_what_was_done_stands_there_with_a_way_back(browser: Client, attempt: Attempt) -> None:
    _through(browser, attempt, APPLICANT)
    _through(browser, attempt, DECLARE, until=DAY)
    page = journeys.text(browser.get(journeys.url(attempt, DECLARE)))
    back = f"{journeys.path(attempt, DECLARE)}?o-nay={CHILD}"
    assert f'href="{back}"' in page and "Giàng A Thử" in page
    assert _field(browser.get(back)) == CHILD


def test_an_earlier_field_changed_leads_back_to_where_she_stood(browser: Client, attempt: Attempt) -> None:
    _through(browser, attempt, APPLICANT)
    _through(browser, attempt, DECLARE, until=DAY)
    assert _send(browser, attempt, DECLARE, CHILD, "Giang A Thu").status_code == 200
    assert _field(browser.get(journeys.url(attempt, DECLARE))) == CHILD
    assert _send(browser, attempt, DECLARE, CHILD, "giàng a thử").status_code == 302
    assert _field(browser.get(journeys.url(attempt, DECLARE))) == DAY


@pytest.mark.parametrize("name", ["xa_cu_tru", CHILD, "khong_co", "thu_dien_tu", ""])
def test_a_field_out_of_turn_is_neither_shown_nor_written(
    browser: Client, attempt: Attempt, name: str
) -> None:
    address = journeys.url(attempt, APPLICANT)
    assert _field(browser.get(f"{address}?o-nay={name}")) == "ngay_cap"
    before = dict(attempt.answers)
    response = _send(browser, attempt, APPLICANT, name or "x", "abc", **{"o-nay": name})
    assert journeys.leads_to(response, address)
    attempt.refresh_from_db()
    assert attempt.answers == before


def test_of_a_choice_only_the_right_option_is_open(browser: Client, attempt: Attempt) -> None:
    _through(browser, attempt, APPLICANT)
    page = journeys.text(browser.get(journeys.url(attempt, DECLARE)))
    options = re.findall(r'<input type="radio"[^>]*>', page)
    assert [("disabled" in option) for option in options if 'name="loai_dang_ky"' in option] == [
        False,
        True,
        True,
    ]
    response = _send(browser, attempt, DECLARE, "loai_dang_ky", "qua-han")
    assert response.status_code == 200 and journeys.told(response, "Loại đăng ký")


def test_a_stale_tab_is_told_once(browser: Client, attempt: Attempt) -> None:
    _send(browser, attempt, APPLICANT, "ngay_cap", "19/08/2023")
    response = _send(browser, attempt, APPLICANT, "ngay_cap", "19/08/2024", revision="0")
    assert response.status_code == 200 and 'role="status"' in journeys.text(response)
    assert _send(browser, attempt, APPLICANT, "ngay_cap", "19/08/2024").status_code == 302


def test_the_search_leads_to_the_right_procedure_only(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.SEARCH, mode="guided")
    page = journeys.text(browser.get(journeys.url(attempt, Place.SEARCH), {"tu_khoa": "khai sinh"}))
    links = re.findall(r'<a class="pick" href="([^"]+)"', page)
    assert links == [reverse("sandbox:procedure", args=[attempt.id, journeys.RIGHT_CODE])]
    assert page.count('<p class="pick">') >= 1


def test_another_procedure_has_no_button_to_file(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.SEARCH, mode="guided")
    address = reverse("sandbox:procedure", args=[attempt.id, "1.000689"])
    assert "Nộp trực tuyến" not in journeys.words(browser.get(address))
    assert journeys.post(browser, address, {}).status_code == 200
    attempt.refresh_from_db()
    assert attempt.place == Place.SEARCH


@pytest.mark.parametrize(
    ("place", "name", "right"),
    [
        (Place.AGENCY, "province", "Tỉnh Thực Hành"),
        (Place.AGENCY, "commune", "Xã Mẫu"),
        (Place.GENERAL, "filed_for", "self"),
        (Place.PAPERS, journeys.PAPER, journeys.GOOD),
    ],
)
def test_around_the_form_only_the_right_way_is_open(
    browser: Client, learner: Learner, place: Place, name: str, right: str
) -> None:
    attempt = journeys.begin(learner, place, mode="guided")
    page = journeys.text(browser.get(journeys.url(attempt, place)))
    part = page.split(f'name="{name}"', 1)[1].split("</select>")[0] if "<select" in page else page
    options = re.findall(r'<(?:option|input type="radio")[^>]*value="([^"]+)"([^>]*)>', part)
    assert [value for value, rest in options if "disabled" not in rest and value != "chung"] == [right]
    assert len(options) > 1


def test_a_wrong_photo_stays_and_says_why(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.PAPERS, mode="guided")
    response = journeys.post(browser, journeys.url(attempt, Place.PAPERS), {journeys.PAPER: journeys.CUT_OFF})
    assert response.status_code == 200 and "góc dưới" in journeys.words(response)


def test_who_was_guided_has_practised_with_this_persona(learner: Learner) -> None:
    service.start(learner, MOTHER, "guided")
    assert service.start(learner, MOTHER, "check").persona_practised_before


def test_a_stranger_sees_no_field(stranger: Client, attempt: Attempt) -> None:
    address = journeys.url(attempt, APPLICANT)
    assert stranger.get(f"{address}?o-nay=ngay_cap").status_code == 404
    assert (
        journeys.post(stranger, address, {"o-nay": "ngay_cap", "ngay_cap": "19/08/2024"}).status_code == 404
    )


def test_filing_again_begins_with_every_field_done(learner: Learner) -> None:
    dossier = journeys.send(learner, mode="guided")
    Attempt.objects.filter(pk=dossier.attempt_id).update(field="cam_doan")
    again = service.file_again(service.withdraw(dossier))
    assert again.guided and all(guiding.standing(again, step) is None for step in again.pack.eform.steps)
