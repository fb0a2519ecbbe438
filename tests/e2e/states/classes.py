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
    press(leader.locator("form[action$='/mo/'] button:not([data-b])"))
    press(leader.locator("form[action$='/dong/'] button:not([data-b])"))
    yield State("live list, ended", leader)
    her.goto(f"{site}/vao/{code}/")
    yield State("join, ended", her, mistake=True)


def figures(site: str, page: Page) -> Iterator[State]:
    sign_in(page, site, OFFICER)
    yield State("sessions of the commune", page)
    page.goto(f"{site}/to/so-lieu/")
    yield State("coverage", page)
