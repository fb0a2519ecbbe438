"""The gate of the strict policy: nothing inline, nothing from outside, and a browser that had nothing to refuse."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewPage
from tests.e2e.look import Seen, Watch
from tests.e2e.people import ADMINISTRATOR, sign_in
from tests.e2e.server import Site

pytestmark = pytest.mark.gate("csp")

STRICT = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],  # and, where a page carries its sheets, their hashes
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "media-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
BOOTH = re.compile(r"/thu-tieng/[0-9a-f-]{36}/")  # plays what the browser holds of a recording
HASH = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
# What Wagtail's editor needs more: its date pickers start inline, its previews are frames of the same site.
EDITOR_INLINE = {"script-src", "style-src"}
EDITOR_SOURCES = {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}
DESK = (1280, 800)
LESSON = "Khai sinh cho cháu"
STARTING = 1_000  # milliseconds that the editor's scripts get to start
PATIENCE = 20_000  # milliseconds until a preview has to be there


def policy(headers: dict[str, str]) -> dict[str, list[str]]:
    """Directive → sources."""
    parts = (part.split() for part in headers.get("content-security-policy", "").split(";"))
    return {words[0]: words[1:] for words in parts if words}


def is_strict(sent: dict[str, list[str]]) -> bool:
    """Whether nothing is allowed but the site's own files, and styles that are known letter by letter."""
    styles = [source for source in sent.get("style-src", []) if not HASH.fullmatch(source)]
    return all(STRICT[name] == (styles if name == "style-src" else sent.get(name)) for name in STRICT)


def test_every_page_carries_the_strict_policy(survey: list[Seen]) -> None:
    wrong = []
    for seen in survey:
        sent = policy(seen.headers)
        if BOOTH.match(seen.path) and sent.get("media-src") == ["'self'", "blob:"]:
            sent["media-src"] = STRICT["media-src"]
        if not is_strict(sent) or "unsafe-" in str(sent):
            wrong.append(f"{seen.name} ({seen.path}): {sent}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_browser_had_nothing_to_refuse(survey: list[Seen]) -> None:
    refused = [f"{seen.name} ({seen.path}): {seen.refused}" for seen in survey if seen.refused]
    assert not refused, "\n" + "\n".join(refused)


def lesson_id(page: Page, site: str) -> str:
    """The number of the lesson in the editor, as its search finds it."""
    page.goto(f"{site}/quan-tri/pages/search/?q=khai+sinh")
    link = page.locator("main a[href$='/edit/']", has_text=LESSON).first.get_attribute("href") or ""
    return link.split("/")[-3]


def check_policy(watch: Watch) -> None:
    """The page at hand is really the editor's, under a policy with room for it and for nothing else."""
    sent = policy(watch.headers)
    assert watch.status == 200
    assert {source for sources in sent.values() for source in sources} <= EDITOR_SOURCES, sent
    assert {name for name, sources in sent.items() if "'unsafe-inline'" in sources} <= EDITOR_INLINE, sent


def test_the_editor_opens_under_a_policy_of_its_own(site: Site, new_page: NewPage) -> None:
    """Dashboard, pictures, list of pages, the lesson with its preview: nothing is refused."""
    page = new_page(DESK)
    watch = Watch(page)
    sign_in(page, site.url, ADMINISTRATOR)
    number = lesson_id(page, site.url)
    refused = {}
    for address in ("", "images/", f"pages/{number}/", f"pages/{number}/edit/"):
        page.goto(f"{site.url}/quan-tri/{address}")
        page.wait_for_timeout(STARTING)
        check_policy(watch)
        refused[address] = watch.refused()
    page.locator("[data-side-panel-toggle=preview]").click()
    preview = page.frame_locator("iframe[src*='/preview/']").locator("h1")
    expect(preview).to_have_text(LESSON, timeout=PATIENCE)
    refused["preview"] = watch.refused()
    assert not any(refused.values()), refused
