"""What a commune is promised: from "open a page for the commune" to a guide that is approved and published, with a
picture, a voice and a sheet to pin up, by people who know only the words on the screen, in sixty touches and texts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

from tests.e2e import browser as browsers
from tests.e2e.pages import press
from tests.e2e.people import ADMINISTRATOR, OFFICER_WITHOUT_PAGE
from tests.e2e.server import Site
from tests.e2e.volunteer import Volunteer
from tests.media import pictures

MOST_MOVES = 60
DESK: ViewportSize = {"width": 1280, "height": 800}
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
TITLE, STEP = "Đóng dấu bản sao giấy tờ", "Mang bản chính đến xã"
WORDS = "Bác mang bản chính và một bản phô tô. Cán bộ so hai bản rồi đóng dấu."
PATIENCE = 15_000  # milliseconds for what the editor does by itself


class Writer(Volunteer):
    """Somebody at a desk, in the editor: files, and parts that are added with a plus, beside what a phone has."""

    @property
    def moves(self) -> int:
        """Every touch and every text."""
        return self.taps + self.typings

    def add(self, heading: str, kind: str = "") -> None:
        """The plus below ``heading``; where it offers several kinds, ``kind`` of them."""
        self.taps += 1
        self._below(heading, "button[@title='Thêm một phần']").click()
        if kind:
            self.taps += 1
            self.page.get_by_role("option", name=kind, exact=True).click()

    def say(self, heading: str, text: str) -> None:
        """Type into the box for words below ``heading``; it hands its text to the form a moment later."""
        self.taps, self.typings = self.taps + 1, self.typings + 1
        self._below(heading, "*[@role='textbox']").click()
        self.page.keyboard.type(text)
        self.page.wait_for_timeout(500)

    def upload(self, label: str, file: Path) -> None:
        """A picture from her computer: the chooser, its second page, the file, and the button below."""
        self.taps += 4
        self.page.get_by_role("button", name=label, exact=True).last.click()
        chooser = self.page.get_by_role("dialog")
        chooser.get_by_role("tab", name="Đăng tải", exact=True).click()
        title = chooser.get_by_role("textbox", name="Tiêu đề")
        expect(title).to_be_visible()
        chooser.locator("input[type=file]:visible").set_input_files(file)
        expect(title).not_to_have_value("")  # the file's name, until she finds a better one
        chooser.get_by_role("button", name="Đăng tải", exact=True).click()
        expect(chooser).to_be_hidden(timeout=PATIENCE)

    def send(self, label: str) -> None:
        """Press the button at the foot of the form, and wait for what is told."""
        self.taps += 1
        press(self.page.get_by_role("button", name=label, exact=True).first)
        expect(self.page.locator(".messages li").first).to_be_visible(timeout=PATIENCE)

    def look_at(self, label: str) -> None:
        """Follow a link that opens a window of its own, and go on in there."""
        self.taps += 1
        with self.page.context.expect_page() as opened:
            self.page.get_by_role("link", name=label, exact=True).first.click()
        self.page = opened.value
        self.page.wait_for_load_state("load")

    def _below(self, heading: str, what: str) -> Locator:
        named = re.compile(
            rf"^\s*{re.escape(heading)}\s*\*?\s*$"
        )  # a star says that something has to stand there
        said = self.page.locator("form").get_by_text(named).locator("visible=true").last
        return said.locator(f"xpath=following::{what}[1]")


@pytest.fixture
def office() -> Iterator[Browser]:
    """A Chromium with a microphone that beeps."""
    with sync_playwright() as playwright:
        program = browsers.executable()
        running = playwright.chromium.launch(executable_path=program, args=[*browsers.ARGUMENTS, *MICROPHONE])
        yield running
        running.close()


def at_her_desk(office: Browser, site: Site, name: str) -> Writer:
    """Signed in, at a PC of her own."""
    context = office.new_context(viewport=DESK, locale="vi-VN", permissions=["microphone"])
    context.set_default_timeout(PATIENCE)
    she = Writer(context.new_page(), site.url)
    she.sign_in(name)
    return she


def write_the_guide(she: Writer, photo: Path) -> None:
    """From the first page of the editor to "sent", with a picture."""
    she.tap("Viết và đăng bài học")
    she.tap("Viết hướng dẫn")
    she.write("Tiêu đề", TITLE)
    she.write("Tóm tắt một, hai câu", "Xã đóng dấu bản sao ngay trong ngày.")
    she.write("Giấy tờ cần mang", "Bản chính\nBản phô tô")
    she.write("Địa chỉ", "Thôn Một, xã Suối Tập")
    she.write("Giờ mở cửa", "Thứ Hai đến thứ Sáu, 7 giờ đến 17 giờ")
    she.write("Hỏi ai", "Quầy số 2")
    she.add("Các bước")
    she.write("Đầu đề", STEP)
    she.upload("Chọn một hình ảnh", photo)
    she.write("Lời tả ảnh", "Quầy số 2, có biển ghi số to")
    she.add("Các phần", "Lời")
    she.say("Lời", WORDS)
    she.send("Gửi duyệt")
    she.expect_words("gửi duyệt", TITLE)


def record_her_voice(she: Writer) -> None:
    """The one step that has no voice yet."""
    she.tap("Thu ngay")
    she.taps += 2
    key = she.page.get_by_role("button", name="Thu", exact=True)
    key.click()
    stop = she.page.get_by_role("button", name="Dừng thu", exact=True)
    expect(stop).to_be_visible()
    she.page.wait_for_timeout(1500)
    stop.click()
    expect(she.page.get_by_role("status")).to_contain_text("Đã lưu.", timeout=PATIENCE)


def test_an_officers_first_guide_is_on_the_wall_in_sixty_moves(
    fresh_site: Site, office: Browser, tmp_path: Path
) -> None:
    chief = at_her_desk(office, fresh_site, ADMINISTRATOR)
    chief.tap("Trang của các xã")
    chief.tap("Mở trang cho xã")
    chief.expect_words("đã có trang")

    photo = tmp_path / "quay-so-2.jpg"
    photo.write_bytes(pictures.photo())
    officer = at_her_desk(office, fresh_site, OFFICER_WITHOUT_PAGE)
    write_the_guide(officer, photo)
    record_her_voice(officer)

    chief.begin()
    chief.tap("Dành cho tổ và cán bộ")
    chief.tap("Viết và đăng bài học")
    chief.expect_words("Chờ anh/chị duyệt")
    chief.tap(TITLE)
    chief.send("Duyệt và đăng")

    officer.begin()
    officer.tap("Dành cho tổ và cán bộ")
    officer.tap("Viết và đăng bài học")
    officer.look_at("Xem như bà con xem")
    officer.tap(TITLE)
    check_the_guide(officer.page)
    officer.unfold("In và chia sẻ")
    officer.tap("Tờ dán")
    officer.expect_words(TITLE, "Mở máy ảnh điện thoại, đưa vào ô vuông.", "In khổ A4")
    expect(officer.page.locator("main svg.qr, main .qr svg").first).to_be_visible()
    moves = chief.moves + officer.moves
    assert moves <= MOST_MOVES, f"{moves} moves: {chief.moves} of one, {officer.moves} of the other"


def check_the_guide(page: Page) -> None:
    """What people read, see and hear."""
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text(WORDS)
    picture = page.locator("main figure img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("picture => picture.naturalWidth > 0", arg=picture.element_handle())
    voice = page.locator("main a.listen").first
    expect(voice).to_be_visible()
    answer = page.request.get(page.url.split("/xa/")[0] + (voice.get_attribute("href") or ""))
    assert answer.ok and answer.headers["content-type"].startswith("audio/") and len(answer.body()) > 500
