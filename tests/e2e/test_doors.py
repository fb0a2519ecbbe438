"""From one machine to another in a real browser: nothing is lost, and a shared machine keeps nothing."""

import re

import pytest
from playwright.sync_api import Error, Page, expect

from tests.e2e.conftest import NewPage
from tests.e2e.journey import MOTHER, Practice
from tests.e2e.pages import fill, go, press, typed, words
from tests.e2e.server import Site

BIRTHPLACE = "Trạm Y tế xã Mẫu"


def at_step_two(practice: Practice) -> None:
    """One thing typed in the second step of the form, and acknowledged."""
    practice.to_the_form()
    practice.fill_step()
    practice.fill_until("noi_sinh")
    fill(practice.page, {"noi_sinh": BIRTHPLACE})
    press(practice.page.locator("[name=luu]"))


def code_of(practice: Practice) -> str:
    """A resume code, read off the screen."""
    practice.page.goto(f"{practice.site}/hoc-tiep/ma/")
    go(practice.page)
    return practice.page.locator(".ma-hoc").inner_text()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_she_goes_on_at_another_phone_where_she_stopped(
    site: Site, new_page: NewPage, javascript: bool
) -> None:
    first, second = new_page(), new_page(javascript=javascript)
    practice = Practice(first, site.url, MOTHER)
    at_step_two(practice)
    second.goto(f"{site.url}/hoc-tiep/")
    fill(second, {"ma": code_of(practice).lower()})
    go(second)
    go(second)
    press(second.locator("main a.btn.go"))
    assert typed(second, "noi_sinh") == BIRTHPLACE


def test_pressing_twice_on_the_other_phone_lets_her_in(site: Site, new_page: NewPage) -> None:
    practice = Practice(new_page(), site.url, MOTHER)
    practice.open_start()
    practice.begin()
    other = new_page()
    other.goto(f"{site.url}/hoc-tiep/?ma={code_of(practice).replace(' ', '')}")
    other.locator("main .btn.go").dblclick()
    other.wait_for_url("**/roi/")
    expect(other.locator("h1")).to_have_text("Bài của bác đã ở đây")


def test_after_xong_the_back_key_shows_nothing_of_hers(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{site.url}/hoc-tiep/")
    practice = Practice(page, site.url, MOTHER)
    practice.open_start()
    fill(page, {"may": "chung"})
    practice.begin()
    steps = page.evaluate("history.length")
    at_step_two(practice)
    code = code_of(practice)
    press(page.locator("a[href='/hoc-tiep/xong/']"))
    press(page.locator("main .btn.full"))
    expect(page.locator("h1")).to_have_text("Máy này đã quên bác")
    for _press in range(page.evaluate("history.length") - steps):
        try:
            page.go_back()
        except Error as refused:  # the browser's own "send again?": the page with the code is kept nowhere
            assert "ERR_CACHE_MISS" in refused.message
        shown = content(page)
        assert BIRTHPLACE not in shown and code not in shown and "000198000031" not in words_of(shown)


def content(page: Page) -> str:
    """What the page shows; the browser's own pages take a moment to stand still."""
    for _try in range(50):
        try:
            return page.content()
        except Error:
            page.wait_for_timeout(100)
    raise AssertionError("the page never stands still")


def words_of(content: str) -> str:
    """A page without its tags, whatever it is: a page of the site or one of the browser's own."""
    return re.sub(r"<[^>]+>", " ", content)


def test_the_card_fits_one_sheet_and_says_the_code(site: Site, new_page: NewPage) -> None:
    page = new_page()
    practice = Practice(page, site.url, MOTHER)
    practice.open_start()
    practice.begin()
    code = code_of(practice)
    page.emulate_media(media="print")
    assert code in words(page)
    assert not page.locator("main .btn.go").is_visible()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_saying_who_holds_the_machine_loses_nothing_that_is_typed(
    site: Site, new_page: NewPage, javascript: bool
) -> None:
    page = new_page(javascript=javascript)
    practice = Practice(page, site.url, MOTHER)
    practice.to_the_form()
    practice.fill_step()
    practice.fill_until("noi_sinh")
    fill(page, {"noi_sinh": BIRTHPLACE})
    press(page.get_by_role("button", name="Có người ngồi cạnh tôi"))
    assert "Dặn người ngồi cạnh" in words(page)
    assert typed(page, "noi_sinh") == BIRTHPLACE
