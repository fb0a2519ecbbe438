"""Asking a person: a member lets herself be shown, a learner asks her team, the team and the commune answer."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.journey import MOTHER, Practice
from tests.e2e.pages import LESSON, fill, go, open_course, press
from tests.e2e.people import CLASS_CODE, MEMBER, OFFICER, sign_in
from tests.e2e.states.offices import first_password, slip
from tests.e2e.states.state import REAL_PHONE, NewPage, State

SHOWN = {
    "name": "Sùng Thị Hiện Mẫu",
    "phone": "0000 000 321",
    "birth_year": "1988",
    "unit": "women",
    "sex": "f",
}
BOX = "#nho-giup a[href*='/hoi-to/']"


def asking(site: str, new_page: NewPage) -> Iterator[State]:
    """A new member with a telephone is shown; a question from a lesson is answered, another one waits."""
    her, member, newcomer, officer = new_page(), new_page(), new_page(), new_page()
    her.goto(f"{site}/vao/hoi-to/")
    yield State("ask, in no class", her)
    sign_in(member, site, MEMBER)
    member.goto(f"{site}/to/cau-hoi/")
    yield State("what learners ask, nothing", member)
    yield from _without_a_number(site, member)
    _open_account(site, officer, newcomer)
    yield from _shown(site, newcomer)
    her.goto(f"{site}/vao/{CLASS_CODE}/")
    fill(her, {"ten": "Lò Thị Hỏi Thử"})
    go(her)
    yield from _asked(site, her)
    yield from _answered(site, member)
    her.goto(f"{site}/tap/")
    yield State("exercises, the team has answered", her)
    her.goto(f"{site}/vao/hoi-to/")
    yield State("ask, answered", her)
    fill(her, {"hoi": "Gửi rồi thì bao lâu có giấy?"})
    go(her)
    newcomer.goto(f"{site}/to/ve-toi/")
    press(newcomer.locator("main a[href*='/ve-toi/hien/']").first)
    press(newcomer.locator("form[action*='/ve-toi/an/'] button:not([data-b])"))
    yield State("about me, shown no more", newcomer)


def asked_long_ago(site: str, officer: Page) -> Iterator[State]:
    """What has waited for more than two days, as the commune reads it; nothing where no time has passed."""
    sign_in(officer, site, OFFICER)
    officer.goto(f"{site}/to/cau-hoi/")
    yield State("what learners ask, the commune's list", officer)
    if officer.locator("main a.pick").count():
        press(officer.locator("main a.pick").first)
        yield State("a question, waiting for long", officer)


def _without_a_number(site: str, member: Page) -> Iterator[State]:
    """Whose account has no telephone number can show no more than a name."""
    member.goto(f"{site}/to/ve-toi/")
    press(member.locator("main a[href*='/ve-toi/hien/']").first)
    yield State("what learners see of me, nothing", member)
    member.locator("main [name=dien_thoai]").check()
    go(member)
    yield State("what learners see of me, mistakes", member, mistake=True)


def _open_account(site: str, officer: Page, newcomer: Page) -> None:
    sign_in(officer, site, OFFICER)
    officer.goto(f"{site}/to/cac-to/")
    press(officer.locator("tbody a").first)
    go(officer)
    fill(officer, SHOWN)
    go(officer)
    for _state in first_password(site, newcomer, *slip(officer)):
        pass  # looked at where the offices are


def _shown(site: str, newcomer: Page) -> Iterator[State]:
    newcomer.goto(f"{site}/to/ve-toi/")
    press(newcomer.locator("main a[href*='/ve-toi/hien/']").first)
    fill(newcomer, {"ten": "chị Mẫu"})
    for name in ("dien_thoai", "zalo", "dong_y"):
        newcomer.locator(f"main [name={name}]").check()
    go(newcomer)
    yield State("what learners see of me, all of it", newcomer)


def _asked(site: str, her: Page) -> Iterator[State]:
    """From a lesson, with a real number in it, then without; and beside a mistake in the form."""
    her.goto(f"{site}/hoc/")
    open_course(her)
    press(her.locator(LESSON))
    yield State("lesson, somebody of the team to ask", her)
    press(her.locator(BOX))
    yield State("ask, about a lesson", her)
    go(her)
    yield State("ask, no words", her, mistake=True)
    fill(her, {"hoi": f"Chụp giấy thế nào? Gọi tôi {REAL_PHONE}"})
    go(her)
    yield State("ask, a real number", her, mistake=True)
    fill(her, {"hoi": "Chụp giấy thế nào cho rõ?"})
    go(her)
    yield State("ask, waiting", her)
    Practice(her, site, MOTHER).to_the_form()
    go(her)
    yield State("step 1, mistakes and somebody to ask", her, mistake=True)


def _answered(site: str, member: Page) -> Iterator[State]:
    member.goto(f"{site}/to/cau-hoi/")
    yield State("what learners ask, one waits", member)
    press(member.locator("main a.pick").first)
    yield State("a question, the box", member)
    go(member)
    yield State("a question, no answer typed", member, mistake=True)
    press(member.locator("main [name=san]").first)
    yield State("a question, a ready sentence", member)
    go(member)
    yield State("what learners ask, answered", member)
    press(member.locator("main a.pick").first)
    yield State("a question, answered", member)
