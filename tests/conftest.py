"""Fixtures that every test may ask for, and the strictness of the suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

from kit import messages

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Vietnamese is what people read, so tests read it too."""
    messages.compile_all()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Rate limits of one test never reach the next."""
    cache.clear()
    yield
