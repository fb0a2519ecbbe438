"""Strips: cut out of a page just where they were drawn."""

from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from ui.strips import ask_for_marks, cut, draw

NAME = "parts/help.html"


def request() -> HttpRequest:
    return RequestFactory().get("/")


def test_no_page_carries_marks_unless_it_is_drawn_to_be_kept() -> None:
    plain, marked = request(), request()
    mark = ask_for_marks(marked)
    words = draw(plain, NAME)
    assert "<!--" not in words and "nho-giup" in words
    assert draw(marked, NAME) == f"<!--{mark} {NAME}-->{words}<!--{mark}-->"


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=5))
def test_a_page_is_cut_at_its_strips_and_nowhere_else(texts: list[str]) -> None:
    """Whatever editors write: they do not know the mark."""
    asked = request()
    mark = ask_for_marks(asked)
    texts = [f"<!--x {NAME}-->{text}<!--x-->" for text in texts]
    strip = draw(request(), NAME).encode()
    page = draw(asked, NAME).join(texts).encode()
    pieces, names = cut(page, mark)
    assert list(pieces[::2]) == [text.encode() for text in texts]
    assert set(pieces[1::2]) <= {strip} and names == (NAME,) * (len(texts) - 1)
