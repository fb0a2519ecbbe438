"""Small moves on a page that every browser test makes: press, type, read."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, Response

# From the list of courses to the lesson with recordings.
COURSE = "main details:has(a.link[href$='/tu-nop-ho-so-tren-mang/'])"
LESSON = "main a.pick[href$='/khai-sinh-cho-chau/']"
SLOW = 15_000  # milliseconds until a move counts as failed


def press(locator: Locator) -> Response | None:
    """Press something that leads to another page, and wait until that is there; its response."""
    page = locator.page
    with page.expect_navigation(wait_until="load", timeout=SLOW) as event:
        locator.click()
    answer = event.value
    assert answer is None or answer.status < 500, f"{answer.status} from {answer.url}"
    return answer


def go(page: Page) -> Response | None:
    """Press the one filled button of the page."""
    return press(page.locator("main .btn.go").last)


def open_course(page: Page) -> None:
    """From the list of courses to the page of the one with recordings: unfold it, follow its link."""
    page.locator(f"{COURSE} > summary").click()
    press(page.locator(f"{COURSE} a.link"))


def type_in(page: Page, name: str, value: str) -> None:
    """Give the field ``name`` a value the way its kind asks for: typed, chosen, ticked or pressed.

    A choice that the rest of the form follows from loads the step anew; what stands there already is left alone.
    """
    field = page.locator(f'main [name="{name}"]:not(button)')
    kind = field.first.get_attribute("type")
    if kind == "checkbox":
        field.check()
    elif kind == "radio":
        page.locator(f'main [name="{name}"][value="{value}"]').check()
    elif field.first.evaluate("node => node.localName") == "select":
        _choose(field, value)
    else:
        field.fill(value)


def _choose(field: Locator, value: str) -> None:
    """Take a line of a list. Where other fields follow from it, wait for them; without scripts press their button."""
    if field.input_value() == value:
        return
    page, name = field.page, field.get_attribute("name")
    update = page.locator(f'main button[name=cap_nhat][value="{name}"]')
    if not update.count():
        field.select_option(value)
    elif update.is_visible():
        field.select_option(value)
        press(update)
    else:
        with page.expect_navigation(wait_until="load", timeout=SLOW):
            field.select_option(value)


def fill(page: Page, answers: Mapping[str, str]) -> None:
    """Fill in those of ``answers`` whose field is on this page, in their order."""
    for name, value in answers.items():
        if page.locator(f'main [name="{name}"]').count():
            type_in(page, name, value)


def typed(page: Page, name: str) -> str:
    """What stands in the field ``name``."""
    return page.locator(f'main [name="{name}"]').input_value()


def words(page: Page) -> str:
    """The visible words of the main part."""
    return page.locator("main").inner_text()
