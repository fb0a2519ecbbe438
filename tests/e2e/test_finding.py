"""The search field with its proposals, and what a page says inside Zalo's own browser."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import NewPage
from tests.e2e.server import Site

ZALO = (
    "Mozilla/5.0 (Linux; Android 13; V2247 Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/129.0.6668.100 Mobile Safari/537.36 Zalo android/24110555 ZaloTheme/light ZaloLanguage/vi"
)
ZALO_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
    "Zalo iOS/640 ZaloTheme/light ZaloLanguage/vn"
)


def test_proposals_are_used_with_the_keyboard_alone(site: Site, new_page: NewPage) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/goi-y/" in request.url else None)
    page.goto(f"{site.url}/tim/")
    box = page.get_by_role("combobox")
    box.press_sequentially("dang nhap", delay=30)
    rows = page.get_by_role("option")
    expect(rows.first).to_have_text("Đăng nhập cổng, từng bước một")
    assert len(asked) <= 2  # not one for each letter
    expect(box).to_have_attribute("aria-expanded", "true")
    assert all((row.bounding_box() or {"height": 0})["height"] >= 48 for row in rows.all())
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially(" c")
    expect(rows.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "gy0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dang-nhap-tung-buoc/")


def test_without_scripts_or_with_data_saved_the_form_does_its_work(site: Site, new_page: NewPage) -> None:
    page = new_page(javascript=False)
    page.goto(f"{site.url}/tim/")
    page.locator("input[type=search]").fill("quen mat khau vneid")
    page.locator("form.find button").click()
    expect(page.locator("main .found h3").first).to_have_text("Mã không đến, quên mật khẩu")
    saving = new_page()
    saving.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    saving.goto(f"{site.url}/tim/")
    assert saving.get_by_role("combobox").count() == 0


@pytest.mark.parametrize("agent", [ZALO, ZALO_IPHONE], ids=["android", "iphone"])
def test_inside_zalo_a_page_says_how_to_print_and_go_on(site: Site, browser: Browser, agent: str) -> None:
    context = browser.new_context(user_agent=agent, viewport={"width": 360, "height": 640})
    page = context.new_page()
    for path, words in (
        ("/mai-di-nop/1.001193/", "Mở bằng Chrome để in."),
        ("/hoc/tu-nop-ho-so-tren-mang/khai-sinh-cho-chau/xong/", "Bác đang ở trong Zalo."),
    ):
        page.goto(f"{site.url}{path}")
        line = page.locator("[data-inapp]")
        expect(line).to_contain_text(words)
        expect(line.get_by_role("link")).to_have_attribute("href", "/hoc-tiep/ma/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_in_a_browser_the_line_is_not_there(site: Site, new_page: NewPage) -> None:
    page: Page = new_page()
    page.goto(f"{site.url}/mai-di-nop/1.001193/")
    expect(page.locator("[data-inapp]")).to_be_hidden()
