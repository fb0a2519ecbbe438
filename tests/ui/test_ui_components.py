"""Every component renders in each of its states, and the gallery shows them all."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.engine import Engine
from django.test import RequestFactory

from ui.components import Component, sections
from ui.drawings import UnknownName, drawing_names
from ui.icons import ICONS
from ui.samples import samples
from ui.views import gallery

TEMPLATES = Path(__file__).resolve().parents[2] / "site" / "ui" / "templates" / "ui"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
DRAWN = {"path", "rect", "circle", "polyline", "line", "ellipse", "polygon"}


class Outline(HTMLParser):
    """Collects ids and what was opened and not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DRAWN:
            self.wrong.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def components() -> list[Component]:
    return [component for section in sections() for component in section.components]


def page() -> str:
    return gallery(RequestFactory().get("/ui/")).content.decode()


def test_every_template_is_in_the_gallery() -> None:
    files = {path.stem for path in TEMPLATES.glob("*.html")}
    assert files == {component.name for component in components()}


def test_every_sample_belongs_to_a_template() -> None:
    assert set(samples()) == {path.stem for path in TEMPLATES.glob("*.html")}


def test_components_render_whole_elements_in_every_state() -> None:
    for component in components():
        for html in component.rendered():
            outline = Outline(html)
            assert not outline.open and not outline.wrong, (component.name, outline.open, outline.wrong)


def test_no_sample_leaves_a_value_out() -> None:
    """A template that prints what a sample does not give would print nothing on a real page."""
    engine = Engine.get_default()
    before, engine.string_if_invalid = engine.string_if_invalid, "(missing %s)"
    try:
        assert "(missing" not in page()
    finally:
        engine.string_if_invalid = before


def test_the_gallery_has_unique_ids_and_every_icon_and_drawing() -> None:
    html = page()
    ids = Outline(html).ids
    assert len(ids) == len(set(ids)), sorted({one for one in ids if ids.count(one) > 1})
    assert all(path in html for path in ICONS.values())
    assert html.count("<svg") > len(ICONS) + len(drawing_names())


def test_the_gallery_speaks_vietnamese() -> None:
    html = page()
    assert "<h1>Bộ mẫu giao diện</h1>" in html
    assert "Có 3 chỗ cần sửa" in html
    assert "Bước 3 / 6" in html


def test_inner_links_of_the_gallery_lead_somewhere() -> None:
    html = page()
    ids = set(Outline(html).ids)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


@pytest.mark.parametrize(
    "source", ['{% icon "khong-co" %}', '{% drawing "khong-co" %}', '{% drawing "../x" %}']
)
def test_an_unknown_picture_raises(source: str) -> None:
    with pytest.raises(UnknownName):
        Template("{% load ui %}" + source).render(Context())


def test_a_drawing_with_a_label_is_an_image_and_without_is_hidden() -> None:
    template = Template('{% load ui %}{% drawing "chup-giay" label=words %}')
    spoken = template.render(Context({"words": 'Tay "cầm" <máy>'}))
    assert spoken.startswith('<svg role="img" aria-label="Tay &quot;cầm&quot; &lt;máy&gt;" viewBox=')
    assert template.render(Context({"words": ""})).startswith('<svg aria-hidden="true" viewBox=')


@pytest.mark.parametrize("name", drawing_names())
def test_drawings_follow_the_format(name: str) -> None:
    text = (TEMPLATES / "drawings" / f"{name}.svg").read_text(encoding="utf-8")
    assert re.match(r'<svg viewBox="0 0 \d+ \d+" width="\d+" height="\d+">', text), (
        "first element: see ui/README.md"
    )
    assert len(text.encode()) <= 3072
    assert not re.search(r"style=|\bon\w+=|<script|<style|\bid=|https?:|#[0-9a-f]{3}", text)


def test_text_of_a_component_is_escaped() -> None:
    html = Component("note", [{"kind": "ok", "title": "<b>", "text": "<script>"}]).rendered()[0]
    assert "&lt;script&gt;" in html and "<b>&lt;b&gt;</b>" in html
