"""A shared machine that nobody touches, in a real browser: it leaves the page and knows nobody any more."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests.e2e import server
from tests.e2e.conftest import NewPage
from tests.e2e.journey import MOTHER, Practice
from tests.e2e.pages import fill
from tests.e2e.people import LEADER, sign_in
from tests.e2e.server import Site

IDLE = 6  # seconds, on the site of these tests
NAME = "Bùi Thị Diễn Tập"  # of the leader of the demo
# But for the word against forged forms: it is the machine's, and says nothing of anybody.
EVERYTHING_KEPT = """
async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie.replace(/csrftoken=\\w+/, ""), history.state, window.name,
  (await indexedDB.databases()).map((one) => one.name), await caches.keys(),
])
"""


@pytest.fixture
def hasty_site(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site that forgets after seconds instead of minutes."""
    monkeypatch.setenv("SHARED_IDLE_SECONDS", str(IDLE))
    with server.serve(server.copied(prepared, tmp_path / "var")) as running:
        yield running


def on_shared(page: Page, site: Site) -> Practice:
    """Somebody practises on a machine that was called shared."""
    page.goto(f"{site.url}/hoc-tiep/")
    practice = Practice(page, site.url, MOTHER)
    practice.open_start()
    fill(page, {"may": "chung"})
    practice.begin()
    return practice


def nothing_behind(page: Page, words: tuple[str, ...], steps: int) -> None:
    """However often "back" is pressed, none of ``words`` is shown."""
    for _press in range(steps):
        with contextlib.suppress(Error):  # the browser's own "send again?", or nothing further back
            page.go_back(timeout=5000)
        shown = re.sub(r"<[^>]+>", " ", page.content())
        assert not [word for word in words if word in shown], page.url


def test_it_leaves_the_page_and_back_shows_nothing_of_hers(hasty_site: Site, new_page: NewPage) -> None:
    page = new_page()
    on_shared(page, hasty_site)
    where = page.url
    assert "/tap/bai/" in where
    expect(page.locator("dialog")).to_contain_text("Còn ai dùng máy không?", timeout=IDLE * 1000)
    page.wait_for_url("**/het-gio/", timeout=3 * IDLE * 1000)
    expect(page.locator("h1")).to_have_text("Máy này đã quên bác")
    names = {cookie["name"] for cookie in page.context.cookies()}
    assert "nguoi_hoc" not in names
    assert page.evaluate(EVERYTHING_KEPT) == '[{},{},"",null,"",[],[]]'
    nothing_behind(page, ("000198000031", "Đăng nhập tập"), page.evaluate("history.length"))
    answer = page.goto(where)
    assert answer is not None and answer.status == 404


def test_who_types_is_not_forgotten(hasty_site: Site, new_page: NewPage) -> None:
    page = new_page()
    on_shared(page, hasty_site)
    where = page.url
    for _second in range(2 * IDLE):
        page.wait_for_timeout(1000)
        page.keyboard.press("Shift")
    assert page.url == where
    page.reload()
    assert page.url == where


def test_without_scripts_the_page_leaves_too(hasty_site: Site, new_page: NewPage) -> None:
    page = new_page(javascript=False)
    on_shared(page, hasty_site)
    page.wait_for_url("**/het-gio/", timeout=3 * IDLE * 1000)
    expect(page.locator("h1")).to_have_text("Máy này đã quên bác")


def test_a_leader_is_signed_out_and_back_shows_no_name(hasty_site: Site, new_page: NewPage) -> None:
    page = new_page()
    on_shared(page, hasty_site)
    sign_in(page, hasty_site.url, LEADER)
    expect(page.locator("#toi")).to_contain_text(NAME)
    page.wait_for_url("**/het-gio/", timeout=3 * IDLE * 1000)
    nothing_behind(page, (NAME,), page.evaluate("history.length"))
    page.goto(f"{hasty_site.url}/to/")
    assert "/tai-khoan/vao/" in page.url
    assert page.locator("[name=login]").input_value() == ""
