"""Soft limits per address: a hall of forty behind one router gets in, a script that tries all codes does not.

Counted in Django's cache. A lost count lets somebody try a little more; it never shuts out a class.
"""

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

IPV6_HOME = 64  # bits: one line has a whole network of addresses, and counts as one


def _key(request: HttpRequest, what: str) -> str:
    # allauth's adapter knows how many proxies to trust; every door of the site counts by the same address
    return f"{what}:{home_of(str(get_adapter(request).get_client_ip(request)))}"


def home_of(address: str) -> str:
    """The address by which somebody is counted: IPv6 by its network, anything else as it is."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network(f"{parsed}/{IPV6_HOME}", strict=False))


def count(request: HttpRequest, what: str, window: int) -> None:
    """One more ``what`` from this address; forgotten ``window`` seconds after the first one."""
    key = _key(request, what)
    if not cache.add(key, 1, window):
        try:
            cache.incr(key)
        except ValueError:  # ran out between the two lines
            cache.add(key, 1, window)


def is_over(request: HttpRequest, what: str, most: int) -> bool:
    """Whether this address has had more than ``most`` of ``what`` lately."""
    return int(cache.get(_key(request, what), 0)) > most
