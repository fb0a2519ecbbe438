"""Slips of the finger."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.distance import within
from tests.sandbox.engine.writings import tried

SHORT = st.text("0123", max_size=6)


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [
        ("000198000031", "000198000031", 0),
        ("000198000031", "000198000037", 1),
        ("000198000031", "000189000031", 1),
        ("000198000031", "00198000031", 1),
        ("000198000031", "000189000013", 2),
        ("000198000031", "111198000031", 3),
        ("", "12", 2),
    ],
)
def test_edits_are_counted(left: str, right: str, edits: int) -> None:
    assert within(left, right, edits)
    assert edits == 0 or not within(left, right, edits - 1)


@tried
@given(SHORT, SHORT, st.integers(0, 3))
def test_it_agrees_with_the_definition(left: str, right: str, limit: int) -> None:
    assert within(left, right, limit) == (_by_definition(left, right) <= limit)


@tried
@given(SHORT, SHORT)
def test_both_ways_are_equally_far(left: str, right: str) -> None:
    assert within(left, right, 2) == within(right, left, 2)


@cache
def _by_definition(left: str, right: str) -> int:
    if not left or not right:
        return len(left) + len(right)
    ways = [
        _by_definition(left[1:], right) + 1,
        _by_definition(left, right[1:]) + 1,
        _by_definition(left[1:], right[1:]) + (left[0] != right[0]),
    ]
    if len(left) > 1 and len(right) > 1 and left[:2] == right[1::-1]:
        ways.append(_by_definition(left[2:], right[2:]) + 1)
    return min(ways)
