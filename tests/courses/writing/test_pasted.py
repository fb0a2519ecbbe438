"""What officers paste keeps its words and loses everything else."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.blocks import RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import get_page_models

from courses.blocks.parts import WordsBlock
from courses.writing.markup import clean_words, plain_words

SAMPLES = yaml.safe_load((Path(__file__).parents[1] / "data" / "pasted.yaml").read_text(encoding="utf-8"))
ALLOWED = re.compile(r"(?:<p>(?:[^<>]|<b>(?:[^<>]|<br>)+</b>|<br>)+</p>)*")
WORDS = ("giấy", "chứng", "sinh", "Nguyễn", "căn cước", "03 ngày", "a&b", "1 < 2", "“đủ”")
BOXES = ("p", "div", "h2", "li", "ul", "ol", "td", "tr", "table", "section", "blockquote")
AROUND = ("b", "i", "strong", "span", "font", "o:p", "a", "b style='font-weight:normal'", "u")
JUNK = (
    "<!--[if mso]>x<![endif]-->",
    "<style>p{}</style>",
    "<o:p></o:p>",
    "<br>",
    "<script>x()</script>",
    "&nbsp;",
    "\n",
)


def told() -> st.SearchStrategy[tuple[str, list[str]]]:
    """(markup as programs write it, its words in their order)."""
    word = st.sampled_from(WORDS).map(lambda text: (text.replace("&", "&amp;").replace("<", "&lt;"), [text]))
    junk = st.sampled_from(JUNK).map(lambda text: (text, list[str]()))
    return st.recursive(word | junk, _wider, max_leaves=12)


def _wider(inner: Any) -> Any:
    tags = st.sampled_from((*BOXES, *AROUND))
    several = st.lists(inner, min_size=1, max_size=4)
    return st.builds(_wrapped, tags, several)


def _wrapped(tag: str, parts: list[tuple[str, list[str]]]) -> tuple[str, list[str]]:
    markup = " ".join(text for text, _words in parts)
    return f"<{tag}>{markup}</{tag.split()[0]}>", [word for _text, words in parts for word in words]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one["name"])
def test_what_is_pasted_becomes_clean_paragraphs(sample: dict[str, Any]) -> None:
    once = clean_words(sample["source"])
    assert once == "".join(sample["gives"])
    assert clean_words(once) == once
    assert unicodedata.is_normalized("NFC", once)


def test_there_are_samples_of_every_program() -> None:
    names = " ".join(one["name"] for one in SAMPLES)
    assert len(SAMPLES) >= 25
    assert all(
        name in names
        for name in ("Word 2016", "Word 365", "Google", "LibreOffice", "Zalo", "Facebook", "Outlook", "Excel")
    )


@given(told())
@settings(max_examples=150)
def test_no_word_is_lost_and_none_is_added(sample: tuple[str, list[str]]) -> None:
    source, words = sample
    plain = plain_words(clean_words(source))
    bare = re.sub(r"(^| )(?:–|·|[0-9]+\.)(?= |$)", "", plain)  # our dashes, numbers and dots between cells
    assert " ".join(bare.split()) == " ".join(words)


@given(
    st.text(alphabet="<>/!-[]&;=\"' \n\xa0\u0301·apbrtdliuo1") | told().map(lambda one: one[0]) | st.text()
)
@settings(max_examples=250)
def test_whatever_comes_only_the_allowed_is_left_and_cleaning_again_changes_nothing(source: str) -> None:
    once = clean_words(source)
    assert ALLOWED.fullmatch(once), once
    assert clean_words(once) == once
    assert clean_words(clean_words(source, for_editor=True)) == once


def test_ten_thousand_open_elements_are_read_in_no_time() -> None:
    assert clean_words("<div><b>" * 10_000 + "chữ" + "</b></div>" * 10_000) == "<p><b>chữ</b></p>"
    assert clean_words("<table><tr><td>" * 3_000 + "chữ") == "<p>chữ</p>"


def test_what_is_saved_without_a_form_is_clean_too() -> None:
    """Loaders, imports and old revisions write a page without its form."""
    block = WordsBlock()
    assert (
        block.get_prep_value(block.normalize("<p onclick=x>Chụp <u>rõ</u></p><script>x</script>"))
        == "<p>Chụp rõ</p>"
    )


def rich_texts(block: Any, where: str) -> list[tuple[str, Any]]:
    """Every block with markup in it, with the way to it."""
    if isinstance(block, RichTextBlock):
        return [(where, block)]
    inner = block.child_blocks.items() if isinstance(block, StreamBlock | StructBlock) else ()
    found = [one for name, child in inner for one in rich_texts(child, f"{where}.{name}")]
    child = getattr(block, "child_block", None)
    return found + (rich_texts(child, f"{where}[]") if child else [])


def test_every_field_with_markup_of_every_page_goes_through_this_door() -> None:
    found = []
    for model in get_page_models():
        assert not [field for field in model._meta.get_fields() if isinstance(field, RichTextField)], model
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                found += rich_texts(field.stream_block, f"{model.__name__}.{field.name}")
    assert len(found) >= 3
    assert not [where for where, block in found if not isinstance(block, WordsBlock)]
