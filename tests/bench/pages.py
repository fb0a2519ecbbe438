"""How heavy a page is and how soon it shows, measured by the browser itself over its debugging protocol.

Bytes are those on the wire: after compression, headers included. Throttling happens inside the browser and leaves out
what a slow line adds to opening a connection, so that a real slow line is slower still; compare only within one run.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, StorageState, ViewportSize

from tests.e2e.journey import FATHER, MOTHER, Practice
from tests.e2e.pages import go, open_course, press
from tests.e2e.people import CLASS_CODE, MEMBER, sign_in
from ui.service import STYLES_COOKIE

PHONE: ViewportSize = {"width": 360, "height": 640}
SLOW_3G = {
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}  # ms, bytes per second
SLOW_CPU = 4  # times slower than this machine
QUIET = 0.15  # seconds without a request after which a page counts as loaded
SAMPLE_STEPS = (1, 5, 7)  # of the lesson: the first, the one whose question has pictures, the last
PATIENCE = 60.0  # seconds until a page has to be loaded
# Set before the page's own scripts: what the browser says about first paint and about things that jump.
OBSERVE = """
window.__seen = { lcp: 0, cls: 0 };
const watch = (type, hear) =>
  new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
watch("largest-contentful-paint", (paint) => { __seen.lcp = paint.startTime; });
watch("layout-shift", (shift) => { if (!shift.hadRecentInput) __seen.cls += shift.value; });
"""


@dataclass(frozen=True)
class Limits:
    """What docs/contributing.md ("Budgets") allows a kind of page; KB of 1,000 bytes."""

    kilobytes: float
    again: float = 12
    script: float = 10
    requests: int = 8
    queries: int = 15


HOME = Limits(50, queries=10)
LESSON = Limits(40, queries=8)
STEP = Limits(35, script=12)
OTHER = Limits(40)  # the lesson's weight, the step's queries


@dataclass(frozen=True)
class Address:
    """A page to measure: whose it is, and what it may weigh."""

    name: str
    url: str
    limits: Limits
    cookies: StorageState | None = None


@dataclass
class Load:
    """One visit. Bytes by the kind of thing: Document, Stylesheet, Print, Script, Image, …; times in milliseconds."""

    requests: int = 0
    bytes: dict[str, int] = field(default_factory=dict)
    lcp: float = 0
    cls: float = 0

    @property
    def kilobytes(self) -> float:
        return sum(self.bytes.values()) / 1000

    @property
    def script(self) -> float:
        """KB of scripts."""
        return self.bytes.get("Script", 0) / 1000

    @property
    def first_flight(self) -> float:
        """KB without which nothing can be painted: the page itself and styles it waits for (not paper's)."""
        return (self.bytes.get("Document", 0) + self.bytes.get("Stylesheet", 0)) / 1000


class Meter:
    """Counts what a page loads, from the moment it is made."""

    def __init__(self, page: Page, *, slow: bool) -> None:
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        self.kinds: dict[str, str] = {}
        self.open: set[str] = set()
        self.load = Load()
        self.last = time.monotonic()
        for event, hear in (
            ("requestWillBeSent", self._sent),
            ("requestServedFromCache", self._cached),
            ("responseReceived", self._answered),
            ("loadingFinished", self._finished),
            ("loadingFailed", self._failed),
        ):
            self.cdp.on(f"Network.{event}", hear)
        self.cdp.send("Network.enable")
        if slow:
            self.cdp.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_3G})
            self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})

    def _sent(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("data:"):
            return
        if "redirectResponse" in event:
            self._add(event.get("type", "Document"), event["redirectResponse"].get("encodedDataLength", 0))
        kind = event.get("type", "Other")
        waited_for = event["request"].get("initialPriority") not in ("VeryLow", "Low")
        self.kinds[event["requestId"]] = kind if kind != "Stylesheet" or waited_for else "Print"
        self.open.add(event["requestId"])
        self.last = time.monotonic()

    def _cached(self, event: dict[str, Any]) -> None:
        self.kinds.pop(event["requestId"], None)

    def _answered(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._cached(event)

    def _finished(self, event: dict[str, Any]) -> None:
        kind = self.kinds.pop(event["requestId"], None)
        if kind:
            self._add(kind, int(event["encodedDataLength"]))
        self._failed(event)

    def _failed(self, event: dict[str, Any]) -> None:
        self.open.discard(event["requestId"])
        self.last = time.monotonic()

    def _add(self, kind: str, size: int) -> None:
        self.load.requests += 1
        self.load.bytes[kind] = self.load.bytes.get(kind, 0) + int(size)

    def wait(self, page: Page) -> None:
        """Until nothing has been asked for any more. Raises TimeoutError."""
        until = time.monotonic() + PATIENCE
        while self.open or time.monotonic() - self.last < QUIET:
            if time.monotonic() > until:
                raise TimeoutError(f"{page.url} never comes to rest")
            page.wait_for_timeout(50)


def visit(page: Page, url: str, *, slow: bool = False) -> Load:
    """Load ``url`` on a page that has just been opened."""
    page.add_init_script(OBSERVE)
    meter = Meter(page, slow=slow)
    page.goto(url, wait_until="load", timeout=PATIENCE * 1000)
    meter.wait(page)
    seen = page.evaluate("window.__seen")
    while not seen["lcp"]:  # painted, but the observer has not had its turn
        page.wait_for_timeout(50)
        seen = page.evaluate("window.__seen")
    meter.load.lcp, meter.load.cls = seen["lcp"], seen["cls"]
    return meter.load


def first_and_second(browser: Browser, address: Address, *, slow: bool = False) -> tuple[Load, Load]:
    """A visit with nothing in the cache, and so without the cookie that says what is in it; then another."""
    context = browser.new_context(viewport=PHONE, locale="vi-VN", storage_state=address.cookies)
    context.clear_cookies(name=STYLES_COOKIE)
    try:
        loads = []
        for _visit in range(2):
            page = context.new_page()
            loads.append(visit(page, address.url, slow=slow))
            page.close()
        return loads[0], loads[1]
    finally:
        context.close()


def addresses(browser: Browser, site: str, *, short: bool = False) -> Iterator[Address]:
    """Every page with an address to come back to, with the cookies of whoever it belongs to; ``short``: open ones."""
    yield from _open_pages(browser, site)
    if short:
        return
    yield from _steps(browser, site)
    yield from _after_sending(browser, site)
    yield from _in_a_class(browser, site)
    yield from _team_pages(browser, site)


def _phone(browser: Browser) -> Page:
    return browser.new_context(viewport=PHONE, locale="vi-VN").new_page()


def _open_pages(browser: Browser, site: str) -> Iterator[Address]:
    page = _phone(browser)
    yield Address("home", f"{site}/", HOME)
    yield Address("courses", f"{site}/hoc/", OTHER)
    page.goto(f"{site}/hoc/")
    open_course(page)
    yield Address("course", page.url, OTHER)
    press(page.locator("main a.pick").first)
    for step in range(1, 8):
        if step in SAMPLE_STEPS:
            yield Address(f"lesson, step {step}", page.url, LESSON)
        go(page)
    yield Address("lesson, finished", page.url, LESSON)
    page.context.close()
    yield Address("search of lessons", f"{site}/tim/?q=khai+sinh", OTHER)
    yield Address("join a class", f"{site}/vao/{CLASS_CODE}/", OTHER)
    yield Address("sign-in of the team", f"{site}/tai-khoan/vao/", OTHER)
    yield Address("exercises", f"{site}/tap/", STEP)
    yield Address("this is practice", f"{site}/tap/bat-dau/{MOTHER}/practice/", STEP)
    yield Address("look up", f"{site}/tap/tra-cuu/", STEP)


def _in_a_class(browser: Browser, site: str) -> Iterator[Address]:
    """What carries a word of her own team, for somebody who has just come in and asked."""
    page = _phone(browser)
    page.goto(f"{site}/vao/{CLASS_CODE}/")
    page.fill("[name=ten]", "Lò Thị Đo Thử")
    go(page)
    page.goto(f"{site}/vao/hoi-to/")
    page.fill("[name=hoi]", "Chụp giấy thế nào cho rõ?")
    go(page)
    cookies = page.context.storage_state()
    yield Address("questions to the team", page.url, OTHER, cookies)
    page.goto(f"{site}/hoc/")
    yield Address("courses, in a class", page.url, OTHER, cookies)
    open_course(page)
    press(page.locator("main a.pick").first)
    yield Address("lesson, in a class", page.url, LESSON, cookies)
    page.context.close()
    yield Address("home, in a class", f"{site}/", HOME, cookies)
    yield Address("exercises, in a class", f"{site}/tap/", STEP, cookies)


def _steps(browser: Browser, site: str) -> Iterator[Address]:
    """The replica's steps, filled in: heavier than empty."""
    page = _phone(browser)
    practice = Practice(page, site, MOTHER)
    practice.to_the_form()
    practice.fill_in()
    base, cookies = page.url.removesuffix("xem-lai/"), page.context.storage_state()
    page.context.close()
    for name, path in (
        ("find the procedure", "tim/?tu_khoa=khai+sinh"),
        ("the procedure", "thu-tuc/1.001193/"),
        ("practice sign-in", "dang-nhap/"),
        ("code", "ma-xac-nhan/"),
        ("consent", "chia-se/"),
        ("agency", "co-quan/"),
        ("second consent", "chia-se-lan-hai/"),
        ("general information", "thong-tin-chung/"),
        ("step 1", "chu-ho-so/"),
        *((f"step 2, part {part}", f"ke-khai/?phan={part}") for part in range(1, 6)),
        ("papers", "giay-to/"),
        ("receiving", "nhan-ket-qua/"),
        ("last look", "xem-lai/"),
    ):
        yield Address(name, base + path, STEP, cookies)


def _after_sending(browser: Browser, site: str) -> Iterator[Address]:
    page = _phone(browser)
    practice = Practice(page, site, FATHER)
    practice.to_the_receipt()
    receipt, cookies = page.url, page.context.storage_state()
    go(page)
    while not page.locator("form[action$='/bo-sung/']").count():
        practice.skip_a_day()
    dossier = page.url
    page.context.close()
    yield Address("receipt", receipt, STEP, cookies)
    yield Address("dossier, something more is asked", dossier, STEP, cookies)
    yield Address("my dossiers", f"{site}/tap/ho-so/", STEP, cookies)


def _team_pages(browser: Browser, site: str) -> Iterator[Address]:
    page = _phone(browser)
    sign_in(page, site, MEMBER)
    cookies = page.context.storage_state()
    press(page.locator("main a.pick").first)
    board = page.url
    page.context.close()
    yield Address("sessions", f"{site}/to/", OTHER, cookies)
    yield Address("live list", board, OTHER, cookies)
    yield Address("plan a session", f"{site}/to/buoi/moi/", OTHER, cookies)
    yield Address("coverage", f"{site}/to/so-lieu/", OTHER, cookies)
