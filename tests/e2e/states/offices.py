"""Teams on paper, members, training, hard cases, offices."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import fill, go, press
from tests.e2e.people import ADMINISTRATOR, LEADER, OFFICER, sign_in
from tests.e2e.states.state import NewPage, State

NEWCOMER = {"name": "Giàng A Thử", "birth_year": "1988", "unit": "women", "sex": "f", "grade": "advanced"}


def offices(site: str, new_page: NewPage) -> Iterator[State]:
    """What an officer and an administrator do, once each; the new member then signs in with her slip."""
    officer, leader, administrator = new_page(), new_page(), new_page()
    sign_in(officer, site, OFFICER)
    officer.goto(f"{site}/to/ve-toi/")
    yield State("about me", officer)
    yield from _teams(site, officer)
    told = slip(officer)
    yield State("slip with a password", officer)
    yield from first_password(site, new_page(), *told)
    go(officer)
    yield State("team on paper, three members", officer)
    yield from _leaving_and_handing_over(officer)
    yield from _training(site, officer)
    sign_in(leader, site, LEADER)
    yield from _cases(site, leader)
    sign_in(administrator, site, ADMINISTRATOR)
    yield from _appointing(site, administrator)


def _teams(site: str, officer: Page) -> Iterator[State]:
    officer.goto(f"{site}/to/cac-to/")
    yield State("teams on paper", officer)
    go(officer)
    yield State("new team", officer)
    go(officer)
    yield State("new team, mistakes", officer, mistake=True)
    fill(officer, {"name": "Tổ công nghệ số Bản Thử", "decision_number": "15/QĐ-UBND"})
    go(officer)
    yield State("team on paper, nobody yet", officer)
    press(officer.locator("a[href$='/giai-the/']"))
    yield State("team dissolved, before", officer)
    go(officer)
    yield State("team on paper, dissolved", officer)
    officer.goto(f"{site}/to/cac-to/")
    press(officer.locator("tbody a").first)
    yield State("team on paper", officer)
    go(officer)
    yield State("new member", officer)
    go(officer)
    yield State("new member, mistakes", officer, mistake=True)
    fill(officer, NEWCOMER)
    go(officer)


def slip(officer: Page) -> tuple[str, str]:
    """User name and one-time password on the slip that the officer prints."""
    words = officer.locator("article dd b")
    return words.nth(0).inner_text(), words.nth(1).inner_text()


def first_password(site: str, her: Page, username: str, password: str) -> Iterator[State]:
    """A new account takes a password of its own."""
    her.goto(f"{site}/tai-khoan/vao/")
    her.fill("[name=login]", username)
    her.fill("[name=password]", password)
    go(her)
    yield State("first password", her)
    fill(her, {"oldpassword": password, "password1": "cau-cua-rieng-toi", "password2": "cau-cua-rieng-toi"})
    go(her)
    her.goto(f"{site}/to/ve-toi/")
    yield State("about me, a member", her)


def _leaving_and_handing_over(officer: Page) -> Iterator[State]:
    team = officer.url
    press(officer.locator("tbody a").last)
    yield State("member", officer)
    press(officer.locator("a[href$='/thoi/']"))
    yield State("member leaves", officer)
    officer.goto(f"{team}ban-giao/")
    yield State("hand-over", officer)
    go(officer)
    yield State("hand-over, to whom", officer, mistake=True)
    officer.locator("main [name=to]").first.check()
    officer.locator("main [name=things]").first.check()
    officer.locator("main [name=stays]").check()
    go(officer)
    yield State("hand-over, the sheet", officer)


def _training(site: str, officer: Page) -> Iterator[State]:
    officer.goto(f"{site}/to/boi-duong/")
    yield State("trainings, none yet", officer)
    go(officer)
    yield State("new training", officer)
    fill(officer, {"topic": "Nộp lại hồ sơ", "hours": "1,5"})
    officer.locator("main select[name=trainer]").select_option(index=0)
    for box in officer.locator("main [name=members]").all():
        box.check()
    go(officer)
    yield State("trainings", officer)


def _cases(site: str, member: Page) -> Iterator[State]:
    member.goto(f"{site}/to/ca-kho/")
    yield State("hard cases, none", member)
    go(member)
    yield State("new hard case", member)
    fill(member, {"about": "Ảnh giấy chứng sinh lần nào cũng bị từ chối, gọi 0000 000 012"})
    go(member)
    yield State("new hard case, a number in it", member, mistake=True)
    fill(member, {"about": "Ảnh giấy chứng sinh lần nào cũng bị từ chối"})
    go(member)
    yield State("hard case, waiting", member)
    press(member.locator("form[action$='/xong/'] button:not([data-b])"))
    yield State("hard case, how it ended is missing", member, mistake=True)
    fill(member, {"outcome": "Chụp ảnh nhỏ hơn thì gửi được"})
    press(member.locator("form[action$='/xong/'] button:not([data-b])"))
    yield State("hard case, ended", member)


def _appointing(site: str, administrator: Page) -> Iterator[State]:
    administrator.goto(f"{site}/to/vai-tro/")
    yield State("offices", administrator)
    administrator.goto(f"{site}/to/vai-tro/bo-nhiem/")
    yield State("appointment", administrator)
    fill(
        administrator,
        {"full_name": "Hoàng Thị Mẫu", "role": "commune_officer", "place": "Tân", "reason": "Quyết định 12"},
    )
    go(administrator)
    yield State("appointment, which commune", administrator, mistake=True)
    administrator.goto(f"{site}/to/vai-tro/")
    press(administrator.locator("a[href$='/thoi/']").first)
    yield State("dismissal", administrator)
