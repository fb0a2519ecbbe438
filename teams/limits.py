"""How often one address may come to the door of a session (kit.limits counts)."""

from typing import Final

from django.http import HttpRequest

from kit import limits

WINDOW: Final = 600  # seconds
WRONG_CODES: Final = 60  # per address and window
JOINS: Final = 400  # per address and window
QUESTIONS: Final = 120  # per address and window: a hall of forty asks less


def count(request: HttpRequest, what: str) -> None:
    """One more ``what`` from this address."""
    limits.count(request, f"teams:{what}", WINDOW)


def is_over(request: HttpRequest, what: str, most: int) -> bool:
    """Whether this address has had more than ``most`` of ``what`` lately."""
    return limits.is_over(request, f"teams:{what}", most)
