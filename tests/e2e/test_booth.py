"""The booth in a browser with a microphone of its own: three steps recorded with keys, heard on the lesson."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, Route, expect, sync_playwright

from tests.e2e import browser as browsers
from tests.e2e.conftest import PHONE
from tests.e2e.people import ADMINISTRATOR, sign_in
from tests.e2e.server import Site

LESSON = "khai-sinh-cho-chau"
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture
def booth() -> Iterator[Page]:
    """A page in a Chromium whose microphone beeps."""
    with sync_playwright() as playwright:
        program = browsers.executable()
        browser = playwright.chromium.launch(executable_path=program, args=[*browsers.ARGUMENTS, *MICROPHONE])
        context = browser.new_context(
            viewport={"width": PHONE[0], "height": PHONE[1]}, locale="vi-VN", permissions=["microphone"]
        )
        yield context.new_page()
        browser.close()


def open_booth(page: Page, site: str) -> None:
    """From the list to the lesson, as an editor."""
    sign_in(page, site, ADMINISTRATOR)
    page.goto(f"{site}/thu-tieng/")
    page.locator("main a.pick", has_text="Khai sinh cho cháu").first.click()
    expect(page.locator("[data-keys]")).to_be_visible()


def test_three_steps_are_recorded_with_three_presses_each_and_heard_on_the_lesson(
    fresh_site: Site, booth: Page
) -> None:
    site, page = fresh_site.url, booth
    open_booth(page, site)
    record, onward = page.locator("[data-key=record]"), page.locator("[data-key=next]")
    for number in (1, 2):
        expect(page.locator(f"#buoc-{number}")).to_be_visible()
        record.click()
        expect(record).to_contain_text("Dừng")
        page.wait_for_timeout(1200)
        record.click()
        expect(record).to_contain_text("Thu lại")
        expect(page.locator("[data-key=hear]")).to_be_enabled()
        onward.click()
    # the third by the keyboard, while the line is broken
    broken: list[Request] = []

    def cut(route: Route) -> None:
        if route.request.method == "POST":
            broken.append(route.request)
            route.abort()
        else:
            route.continue_()

    expect(page.locator("[data-told]")).to_have_text("Đã lưu.")
    page.route("**/thu-tieng/**", cut)
    page.locator("#buoc-3 h2").focus()
    page.keyboard.press("Space")
    expect(record).to_contain_text("Dừng")
    page.wait_for_timeout(1200)
    page.keyboard.press("Space")
    expect(page.locator("[data-told]")).to_contain_text("vẫn ở trên máy")
    assert broken
    page.unroute("**/thu-tieng/**")
    page.reload()  # what the device kept goes out by itself
    expect(page.locator("[data-told]")).to_have_text("Đã lưu.")
    for number in (1, 2, 3):
        page.goto(f"{site}/hoc/tu-nop-ho-so-tren-mang/{LESSON}/" + (f"buoc-{number}/" if number > 1 else ""))
        link = page.locator("a.listen:not([hreflang])")
        expect(link).to_have_count(1)
        href = link.get_attribute("href") or ""
        assert href.startswith("/hoc/tieng/")
        length = page.evaluate(
            """(href) => new Promise((done, fail) => {
              const sound = new Audio(href);
              sound.onloadedmetadata = () => done(sound.duration);
              sound.onerror = () => fail(new Error("does not play"));
            })""",
            href,
        )
        assert length > 0.8


def test_without_a_microphone_the_page_says_so_and_takes_files(fresh_site: Site, booth: Page) -> None:
    page = booth
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    open_booth(page, fresh_site.url)
    page.locator("[data-key=record]").click()
    expect(page.locator("[data-problem]")).to_contain_text("Chưa được phép dùng micro")
    expect(page.locator("#buoc-1 input[type=file]")).to_be_visible()


def test_on_an_address_that_is_not_secure_the_page_says_so(fresh_site: Site, booth: Page) -> None:
    page = booth
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    sign_in(page, fresh_site.url, ADMINISTRATOR)
    page.goto(f"{fresh_site.url}/thu-tieng/")
    page.locator("main a.pick", has_text="Khai sinh cho cháu").first.click()
    expect(page.locator("[data-problem]")).to_contain_text("https")
    expect(page.locator("#buoc-2 input[type=file]")).to_be_visible()
    expect(page.locator("[data-keys]")).to_be_hidden()
