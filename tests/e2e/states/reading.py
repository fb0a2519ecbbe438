"""Lessons, the search, listening, and the accidents of every site."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import LESSON, fill, go, open_course, press
from tests.e2e.people import ADMINISTRATOR, MEMBER, sign_in
from tests.e2e.states.state import State


def reading(site: str, page: Page) -> Iterator[State]:
    page.goto(f"{site}/")
    yield State("home", page)
    page.goto(f"{site}/hoc/")
    yield State("courses", page)
    open_course(page)
    yield State("course", page)
    press(page.locator(LESSON))
    lesson = page.url
    step = 1
    while page.locator("main a.btn.go").count():
        yield State(f"lesson, step {step}", page)
        go(page)
        step += 1
    yield State(f"lesson, step {step}", page)
    go(page)
    yield State("lesson, finished", page)
    yield from _on_paper(page, lesson)
    yield from _answering(page, lesson)
    press(page.locator("form[action*='/nghi/'] button:not([data-b])"))
    yield State("home, half-way through a lesson", page)
    for name, query in (("empty", ""), ("found", "?q=khai+sinh"), ("nothing found", "?q=xyzxyz")):
        page.goto(f"{site}/tim/{query}")
        yield State(f"search, {name}", page)
    page.goto(f"{site}/tim/?q=khai+sjnh&loai=thu-tuc")
    yield State("search, one group after a slip", page)
    page.locator("input[type=search]").fill("dang nh")
    page.locator("#goi-y li").first.wait_for()
    page.keyboard.press("ArrowDown")
    yield State("search, proposals", page)


def _on_paper(page: Page, lesson: str) -> Iterator[State]:
    page.goto(lesson)
    page.locator("main details:has([data-send]) > summary").click()
    yield State("lesson, to share", page)
    for name, rest in (
        ("sheet to pin up, A4", "to-dan"),
        ("sheet to pin up, A3", "to-dan-a3"),
        ("booklet in large print", "sach-chu-to"),
        ("words for the loudspeaker", "ban-tin-loa"),
    ):
        page.goto(f"{lesson}{rest}/")
        yield State(name, page)


def _answering(page: Page, lesson: str) -> Iterator[State]:
    page.goto(lesson)
    press(page.locator("main form:has([name=chon]) button:not([data-b])"))
    yield State("answer, none chosen", page, mistake=True)
    page.locator("main [name=chon]").first.check()
    go(page)
    yield State("answer, not quite", page)
    page.locator("main [name=chon]").nth(1).check()
    go(page)
    yield State("answer, right", page)
    page.goto(f"{lesson}buoc-2/")


def listening(site: str, page: Page) -> Iterator[State]:
    page.goto(f"{site}/nghe/")
    yield State("how to listen", page)
    for value in ("0", "1"):
        press(page.locator(f"main [name=doc_to][value='{value}']"))
        page.goto(f"{site}/nghe/")
        yield State("how to listen, chosen", page)
    page.goto(f"{site}/tap/")
    page.locator("[data-all]").click()
    yield State("exercises, being read out", page)


def accidents(site: str, page: Page) -> Iterator[State]:
    page.goto(f"{site}/khong-co-trang-nay/")
    yield State("404", page, lost=True)
    page.goto(f"{site}/tap/ho-so/00000000-0000-4000-8000-000000000000/")
    yield State("404 in the replica", page, lost=True)
    page.goto(f"{site}/tai-khoan/vao/")
    yield State("sign-in of the team", page)
    page.fill("[name=login]", MEMBER)
    page.fill("[name=password]", "khong-phai")
    go(page)
    yield State("sign-in of the team, wrong password", page, mistake=True)
    page.context.clear_cookies()
    fill(page, {"login": MEMBER, "password": "khong-phai"})
    go(page)
    yield State("open too long", page)
    page.goto(f"{site}/tai-khoan/dang-ky/")
    yield State("no signing up", page)
    sign_in(page, site, MEMBER)
    page.goto(f"{site}/quan-tri/")
    yield State("403", page)
    page.goto(f"{site}/tai-khoan/doi-mat-khau/")
    yield State("new password", page)
    go(page)
    yield State("new password, nothing typed", page, mistake=True)
    page.goto(f"{site}/tai-khoan/ra/")
    yield State("sign-out", page)


def gallery(site: str, page: Page) -> Iterator[State]:
    sign_in(page, site, ADMINISTRATOR)
    page.goto(f"{site}/ui/")
    yield State("gallery", page)
