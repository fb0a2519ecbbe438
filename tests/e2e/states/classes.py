"""A class: coming in, the live list, planning, figures."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.journey import Practice
from tests.e2e.pages import fill, go, press
from tests.e2e.people import CLASS_CODE, LEADER, MEMBER, OFFICER, sign_in
from tests.e2e.states.following import keep_token
from tests.e2e.states.state import NewPage, State

# What no code of a class can be; the codes of classes have four digits.
UNKNOWN_CODE = "0000"


def classes(site: str, new_page: NewPage) -> Iterator[State]:
    her, member, leader = new_page(), new_page(), new_page()
    her.goto(f"{site}/vao/")
    yield State("join, which class", her)
    fill(her, {"ma_lop": "47"})
    go(her)
    yield State("join, no code", her, mistake=True)
    her.goto(f"{site}/vao/{UNKNOWN_CODE}/")
    yield State("join, unknown code", her, mistake=True)
    sign_in(member, site, MEMBER)
    yield State("sessions", member)
    press(member.locator("main a.pick").first)
    yield State("live list, nobody yet", member)
    yield from _coming_in(site, her)
    member.reload()
    yield State("live list, somebody works", member)
    yield from _living(site, her, member)
    press(member.locator(".who button:not([data-b]):not([formaction])").first)
    yield State("live list, somebody can do it alone", member)
    member.locator("main details.card > summary").click()
    press(member.locator("main a[href$='/to-gioi-thieu/']"))
    yield State("poster", member)
    sign_in(leader, site, LEADER)
    yield from _planning(site, leader, her)


def _living(site: str, her: Page, member: Page) -> Iterator[State]:
    """Hands, a kind word, the pause, one step for all, the wall; then the next person takes the telephone."""
    her.goto(f"{site}/tap/")
    yield State("exercises, in a class", her)
    press(her.locator("[data-lop] [name=sang]"))
    yield State("change person", her)
    go(her)
    yield State("join, one more person", her)
    fill(her, {"ten": "Hà Văn Minh Họa"})
    go(her)
    press(her.locator("[data-lop] [name=sang]"))
    yield State("change person, two here", her)
    press(her.locator("[name=nguoi]").first)
    her.locator("[data-lop-hand]").click()
    her.get_by_text("Bác đang giơ tay.").wait_for()
    member.reload()
    yield State("live list, a hand is up", member)
    press(member.locator(".who a.btn").first)
    yield State("nudge", member)
    press(member.locator("[name=cau]").first)
    press(member.locator("button[form=ca-lop]").first)
    member.locator("summary", has_text="Cả lớp cùng xem").click()
    press(member.locator("form[action$='/cung-xem/'] button"))
    yield State("live list, the class listens and looks", member)
    her.reload()
    yield State("in a class, everything at once", her)
    her.locator("[data-lop-news] [name=da_doc]").click()
    press(her.locator("[data-lop-news] [name=sang]"))
    yield State("worked example, in a class", her)
    member.goto(f"{member.url.partition('#')[0]}man-chieu/")
    yield State("wall", member)
    press(member.locator("main a.link").last)
    press(member.locator("[formaction$='/lam-tiep/']"))
    press(member.locator("[formaction$='/thoi-xem/']"))


def _coming_in(site: str, her: Page) -> Iterator[State]:
    her.goto(f"{site}/vao/{CLASS_CODE}/")
    yield State("join, the name", her)
    go(her)
    yield State("join, no name", her, mistake=True)
    fill(her, {"ten": "Hoàng Thị Ví Dụ"})
    old = her.locator("[name=luot]").input_value()
    go(her)
    Practice(her, site).begin()
    her.goto(f"{site}/vao/{CLASS_CODE}/")
    yield State("join, in already", her)
    fill(her, {"ten": "Hà Văn Minh Họa"})
    keep_token(her, "luot", old)
    press(her.locator("main form button:not([data-b])"))
    yield State("join, two names", her)


def _planning(site: str, leader: Page, her: Page) -> Iterator[State]:
    leader.goto(f"{site}/to/buoi/moi/")
    yield State("plan a session", leader)
    fill(leader, {"day": "32/13/2026"})
    press(leader.locator("[name=de_sau]"))
    yield State("plan a session, mistakes", leader, mistake=True)
    leader.goto(f"{site}/to/buoi/moi/")
    fill(leader, {"title": "Tập nộp hồ sơ", "place": "Nhà văn hóa Bản Học"})
    leader.locator("main select[name=scenario]").select_option(index=1)
    press(leader.locator("[name=de_sau]"))
    yield State("live list, planned", leader)
    code = leader.locator(".join b").inner_text()
    her.goto(f"{site}/vao/{code}/")
    yield State("join, not open yet", her, mistake=True)
    board = leader.url
    leader.goto(f"{board}sua/")
    yield State("change a session", leader)
    leader.goto(f"{board}huy/")
    yield State("cancel a session", leader)
    go(leader)
    yield State("cancel a session, no reason", leader, mistake=True)
    leader.goto(board)
    press(leader.locator("form[action$='/mo/'] button:not([data-b])"))
    yield from _the_evening(leader, board)
    her.goto(f"{site}/vao/{code}/")
    yield State("join, ended", her, mistake=True)
    yield from _tonight(site, leader)


def _the_evening(leader: Page, board: str) -> Iterator[State]:
    """Its plan and its sheets, and how it ends."""
    leader.goto(f"{board}ke-hoach/")
    yield State("plan of the evening", leader)
    leader.goto(f"{board}in/")
    yield State("sheets to print", leader)
    leader.goto(f"{board}ket-thuc/")
    yield State("end the session", leader)
    fill(leader, {"difficulties": "Gọi 0000 123 456"})
    go(leader)
    yield State("end the session, a number", leader, mistake=True)
    fill(leader, {"difficulties": "Mạng yếu, nhiều bác quên kính."})
    go(leader)
    yield State("live list, ended", leader)
    leader.goto(f"{board}ket-thuc/")
    yield State("end the session, put it right", leader)


def _tonight(site: str, leader: Page) -> Iterator[State]:
    """One tap; and a session that is called off."""
    leader.goto(f"{site}/to/")
    yield State("sessions, one to write down", leader)
    press(leader.locator("form[action$='/toi-nay/'] button:not([data-b])").first)
    yield State("plan of the evening, from one tap", leader)
    leader.goto(f"{site}/to/buoi/moi/")
    fill(leader, {"title": "Tập tra cứu", "place": "Nhà văn hóa Bản Học"})
    leader.locator("main select[name=scenario]").select_option(index=1)
    press(leader.locator("[name=de_sau]"))
    board = leader.url
    leader.goto(f"{board}huy/")
    fill(leader, {"reason": "mưa to"})
    go(leader)
    yield State("sessions, one cancelled", leader)
    leader.goto(board)
    yield State("live list, cancelled", leader)


def figures(site: str, page: Page) -> Iterator[State]:
    sign_in(page, site, OFFICER)
    yield State("sessions of the commune", page)
    page.goto(f"{site}/to/so-lieu/")
    yield State("coverage", page)
    page.goto(f"{site}/to/so-lieu/")
    press(page.locator("nav a[href*='nam=']").first)
    yield State("coverage of a year", page)


def noted_twice(site: str, page: Page) -> Iterator[State]:
    sign_in(page, site, OFFICER)
    page.goto(f"{site}/to/trung/")
    yield State("noted twice, one pair", page)
    press(page.locator("button[value=sau]"))
    yield State("noted twice, put off", page)
    press(page.locator("button[value=mot]"))
    page.locator("main summary").click()
    yield State("noted twice, decided", page)
    press(page.locator("form[action$='/lai/'] button:not([data-b])"))
    yield State("noted twice, taken back", page)
