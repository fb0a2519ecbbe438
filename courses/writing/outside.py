"""The daily look at addresses outside of the site: do they still answer? Off unless CHECK_LINKS: it calls the net.

An editor writes the address and the server calls it, so nothing may be reached that she could not reach herself: only
public addresses of the net, looked up once and called at just that number (a name that changes its number in between
gets nowhere), only the doors 80 and 443, few turnings, nothing read, and an end to it after MOST_SECONDS.
"""

import datetime as dt
import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils import timezone

from courses.models import LinkCheck
from courses.writing.links import problem_of
from kit.jobs import job

MOST_ADDRESSES, MOST_SECONDS = 300, 240  # of one day
PATIENCE, TURNINGS = 5.0, 3  # seconds for one answer; redirects that are followed
FORGOTTEN = dt.timedelta(days=400)  # since a page with it was saved
DOORS = {"http": 80, "https": 443}
_GONE = frozenset({404, 410})
_TURNS = frozenset({301, 302, 303, 307, 308})


class Answer(StrEnum):
    """What an address answered. ``UNKNOWN``: it was not asked, or did not want to say; nobody is told of it."""

    THERE = "there"
    GONE = "gone"
    UNKNOWN = "unknown"


Ask = Callable[[str, str, str, int], tuple[int, str]]  # as _ask; tests have one that calls nobody


def remember(addresses: Iterable[str]) -> None:
    """Addresses of a page that was saved, to be looked at tonight."""
    if not settings.CHECK_LINKS:
        return
    wanted = {one for one in addresses if one.startswith(("http://", "https://")) and len(one) <= 500}
    wanted = {one for one in wanted if "\x00" not in one}
    known = LinkCheck.objects.filter(address__in=wanted)
    known.update(wanted_at=timezone.now())
    new = wanted - set(known.values_list("address", flat=True))
    LinkCheck.objects.bulk_create([LinkCheck(address=one) for one in sorted(new)], ignore_conflicts=True)


@job("courses.look_at_links", daily=True)
def look_at_links(subject: str) -> None:
    """Look at what is due, and forget what no page has named for a year. Does nothing while CHECK_LINKS is off."""
    if not settings.CHECK_LINKS:
        return
    LinkCheck.objects.filter(wanted_at__lt=timezone.now() - FORGOTTEN).delete()
    end = time.monotonic() + MOST_SECONDS
    for row in LinkCheck.objects.due(MOST_ADDRESSES):
        if time.monotonic() > end:
            return
        answer = look(row.address)
        failures = min(row.failures + 1, 99) if answer is Answer.GONE else 0
        LinkCheck.objects.filter(pk=row.pk).update(checked_at=timezone.now(), failures=failures)


def look(address: str, ask: Ask | None = None) -> Answer:
    """What ``address`` answers now. Never raises."""
    for _turn in range(TURNINGS + 1):
        target = _public_target(address)
        if isinstance(target, Answer):
            return target
        try:
            status, turned_to = (ask or _ask)(*target)
        except (OSError, http.client.HTTPException, ValueError):
            return Answer.GONE
        if status not in _TURNS:
            return Answer.GONE if status in _GONE else Answer.THERE
        address = urljoin(address, turned_to)
    return Answer.UNKNOWN


def _public_target(address: str) -> tuple[str, str, str, int] | Answer:
    """(address, host, number, door); UNKNOWN for what is not to be called, GONE for a name that nobody knows."""
    try:
        parts = urlsplit(address)
        door = parts.port or DOORS.get(parts.scheme, 0)
    except ValueError:
        return Answer.UNKNOWN
    host = parts.hostname or ""
    if door not in DOORS.values() or parts.username or problem_of(address) == "syntax":
        return Answer.UNKNOWN
    try:
        found = socket.getaddrinfo(host, door, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return Answer.GONE
    numbers = [str(one[4][0]) for one in found]
    if not numbers or not all(is_public(one) for one in numbers):
        return Answer.UNKNOWN
    return address, host, numbers[0], door


def is_public(number: str) -> bool:
    """Whether a number of the net is one that anybody may call: no network at home, no machine of our own."""
    try:
        parsed = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    return parsed.is_global and not parsed.is_multicast and (inner is None or inner.is_global)


def _ask(address: str, host: str, number: str, door: int) -> tuple[int, str]:
    """(status, where it turns to) of a HEAD at just that number. Raises OSError, HTTPException."""
    parts = urlsplit(address)
    connection = _Pinned(host, number, door, is_secret=parts.scheme == "https")
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("HEAD", path, headers={"User-Agent": "TuTay-links/1", "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """Calls ``number``, whatever ``host`` means by now; the certificate is still the host's."""

    def __init__(self, host: str, number: str, door: int, *, is_secret: bool) -> None:
        super().__init__(host, door, timeout=PATIENCE)
        self.number, self.is_secret = number, is_secret

    def connect(self) -> None:
        self.sock = socket.create_connection((self.number, self.port), self.timeout)
        if self.is_secret:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
