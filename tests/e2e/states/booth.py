"""Where lessons are recorded: the list, the booth on a step and at its end, a refused file, the sheet."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import press
from tests.e2e.people import MEMBER, OFFICER, sign_in
from tests.e2e.states.state import NewPage, State

HTML = {"name": "thu.mp3", "mimeType": "audio/mpeg", "buffer": b"<!doctype html><p>khong phai tieng</p>"}


def booth(site: str, new_page: NewPage) -> Iterator[State]:
    """A member, then an officer."""
    page = new_page()
    sign_in(page, site, MEMBER)
    page.goto(f"{site}/thu-tieng/?tieng=hmn")
    yield State("list of lessons to record", page)
    page.goto(f"{site}/thu-tieng/?tieng=xx")
    yield State("list of lessons to record, no such language", page, mistake=True)
    page.goto(f"{site}/thu-tieng/?tieng=hmn")
    press(page.locator("main a.pick").first)
    yield State("booth", page)
    while page.locator("[data-end]").is_hidden():
        page.locator("[data-key=next]").click()
    yield State("booth, at the end", page)
    yield from _refused(page)
    page.goto(page.url.split("#")[0] + "phieu/")
    yield State("recording sheet", page)
    officer = new_page()
    sign_in(officer, site, OFFICER)
    officer.goto(f"{site}/thu-tieng/")
    yield State("list of lessons to record, of an officer", officer)


def _refused(page: Page) -> Iterator[State]:
    page.reload()
    page.locator("#buoc-1 summary").last.click()
    page.locator("#buoc-1 input[type=file]").set_input_files(HTML)  # type: ignore[arg-type]
    here = page.url.split("#")[0]
    press(page.locator("#buoc-1 [data-file] button"))
    yield State("booth, a file that is no sound", page, mistake=True)
    page.goto(here)
