"""Soft limits per address: a hall of forty behind one router gets in, a script that tries all codes does not.

Counted in Django's cache. A lost count lets somebody try a little more; it never shuts out a class.
"""

from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW: Final = 600  # seconds
WRONG_CODES: Final = 60  # per address and window
JOINS: Final = 400  # per address and window


def _key(request: HttpRequest, what: str) -> str:
    # allauth's adapter knows how many proxies to trust; every door of the site counts by the same address
    return f"teams:{what}:{get_adapter(request).get_client_ip(request)}"


def count(request: HttpRequest, what: str) -> None:
    """One more ``what`` from this address."""
    key = _key(request, what)
    if not cache.add(key, 1, WINDOW):
        try:
            cache.incr(key)
        except ValueError:  # ran out between the two lines
            cache.add(key, 1, WINDOW)


def is_over(request: HttpRequest, what: str, most: int) -> bool:
    """Whether this address has had more than ``most`` of ``what`` lately."""
    return int(cache.get(_key(request, what), 0)) > most
