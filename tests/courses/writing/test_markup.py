"""Words that editors write are only paragraphs and bold, whatever they paste."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.writing.markup import clean_words, plain_words, words_from_text

VECTORS = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<p onclick="alert(1)">a</p>',
    '<a href="javascript:alert(1)">a</a>',
    "<svg/onload=alert(1)>",
    "<b style='background:url(//x)'>a</b>",
    "<iframe src=//x></iframe>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<p><b>không đóng",
)
MARKUP = st.text(alphabet="<>/pbrscit\"'=& \n!-")


@pytest.mark.parametrize("vector", VECTORS)
def test_only_paragraphs_and_bold_without_attributes_remain(vector: str) -> None:
    cleaned = clean_words(vector)
    assert set(re.findall(r"<[^>]*>", cleaned)) <= {"<p>", "</p>", "<b>", "</b>", "<br>"}


@given(MARKUP)
@settings(max_examples=150)
def test_cleaning_twice_is_cleaning_once(source: str) -> None:
    assert clean_words(clean_words(source)) == clean_words(source)


def test_strong_becomes_bold() -> None:
    assert clean_words("<p><strong>đủ dấu</strong></p>") == "<p><b>đủ dấu</b></p>"


def test_the_editor_keeps_its_marks_and_the_page_does_not_show_them() -> None:
    source = '<p data-block-key="abc">Chụp</p>'
    assert clean_words(source, for_editor=True) == source
    assert clean_words(source) == "<p>Chụp</p>"


def test_plain_text_becomes_paragraphs_with_bold() -> None:
    assert words_from_text("Gõ **đủ dấu**\nnhé.\n\n\nXong.") == "<p>Gõ <b>đủ dấu</b> nhé.</p><p>Xong.</p>"


def test_plain_text_is_escaped() -> None:
    assert words_from_text("a <b> & **<i>**") == "<p>a &lt;b&gt; &amp; <b>&lt;i&gt;</b></p>"


@given(st.text(alphabet=st.characters(categories=("L", "M", "N", "P", "S", "Zs"))))
@settings(max_examples=150)
def test_words_made_from_text_need_no_cleaning(text: str) -> None:
    words = words_from_text(text)
    assert plain_words(clean_words(words)) == unicodedata.normalize("NFC", plain_words(words))


def test_plain_words_lose_markup_and_keep_gaps() -> None:
    assert plain_words("<p>Đủ <b>bốn</b> góc</p><p>rồi&nbsp;chụp<br>thôi &amp; xong</p>") == (
        "Đủ bốn góc rồi chụp thôi & xong"
    )
