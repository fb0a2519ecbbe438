"""A real site and a real browser for the tests of this folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e import behind, look, server, states
from tests.e2e import browser as browsers
from tests.e2e.look import Seen, Watch
from tests.e2e.server import Site

PHONE = (360, 640)
NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Database, static files and demo, made once for this run or before it; tests run on copies."""
    if made_before := os.environ.get("TUTAY_PREPARED_SITE"):
        return Path(made_before)
    folder = tmp_path_factory.mktemp("site") / "prepared"
    server.prepare(folder)
    return folder


@pytest.fixture(scope="session")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site that tests share. They make their own learners in it."""
    with server.serve(server.copied(prepared, tmp_path_factory.mktemp("shared") / "var")) as running:
        yield running


@pytest.fixture
def fresh_site(prepared: Path, tmp_path: Path) -> Iterator[Site]:
    """A site that nobody has used: its figures begin with nothing."""
    with server.serve(server.copied(prepared, tmp_path / "var")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once; every test gets contexts of its own."""
    with browsers.chromium() as running:
        yield running


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """A function that opens a page in a context of its own: a new phone. Its scripts must not fail."""
    contexts: list[BrowserContext] = []
    failures: list[str] = []

    def opened(size: tuple[int, int] = PHONE, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=javascript, locale="vi-VN"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: failures.append(f"{page.url}: {error}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not failures, "scripts failed:\n" + "\n".join(failures)


@pytest.fixture(scope="session")
def survey(prepared: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[Seen]:
    """Every state of the site, looked at once; each gate judges its own part of what was seen."""
    watches: dict[Page, Watch] = {}

    def new_phone() -> Page:
        context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="vi-VN")
        page = context.new_page()
        watches[page] = Watch(page)
        return page

    seen: list[Seen] = []
    with server.serve(server.copied(prepared, tmp_path_factory.mktemp("survey") / "var")) as running:

        def two_weeks_pass() -> None:
            behind.arrange(running, "two_weeks_pass")

        walk = states.walk(running.url, new_phone, short=look.QUICK, two_weeks_pass=two_weeks_pass)
        for state in walk:
            is_new_kind = all(one.kind != state.kind for one in seen)
            seen.append(look.see(state, watches[state.page], dark=is_new_kind))
    for page in watches:
        page.context.close()
    return seen
