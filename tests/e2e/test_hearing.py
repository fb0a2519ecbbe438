"""The mother's way by ear: whatever she needs to go on is among the words that the voice says."""

import re

from playwright.sync_api import Page, expect

from kit.voice import spoken_form
from tests.e2e.clerk import Clerk
from tests.e2e.conftest import NewPage
from tests.e2e.reading import Field
from tests.e2e.server import Site
from tests.e2e.test_voice import give_voice, said

EXERCISE = "Mẹ nộp khai sinh cho con"
QUICK = "window.__slow = 2"  # milliseconds for each utterance
# Everything that a page offers or asks, in the words that stand there: fields with their hints and choices, buttons and
# links, papers and how to unfold them.
NEEDED = """
() => [...document.querySelectorAll(`main h1, main h2, main label, main legend, main .hint, main .err, main summary,
    main a[href], main button, main dt, main dd, main .turn b, main .sms p`)]
  .filter((node) => node.checkVisibility() && !node.closest("[data-hear]") && !node.closest("[data-b]"))
  .filter((node) => !node.closest("[data-update]"))
  .map((node) => node.cloneNode(true))
  .map((copy) => (copy.querySelectorAll("svg").forEach((one) => one.remove()), copy))  // what a picture draws
  .map((copy) => (copy.querySelectorAll("*").forEach((one) => one.after(" ")), copy))  // no number grows together
  .map((node) => node.textContent.replace(/Nghe\\s*(:[^]*)?$/, "").replace(/\\s+/g, " ").trim())
  .filter((words) => /[\\p{L}\\p{N}]/u.test(words))
"""


def bare(words: str) -> str:
    """Letters and figures only, as they are said: numbers figure by figure, days and hours as people say them."""
    return re.sub(r"[\W_]", "", spoken_form(words)).casefold()


class Listener:
    """Presses "Nghe cả trang" on every page and keeps what is needed there but never said."""

    def __init__(self) -> None:
        self.silent: list[str] = []
        self.pages = 0

    def __call__(self, page: Page) -> None:
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        page.evaluate("window.__said = []")
        page.locator("[data-all]").click()
        heard = "".join(map(bare, said(page)))
        title, needed = page.locator("h1").inner_text(), page.evaluate(NEEDED)
        assert len(needed) > 5, f"{title}: {needed}"
        self.silent += [f"{title}: {words}" for words in needed if bare(words) not in heard]
        self.pages += 1


class ByEar(Clerk):
    """A clerk who has each list that she chooses from said to her again."""

    def choose(self, field: Field, option: str) -> None:
        super().choose(field, option)
        if field.kind != "list":
            return
        box = self.page.locator("main .field").filter(
            has=self.page.get_by_role("combobox", name=field.label, exact=True)
        )
        self.page.evaluate("window.__said = []")
        box.get_by_role("button", name="Nghe").click()
        heard = said(self.page)
        assert bare(heard[0]) == bare(field.label) and heard[-1] == option, heard


def test_everything_that_she_needs_is_said(site: Site, new_page: NewPage) -> None:
    page, listener = new_page(), Listener()
    give_voice(page)
    page.add_init_script(QUICK)
    ByEar(page, site.url, listener).file(EXERCISE)
    listener(page)
    expect(page.locator("h1")).to_have_text("Đây là kết quả")
    assert listener.pages > 20
    assert not listener.silent, "\n".join(listener.silent)
