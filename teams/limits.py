"""How often one address may come to the door of a session (kit.limits counts)."""

from typing import Final

from django.http import HttpRequest

from kit import limits

WINDOW: Final = 600  # seconds
WRONG_CODES: Final = 60  # per address and window
DAY: Final = 86_400  # seconds
WRONG_CODES_DAY: Final = 240  # per address and day: of 9,990 codes that is one in forty for each open session
JOINS: Final = 400  # per address and window
QUESTIONS: Final = 120  # per address and window: a hall of forty asks less


def count(request: HttpRequest, what: str) -> None:
    """One more ``what`` from this address."""
    limits.count(request, f"teams:{what}", WINDOW)


def is_over(request: HttpRequest, what: str, most: int) -> bool:
    """Whether this address has had more than ``most`` of ``what`` lately."""
    return limits.is_over(request, f"teams:{what}", most)


def count_wrong(request: HttpRequest) -> None:
    """One more code that no session has, from this address."""
    count(request, "wrong-code")
    limits.count(request, "teams:wrong-code-day", DAY)


def is_guessing(request: HttpRequest) -> bool:
    """Whether so many wrong codes came from this address that it looks like guessing."""
    return is_over(request, "wrong-code", WRONG_CODES) or is_over(request, "wrong-code-day", WRONG_CODES_DAY)
