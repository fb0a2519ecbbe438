"""From machine to machine with a resume code, and what a shared one forgets."""

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.journey import FATHER, MOTHER, Practice
from tests.e2e.pages import fill, go, press
from tests.e2e.people import LEADER, sign_in
from tests.e2e.server import PASSWORD
from tests.e2e.states.state import NewPage, State


def from_machine_to_machine(site: str, new_page: NewPage) -> Iterator[State]:
    """A resume code from one machine to a shared one, where somebody else has practised; then "Xong"."""
    hers, shared = new_page(), new_page()
    hers.goto(f"{site}/hoc-tiep/ma/")
    yield State("resume code, nothing to carry", hers)
    practice = Practice(hers, site, MOTHER)
    practice.open_start()
    practice.begin()
    hers.goto(f"{site}/hoc-tiep/ma/")
    yield State("resume code, before", hers)
    go(hers)
    yield State("resume code, told", hers)
    code = hers.locator(".ma-hoc").inner_text()
    hers.goto(f"{site}/hoc-tiep/ma/")
    yield State("resume code, one not used yet", hers)
    shared.goto(f"{site}/hoc-tiep/")
    yield State("resume code, asked for", shared)
    fill(shared, {"ma": "XXXXXX", "may": "chung"})
    go(shared)
    yield State("resume code, wrong", shared, mistake=True)
    practice = Practice(shared, site, FATHER)
    practice.open_start()
    fill(shared, {"may": "chung"})
    practice.begin()
    shared.goto(f"{site}/hoc-tiep/?ma={code}")
    go(shared)
    yield State("resume code, somebody else on the machine", shared)
    go(shared)
    yield State("resume code, arrived", shared)
    go(shared)
    yield State("exercises, on a shared machine", shared)
    press(shared.locator("a[href='/hoc-tiep/xong/']"))
    yield State("done, before leaving", shared)
    go(shared)
    yield State("done, with the code", shared)
    go(shared)
    yield State("done, forgotten", shared)


def second_step(site: str, page: Page) -> Iterator[State]:
    """A leader sets up the second step, loses her phone, and is let in with a code of the paper."""
    sign_in(page, site, LEADER)
    page.goto(f"{site}/tai-khoan/buoc-hai/")
    yield State("second step, why", page)
    go(page)
    yield State("second step, the square", page)
    fill(page, {"code": "000000"})
    go(page)
    yield State("second step, wrong code", page, mistake=True)
    secret = page.locator("main ol b").inner_text().replace(" ", "")
    fill(page, {"code": code_of(secret)})
    go(page)
    yield State("second step, codes on paper", page)
    paper = page.locator("main ol li b").first.inner_text()
    page.goto(f"{site}/tai-khoan/buoc-hai/ma-giay/")
    yield State("second step, codes shown before", page)
    go(page)
    yield State("second step, new codes?", page)
    page.goto(f"{site}/tai-khoan/buoc-hai/")
    yield State("second step, on", page)
    page.goto(f"{site}/to/buoc-hai/")
    yield State("second step of others, nobody", page)
    page.goto(f"{site}/tai-khoan/ra/")
    go(page)
    page.goto(f"{site}/tai-khoan/vao/")
    fill(page, {"login": LEADER, "password": PASSWORD})
    go(page)
    yield State("second step, asked for", page)
    fill(page, {"code": "12"})
    go(page)
    yield State("second step, asked for, wrong code", page, mistake=True)
    fill(page, {"code": paper})
    go(page)
    page.goto(f"{site}/tai-khoan/buoc-hai/")
    press(
        page.locator("form[action$='/may-khac/'] button:not([data-b])")
    )  # for the next walk: without a second step again


def code_of(secret: str) -> str:
    """What an app shows for ``secret`` now (RFC 6238: six digits, thirty seconds)."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"
