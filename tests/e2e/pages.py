"""Small moves on a page that every browser test makes: press, type, read."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, Response

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


def type_in(page: Page, name: str, value: str) -> None:
    """Give the field ``name`` a value the way its kind asks for: typed, chosen or pressed."""
    field = page.locator(f'main [name="{name}"]')
    kind = field.first.get_attribute("type")
    if kind in ("radio", "checkbox"):
        page.locator(f'main [name="{name}"][value="{value}"]').check()
    elif field.first.evaluate("node => node.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def fill(page: Page, answers: Mapping[str, str]) -> None:
    """Fill in those of ``answers`` whose field is on this page."""
    for name, value in answers.items():
        if page.locator(f'main [name="{name}"]').count():
            type_in(page, name, value)


def typed(page: Page, name: str) -> str:
    """What stands in the field ``name``."""
    return page.locator(f'main [name="{name}"]').input_value()


def words(page: Page) -> str:
    """The visible words of the main part."""
    return page.locator("main").inner_text()
