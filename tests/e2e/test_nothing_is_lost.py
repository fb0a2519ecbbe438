"""What real hands do: press twice, go back, load again, open the page twice, type their own number."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewPage
from tests.e2e.journey import PAPER, Practice
from tests.e2e.pages import fill, go, press, typed, words
from tests.e2e.server import Site

REAL_PHONE = "0912345678"
REAL_NUMBER = "001098012345"


def at_the_form(page: Page, site: Site) -> Practice:
    """Signed in, agency chosen, the first step open."""
    practice = Practice(page, site.url)
    practice.to_the_form()
    return practice


def at_the_last_look(page: Page, site: Site) -> Practice:
    """Everything filled in, the promise given, the button not yet pressed."""
    practice = at_the_form(page, site)
    practice.fill_in()
    return practice


def dossiers(page: Page, site: Site) -> int:
    """How many dossiers "Hồ sơ của tôi" lists."""
    page.goto(f"{site.url}/tap/ho-so/")
    return page.locator("main a.pick").count()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_double_press_sends_one_dossier(site: Site, new_page: NewPage, javascript: bool) -> None:
    page = new_page(javascript=javascript)
    at_the_last_look(page, site)
    page.get_by_role("button", name="Gửi hồ sơ").dblclick()
    expect(page).to_have_url(
        re.compile(r"/giay-hen/$")
    )  # the second press breaks off where the first one was going
    assert dossiers(page, site) == 1


def test_pressing_again_in_another_tab_sends_nothing_more(site: Site, new_page: NewPage) -> None:
    page = new_page()
    at_the_last_look(page, site)
    other = page.context.new_page()
    other.goto(page.url)
    go(page)
    go(other)
    assert "/ho-so/" in other.url
    assert dossiers(page, site) == 1


def test_going_back_after_sending_sends_nothing_more(site: Site, new_page: NewPage) -> None:
    page = new_page()
    at_the_last_look(page, site)
    go(page)
    page.go_back()
    if page.get_by_role("button", name="Gửi hồ sơ").count():  # the page as it was, from the browser's memory
        go(page)
    assert "/ho-so/" in page.url
    assert dossiers(page, site) == 1


def test_back_keeps_what_was_typed(site: Site, new_page: NewPage) -> None:
    page = new_page()
    practice = at_the_form(page, site)
    practice.fill_step(dia_chi="Bản Học")
    page.go_back()
    assert typed(page, "dia_chi") == "Bản Học"
    assert typed(page, "so_dien_thoai") == practice.answers["so_dien_thoai"]


def test_back_after_a_corrected_mistake_keeps_what_was_typed(site: Site, new_page: NewPage) -> None:
    page = new_page()
    practice = at_the_form(page, site)
    practice.fill_step(ngay_cap="")
    practice.fill_step()
    assert "/ke-khai/" in page.url
    page.go_back()
    assert typed(page, "dia_chi") == practice.answers["dia_chi"]


def test_loading_again_keeps_what_was_typed(site: Site, new_page: NewPage) -> None:
    page = new_page()
    practice = at_the_form(page, site)
    practice.fill_step()
    practice.fill_step(ho_ten_con="Giang A Thu")
    page.reload()
    assert typed(page, "ho_ten_con") == "Giang A Thu"
    page.goto(page.url)
    assert typed(page, "ho_ten_con") == "Giang A Thu"


def test_coming_back_later_goes_on_where_she_stopped(site: Site, new_page: NewPage) -> None:
    page = new_page()
    at_the_form(page, site)
    fill(page, {"dia_chi": "Bản Hoc"})
    press(page.locator("[name=luu]"))
    assert "Mẹ nộp khai sinh cho con" in words(page)
    go(page)
    assert typed(page, "dia_chi") == "Bản Hoc"


@pytest.mark.parametrize(
    ("field", "real"), [("so_dien_thoai", REAL_PHONE), ("dia_chi", REAL_NUMBER)], ids=["phone", "number"]
)
def test_a_real_number_is_refused_and_not_shown(site: Site, new_page: NewPage, field: str, real: str) -> None:
    page = new_page()
    practice = at_the_form(page, site)
    answer = practice.fill_step(**{field: real})
    assert answer is not None and real not in answer.text()
    assert typed(page, field) == ""
    assert typed(page, "ngay_cap") == practice.answers["ngay_cap"], "the other fields are kept"
    expect(page.locator(f"[data-errs] a[href='#id_{field}']")).to_be_visible()
    assert page.title().startswith("Lỗi:")
    page.goto(page.url)
    assert real not in page.content()


def test_a_stale_tab_is_told(site: Site, new_page: NewPage) -> None:
    page = new_page()
    practice = at_the_form(page, site)
    other = page.context.new_page()
    other.goto(page.url)
    practice.fill_step()
    fill(other, {**practice.answers, "dia_chi": "Thôn Một"})
    go(other)
    expect(other.locator("main .note.warn")).to_contain_text("hai chỗ")
    assert typed(other, "dia_chi") == "Thôn Một", "what was sent last is kept"


def test_a_supplement_pressed_twice_is_sent_once(site: Site, new_page: NewPage) -> None:
    page = new_page()
    at_the_last_look(page, site)
    go(page)
    go(page)
    while not page.locator("form[action$='/bo-sung/']").count():
        press(page.locator("[name=ngay][value='1']"))
    fill(page, {PAPER: "du"})
    page.get_by_role("button", name="Gửi bổ sung").dblclick()
    page.wait_for_load_state("load")
    expect(page.locator(".line time")).not_to_have_count(0)
    page.reload()
    assert not page.locator("form[action$='/bo-sung/']").count(), "it is the office's turn"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_a_page_that_comes_after_a_choice_begins_at_its_top(
    site: Site, new_page: NewPage, javascript: bool
) -> None:
    """Choosing a province jumps back to it; what comes next must not jump to that place again."""
    page = new_page(javascript=javascript)
    practice = at_the_form(page, site)
    practice.fill_step()
    practice.fill_until("tinh_que_quan")
    fill(page, {"tinh_que_quan": practice.answers["tinh_que_quan"]})
    assert page.url.endswith("#id_tinh_que_quan")
    go(page)
    assert page.url.endswith("/ke-khai/")
    expect(page.locator("[data-errs]")).to_be_visible()
