"""People on the books: who came, one person's page, consent, all that is kept, erasing."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import fill, go, press
from tests.e2e.people import LEADER, OFFICER, sign_in
from tests.e2e.states.state import NewPage, State

NAMES = "Giàng A Thử, 1958, Bản Học\nVàng Thị Bài Tập, nữ\nLý Văn Mẫu 1970\nGiàng A Thử\n12345"
SAVE_AGE = "#moi-den button[name=nguoi][value='f:60-']"


def books(site: str, new_page: NewPage) -> Iterator[State]:
    """From an empty roll to an erased person, then the same as the commune's officer sees it."""
    page, officer = new_page(), new_page()
    sign_in(page, site, LEADER)
    page.goto(f"{site}/to/nguoi/?q=khong-ai-ten-nay")
    yield State("people on the books, nobody found", page)
    page.goto(f"{site}/to/")
    press(page.locator("main a.pick").first)
    board = page.url
    page.goto(f"{board}diem-danh/")
    yield State("attendance, nobody yet", page)
    yield from _pasting(page)
    yield from _at_the_door(page)
    yield from _one_person(site, page)
    sign_in(officer, site, OFFICER)
    officer.goto(f"{site}/to/nguoi/")
    yield State("people on the books, of the commune", officer)
    press(officer.locator("main th a").first)
    yield State("person, and who looked", officer)
    officer.goto(f"{board}diem-danh/")
    yield State("attendance, only to look at", officer)
    page.goto(f"{site}/to/nguoi/")
    press(page.locator("main th a").first)
    press(page.locator("main a[href$='/xoa/']"))
    yield State("erase a person", page)
    go(page)
    yield State("people on the books, one erased", page)


def _pasting(page: Page) -> Iterator[State]:
    press(page.locator("main a[href$='/dan/']").first)
    yield State("paste names", page)
    go(page)
    yield State("paste names, none", page, mistake=True)
    page.locator("[name=danh_sach]").fill(NAMES)
    go(page)
    yield State("paste names, each line's fate", page)
    go(page)
    yield State("attendance, a list was saved", page)


def _at_the_door(page: Page) -> Iterator[State]:
    press(page.locator(SAVE_AGE))
    yield State("attendance, a walk-in without a name", page, mistake=True)
    fill(page, {"ten": "Ma Thị Tham Khảo"})
    press(page.locator(SAVE_AGE))
    yield State("attendance, a walk-in", page)
    fill(page, {"ten": "Ma Thi Tham Khao"})
    press(page.locator(SAVE_AGE))
    yield State("attendance, perhaps the same person", page)
    press(page.locator("[name=cung_nguoi]").first)
    fill(page, {"women": "3", "poor": "400"})
    press(page.locator("form[action$='/dem/'] button:not([data-b])"))
    yield State("attendance, more poor than people", page, mistake=True)


def _one_person(site: str, page: Page) -> Iterator[State]:
    page.goto(f"{site}/to/nguoi/")
    yield State("people on the books", page)
    press(page.locator("main a.btn.go"))
    yield State("add a person", page)
    fill(page, {"ten": "Bàn Văn Mô Phỏng", "dien_thoai": "0000 123 456", "dong_y": "chua"})
    go(page)
    yield State("add a person, no consent", page, mistake=True)
    fill(page, {"dong_y": "doc"})
    go(page)
    yield State("person", page)
    press(page.locator("main a[href$='/sua/']"))
    yield State("correct a person", page)
    page.go_back()
    page.locator("main details > summary").last.click()
    press(page.locator("form[action$='/rut-dong-y/'] button:not([data-b])"))
    yield State("person, consent taken back", page)
    press(page.locator("main a[href$='/dong-y/']").last)
    yield State("ask for consent", page)
    go(page)
    yield State("ask for consent, how is not chosen", page, mistake=True)
    page.goto(page.url.replace("/dong-y/", "/tat-ca/"))
    yield State("sheet for a person", page)
