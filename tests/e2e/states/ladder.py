"""What somebody can do and how we know; the card for the real thing, and its question two weeks later."""

from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from tests.e2e.pages import fill, go, press
from tests.e2e.people import LEADER, sign_in
from tests.e2e.states.state import NewPage, State

TAKES_IT_HOME = "form[action$='/mai-di-nop/'] button"


def ladder(site: str, new_page: NewPage, two_weeks_pass: Callable[[], None] | None) -> Iterator[State]:
    """From nothing known of her to the real one: seen, taken back, seen again; the card, the question, its answers."""
    page, her = new_page(), new_page()
    sign_in(page, site, LEADER)
    page.goto(f"{site}/to/hoi-tham/")
    yield State("has it worked, nobody to ask", page)
    page.goto(f"{site}/to/nguoi/them/")
    fill(page, {"ten": "Vàng Thị Mô Phỏng", "dong_y": "chua"})
    go(page)
    press(page.locator("main a[href$='/lam-duoc/']"))
    yield State("what she can do, nothing known", page)
    yield from _seen(page)
    press(page.locator(TAKES_IT_HOME).first)
    page.locator("main summary").click()
    yield State("what she can do, the card is with her", page)
    link = page.locator("main details .code").inner_text()
    page.goto(f"{site}/to/hoi-tham/")
    yield State("has it worked, nobody is due", page)
    yield from _asked(site, page, her, link, two_weeks_pass)


def _seen(page: Page) -> Iterator[State]:
    """No tick, some ticks, all that a dossier takes; the last list was a slip."""
    go(page)
    yield State("what she can do, nothing ticked", page, mistake=True)
    for number in (2, 5):
        page.locator("main [name=thu_tuc]").first.check()
        for box in page.locator("main [name=viec]").all()[:number]:
            box.check()
        go(page)
        yield State(f"what she can do, {number} things seen", page)
    press(page.locator("form[action$='/lam-duoc/bo/'] button").first)
    yield State("what she can do, taken back", page)


def _asked(
    site: str, page: Page, her: Page, link: str, two_weeks_pass: Callable[[], None] | None
) -> Iterator[State]:
    """By the link on her own phone, once for each answer but one; and by the member."""
    her.goto(link)
    yield State("has it worked, by the link", her)
    for answer in ("not-yet", "helped", "alone"):
        press(her.locator(f"[name=tra_loi][value={answer}]"))
        yield State(f"has it worked, by the link, {answer}", her)
        page.goto(f"{site}/to/nguoi/")
        press(page.get_by_role("link", name="Vàng Thị Mô Phỏng"))
        press(page.locator("main a[href$='/lam-duoc/']"))
        press(page.locator(TAKES_IT_HOME).first)
        her.goto(page.locator("main details .code").first.text_content() or "")
    yield State("what she can do, she filed the real one", page)
    if two_weeks_pass is None:
        return
    two_weeks_pass()
    page.goto(f"{site}/to/hoi-tham/")
    yield State("has it worked, one to ask", page)
    press(page.locator("main [name=tra_loi]").first)
    yield State("has it worked, told", page)
