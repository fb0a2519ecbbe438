"""Three questions and a path; what slipped, two weeks later; a certificate, and whoever checks it."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import fill, go, press
from tests.e2e.states.state import State

PICK = "main a.pick"
LESSON = "/hoc/tu-nop-ho-so-tren-mang/khai-sinh-cho-chau/"


def on_a_path(site: str, page: Page) -> Iterator[State]:
    """The questions, a path, an answer that slips; and the pages on which there is nothing yet."""
    page.goto(f"{site}/hoc/ba-cau-hoi/")
    yield State("three questions, the task", page)
    go(page)
    yield State("three questions, nothing typed", page, mistake=True)
    fill(page, {"chu": "Vàng Thị Bài Tập"})
    go(page)
    yield State("three questions, the second", page)
    press(page.locator(PICK).nth(1))
    yield State("three questions, the third", page)
    press(page.locator(PICK).nth(2))
    yield State("path, suggested", page)
    suggested = page.url
    go(page)
    page.goto(f"{site}/hoc/lo-trinh/")
    yield State("paths", page)
    page.goto(suggested)
    yield State("path, hers", page)
    page.goto(f"{site}{LESSON}")
    page.locator("main [name=chon]").first.check()
    press(page.locator("main form:has([name=chon]) button:not([data-b])"))
    page.goto(f"{site}/")
    yield State("home, on a path", page)
    for name, address in (("time to refresh", "on-lai"), ("certificates", "giay-xac-nhan")):
        page.goto(f"{site}/hoc/{address}/")
        yield State(f"{name}, nothing yet", page)
    page.goto(f"{site}/xac-minh/")
    yield State("check a certificate", page)
    for name, typed in (("no code", "K7"), ("unknown code", "K7H4M XP2RT")):
        fill(page, {"ma": typed})
        go(page)
        yield State(f"check a certificate, {name}", page, mistake=name == "no code")


def refreshed(site: str, page: Page) -> Iterator[State]:
    """On the same telephone two weeks later; in the meantime she has filed alone."""
    page.goto(f"{site}/")
    yield State("home, time to refresh", page)
    page.goto(f"{site}/hoc/on-lai/")
    yield State("time to refresh, due", page)
    for number, name in ((0, "not quite"), (1, "right")):
        page.locator("main [name=chon]").nth(number).check()
        press(page.locator("main form:has([name=chon]) button:not([data-b])"))
        yield State(f"time to refresh, {name}", page)
    page.goto(f"{site}/hoc/giay-xac-nhan/")
    yield State("certificates, a new one", page)
    go(page)
    yield State("certificates, no name typed", page, mistake=True)
    fill(page, {"ten": "Vàng Thị Bài Tập"})
    go(page)
    yield State("certificate", page)
    code = page.locator("main .no").inner_text()
    page.goto(f"{page.url}?kho=a4")
    yield State("certificate, on A4", page)
    page.goto(f"{site}/hoc/giay-xac-nhan/")
    yield State("certificates, one made", page)
    page.goto(f"{site}/xac-minh/")
    fill(page, {"ma": code.lower()})
    go(page)
    yield State("check a certificate, real", page)
    checked = page.url
    page.goto(f"{site}/hoc/giay-xac-nhan/")
    page.locator("main summary").click()
    press(page.locator("main form[action$='/rut/'] button:not([data-b])"))
    page.goto(checked)
    yield State("check a certificate, withdrawn", page)
