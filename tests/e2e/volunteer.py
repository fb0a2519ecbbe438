"""A driver that runs a team's evening with nothing but the words on the screen, and counts what it costs her.

It knows labels, headings and what stands beside them; no name of a field, no address but the first page. Every touch of
the screen is a tap, and so is a paste; every text that is typed by hand is a typing. Two seconds each give the time: a
rule that a test can hold, where a clock would only measure the machine.
"""

import io
import re
from pathlib import Path
from re import Pattern
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.e2e.pages import press, words
from tests.e2e.server import PASSWORD

SECONDS_A_TAP = SECONDS_A_TYPING = 2
FIRST_PAGE = "/"
LEADS_ON = ("link", "button")
TYPED_INTO = ("textbox", "searchbox", "spinbutton")


def beginning(label: str) -> Pattern[str]:
    """The accessible name of what shows ``label``: behind it there may be words that are only heard."""
    return re.compile(rf"^{re.escape(label)}(?!\w)")


class Volunteer:
    """Somebody with a phone of her own. ``taps`` and ``typings`` are what it has cost her so far.

    ``keyboard_rises``: a field that has the fingers when a page begins can be typed into at once. Many phones show
    the keyboard only after a touch: then each text costs a tap more, which is the worst that can happen to her.
    """

    def __init__(self, page: Page, site: str, *, keyboard_rises: bool = True) -> None:
        self.keyboard_rises = keyboard_rises
        self.page = page
        self.site = site
        self.taps = 0
        self.typings = 0

    @property
    def seconds(self) -> int:
        """How long her fingers have needed, by the rule."""
        return self.taps * SECONDS_A_TAP + self.typings * SECONDS_A_TYPING

    # --- what she reads ---

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.page.locator("h1").inner_text()

    @property
    def shown(self) -> str:
        """The words of the page."""
        return words(self.page)

    def expect_heading(self, wanted: str) -> None:
        """Stop with the page's words where it is another page."""
        assert wanted in self.heading, f"not “{wanted}” but “{self.heading}”:\n{self.shown}"

    def expect_words(self, *wanted: str) -> None:
        """Each of ``wanted`` can be read on this page."""
        for one in wanted:
            assert one in self.shown, f"no “{one}” on “{self.heading}”:\n{self.shown}"

    def number_before(self, what: str) -> int:
        """The number that stands before these words, on their line or on the one above."""
        found = re.search(rf"([\d.]+)\s+{re.escape(what)}", self.shown)
        assert found, f"no number before “{what}” on “{self.heading}”:\n{self.shown}"
        return int(found[1].replace(".", ""))

    def line(self, head: str) -> list[str]:
        """The cells of the line of a table that begins with ``head``, as they can be read."""
        row = self.page.get_by_role("row").filter(
            has=self.page.get_by_role("rowheader", name=head, exact=True)
        )
        expect(row).to_have_count(1)
        return [cell.strip() for cell in row.get_by_role("cell").all_inner_texts()]

    def sheet(self, label: str) -> list[list[Any]]:
        """The rows of the Excel file that the link ``label`` saves: numbers as numbers, empty cells as None."""
        self.taps += 1
        with self.page.expect_download() as saved:
            self._find(LEADS_ON, label).click()
        book = load_workbook(io.BytesIO(Path(saved.value.path()).read_bytes()))
        return [list(row) for row in book.active.iter_rows(values_only=True)]

    # --- what she does ---

    def tap(self, label: str, beside: str = "") -> None:
        """Press the link or button that shows ``label``, the first from the top, and wait for where it leads.

        ``beside``: the words of the card in which it stands.
        """
        self.taps += 1
        press(self._find(LEADS_ON, label, beside))

    def choose(self, label: str, beside: str = "") -> None:
        """Tick or press what does not lead to another page."""
        self.taps += 1
        self._find(("radio", "checkbox"), label, beside).check(force=True)

    def unfold(self, label: str) -> None:
        """Open what is folded away behind ``label``."""
        self.taps += 1
        self.page.locator("summary:visible").filter(has_text=label).first.click()

    def write(self, label: str, text: str) -> None:
        """Type ``text`` by hand; a field that waits for the fingers already needs no tap."""
        field = self._touch(label)
        self.typings += 1
        field.fill(text)

    def paste(self, label: str, text: str) -> None:
        """Put in what was copied elsewhere: one tap more, and nothing typed."""
        field = self._touch(label)
        self.taps += 1
        field.fill(text)

    def _touch(self, label: str) -> Locator:
        field = self._find(TYPED_INTO, label)
        if not (self.keyboard_rises and field.evaluate("field => field === document.activeElement")):
            self.taps += 1
        return field

    def _find(self, roles: tuple[str, ...], label: str, beside: str = "") -> Locator:
        """What can be seen, has one of ``roles`` and is called so. Hidden things have no role."""
        where: Page | Locator = self._card(beside) if beside else self.page
        named = beginning(label)
        found = where.get_by_role(roles[0], name=named)  # type: ignore[arg-type]
        for role in roles[1:]:
            found = found.or_(where.get_by_role(role, name=named))  # type: ignore[arg-type]
        assert found.count(), f"no “{label}” on “{self.heading}”:\n{self.shown}"
        return found.first

    def _card(self, text: str) -> Locator:
        """The innermost entry of a list, or section, with these words."""
        cards = self.page.locator("li, section, form").filter(has_text=text)
        assert cards.count(), f"no card says “{text}” on “{self.heading}”:\n{self.shown}"
        return cards.last

    # --- her ways ---

    def begin(self) -> None:
        """The first page of the site: the only address that she knows by heart."""
        self.page.goto(self.site + FIRST_PAGE)

    def sign_in(self, name: str) -> None:
        """From the first page through the door of teams and officers."""
        self.begin()
        self.tap("Dành cho tổ và cán bộ")
        self.write("Tên đăng nhập", name)
        self.write("Mật khẩu", PASSWORD)
        self.tap("Đăng nhập")
