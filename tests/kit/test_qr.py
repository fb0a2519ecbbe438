"""The square code: it holds the address, says its name, and cannot be used to smuggle markup."""

import xml.etree.ElementTree as ET

import segno

from kit import qr


def test_it_is_an_image_with_a_name_and_nothing_inline() -> None:
    drawn = ET.fromstring(qr.svg("https://tutay.example.org/vao/4712/", label="Mã vuông vào lớp 4712"))
    assert (drawn.get("role"), drawn.get("aria-label")) == ("img", "Mã vuông vào lớp 4712")
    assert not any("style" in node.attrib or node.tag.endswith("style") for node in drawn.iter())


def test_a_label_is_escaped() -> None:
    drawn = qr.svg("x", label='"><script>alert(1)</script>')
    assert "<script>" not in drawn
    assert ET.fromstring(drawn).get("aria-label") == '"><script>alert(1)</script>'


def test_it_has_the_quiet_zone_that_readers_need() -> None:
    text = "https://tutay.example.org/vao/4712/"
    drawn = ET.fromstring(qr.svg(text, label="x"))
    side = float(drawn.attrib["viewBox"].split()[2])
    assert side == segno.make(text, error="m", micro=False).symbol_size(border=4)[0]


def test_other_addresses_make_other_codes() -> None:
    assert qr.svg("a", label="x") != qr.svg("b", label="x")
