"""All six exercises on one's own, filed by somebody who knows only labels and the persona's papers.

The clerk never looks into the site's data; these tests do, afterwards: nothing may have been wrong on the way, nothing
but what the story plants may have been asked for, and the coach finds nothing in what was sent.
"""

import json
import sqlite3
from collections.abc import Mapping

import pytest
from playwright.sync_api import Page, expect

from sandbox.engine import coach
from tests.e2e.clerk import Clerk
from tests.e2e.conftest import NewPage
from tests.e2e.journey import pack
from tests.e2e.pages import words
from tests.e2e.server import Site

GRANDMOTHER = "Bà nộp khai sinh cho cháu"
COPIES = "Khai sinh, xin bản sao gửi qua bưu điện"
SUPPLEMENT, DRAFT, FEE = "Gửi bổ sung", "Xem bản nháp", "Thanh toán trực tuyến"
NAME_LINE = "1. Họ, chữ đệm, tên người được khai sinh"
# What each story asks for after sending, in the words of the pages.
ASKED: Mapping[str, list[str]] = {
    "Mẹ nộp khai sinh cho con": [SUPPLEMENT, DRAFT],
    "Cha nộp khai sinh cho con": [SUPPLEMENT, DRAFT, f"{NAME_LINE}: Bàn Thị Ví Dụ", DRAFT],
    GRANDMOTHER: [SUPPLEMENT, DRAFT],
    "Khai sinh khi đã quá 60 ngày": [SUPPLEMENT, FEE, DRAFT],
    COPIES: [SUPPLEMENT, FEE, DRAFT],
    "Khai sinh, giấy tờ của cha còn ghi tên xã cũ": [DRAFT],
}
STORED = """
select attempt.id, attempt.scenario_id, attempt.answers, attempt.mode, attempt.hints_used, dossier.status
from sandbox_dossier dossier join sandbox_attempt attempt on attempt.id = dossier.attempt_id where dossier.id = ?
"""
RETURNED = 10  # "Đã trả kết quả"


def file_all(page: Page, site: Site, exercise: str) -> None:
    """From the list of exercises to the result, and what holds for it."""
    clerk = Clerk(page, site.url)
    clerk.file(exercise)
    expect(page.locator("h1")).to_have_text("Đây là kết quả")
    shown = words(page)
    assert "Bác tự làm được." in shown
    assert "chưa đúng như trên giấy" not in shown, shown
    assert clerk.diary == ASKED[exercise]
    check_what_is_stored(site, page.url.split("/")[-3])


def check_what_is_stored(site: Site, dossier: str) -> None:
    """No mistake on the way, no hint, nothing for the coach to say, and the result handed over."""
    with sqlite3.connect(site.var / "tutay.sqlite3") as stored:
        key, scenario, answers, mode, hints, status = stored.execute(
            STORED, [dossier.replace("-", "")]
        ).fetchone()
        slips = stored.execute(
            "select field, kind from sandbox_attemptmistake where attempt_id = ?", [key]
        ).fetchall()
    assert (slips, mode, hints, status) == ([], "check", 0, RETURNED)
    assert coach.review(pack(), pack().scenario(scenario), json.loads(answers)) == []


def test_the_stories_are_those_of_the_pack() -> None:
    assert list(ASKED) == [scenario.title for scenario in pack().scenarios]


@pytest.mark.parametrize("exercise", ASKED)
def test_words_and_papers_are_enough(site: Site, new_page: NewPage, exercise: str) -> None:
    file_all(new_page(), site, exercise)


@pytest.mark.parametrize("exercise", [GRANDMOTHER, COPIES])
def test_words_and_papers_are_enough_without_scripts(site: Site, new_page: NewPage, exercise: str) -> None:
    """Then every field of the form is there at once, with the words for when it counts."""
    file_all(new_page(javascript=False), site, exercise)
