"""Byte ranges, as RFC 9110 asks for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.ranges import Span, Unsatisfiable, wanted_span

SIZES = st.integers(0, 10_000)
PLACES = st.integers(0, 20_000)


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-", Span(0, 99)),
        ("bytes=0-1", Span(0, 1)),
        ("bytes=10-10", Span(10, 10)),
        ("bytes=90-500", Span(90, 99)),
        ("bytes=-5", Span(95, 99)),
        ("bytes=-500", Span(0, 99)),
        (" bytes=5-9 ", Span(5, 9)),
        ("", None),
        ("bytes=-", None),
        ("bytes=9-5", None),
        ("bytes=0-1,5-9", None),
        ("items=0-1", None),
        ("bytes=a-b", None),
        ("bytes=١-٢", None),
    ],
)
def test_a_range_of_a_file_of_a_hundred_bytes(header: str, span: Span | None) -> None:
    assert wanted_span(header, 100) == span


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0), ("bytes=-1", 0)]
)
def test_a_range_behind_the_end_cannot_be_given(header: str, size: int) -> None:
    with pytest.raises(Unsatisfiable):
        wanted_span(header, size)


@given(PLACES, PLACES, SIZES)
def test_a_span_lies_in_the_file_and_in_what_was_asked(first: int, last: int, size: int) -> None:
    try:
        span = wanted_span(f"bytes={first}-{last}", size)
    except Unsatisfiable:
        assert first >= size
        return
    if span is None:
        assert last < first
        return
    assert first == span.first <= span.last <= min(last, size - 1)
    assert span.length == span.last - span.first + 1


@given(PLACES, SIZES)
def test_a_tail_ends_with_the_file(count: int, size: int) -> None:
    try:
        span = wanted_span(f"bytes=-{count}", size)
    except Unsatisfiable:
        assert count == 0 or size == 0
        return
    assert span is not None
    assert (span.length, span.last) == (min(count, size), size - 1)


@given(st.text(), SIZES)
def test_no_header_breaks_it(header: str, size: int) -> None:
    try:
        span = wanted_span(header, size)
    except Unsatisfiable:
        return
    assert span is None or 0 <= span.first <= span.last < size
