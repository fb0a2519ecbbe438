"""A list from Excel: sent, its columns, each row's fate, entered, taken back."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import go, press
from tests.e2e.people import LEADER, OFFICER, sign_in
from tests.e2e.states.state import NewPage, State
from tests.teams.sheets.make import FOLDER


def lists(site: str, new_page: NewPage) -> Iterator[State]:
    """A leader enters a list and takes it back; an officer sends files that cannot be read."""
    page, officer = new_page(), new_page()
    sign_in(page, site, LEADER)
    page.goto(f"{site}/to/nguoi/")
    press(page.locator("main a[href$='/nhap/']"))
    yield State("list from Excel", page)
    go(page)
    yield State("list from Excel, no file", page, mistake=True)
    _send(page, "hai-dong-tieu-de")
    yield State("columns of a list", page)
    page.locator("[name=cot_2]").select_option("family")
    go(page)
    yield State("columns of a list, one thing twice", page, mistake=True)
    page.goto(f"{site}/to/nguoi/nhap/")
    _send(page, "cot-an")
    yield State("columns of a list, some not read", page)
    page.goto(f"{site}/to/nguoi/nhap/")
    yield State("lists from Excel, two wait", page)
    _send(page, "thuong")
    go(page)
    yield State("fates of a list", page)
    go(page)
    yield State("fates of a list, some rows to put right", page, mistake=True)
    page.locator("[name=bo_dong]").check()
    go(page)
    yield State("list entered", page)
    press(page.locator("form[action$='/bo/'] button"))
    yield State("list taken back", page)
    yield from _unreadable(site, officer)


def _unreadable(site: str, officer: Page) -> Iterator[State]:
    sign_in(officer, site, OFFICER)
    officer.goto(f"{site}/to/nguoi/nhap/")
    _send(officer, "co-mat-khau")
    yield State("list with a password", officer, mistake=True)


def _send(page: Page, name: str) -> None:
    choice = page.locator("[name=to]")
    if not choice.input_value():
        choice.select_option(index=1)
    page.locator("[name=tep]").set_input_files(FOLDER / f"{name}.xlsx")
    go(page)
