"""Hearing instead of reading: by the device's voice, by the server's, by a recording, and without scripts.

Chromium here has no voice, so the tests bring one that writes down what it says.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit.voice import find_machine, spoken_form
from tests.e2e import server, states
from tests.e2e.conftest import NewPage
from tests.e2e.journey import MOTHER, Practice
from tests.e2e.pages import LESSON, fill, go, open_course, press
from tests.e2e.server import Site

needs_espeak = pytest.mark.skipif(find_machine() is None, reason="espeak-ng is not installed")
LABEL = "Số điện thoại"
TYPED = "Zuzu Canari"
# A voice of the device: says each utterance in 30 ms (not to its end while it is held) and keeps a list. `how`:
# "works", "dead" (in the list, but says nothing), "remote" (would send the words away).
VOICE = """
(how) => {
  window.__said = [];
  let going = null;
  const voice = { lang: "vi-VN", name: "Thử", localService: how !== "remote" };
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const synth = new EventTarget();
  synth.getVoices = () => [{ lang: "en-US", localService: true }, voice];
  synth.speak = (utterance) => {
    if (how === "dead") { setTimeout(() => utterance.onerror({ error: "synthesis-failed" }), 10); return; }
    window.__said.push(utterance.text);
    going = utterance;
    utterance.onstart({});
    const end = () => {
      if (going !== utterance) return;
      if (window.__held) { setTimeout(end, 10); return; }
      going = null;
      utterance.onend({});
    };
    setTimeout(end, window.__slow || 30);
  };
  synth.cancel = () => { const cut = going; going = null; if (cut) cut.onerror({ error: "canceled" }); };
  Object.defineProperty(window, "speechSynthesis", { value: synth });
}
"""
# Every recording and every sound of the server lasts 5 ms; their addresses are kept.
PLAYS = """
() => {
  window.__played = [];
  Audio.prototype.play = function () {
    window.__played.push(this.src);
    setTimeout(() => this.onended(), 5);
    return Promise.resolve();
  };
}
"""
COUNTED = """
() => {
  const bar = document.querySelector("[data-hear]");
  if (!bar) return null;
  const nodes = [...bar.parentElement.getElementsByTagName("*")]
    .filter((node) => !bar.contains(node) && !node.ownerSVGElement && !node.closest("[data-b]"))
    .filter((node) => !node.closest("[data-find] [role=listbox]"));  // made by a script of the search, afterwards
  return [nodes.length, Number(bar.dataset.count)];
}
"""
AS_THE_SERVER = (
    "Bước 3 / 6, sinh ngày 08/19/2024",
    "17:00, 23/11/2026",
    "Gọi 0000 000 012, số 000198000031",
    "Mã 1.001193 · Hộ tịch",
    "Số: 000.00.00.H00-261123-0001",
    "Nghị định 123/2015/NĐ-CP, tháng 04/2026",
    "Bản sao 8.000 đồng, ô Phường/Xã",
)
RUNS = """
(node) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), runs = [];
  while (walker.nextNode()) runs.push(walker.currentNode.data);
  return runs.join(" ");
}
"""
QUIET = "() => !document.querySelector('[data-said]')"


def give_voice(page: Page, how: str = "works") -> None:
    """Let every page that is opened from now on find a voice on this phone."""
    page.add_init_script(f"({VOICE})('{how}')")


def said(page: Page) -> list[str]:
    """What the device has said on this page, when it has come to rest."""
    page.wait_for_function(QUIET)
    words: list[str] = page.evaluate("window.__said")
    return words


def asked_for(page: Page) -> list[str]:
    """Addresses and bodies of everything that the page asks the server for, from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    return asked


def at_step_one(page: Page, site: str) -> Practice:
    """At the first step of the form."""
    practice = Practice(page, site, MOTHER)
    practice.to_the_form()
    return practice


def listen(page: Page, label: str = LABEL) -> None:
    """Press "Nghe" at a field."""
    page.locator("main .field", has_text=label).get_by_role("button", name="Nghe").click()


def test_a_field_says_its_label_its_hint_and_its_mistake(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    practice = at_step_one(page, site.url)
    practice.fill_step(so_dien_thoai="12")
    asked = asked_for(page)
    listen(page)
    words = said(page)
    assert words[0] == LABEL
    assert words[1].startswith("Đủ 10 chữ số.")
    assert words[-1].startswith("Lỗi: Số điện thoại")
    assert not [address for address in asked if "/nghe/" in address], "nothing leaves the device"


def test_numbers_to_copy_are_said_figure_by_figure_and_sums_of_money_are_not(
    site: Site, new_page: NewPage
) -> None:
    page = new_page()
    give_voice(page)
    practice = Practice(page, site.url, MOTHER)
    practice.open_start()
    practice.begin()
    practice.search()
    press(page.locator("main a[href$='/1.001193/']"))
    page.locator("[data-all]").click()
    heard = " ".join(said(page))
    assert "1 chấm 0 0 1 1 9 3" in heard and "8.000 đồng" in heard


def test_the_device_says_dates_codes_and_signs_as_the_server_does(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    page.goto(f"{site.url}/tap/tra-cuu/")
    page.evaluate("document.cookie = 'doc_to=1; path=/'")
    for line in AS_THE_SERVER:
        page.locator("h1").evaluate("(node, line) => { node.textContent = line; window.__said = []; }", line)
        page.locator("h1").click()
        assert [spoken_form(one).replace(" ,", ",") for one in said(page)] == [
            re.sub(r" ?,(?=\S)", ", ", spoken_form(line)).replace(" ,", ",")
        ]
        assert not re.search(r"[/·]|\d{5}|\d\.\d{4}", page.evaluate("window.__said[0]"))


def test_what_is_said_is_marked_and_a_second_press_stops(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    page.add_init_script("window.__slow = 60000")
    at_step_one(page, site.url)
    listen(page)
    marked = page.locator("[data-said]")
    expect(marked).to_have_count(1)
    expect(marked).to_have_text(LABEL)
    field = page.locator("main .field", has_text=LABEL)
    expect(field.locator("[data-b]")).to_contain_text("Dừng")
    field.locator("[data-b]").click()
    expect(marked).to_have_count(0)
    expect(field.locator("[data-b]")).to_contain_text("Nghe")


def test_only_one_speaks(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    page.add_init_script("window.__slow = 60000")
    at_step_one(page, site.url)
    listen(page)
    page.locator("[data-all]").click()
    expect(page.locator("[data-said]")).to_have_count(1)
    expect(page.locator("[data-said]")).to_have_text("Đăng ký khai sinh · Mã 1.001193 · UBND xã Mẫu")
    expect(page.locator("main .field", has_text=LABEL).locator("[data-b]")).to_contain_text("Nghe")


def test_a_page_is_read_mistakes_first_and_the_main_button_last(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    practice = at_step_one(page, site.url)
    practice.fill_step(so_dien_thoai="12")
    page.locator("[data-all]").click()
    words = said(page)
    title = page.locator("h1").inner_text()
    assert words[0] == "Có 1 chỗ cần sửa"
    assert words.index(title) < words.index(LABEL) < words.index("Bước tiếp theo") == len(words) - 1
    text = spoken_form(page.locator("main").evaluate(RUNS))
    text = re.sub(r"[^\w]", "", text).casefold()
    assert not [line for line in words if re.sub(r"[^\w]", "", spoken_form(line)).casefold() not in text], (
        "heard is what is read"
    )


def test_words_that_only_pictures_show_are_heard_too(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    page.goto(f"{site.url}/hoc/")
    open_course(page)
    press(page.locator(LESSON))
    label = page.locator("main figure svg[role=img]").get_attribute("aria-label")
    page.locator("main figure svg[role=img]").scroll_into_view_if_needed()
    page.evaluate("document.cookie = 'doc_to=1; path=/'")
    page.locator("main figure svg[role=img]").click()
    assert said(page) == [label]


@pytest.mark.parametrize("how", ["dead", "remote"])
@needs_espeak
def test_a_voice_that_is_not_there_or_sends_words_away_gives_way_to_the_servers(
    site: Site, new_page: NewPage, how: str
) -> None:
    page = new_page()
    give_voice(page, how)
    at_step_one(page, site.url)
    with page.expect_response(re.compile("/nghe/trang/")) as answer:
        listen(page)
    assert answer.value.status in (200, 206)
    assert answer.value.headers["content-type"].startswith("audio/")
    assert page.evaluate("window.__said") == []
    expect(page.locator("[data-said]")).to_have_count(1)


@needs_espeak
def test_without_a_voice_of_its_own_the_phone_plays_the_servers_and_says_so(
    site: Site, new_page: NewPage
) -> None:
    page = new_page()
    at_step_one(page, site.url)
    with page.expect_response(re.compile("/nghe/trang/")):
        listen(page)
    expect(page.locator("main .field", has_text=LABEL).locator("[data-b]")).to_contain_text("giọng máy")


@needs_espeak
def test_what_she_types_is_never_asked_to_be_said(site: Site, new_page: NewPage) -> None:
    """Last look, where her answers stand in the page: the server says the labels, and only those."""
    page = new_page()
    practice = at_step_one(page, site.url)
    practice.fill_in()
    asked = asked_for(page)
    page.evaluate(PLAYS)
    page.locator("[data-all]").click()
    page.wait_for_function("() => window.__played.length > 10 && !document.querySelector('[data-said]')")
    answers = {value for value in practice.answers.values() if len(value) > 5}
    assert asked
    assert not [line for line in asked for value in answers if value in line]
    bodies = [path.read_text() for path in (site.var / "voice" / "pages").glob("*/*")]
    assert bodies and not [body for body in bodies if TYPED in body]


@needs_espeak
def test_words_that_were_typed_stay_out_of_the_servers_memory(site: Site, new_page: NewPage) -> None:
    page = new_page()
    practice = at_step_one(page, site.url)
    fill(page, {"dia_chi": TYPED, "so_dien_thoai": TYPED})
    go(page)
    page.goto(f"{site.url}/vao/{TYPED}/")
    page.goto(f"{site.url}/tim/?q={TYPED}")
    practice.open_start()
    kept = [path.read_text() for path in (site.var / "voice" / "pages").glob("*/*")]
    assert kept and not [body for body in kept if TYPED.split()[0] in body]


# --- "Đọc to khi chạm" -------------------------------------------------------------------------------------------


def choose_to_be_read_to(page: Page) -> None:
    """Listen once; the page asks; say yes."""
    offer = page.locator("[data-offer]")
    expect(offer).to_be_hidden()
    page.locator("[data-all]").click()
    expect(offer).to_be_visible()
    page.locator("[data-choose='1']").click()
    expect(offer).to_be_hidden()


def test_the_offer_is_made_once_and_remembered(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    page.goto(f"{site.url}/tap/")
    choose_to_be_read_to(page)
    page.goto(f"{site.url}/tap/tra-cuu/")
    page.locator("[data-all]").click()
    expect(page.locator("[data-offer]")).to_be_hidden()
    [cookie] = [one for one in page.context.cookies() if one["name"] == "doc_to"]
    assert cookie["value"] == "1" and cookie["sameSite"] == "Lax"
    page.goto(f"{site.url}/nghe/")
    expect(page.locator("main")).to_contain_text("Đang bật.")


def test_what_is_pressed_while_the_page_is_read_stays_under_the_finger(site: Site, new_page: NewPage) -> None:
    """The reading moves the page along; between down and up of a slow finger it must not."""
    page = new_page()
    give_voice(page)
    page.goto(f"{site.url}/tap/")
    page.evaluate("window.__held = true")
    page.locator("[data-all]").click()
    page.locator("[data-choose='1']").hover()
    page.mouse.down()
    read = page.evaluate("window.__held = false, window.__said.length")
    page.wait_for_function("(before) => window.__said.length > before + 8", arg=read)
    page.mouse.up()
    expect(page.locator("[data-offer]")).to_be_hidden()


def test_a_field_that_is_touched_says_its_label_and_hint(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    page.goto(f"{site.url}/tap/tra-cuu/")
    choose_to_be_read_to(page)
    page.goto(f"{site.url}/tap/tra-cuu/")
    page.locator("[name=code]").click()
    words = said(page)
    assert words[0] == "Mã hồ sơ" and len(words) == 2
    assert page.evaluate("document.activeElement.name") == "code"


def test_what_is_chosen_in_a_list_is_said(site: Site, new_page: NewPage) -> None:
    """The lines of a list open outside the page, where this voice does not reach; what she took is said at once."""
    page = new_page()
    give_voice(page)
    practice = Practice(page, site.url, MOTHER)
    for move in (practice.open_start, practice.begin, practice.search, practice.choose_procedure):
        move()
    for move in (practice.sign_in, practice.confirm_code, practice.share):
        move()
    choose_to_be_read_to(page)
    page.evaluate("window.__said = []")
    page.locator("[name=commune]").select_option("Xã Mẫu")
    assert said(page) == ["Xã Mẫu"]


def test_a_button_is_heard_before_it_is_pressed(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    page.goto(f"{site.url}/tap/tra-cuu/")
    choose_to_be_read_to(page)
    page.goto(f"{site.url}/tap/tra-cuu/")
    button = page.locator("main .btn.go")
    button.click()
    assert said(page) == ["Tra cứu"]
    assert page.locator("[data-errs]").count() == 0
    press(button)
    expect(page.locator("[data-errs]")).to_be_visible()


def test_by_the_keyboard_a_button_is_heard_when_it_is_reached(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    page.goto(f"{site.url}/tap/tra-cuu/")
    choose_to_be_read_to(page)
    page.goto(f"{site.url}/tap/tra-cuu/")
    page.locator("[name=lookup_code]").focus()
    for _tab in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.btn.go')"):
            break
    assert said(page)[-1] == "Tra cứu"
    with page.expect_navigation():
        page.keyboard.press("Enter")


# --- Lessons -----------------------------------------------------------------------------------------------------


def test_a_lesson_plays_its_recording_and_does_not_say_it_twice(site: Site, new_page: NewPage) -> None:
    page = new_page()
    give_voice(page)
    page.goto(f"{site.url}/hoc/")
    open_course(page)
    press(page.locator(LESSON))
    page.evaluate(PLAYS)
    page.locator("[data-all]").click()
    words = said(page)
    assert [address.endswith(".mp3") for address in page.evaluate("window.__played")] == [True]
    assert not [line for line in words if "giấy chứng sinh" in line and "Bác tìm" in line]
    assert page.locator("main legend").inner_text() in words


def test_a_recording_plays_in_place_and_stops(site: Site, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{site.url}/hoc/")
    open_course(page)
    press(page.locator(LESSON))
    link = page.locator("[data-listen]")
    before, address = link.inner_text(), page.url
    link.click()
    expect(link).to_contain_text("dừng")
    link.click()
    expect(link).to_have_text(before, use_inner_text=True)
    assert page.url == address


# --- Without scripts, without a voice ----------------------------------------------------------------------------


@needs_espeak
def test_without_scripts_each_page_has_one_sound(site: Site, new_page: NewPage) -> None:
    page = new_page(javascript=False)
    at_step_one(page, site.url)
    sound = page.locator("main audio[controls]")
    assert sound.count() == 1 and sound.get_attribute("preload") == "none"
    answer = page.request.get(site.url + (sound.get_attribute("src") or ""), headers={"range": "bytes=0-99"})
    assert answer.status == 206 and len(answer.body()) == 100
    assert answer.headers["content-type"] in ("audio/mpeg", "audio/wav", "audio/x-wav")
    assert page.locator("main button:visible", has_text="Nghe").count() == 0, "nothing that does nothing"


def test_without_scripts_she_can_say_that_she_needs_no_reading(site: Site, new_page: NewPage) -> None:
    page = new_page(javascript=False)
    page.goto(f"{site.url}/tap/")
    press(page.locator("main a[href='/nghe/']"))
    press(page.locator("main [name=doc_to][value='0']"))
    assert page.url == f"{site.url}/tap/"
    assert page.locator("main audio").count() == 0


@pytest.fixture
def mute_site(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site on a machine without a voice."""
    monkeypatch.setenv("TUTAY_VOICE", "0")
    with server.serve(server.copied(prepared, tmp_path / "var")) as running:
        yield running


def test_where_nothing_can_speak_nothing_is_offered(mute_site: Site, new_page: NewPage) -> None:
    for javascript in (True, False):
        page = new_page(javascript=javascript)
        at_step_one(page, mute_site.url)
        assert page.locator("main audio").count() == 0
        assert page.locator("main button:visible", has_text="Nghe").count() == 0
    phone = new_page()
    give_voice(phone)
    at_step_one(phone, mute_site.url)
    listen(phone)
    assert said(phone)[0] == LABEL, "the phone's own voice needs no server"


# --- Everywhere --------------------------------------------------------------------------------------------------


def test_every_page_of_citizens_can_be_heard(site: Site, new_page: NewPage) -> None:
    """The script finds the elements where the server counted them, and they have words."""
    wrong = []
    for state in states.walk(site.url, new_page, short=True):
        counted = state.page.evaluate(COUNTED)
        if counted is None or counted[0] != counted[1]:
            wrong.append(f"{state.name} ({state.path}): {counted}")
    assert not wrong, "\n".join(wrong)
