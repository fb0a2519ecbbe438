"""“Làm cùng”: one field at a time, wrong ways closed."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.journey import MOTHER, Practice
from tests.e2e.pages import fill, go
from tests.e2e.states.state import State


def together(site: str, page: Page) -> Iterator[State]:
    """Guided: one field at a time, closed choices, and a wrong value that is shown how at once."""
    practice = Practice(page, site, MOTHER)
    practice.open_start("guided")
    practice.begin()
    practice.search()
    yield State("find the procedure, others are closed", page)
    page.goto(page.url.replace("/tim/", "/thu-tuc/1.000689/").partition("?")[0])
    yield State("wrong procedure, closed", page)
    go(page)
    practice.search()
    practice.choose_procedure()
    practice.sign_in()
    practice.confirm_code()
    practice.share()
    yield State("agency, others are closed", page)
    practice.choose_agency()
    practice.share()
    yield State("general information, the other is closed", page)
    practice.confirm_general()
    yield State("one field", page)
    fill(page, {"ngay_cap": "08/19/2024"})
    go(page)
    yield State("one field, wrong", page, mistake=True)
    _next_field(practice)
    _next_field(practice)
    yield State("one field, written by the portal", page)
    while page.locator("[name=o-nay]").count():
        if page.locator("[name=o-nay]").input_value() in ("loai_dang_ky", "dan_toc_con", "noi_sinh"):
            yield State(f"one field, {page.locator('[name=o-nay]').input_value()}", page)
        _next_field(practice)
    yield State("papers, bad photos are closed", page)
    page.goto(f"{site}/tap/")
    yield State("exercises, half-way through one together", page)


def _next_field(practice: Practice) -> None:
    """The one option that is open, or the right answer typed; then on."""
    page = practice.page
    choice = page.locator("main form select option:not([disabled]):not([value=''])")
    if choice.count():
        page.locator("main form select").select_option(choice.first.get_attribute("value"))
        go(page)
    else:
        fill(page, practice.answers)
        go(page)
