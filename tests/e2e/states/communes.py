"""The page of a commune: made by the administrator, read by everybody."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import press
from tests.e2e.people import ADMINISTRATOR, sign_in
from tests.e2e.states.state import State


def communes(site: str, page: Page) -> Iterator[State]:
    page.goto(f"{site}/huong-dan/")
    yield State("guides for all communes, none", page)
    sign_in(page, site, ADMINISTRATOR)
    page.goto(f"{site}/to/cong-xa/")
    yield State("pages of communes", page)
    page.goto(f"{site}/to/cong-xa/?q=khong+co")
    yield State("pages of communes, nothing found", page)
    page.goto(f"{site}/to/cong-xa/?q=suoi+tap,+thuc+hanh")
    press(page.locator("main form[method=post] button").first)
    yield State("pages of communes, just made", page)
    page.goto(f"{site}/xa/")
    yield State("communes", page)
    press(page.locator("main a.pick", has_text="Suối Tập"))
    yield State("page of a commune, nothing written yet", page)
    page.goto(f"{site}/xa/mau/")
    yield State("page of a commune", page)
    press(page.locator("main h3 a").first)
    yield State("news of a commune", page)
    page.goto(f"{site}/xa/mau/")
    press(page.locator("main a.pick").first)
    yield State("guide of a commune", page)
    guide = page.url
    for name, rest in (("sheet", "to-dan"), ("booklet", "sach-chu-to-a5"), ("loudspeaker", "ban-tin-loa")):
        page.goto(f"{guide}{rest}/")
        yield State(f"guide of a commune on paper, {name}", page)
