"""The replica up to the form, its worked example, and the papers drawn for it."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.journey import ALONE, MOTHER, Practice
from tests.e2e.pages import fill, go, press
from tests.e2e.states.state import REAL_PHONE, State


def before_the_form(site: str, page: Page) -> Iterator[State]:
    practice = Practice(page, site, MOTHER)
    page.goto(f"{site}/tap/")
    yield State("exercises", page)
    page.goto(f"{site}/tap/ho-so/")
    yield State("my dossiers, none", page)
    page.goto(f"{site}/tap/dien-thoai/")
    yield State("practice phone, empty", page)
    page.goto(f"{site}/tap/tim/")
    yield State("portal search", page)
    practice.open_start()
    yield State("this is practice", page)
    practice.begin()
    yield State("find the procedure", page)
    go(page)
    yield State("find the procedure, nothing typed", page)
    practice.search("xyzxyz")
    yield State("find the procedure, nothing found", page)
    practice.search()
    yield State("find the procedure, found", page)
    press(page.locator("main a.pick:not(:has-text('1.001193'))").first)
    go(page)
    yield State("wrong procedure", page)
    press(page.locator("main a.link").first)
    practice.search()
    press(page.locator("main a.pick:has-text('1.001193')"))
    yield State("right procedure", page)
    go(page)
    yield State("practice sign-in", page)
    fill(page, {"number": REAL_PHONE, "word": "x"})
    go(page)
    yield State("practice sign-in, wrong", page, mistake=True)
    practice.sign_in()
    yield State("code", page)
    fill(page, {"code": "111111"})
    go(page)
    yield State("code, wrong", page, mistake=True)
    practice.confirm_code()
    yield State("consent", page)
    fill(page, {"passcode": "111111"})
    go(page)
    yield State("consent, no tick and a wrong passcode", page, mistake=True)
    practice.share()
    yield State("agency", page)
    fill(page, {"province": practice.scenario.agency.province})
    go(page)
    yield State("agency, none chosen", page, mistake=True)
    practice.choose_agency()
    yield State("second consent", page)
    practice.share()
    yield State("general information", page)
    go(page)
    yield State("general information, none chosen", page, mistake=True)
    page.goto(f"{site}/tap/")
    yield State("exercises, half-way through one", page)


def watching(site: str, page: Page) -> Iterator[State]:
    """The worked example: of every place of the journey the first frame, and the last of all."""
    seen: set[str] = set()
    page.goto(f"{site}/tap/bat-dau/{MOTHER}/")
    while True:
        place = page.locator("h1").inner_text()
        if place not in seen or not page.locator("a.go[href^='/tap/xem/']").count():
            yield State(f"watch, {place}", page)
        seen.add(place)
        if not page.locator("a.go[href^='/tap/xem/']").count():
            break
        go(page)
    go(page)
    yield State("this is practice, together", page)


def drawn_papers(site: str, page: Page) -> Iterator[State]:
    for scenario, paper in ((MOTHER, "can-cuoc"), (MOTHER, "giay-ket-hon"), (ALONE, "the-nhan-vat")):
        page.goto(f"{site}/tap/giay/{scenario}/{paper}/")
        yield State(f"drawn paper, {paper}", page)
    page.goto(f"{site}/tap/giay/{MOTHER}/giay-chung-sinh/?co=lon")
    yield State("drawn paper, enlarged", page)
    page.goto(f"{site}/tap/giay/{MOTHER}/")
    yield State("drawn papers to print", page)
    page.goto(f"{site}/mai-di-nop/1.001193/")
    yield State("what to have ready for the real thing", page)
    for line in page.locator("main summary").all():
        line.click()
    yield State("what to have ready for the real thing, opened", page)
