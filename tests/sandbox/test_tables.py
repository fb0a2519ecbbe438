"""A table on the page: rows come and go with a button and without scripts, and nothing that was typed is lost."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Learner
from sandbox import catalogue, pages, service
from sandbox.models import Attempt
from tests.sandbox.engine.test_engine_rows import KEY, swapped, with_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(learner: Learner) -> Attempt:
    """At the last step of the made-up form, which has the table; nothing of the table is filled in."""
    pack = with_table()
    catalogue._load(pack)
    attempt = service.start(learner, pack.scenarios[0].id, "practice")
    right = {name: value for name, value in attempt.scenario.fields.items() if not name.startswith("tv")}
    service.save_answers(attempt, {**right, "tv_dong": "0"}, attempt.revision)
    service.reach(attempt, pack.eform.steps[-1].id)
    attempt.refresh_from_db()
    return attempt


def address(attempt: Attempt) -> str:
    step = attempt.pack.eform.steps[-1]
    return reverse("sandbox:step_fields", args=[attempt.id, step.id]) + "?phan=tat-ca"


def names(page: str) -> set[str]:
    return set(re.findall(r'name="(tv\w+)"', page))


def press(browser: Client, attempt: Attempt, **sent: str) -> str:
    """Send the page with what it holds and what is given here; the page that comes of it."""
    step = attempt.pack.eform.steps[-1]
    held = {field.id: attempt.answers.get(field.id, "") for field in step.fields}
    data = {name: value for name, value in held.items() if value} | {"revision": str(attempt.revision)}
    response = browser.post(address(attempt), {**data, "phan": "tat-ca", **sent}, follow=True)
    assert response.status_code == 200
    attempt.refresh_from_db()
    return response.content.decode()


def test_a_row_comes_with_a_press_and_goes_with_another(browser: Client, attempt: Attempt) -> None:
    page = browser.get(address(attempt)).content.decode()
    assert names(page) == {"tv_dong"} and "Thêm một người" in page and "Bỏ người" not in page
    page = press(browser, attempt, dong="tv:them")
    assert {"tv1_ho_ten", "tv1_con_thu"} <= names(page) and "tv2_ho_ten" not in names(page)
    page = press(browser, attempt, dong="tv:them", tv1_ho_ten="Lý Thị Bài Học")
    assert "tv2_ho_ten" in names(page) and 'value="Lý Thị Bài Học"' in page
    page = press(browser, attempt, dong="tv:them")
    assert "Thêm một người" not in page and "Bỏ người 3" in page
    page = press(browser, attempt, dong="tv:bot")
    assert "tv3_ho_ten" not in names(page) and "tv2_ho_ten" in names(page)


@pytest.mark.parametrize("pressed", ["tv", "tv:", "tv:nua", "xx:them", ":", "tv:them:them"])
def test_a_press_that_nobody_offers_changes_no_count(browser: Client, attempt: Attempt, pressed: str) -> None:
    press(browser, attempt, dong=pressed)
    assert attempt.answers["tv_dong"] == "0"


def test_rows_in_another_order_lead_on(browser: Client, attempt: Attempt) -> None:
    service.save_answers(attempt, swapped(dict(KEY)), attempt.revision)
    attempt.refresh_from_db()
    assert service.judge(attempt, attempt.pack.eform.steps[-1].fields).clear


def test_a_wrong_count_is_coached_below_the_table(browser: Client, attempt: Attempt) -> None:
    page = press(browser, attempt)
    assert "đếm lại số người cùng thay đổi" in page
    assert 'href="#id_tv_dong"' in page and page.count('id="id_tv_dong"') == 1


def test_the_review_tells_the_rows_that_there_are(browser: Client, attempt: Attempt) -> None:
    service.save_answers(attempt, dict(KEY), attempt.revision)
    attempt.refresh_from_db()
    labels = [row["label"] for row in pages.answer_rows(attempt, attempt.pack.eform.steps[-1].sections)]
    assert "Họ tên (người 2)" in labels and "Họ tên (người 3)" not in labels


def test_a_count_that_the_office_asks_for_brings_its_rows(browser: Client, attempt: Attempt) -> None:
    asked = set(pages._rows_to_fill(attempt, {"tv_dong"}))
    assert {name[:3] for name in asked} == {"tv1", "tv2"}
