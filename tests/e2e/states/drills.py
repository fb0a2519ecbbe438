"""“Tập xử lý sự cố”."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.journey import MOTHER, Practice
from tests.e2e.pages import fill, go, press
from tests.e2e.states.state import State


def drills(site: str, page: Page) -> Iterator[State]:
    """Six drills: the first page, every screen, nothing chosen, a wrong way, the debrief."""

    def begin(slug: str) -> Iterator[State]:
        page.goto(f"{site}/tap/su-co/{slug}/")
        yield State(f"drill {slug}, before", page)
        go(page)
        yield State(f"drill {slug}, begun", page)

    def choose(slug: str, *choices: str) -> Iterator[State]:
        for choice in choices:
            fill(page, {"chon": choice})
            go(page)
            yield State(f"drill {slug}, after {choice}", page)

    def code(digits: str = "") -> None:
        shown = digits or page.locator(".phone .code").inner_text()
        page.fill("[name=code]", shown)
        press(page.get_by_role("button", name="Xác nhận", exact=True))

    yield from begin("ma-den-cham")
    go(page)
    yield State("drill ma-den-cham, nothing chosen", page, mistake=True)
    code("111111")
    yield State("drill ma-den-cham, a code too early", page, mistake=True)
    yield from choose("ma-den-cham", "bam-lien", "doi")
    code()
    yield State("drill ma-den-cham, done", page)
    yield from begin("ma-het-han")
    old = page.locator(".phone .code").inner_text()
    code(old)
    yield State("drill ma-het-han, refused", page)
    yield from choose("ma-het-han", "gui-lai")
    code(old)
    yield State("drill ma-het-han, the old code again", page, mistake=True)
    code()
    yield State("drill ma-het-han, done", page)
    yield from begin("het-phien")
    go(page)
    yield State("drill het-phien, signed out", page)
    yield from choose("het-phien", "lam-lai", "dang-nhap")
    Practice(page, site, MOTHER).sign_in()
    yield State("drill het-phien, done", page)
    yield from begin("qua-tai")
    Practice(page, site, MOTHER).send()
    yield State("drill qua-tai, overloaded", page)
    yield from choose("qua-tai", "gui-lai", "chup-ma")
    yield from begin("goi-hoi-ma")
    go(page)
    yield State("drill goi-hoi-ma, nothing chosen", page, mistake=True)
    yield from choose("goi-hoi-ma", "doc-ma", "tat-may", "ra-xa")
    yield from begin("cong-gia")
    yield from choose("cong-gia", "tu-go", "them-duoi", "that")
    page.goto(f"{site}/tap/")
    yield State("exercises, all drills done", page)
