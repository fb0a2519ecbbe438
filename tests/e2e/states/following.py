"""After sending: what the office asks for, drafts, the result, looking up."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.journey import PAPER, Practice
from tests.e2e.pages import fill, go, press
from tests.e2e.states.state import ASKED, BAD_PHOTO, State

MOST_DAYS = 10
DRAFT = "a[href$='/ban-nhap/']"
RETURNED = "a[href$='/ket-qua/']"


def following(practice: Practice) -> Iterator[State]:
    page = practice.page
    receipt = page.url
    go(page)
    yield State("dossier, just sent", page)
    yield from days(practice, ASKED, "dossier, on its way")
    yield State("dossier, something more is asked", page)
    go(page)
    yield State("dossier, nothing chosen", page, mistake=True)
    yield from _sent_twice(practice)
    practice.supplement()
    yield State("dossier, after a supplement", page)
    yield from days(practice, DRAFT, "dossier, on its way again")
    yield from _drafts(practice)
    yield from days(practice, RETURNED, "dossier, the draft agreed")
    yield State("dossier, returned", page)
    go(page)
    yield State("result", page)
    press(page.locator("form[action$='/danh-gia/'] button:not([data-b])"))
    yield State("result, no rating chosen", page, mistake=True)
    page.locator("[name=muc]").first.check()
    press(page.locator("form[action$='/danh-gia/'] button:not([data-b])"))
    yield State("result, rated", page)
    page.goto(f"{practice.site}/tap/ho-so/")
    yield State("my dossiers", page)
    for name in ("new messages", "messages read"):
        page.goto(f"{practice.site}/tap/dien-thoai/")
        yield State(f"practice phone, {name}", page)
    page.goto(receipt)


def _drafts(practice: Practice) -> Iterator[State]:
    """A line that was right is pointed at, then the draft is agreed."""
    page = practice.page
    yield State("dossier, a draft is out", page)
    go(page)
    yield State("draft", page)
    page.locator("main summary:has-text('Có dòng')").click()
    press(page.locator("main form:has([name=dong]) button:not([data-b])"))
    yield State("draft, nothing chosen", page, mistake=True)
    page.locator("[name=dong]").first.check()
    page.fill("[name=dung_ra]", "Giàng A Khác")
    press(page.locator("main form:has([name=dong]) button:not([data-b])"))
    yield from days(practice, DRAFT, "dossier, a line is looked at")
    go(page)
    yield State("draft, a line that was right", page)
    go(page)


def _sent_twice(practice: Practice) -> Iterator[State]:
    """A supplement that will not do; then the same form with another photo in it, as an old tab would send it."""
    page = practice.page
    old = page.locator("[name=token]").input_value()
    practice.supplement({PAPER: BAD_PHOTO})
    yield from days(practice, ASKED, "dossier, looked at again")
    yield State("dossier, asked a second time", page)
    keep_token(page, "token", old)
    practice.supplement()
    yield State("sent twice", page)
    go(page)


def keep_token(page: Page, name: str, old: str) -> None:
    """Give the form the token of an earlier one."""
    page.locator(f"[name={name}]").evaluate("(field, value) => { field.value = value; }", old)


def days(practice: Practice, until: str, name: str) -> Iterator[State]:
    for day in range(1, MOST_DAYS + 1):
        if practice.page.locator(until).count():
            return
        practice.skip_a_day()
        yield State(f"{name}, day {day}", practice.page)
    raise AssertionError(f"{until} never came on {practice.page.url}")


def looking_up(practice: Practice) -> Iterator[State]:
    page = practice.page
    code = page.locator(".rc-hd b").first.inner_text()
    word = page.locator(".rc-hd .code-in").inner_text()
    page.goto(f"{practice.site}/tap/tra-cuu/")
    yield State("look up", page)
    fill(page, {"code": code, "lookup_code": "XXXX"})
    go(page)
    yield State("look up, wrong pair", page, mistake=True)
    fill(page, {"code": code, "lookup_code": word})
    go(page)
    yield State("look up, found", page)
