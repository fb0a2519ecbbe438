"""Learner cards: made and printed by a member; three pictures at a machine; locked, and given new pictures."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.e2e.pages import fill, go, press
from tests.e2e.people import CLASS_CODE, MEMBER, sign_in
from tests.e2e.states.state import NewPage, State

WRONG = 5  # tries until a card is locked


def learner_cards(site: str, new_page: NewPage) -> Iterator[State]:
    """From the sheet of a member to a machine where somebody else has practised, and to the lock."""
    her, other, guest, member = new_page(), new_page(), new_page(), new_page()
    her.goto(f"{site}/the/KHNG-CTHE-NAYX/")
    yield State("card, of no use now", her)
    her.goto(f"{site}/vao/{CLASS_CODE}/")
    fill(her, {"ten": "Sùng Thị Cầm Thẻ"})
    go(her)
    sign_in(member, site, MEMBER)
    press(member.locator("main a.pick").first)
    member.goto(f"{member.url.partition('#')[0]}the/")
    yield State("cards, for whom", member)
    for box in member.locator("[name=nguoi]").all():
        box.uncheck()
    go(member)
    yield State("cards, nobody ticked", member, mistake=True)
    member.locator("label.opt", has_text="Sùng Thị Cầm Thẻ").locator("input").check()
    go(member)
    yield State("cards, the sheet", member)
    address = "/the/" + member.locator(".mat b").last.inner_text().rpartition("/the/")[2]
    pin = [one.inner_text()[3:] for one in member.locator(".soi li span").all()]
    yield from _pressing(site, other, address, pin)
    guest.goto(f"{site}/vao/{CLASS_CODE}/")
    fill(guest, {"ten": "Hà Văn Minh Họa"})
    go(guest)
    guest.goto(f"{site}{address}")
    yield State("card, somebody else on the machine", guest)
    yield from _locking(site, her, address, pin)
    press(member.locator("main a.link").last)
    yield State("cards, one locked", member)
    press(member.locator("form[action*='/the/'] button.full").first)
    yield State("cards, new pictures", member)


def _pressing(site: str, other: Page, address: str, pin: list[str]) -> Iterator[State]:
    other.goto(f"{site}{address}")
    yield State("card, the first picture", other)
    _press(other, pin[0])
    yield State("card, the second picture", other)
    _press(other, pin[0])
    yield State("card, the same picture again", other, mistake=True)
    for word in pin[1:]:
        _press(other, word)
    yield State("exercises, after the card", other)


def _locking(site: str, her: Page, address: str, pin: list[str]) -> Iterator[State]:
    for number in range(WRONG):
        her.goto(f"{site}{address}")
        for word in reversed(pin):
            _press(her, word)
        if not number:
            yield State("card, wrong pictures", her, mistake=True)
    yield State("card, locked", her)


def _press(page: Page, word: str) -> None:
    press(page.locator(".hinh button", has_text=word))
