"""What of a page is read aloud, in which order, and what the server never says."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template, engines
from django.test import RequestFactory

from ui import spoken
from ui.components import sections
from ui.service import CHOICE_COOKIE, typed, with_typed
from ui.spoken import read

SKIPPED = {"svg", "noscript", "template", "script", "style"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Elements(HTMLParser):
    """Name and id of every element that a browser with scripts counts, by another parser than the one under test."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.inside:
            self.found.append(dict(attrs).get("id") or tag)
        if tag in SKIPPED:
            self.inside.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.inside:
            self.found.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()


def marked(html: str) -> dict[str, str]:
    """Id or name of each element of the map → its letters, as the script reads them."""
    elements, place, found = Elements(html).found, -1, {}
    for step, letters in re.findall(r"(\d+)([a-z]*)", read(html).map):
        place += int(step)
        found[elements[place]] = letters
    return found


def heard(html: str) -> list[str]:
    """What the server's voice says of a page, in order."""
    reading = read(html)
    return [reading.parts[number] for number in reading.order]


def test_a_page_is_read_from_its_title_to_its_main_button() -> None:
    page = (
        "<h1>Kê khai</h1><p>Bác gõ như trên giấy.</p><form><p><button class='btn'>Lưu</button></p>"
        '<div class="field"><label for="a">Họ tên</label><p class="hint">Có dấu</p><input id="a"></div>'
        '<p><button class="btn go">Gửi</button></p></form><p>Cuối trang</p>'
    ).replace("'", '"')
    assert heard(page) == ["Kê khai", "Bác gõ như trên giấy.", "Lưu", "Họ tên", "Có dấu", "Cuối trang", "Gửi"]


def test_mistakes_come_before_everything_else() -> None:
    class Sheet(forms.Form):
        name = forms.CharField(label="Họ tên", error_messages={"required": "Họ tên: bác gõ vào đây."})

    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    source = '{% load ui %}{% field_errors form as items %}{% include "ui/errs.html" %}<h1>Trang</h1>'
    page = engines["django"].from_string(source).render({"form": Sheet({})}, request)
    assert heard(page)[:3] == ["Có 1 chỗ cần sửa", "Họ tên: bác gõ vào đây.", "Chữ đã gõ vẫn còn nguyên."]


@pytest.mark.parametrize(
    "page",
    [
        '<label>Tên</label><input value="BÍ MẬT">',
        "<label>Tên</label><textarea>BÍ MẬT</textarea>",
        "<label>Tên</label><select><option>BÍ MẬT</option></select>",
        "<dl><dt>Tên</dt><dd>BÍ <b>MẬT</b></dd></dl>",
        "<table><tr><th>Tên</th><td>BÍ MẬT</td></tr></table>",
        "<p>Tên</p><output>BÍ MẬT</output>",
        "<p>Tên <span data-typed>BÍ MẬT</span></p>",
        "<p>Tên</p><p data-typed>BÍ <b>MẬT</b></p>",
        "<dl data-own><dt>Tên</dt><dd data-typed>BÍ MẬT</dd></dl>",
    ],
)
def test_what_somebody_typed_is_never_a_part_that_the_server_says(page: str) -> None:
    assert read(page).parts == ["Tên"]


def test_what_the_server_may_not_say_the_device_may() -> None:
    assert marked('<dl><dt id="a">Tên</dt><dd id="b">Vàng Thị Bài Tập</dd></dl>') == {"a": "", "b": "u"}
    assert marked('<p id="a"><span data-typed>Vàng</span></p><input id="b" value="Vàng">') == {"a": "u"}


def test_facts_of_the_site_are_said() -> None:
    page = "<section data-own><dl><dt>Sinh ngày</dt><dd>03/11/2026</dd></dl></section>"
    assert heard(page) == ["Sinh ngày", "03/11/2026"]


def test_words_of_a_sentence_stay_one_part_around_what_was_typed() -> None:
    sentence = with_typed("Không có lớp <nào> mang mã %(code)s.", code="<b>4713</b>")
    assert "&lt;nào&gt;" in sentence and "<span data-typed>&lt;b&gt;4713&lt;/b&gt;</span>" in sentence
    assert heard(f"<p>{sentence}</p>") == ["Không có lớp <nào> mang mã ."]


def test_the_filter_marks_and_escapes() -> None:
    html = Template("{% load ui %}{{ words|typed }}").render(Context({"words": "<i>"}))
    assert html == typed("<i>") == "<span data-typed>&lt;i&gt;</span>"


def test_what_is_folded_away_is_read_only_when_it_is_unfolded() -> None:
    page = "<details{}><summary>Giấy chứng sinh</summary><p>Họ tên con</p></details>"
    assert heard(page.format("")) == ["Giấy chứng sinh"]
    assert read(page.format("")).parts == ["Giấy chứng sinh", "Họ tên con"]
    assert heard(page.format(" open")) == ["Giấy chứng sinh", "Họ tên con"]
    assert heard("<p hidden>Chưa hỏi</p><p>Còn lại</p>") == ["Còn lại"]


def test_a_picture_says_its_words_and_decoration_is_silent() -> None:
    page = (
        '<figure><svg role="img" aria-label="Cầm máy thẳng &amp; chụp"><title>x</title><text>y</text></svg></figure>'
        '<p><svg aria-hidden="true"><path d="M0"/></svg>Chữ</p><img alt="Đủ bốn góc" src="/a"><img alt="" src="/b">'
    )
    assert heard(page) == ["Cầm máy thẳng & chụp", "Chữ", "Đủ bốn góc"]


def test_the_step_at_hand_is_said_and_not_the_others() -> None:
    page = '<ol class="way"><li><span>Một</span></li><li aria-current="step"><span>Hai</span></li></ol>'
    assert heard(page) == ["Hai"]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Gõ <b>y như giấy</b>.</p>", "Gõ y như giấy."),
        ("<div><b>Đến lượt bác</b>Xã cần thêm ảnh.</div>", "Đến lượt bác, Xã cần thêm ảnh."),
        ("<li><b>12</b>người</li>", "12 người"),
        ("<p>UBND xã<br>Trung tâm</p>", "UBND xã, Trung tâm"),
        ("<p>A &lt; B</p>", "A < B"),
        ("<p> · </p>", None),
    ],
)
def test_a_run_of_words_is_one_line_as_it_would_be_said(html: str, words: str | None) -> None:
    assert heard(html) == ([words] if words else [])


def test_what_has_its_own_button_is_marked_once() -> None:
    page = (
        '<div id="a" class="field"><label id="b">Tên</label></div>'
        '<section id="c" class="coach"><p id="d" class="note">Nhắc</p></section>'
        '<p id="e"><a class="btn go">Gửi</a></p>'
    )
    assert marked(page) == {"a": "ng", "b": "", "c": "ng", "d": "", "e": "zg"}


def test_elements_are_counted_as_a_browser_counts_them() -> None:
    for html in every_component():
        assert read(html).count == len(Elements(html).found), html


def test_every_component_with_words_can_be_heard() -> None:
    for html in every_component():
        words = re.sub(r"<(svg|select|textarea)\b.*?</\1>|<[^>]*>", "", html, flags=re.DOTALL).strip()
        assert read(html).map or not words, html


def every_component() -> Iterator[str]:
    for section in sections():
        for component in section.components:
            yield from component.rendered()


def test_readers_of_the_same_page_share_its_reading_and_nothing_typed_is_kept() -> None:
    page = '<form action="/tap/{0}/"><label>Tên</label><input value="{0}"></form><p><span data-typed>{0}</span></p>'
    first, second = read(page.format("Zuzu")), read(page.format("Vivi"))
    assert first == second
    form = '<form action="/tap/{0}/"><label>Tên</label><input value="{0}"><a href="/{0}/">Lùi</a></form>'
    assert read(form.format("Zuzu")) is read(form.format("Vivi"))
    assert read(form.format("Zuzu")) is not read(form.format("Zuzu") + "<p>Thêm</p>")
    assert "Zuzu" not in str(spoken._known)


@pytest.mark.parametrize(
    "broken", ["<p>a", "</p>a", "<p><b>a</p>b", "<svg><path", "a < b", "<p title='>'>a</p>", "<!-- <p> -->a"]
)
def test_markup_that_is_not_whole_does_not_break_the_page(broken: str) -> None:
    read(broken)


# --- The shells ------------------------------------------------------------------------------------------------


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], list[int]]]:
    """A server with a voice; what pages have registered."""
    registered: list[tuple[list[str], list[int]]] = []

    def register(parts: object, order: object) -> str:
        registered.append((list(parts), list(order)))  # type: ignore[call-overload]
        return "/nghe/trang/abc"

    monkeypatch.setattr(spoken, "_provider", register)
    return registered


def page(shell: str, main: str = "<h1>Trang</h1>", cookie: str = "") -> str:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    if cookie:
        request.COOKIES[CHOICE_COOKIE] = cookie
    source = '{% extends "' + shell + '" %}{% block main %}' + main + "{% endblock %}"
    return engines["django"].from_string(source).render({}, request)


@pytest.mark.parametrize("shell", ["base.html", "tap.html"])
def test_a_page_without_scripts_has_one_sound(shell: str, voice: list[object]) -> None:
    html = page(shell)
    assert voice == [(["Trang"], [0])]
    inside = re.search(r"<noscript>(.*?)</noscript>", html)
    assert inside and '<audio controls preload="none" src="/nghe/trang/abc"' in inside[1]
    assert "Nghe cả trang, giọng máy" in inside[1]
    assert html.count("<audio") == 1 and html.index("<audio") < html.index("<h1>")


@pytest.mark.parametrize("shell", ["base.html", "tap.html"])
def test_where_the_server_has_no_voice_it_offers_none(shell: str) -> None:
    html = page(shell)
    assert "<audio" not in html and 'data-hear=""' in html
    assert 'href="/nghe/"' in html


def test_what_she_chose_shows_only_where_pages_are_hers(voice: list[object]) -> None:
    assert 'preload="metadata"' in page("tap.html", cookie="1")
    assert "<audio" not in page("tap.html", cookie="0")
    assert page("base.html", cookie="0") == page("base.html", cookie="1") == page("base.html")


def test_buttons_that_need_a_script_wait_for_it() -> None:
    html = page("base.html")
    bar = html[html.index('class="hear"') : html.index("<h1>")]
    assert len(re.findall(r"<button[^>]*data-all hidden", bar)) == 1
    assert "data-offer hidden" in bar


def test_a_word_is_heard_before_what_explains_it() -> None:
    page = "<p><span><dfn>Hộ tịch</dfn>: Sổ của xã.</span></p>"
    assert read(page).parts == ["Hộ tịch: Sổ của xã."]
