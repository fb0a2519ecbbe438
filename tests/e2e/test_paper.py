"""What comes out of the printer: sheets of exactly one page in the right size, booklets in large print."""

import re

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import NewPage
from tests.e2e.server import Site

MILLIMETRE = 72 / 25.4
SIZES = {"a5": (148, 210), "a4": (210, 297), "a3": (297, 420)}
LONGEST = "Đăng ký khai sinh, đăng ký thường trú và cấp thẻ bảo hiểm y tế cho trẻ em dưới sáu tuổi " * 3
# The sheet with the longest title, sentence and address that there can be.
FILL = """words => {
  const to = document.querySelector(".to");
  to.className = "to dai3";
  to.querySelector("h1").textContent = words;
  to.querySelector(".about").textContent = words.slice(0, 180);
  const typed = to.querySelector(".typed");
  typed.textContent = "abcdefghij/".repeat(28);
  typed.classList.add("long");
}"""
# Pixels of the smallest letters to be read.
SMALLEST = """() => Math.min(...[...document.querySelectorAll("article p, article li, article dd, article h3")]
  .filter((one) => one.offsetParent && one.textContent.trim())
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


def printed(page: Page) -> tuple[int, set[tuple[int, int]]]:
    """(number of pages, their sizes in millimetres)."""
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    sizes = {(round(float(wide) / MILLIMETRE), round(float(high) / MILLIMETRE)) for wide, high in boxes}
    return pdf.count(b"/Type /Page\n"), sizes


@pytest.fixture
def lesson(site: Site, new_page: NewPage) -> tuple[Page, str, str]:
    """A page, the address of a course and of a lesson in it."""
    page = new_page()
    course = f"{site.url}/hoc/tu-nop-ho-so-tren-mang/"
    return page, course, f"{course}khai-sinh-cho-chau/"


def test_a_sheet_is_one_page_whatever_its_title(site: Site, lesson: tuple[Page, str, str]) -> None:
    page, course, address = lesson
    for base in (f"{site.url}/", course, address):
        for name, size in (("to-dan", "a4"), ("to-dan-a3", "a3")):
            page.goto(f"{base}{name}/")
            assert printed(page) == (1, {SIZES[size]}), f"{base}{name}/"
    page.evaluate(FILL, LONGEST[:255])
    page.set_viewport_size({"width": 994, "height": 1459})  # what A3 has inside its margins
    page.emulate_media(media="print")
    assert page.evaluate(
        "() => { const to = document.querySelector('.to'); return to.scrollHeight <= to.clientHeight + 1 }"
    )
    assert printed(page) == (1, {SIZES["a3"]})


def test_the_square_is_large_enough_to_scan_from_a_step_away(lesson: tuple[Page, str, str]) -> None:
    page, _course, address = lesson
    page.goto(f"{address}to-dan/")
    page.emulate_media(media="print")
    side = page.locator(".to .qr").bounding_box()
    assert side and side["width"] / 96 * 25.4 >= 50


def test_a_booklet_is_in_large_print_and_a_step_stays_whole(lesson: tuple[Page, str, str]) -> None:
    page, course, address = lesson
    for base in (course, address):
        for name, size in (("sach-chu-to", "a4"), ("sach-chu-to-a5", "a5")):
            page.goto(f"{base}{name}/")
            page.emulate_media(media="print")
            smallest = page.evaluate(SMALLEST)
            assert smallest >= 18 / 72 * 96 - 0.1, f"{base}{name}/: {smallest}"
            wide = "() => document.documentElement.scrollWidth <= innerWidth"
            assert page.evaluate(wide)
            pages, sizes = printed(page)
            assert sizes == {SIZES[size]} and pages > 2


def test_the_address_is_copied_and_a_screen_reader_hears_it(lesson: tuple[Page, str, str]) -> None:
    page, _course, address = lesson
    page.goto(f"{address}xong/")
    page.get_by_role("button", name="Chép đường dẫn").click()
    page.locator("[role=status]", has_text="Đã chép").wait_for()
    page.get_by_role("button", name="Gửi qua Zalo").click()
    page.locator("[role=status]", has_text="Bác mở Zalo").wait_for()
