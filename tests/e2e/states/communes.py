"""The page of a commune: made by the administrator, read by everybody."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import press
from tests.e2e.people import ADMINISTRATOR, sign_in
from tests.e2e.states.state import State


def communes(site: str, page: Page) -> Iterator[State]:
    page.goto(f"{site}/xa/")
    yield State("communes, none has a page", page)
    page.goto(f"{site}/huong-dan/")
    yield State("guides for all communes, none", page)
    sign_in(page, site, ADMINISTRATOR)
    page.goto(f"{site}/to/cong-xa/")
    yield State("pages of communes", page)
    page.goto(f"{site}/to/cong-xa/?q=khong+co")
    yield State("pages of communes, nothing found", page)
    page.goto(f"{site}/to/cong-xa/?q=mau,+thuc+hanh")
    press(page.locator("main form[method=post] button").first)
    yield State("pages of communes, just made", page)
    page.goto(f"{site}/xa/")
    press(page.locator("main a.pick").first)
    portal = page.url
    yield State("page of a commune, nothing written yet", page)
    for title in ("Nơi làm giấy tờ của xã", "Ai gọi điện xưng là cán bộ"):
        publish(site, page, title)
    page.goto(f"{site}/xa/")
    yield State("communes", page)
    page.goto(portal)
    yield State("page of a commune", page)
    press(page.locator("main a.pick").first)
    yield State("guide of a commune", page)
    guide = page.url
    for name, rest in (("sheet", "to-dan"), ("booklet", "sach-chu-to-a5"), ("loudspeaker", "ban-tin-loa")):
        page.goto(f"{guide}{rest}/")
        yield State(f"guide of a commune on paper, {name}", page)


def publish(site: str, page: Page, title: str) -> None:
    """The administrator publishes a draft, in the editor's own list."""
    page.goto(f"{site}/quan-tri/pages/search/?q={title}")
    found = page.locator("a[href*='/edit/']", has_text=title).first.get_attribute("href") or ""
    number = re.findall(r"/pages/(\d+)/edit/", found)[0]
    page.goto(f"{site}/quan-tri/bulk/wagtailcore/page/publish/?id={number}")
    page.locator("form[action*='/bulk/'] button, main form [type=submit]").first.click()
    page.wait_for_load_state()
