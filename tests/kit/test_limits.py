"""Counting by address."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from kit import limits


def test_more_than_the_most_is_over() -> None:
    request = RequestFactory().get("/")
    for _ in range(3):
        limits.count(request, "x", 60)
    assert not limits.is_over(request, "x", 3)
    limits.count(request, "x", 60)
    assert limits.is_over(request, "x", 3)
    assert not limits.is_over(request, "y", 0)


def test_another_address_is_counted_for_itself() -> None:
    for _ in range(4):
        limits.count(RequestFactory().get("/"), "x", 60)
    assert not limits.is_over(RequestFactory().get("/", REMOTE_ADDR="192.0.2.7"), "x", 3)


def test_a_count_that_runs_out_between_two_looks_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    request = RequestFactory().get("/")
    limits.count(request, "x", 60)
    monkeypatch.setattr(cache, "add", lambda *_: False)
    cache.clear()
    limits.count(request, "x", 60)
    assert not limits.is_over(request, "x", 0)


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_one_line_is_one_home(address: str, home: str) -> None:
    assert limits.home_of(address) == home
