"""Hamlets of a commune, and communes that merge."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import fill, go, press
from tests.e2e.people import ADMINISTRATOR, OFFICER, sign_in
from tests.e2e.states.state import NewPage, State

DAY = "01/07/2026"


def places(site: str, new_page: NewPage) -> Iterator[State]:
    officer, administrator = new_page(), new_page()
    sign_in(officer, site, OFFICER)
    yield from _hamlets(site, officer)
    sign_in(administrator, site, ADMINISTRATOR)
    yield from _communes(site, administrator)


def _hamlets(site: str, officer: Page) -> Iterator[State]:
    officer.goto(f"{site}/to/thon/")
    yield State("hamlets", officer)
    press(officer.locator("main a[href*='/them/']"))
    yield State("add a hamlet", officer)
    go(officer)
    yield State("add a hamlet, mistakes", officer, mistake=True)
    fill(officer, {"name": "Bản Tập Viết", "households": "40", "adults": "120", "on": DAY})
    go(officer)
    yield State("hamlets, one more", officer)
    press(officer.locator("main a", has_text="Bản Tập Viết"))
    yield State("one hamlet", officer)
    page = officer.url
    officer.goto(f"{page}doi-ten/")
    yield State("another name for a hamlet", officer)
    officer.goto(f"{page}so-dan/")
    yield State("people of a hamlet", officer)
    fill(officer, {"adults": "130", "on": DAY})
    go(officer)
    yield State("one hamlet, counted again", officer)
    officer.goto(f"{site}/to/thon/gop/")
    yield State("merge hamlets", officer)
    go(officer)
    yield State("merge hamlets, mistakes", officer, mistake=True)
    officer.goto(f"{page}dong/")
    yield State("close a hamlet", officer)
    go(officer)
    yield State("hamlets, one closed", officer)


def _communes(site: str, administrator: Page) -> Iterator[State]:
    administrator.goto(f"{site}/to/dia-gioi/")
    yield State("communes over time", administrator)
    administrator.goto(f"{site}/to/dia-gioi/chuyen-thon/")
    yield State("move a hamlet", administrator)
    administrator.goto(f"{site}/to/dia-gioi/gop/")
    yield State("merge communes", administrator)
    go(administrator)
    yield State("merge communes, mistakes", administrator, mistake=True)
    fill(administrator, {"places": "TH002", "into": "TH003", "on": DAY})
    go(administrator)
    yield State("merge communes, sure", administrator)
    press(administrator.locator("[name=chac]"))
    yield State("communes over time, one merger", administrator)
    press(administrator.locator("main form button:not([data-b])").first)
    yield State("communes over time, taken back", administrator)
