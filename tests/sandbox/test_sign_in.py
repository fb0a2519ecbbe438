"""The practice sign-in, the code on the drawn phone, and the agency."""

import random

import pytest
from django.test import Client

from accounts.models import Learner
from sandbox.enums import Place
from sandbox.models import Attempt
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT
from tests.traps.real_shaped import phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(learner: Learner) -> Attempt:
    return journeys.begin(learner, Place.SIGN_IN)


def _sign_in(browser: Client, attempt: Attempt, number: str, word: str) -> object:
    return journeys.post(browser, journeys.url(attempt, Place.SIGN_IN), {"number": number, "word": word})


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("000198000031", "hoa ban"),
        ("0001 9800 0031", " HOA  BAN "),
        ("000.198.000.031", "Hoa Ban"),
        ("\u200b000198000031", "hoa\u00a0ban"),
    ],
)
def test_number_and_word_of_the_card_sign_in_however_they_are_spaced(
    browser: Client, attempt: Attempt, number: str, word: str
) -> None:
    response = _sign_in(browser, attempt, number, word)
    assert journeys.leads_to(response, journeys.url(attempt, Place.CODE))


@pytest.mark.parametrize("mode", ["practice", "check"])
def test_the_card_to_copy_from_lies_beside_the_form(browser: Client, learner: Learner, mode: str) -> None:
    attempt = journeys.begin(learner, Place.SIGN_IN, mode=mode)
    page = journeys.words(browser.get(journeys.url(attempt, Place.SIGN_IN)))
    assert attempt.persona.word in page and attempt.persona.citizen_number in page


@pytest.mark.parametrize(
    ("number", "word", "field", "label"),
    [
        ("", "hoa ban", "number", "số"),
        ("000198000039", "hoa ban", "number", "số"),
        ("000198000031", "", "word", "từ"),
        ("000198000031", "hoa mai", "word", "từ"),
    ],
)
def test_a_wrong_sign_in_keeps_what_was_typed_and_names_the_field(
    browser: Client, attempt: Attempt, number: str, word: str, field: str, label: str
) -> None:
    response = _sign_in(browser, attempt, number, word)
    assert journeys.value(response, "number") == number and journeys.value(response, "word") == word
    [(line, target)] = journeys.summary(response)
    assert label in line.lower() and target == f"id_{field}" and journeys.has_id(response, target)
    attempt.refresh_from_db()
    assert attempt.place == Place.SIGN_IN


@pytest.mark.parametrize(
    ("number", "said"), [("0001980000", "gõ đủ 12 số"), ("000198000039", "so lại từng số")]
)
def test_a_slip_and_a_missing_digit_are_told_apart(
    browser: Client, attempt: Attempt, number: str, said: str
) -> None:
    [(line, _target)] = journeys.summary(_sign_in(browser, attempt, number, "hoa ban"))
    assert said in line


def test_both_wrong_are_both_named(browser: Client, attempt: Attempt) -> None:
    response = _sign_in(browser, attempt, "1", "2")
    assert [target for _line, target in journeys.summary(response)] == ["id_number", "id_word"]


def test_a_wrong_sign_in_is_noted_by_field_and_kind(browser: Client, attempt: Attempt) -> None:
    _sign_in(browser, attempt, "000198000039", "hoa mai")
    noted = attempt.mistakes.order_by("pk").values_list("field", "kind")
    assert list(noted) == [("so_dinh_danh", "different"), ("chu_tap", "different")]


def _code(browser: Client, attempt: Attempt, **data: str) -> object:
    return journeys.post(browser, journeys.url(attempt, Place.CODE), data)


@pytest.mark.parametrize("code", ["471206", "471 206", " 471206 "])
def test_the_code_of_the_practice_phone_leads_to_the_consent(
    browser: Client, learner: Learner, code: str
) -> None:
    attempt = journeys.begin(learner, Place.CODE)
    assert attempt.persona.otp in journeys.words(browser.get(journeys.url(attempt, Place.CODE)))
    assert journeys.leads_to(_code(browser, attempt, code=code), journeys.url(attempt, Place.SHARE))


@pytest.mark.parametrize("code", ["", "111111", "47120", "mã"])
def test_a_wrong_code_stays_and_is_named(browser: Client, learner: Learner, code: str) -> None:
    attempt = journeys.begin(learner, Place.CODE)
    response = _code(browser, attempt, code=code)
    assert journeys.value(response, "code") == code
    [(line, target)] = journeys.summary(response)
    assert "mã" in line.lower() and target == "id_code"


CONSENTS = [(Place.SHARE, Place.AGENCY), (Place.SHARE_AGAIN, Place.GENERAL)]


def _share(browser: Client, attempt: Attempt, place: Place, **data: str) -> object:
    return journeys.post(browser, journeys.url(attempt, place), data)


@pytest.mark.parametrize(("place", "after"), CONSENTS)
@pytest.mark.parametrize("passcode", ["820364", "820 364"])
def test_tick_and_passcode_of_the_card_lead_on(
    browser: Client, learner: Learner, place: Place, after: Place, passcode: str
) -> None:
    attempt = journeys.begin(learner, place)
    assert attempt.persona.passcode in journeys.words(browser.get(journeys.url(attempt, place)))
    response = _share(browser, attempt, place, share="on", passcode=passcode)
    assert journeys.leads_to(response, journeys.url(attempt, after))


@pytest.mark.parametrize(("place", "_after"), CONSENTS)
@pytest.mark.parametrize("passcode", ["", "471206", "hoa ban", "82036"])
def test_another_secret_is_no_passcode(
    browser: Client, learner: Learner, place: Place, _after: Place, passcode: str
) -> None:
    """Neither the code of the message nor the word of the sign-in: three secrets, three places."""
    attempt = journeys.begin(learner, place)
    response = _share(browser, attempt, place, share="on", passcode=passcode)
    assert journeys.value(response, "passcode") == passcode and journeys.value(response, "share") == "on"
    [(line, target)] = journeys.summary(response)
    assert "passcode" in line.lower() and target == "id_passcode"


def test_consent_left_out_is_named_and_the_passcode_stays(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.SHARE)
    response = _share(browser, attempt, Place.SHARE, passcode="820364")
    assert journeys.value(response, "passcode") == "820364"
    [(_line, target)] = journeys.summary(response)
    assert target == "id_share" and not attempt.mistakes.exists()


def test_nothing_at_all_is_named_twice(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.SHARE)
    targets = {target for _line, target in journeys.summary(_share(browser, attempt, Place.SHARE))}
    assert targets == {"id_passcode", "id_share"}


def _general(browser: Client, attempt: Attempt, filed_for: str) -> object:
    return journeys.post(browser, journeys.url(attempt, Place.GENERAL), {"filed_for": filed_for})


def test_a_parent_files_in_her_own_name(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.GENERAL)
    assert journeys.leads_to(_general(browser, attempt, "self"), journeys.url(attempt, APPLICANT))


def test_for_somebody_else_is_coached_in_practice(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.GENERAL)
    [(line, target)] = journeys.summary(_general(browser, attempt, "other"))
    assert "đọc lại" in line and target == "id_filed_for_0"
    assert list(attempt.mistakes.values_list("field", "kind")) == [("doi_tuong", "wrong_choice")]


def test_nobody_says_so_in_check_mode(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.GENERAL, mode="check")
    assert journeys.leads_to(_general(browser, attempt, "other"), journeys.url(attempt, APPLICANT))


def _agency(browser: Client, attempt: Attempt, province: str, commune: str) -> object:
    data = {"province": province, "commune": commune}
    return journeys.post(browser, journeys.url(attempt, Place.AGENCY), data)


def test_the_agency_of_the_story_leads_on(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.AGENCY)
    response = _agency(browser, attempt, "Tỉnh Thực Hành", "Xã Mẫu")
    assert journeys.leads_to(response, journeys.url(attempt, Place.SHARE_AGAIN))


@pytest.mark.parametrize(
    ("province", "commune", "field", "label"),
    [
        ("", "Xã Mẫu", "province", "tỉnh"),
        ("Tỉnh Thực Hành", "", "commune", "xã"),
        ("Thành phố Hà Nội", "Xã Mẫu", "province", "cơ quan"),
        ("Tỉnh Thực Hành", "Xã Suối Tập", "commune", "cơ quan"),
    ],
)
def test_another_agency_stays_chosen_and_is_named(
    browser: Client, learner: Learner, province: str, commune: str, field: str, label: str
) -> None:
    attempt = journeys.begin(learner, Place.AGENCY)
    response = _agency(browser, attempt, province, commune)
    assert journeys.value(response, "province") == province and journeys.value(response, "commune") == commune
    [(line, target)] = journeys.summary(response)
    assert label in line.lower() and target == f"id_{field}"
    attempt.refresh_from_db()
    assert attempt.place == Place.AGENCY


def test_a_place_that_is_not_on_the_list_is_named_and_not_said_again(
    browser: Client, learner: Learner
) -> None:
    attempt, real = journeys.begin(learner, Place.AGENCY), phone(random.Random(5))
    response = _agency(browser, attempt, f"Tỉnh {real}", f"Xã {real}")
    lines = journeys.summary(response)
    assert [target for _line, target in lines] == ["id_province", "id_commune"]
    assert "tỉnh" in lines[0][0].lower() and "xã" in lines[1][0].lower()
    assert real not in journeys.text(response)


def test_a_wrong_agency_is_noted(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, Place.AGENCY)
    _agency(browser, attempt, "Tỉnh Thực Hành", "Xã Suối Tập")
    assert list(attempt.mistakes.values_list("field", "kind")) == [("co_quan", "wrong_choice")]


def test_the_guide_names_the_agency_only_in_practice(browser: Client, learner: Learner) -> None:
    practice = journeys.begin(learner, Place.AGENCY)
    check = journeys.begin(learner, Place.AGENCY, mode="check")
    shown = [journeys.text(browser.get(journeys.url(attempt, Place.AGENCY))) for attempt in (practice, check)]
    assert [page.count("<section") for page in shown][0] > [page.count("<section") for page in shown][1]
