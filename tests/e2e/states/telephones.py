"""A number of one's own, and signing in with a code that comes to it; here the administrator reads it out herself."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import fill, go, press
from tests.e2e.people import ADMINISTRATOR, sign_in
from tests.e2e.states.state import NewPage, State

NUMBER = "0000 314 159"


def phone_codes(site: str, new_page: NewPage) -> Iterator[State]:
    """The administrator adds a number, comes in with a code, and takes the number off again."""
    her, reader = new_page(), new_page()
    for page in (her, reader):
        sign_in(page, site, ADMINISTRATOR)
    reader.goto(f"{site}/tai-khoan/tin-nhan/")
    yield State("codes to read out, none", reader)
    her.goto(f"{site}/tai-khoan/dien-thoai/")
    yield State("own number, none", her)
    fill(her, {"phone": "12"})
    go(her)
    yield State("own number, not a number", her, mistake=True)
    fill(her, {"phone": NUMBER})
    go(her)
    yield State("own number, code", her)
    fill(her, {"code": "12"})
    go(her)
    yield State("own number, no code", her, mistake=True)
    reader.goto(f"{site}/tai-khoan/tin-nhan/")
    yield State("codes to read out", reader)
    code = _read_out(site, reader)
    yield State("codes to read out, one opened", reader)
    fill(her, {"code": _wrong(code)})
    go(her)
    yield State("own number, wrong code", her, mistake=True)
    fill(her, {"code": code})
    go(her)
    yield State("own number, kept", her)
    her.goto(f"{site}/tai-khoan/ra/")
    go(her)
    yield from _coming_in(site, her, reader)
    her.goto(f"{site}/tai-khoan/dien-thoai/")
    press(her.locator("form[action$='/bo/'] button:not([data-b])"))
    yield State("own number, taken off", her)


def _coming_in(site: str, her: Page, reader: Page) -> Iterator[State]:
    her.goto(f"{site}/tai-khoan/vao/")
    press(her.locator("a[href^='/tai-khoan/vao/dien-thoai/']"))
    yield State("sign-in with a code", her)
    go(her)
    yield State("sign-in with a code, nothing typed", her, mistake=True)
    fill(her, {"phone": NUMBER})
    go(her)
    yield State("sign-in with a code, asked for", her)
    press(her.locator("form:has([value=resend]) button:not([data-b])"))
    yield State("sign-in with a code, another one too soon", her)
    fill(her, {"code": _wrong(_read_out(site, reader))})
    go(her)
    yield State("sign-in with a code, wrong", her, mistake=True)
    fill(her, {"code": _read_out(site, reader)})
    go(her)
    assert "/tai-khoan/" not in her.url, f"the code did not let her in: {her.title()}"


def _read_out(site: str, reader: Page) -> str:
    """The six digits of the latest message."""
    reader.goto(f"{site}/tai-khoan/tin-nhan/")
    press(reader.locator("main li form button").first)
    return re.findall(r"\d{6}", reader.locator("main section .lead").inner_text())[0]


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"
