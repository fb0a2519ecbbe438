"""A long step of the form, part by part: what each page shows, keeps and leads to."""

import re

import pytest
from django.test import Client

from accounts.models import Learner
from sandbox import parts, service
from sandbox.enums import Place
from sandbox.models import Attempt
from sandbox.parts import Sheet
from tests.sandbox import journeys
from tests.sandbox.journeys import APPLICANT, DECLARE, GRANDMOTHER

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["practice", "check"])
def attempt(learner: Learner, request: pytest.FixtureRequest) -> Attempt:
    return journeys.begin(learner, DECLARE, mode=request.param)


def address(attempt: Attempt, number: int) -> str:
    return f"{journeys.path(attempt, DECLARE)}?phan={number}"


def names(attempt: Attempt, number: int) -> list[str]:
    return [spec.id for spec in attempt.pack.eform.step(DECLARE).sections[number - 1].fields]


def send(browser: Client, attempt: Attempt, number: int, **changed: str) -> object:
    data = {name: value for name, value in journeys.right(attempt).items() if name in names(attempt, number)}
    sent = {"phan": str(number), "revision": str(attempt.revision), **data, **changed}
    response = journeys.post(browser, journeys.path(attempt, DECLARE), sent)
    attempt.refresh_from_db()
    return response


def shown(page: object) -> int:
    return int(journeys.value(page, "phan"))


def test_the_step_opens_at_its_first_gap_and_leads_through_its_parts(
    browser: Client, attempt: Attempt
) -> None:
    assert shown(browser.get(journeys.path(attempt, DECLARE))) == 1
    for number in (1, 2, 3, 4):
        assert journeys.text(send(browser, attempt, number)) == ""
        assert shown(browser.get(journeys.path(attempt, DECLARE))) == number + 1
    assert journeys.leads_to(send(browser, attempt, 5), journeys.path(attempt, Place.PAPERS))


def test_a_part_shows_its_own_fields_and_no_others(browser: Client, attempt: Attempt) -> None:
    page = journeys.text(browser.get(address(attempt, 2)))
    fields = set(re.findall(r'name="([a-z_]+)"', page))
    assert set(names(attempt, 2)) <= fields
    assert not set(names(attempt, 1)) & fields and not set(names(attempt, 3)) & fields
    assert "phần 2 trong " in page


def test_a_mistake_stays_in_its_part_and_nothing_of_another_part_is_asked(
    browser: Client, attempt: Attempt
) -> None:
    page = send(browser, attempt, 1, ho_ten_nyc="")
    assert [target for _line, target in journeys.summary(page)] == ["id_ho_ten_nyc"]
    assert shown(page) == 1 and attempt.answers["loai_dang_ky"] == "dung-han"


def test_what_other_parts_hold_is_left_alone(browser: Client, attempt: Attempt) -> None:
    send(browser, attempt, 2)
    before = dict(attempt.answers)
    send(browser, attempt, 1)
    assert {name: attempt.answers[name] for name in names(attempt, 2)} == {
        name: before[name] for name in names(attempt, 2)
    }


def test_the_last_part_leads_back_to_one_that_was_left_out(browser: Client, attempt: Attempt) -> None:
    for number in (1, 3, 4):
        send(browser, attempt, number)
    response = send(browser, attempt, 5)
    assert response.status_code == 302  # type: ignore[attr-defined]
    assert response["Location"] == address(attempt, 2)  # type: ignore[index]
    assert attempt.place == DECLARE


@pytest.mark.parametrize("raw", ["0", "6", "99999", "-1", "hai", "²"])
def test_a_part_that_there_is_not_is_the_first_gap(browser: Client, attempt: Attempt, raw: str) -> None:
    page = browser.get(journeys.path(attempt, DECLARE), {"phan": raw})
    assert page.status_code == 200 and shown(page) == 1


def test_where_there_is_no_father_his_part_is_passed_over(browser: Client, learner: Learner) -> None:
    attempt = journeys.begin(learner, DECLARE, scenario=GRANDMOTHER)
    service.save_answers(attempt, journeys.on_step(attempt, APPLICANT), attempt.revision)
    for number in (1, 2):
        send(browser, attempt, number)
    assert 4 not in parts.applying(attempt, attempt.pack.eform.step(DECLARE))
    page = browser.get(address(attempt, 4))
    assert shown(page) == 3
    assert "so_dinh_danh_cha" not in journeys.text(page)


def test_what_another_part_has_settled_is_not_asked_again(browser: Client, attempt: Attempt) -> None:
    send(browser, attempt, 1)
    page = journeys.text(browser.get(address(attempt, 3)))
    assert "loai_khai_sinh" not in page.split("data-known")[0].split("<main")[1]
    assert "“Loại khai sinh”" not in page


def test_the_script_is_told_what_other_parts_say(attempt: Attempt) -> None:
    step = attempt.pack.eform.step(DECLARE)
    mixed = [spec for spec in step.sections[2].fields if spec.show_if]
    sheet = Sheet(step, (step.sections[2].model_copy(update={"fields": tuple(mixed)}),), number=3)
    attempt.answers["loai_khai_sinh"] = "ca-cha-va-me"
    assert parts.known_elsewhere(attempt, sheet) == {"loai_khai_sinh": "ca-cha-va-me"}


def test_the_whole_step_stays_one_press_away(browser: Client, attempt: Attempt) -> None:
    assert f'href="{journeys.url(attempt, DECLARE)}"' in journeys.text(browser.get(address(attempt, 1)))
    page = journeys.text(browser.get(journeys.url(attempt, DECLARE)))
    assert {name for number in (1, 2, 3, 4, 5) for name in names(attempt, number)} <= set(
        re.findall(r'name="([a-z_]+)"', page)
    )


def test_a_choice_that_changes_others_stays_in_its_part(browser: Client, attempt: Attempt) -> None:
    response = send(browser, attempt, 1, cap_nhat="quan_he")
    assert response["Location"] == f"{address(attempt, 1)}#id_quan_he"  # type: ignore[index]
    assert attempt.answers["ho_ten_me"] == attempt.persona.name, "the portal has copied the block"


def test_who_holds_the_machine_is_told_in_the_part_where_she_is(browser: Client, attempt: Attempt) -> None:
    change = f"/tap/bai/{attempt.id}/ai-cam-may/{DECLARE}/"
    response = browser.post(change, {"cam_may": "co-nguoi", "phan": "3", "dan_toc_me": "mong"})
    assert response["Location"] == address(attempt, 3)


def test_how_many_parts_there_are_is_said_once_it_is_settled(browser: Client, attempt: Attempt) -> None:
    """ "Loại khai sinh" decides which parents the form asks about: before it, "1 of 2" would be a false promise."""
    page = journeys.text(browser.get(journeys.path(attempt, DECLARE)))
    assert ", phần 1" in page and "phần 1 trong" not in page
    send(browser, attempt, 1)
    assert ", phần 2 trong 5" in journeys.text(browser.get(journeys.path(attempt, DECLARE)))
    assert ", phần 1 trong 5" in journeys.text(browser.get(address(attempt, 1)))
