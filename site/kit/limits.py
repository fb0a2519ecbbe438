"""How often a door may be tried: by one address, and at one account. A hall of forty gets in, a script does not.

Counted in the database, one row for each (what, who), so every web process counts the same and a restart forgets
nothing. ``who`` is kept as a keyed hash: the table names neither addresses nor accounts. A count begins with the
first try and is forgotten a window later, so whoever is shut out can be told until when.
"""

import datetime as dt
import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kit.models import Tries

IPV6_HOME = 64  # bits: one line has a whole network of addresses, and counts as one


class TooMany(Exception):
    """The door is shut for whoever knocks. ``until`` is when it opens again (aware, UTC)."""

    def __init__(self, until: dt.datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass(frozen=True)
class Limit:
    """At most ``most`` tries within ``seconds`` of the first."""

    most: int
    seconds: int


@dataclass(frozen=True)
class Door:
    """A place where a secret can be guessed at. ``by_address`` stops who tries many; ``by_account`` guards one."""

    name: str
    by_address: tuple[Limit, ...] = ()
    by_account: tuple[Limit, ...] = ()

    def knock(self, request: HttpRequest, account: str = "") -> None:
        """Count one try, before the secret is looked at. Raises TooMany, with the latest of the moments.

        Every count goes up, whichever of them is over: guesses spread over accounts add up at the address.
        """
        shut = [until for limit, key in self._keys(request, account) if (until := _take(key, limit))]
        if shut:
            raise TooMany(max(shut))

    def let_in(self, request: HttpRequest, account: str = "") -> None:
        """The secret was right: this try was no guess. Earlier wrong ones stay counted."""
        for _limit, key in self._keys(request, account):
            Tries.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)

    def shut_until(self, request: HttpRequest, account: str = "") -> dt.datetime | None:
        """Until when a try would be refused; None while it would be heard. Counts nothing."""
        found = [
            until for limit, key in self._keys(request, account) if (until := _shut(key, limit.most - 1))
        ]
        return max(found, default=None)

    def _keys(self, request: HttpRequest, account: str) -> Iterator[tuple[Limit, str]]:
        for limit in self.by_address:
            yield limit, _key(f"{self.name}:{limit.seconds}:address", address_of(request))
        for limit in self.by_account if account else ():
            yield limit, _key(f"{self.name}:{limit.seconds}:account", account)


def address_of(request: HttpRequest) -> str:
    """The address by which the visitor is counted."""
    # allauth's adapter knows how many proxies to trust; every door of the site counts by the same address
    return home_of(str(get_adapter(request).get_client_ip(request)))


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
    _add(_key(what, address_of(request)), window)


def is_over(request: HttpRequest, what: str, most: int) -> bool:
    """Whether this address has had more than ``most`` of ``what`` lately."""
    return _shut(_key(what, address_of(request)), most) is not None


def forget_old() -> int:
    """Delete the counts whose window has passed; how many there were."""
    return Tries.objects.filter(until__lte=timezone.now()).delete()[0]


def _key(what: str, who: str) -> str:
    digest = salted_hmac("kit.limits", who, algorithm="sha256").hexdigest()
    return f"{what}:{digest[:40]}"


def _take(key: str, limit: Limit) -> dt.datetime | None:
    """One more; when the door opens again if that was one too many."""
    row = _add(key, limit.seconds)
    return row.until if row.count > limit.most else None


def _shut(key: str, most: int) -> dt.datetime | None:
    row = Tries.objects.filter(key=key, count__gt=most, until__gt=timezone.now()).first()
    return row.until if row else None


@transaction.atomic
def _add(key: str, window: int) -> Tries:
    """One more under ``key``, in one statement, so that tries at the same moment all count; the row after it."""
    now = timezone.now()
    end = now + dt.timedelta(seconds=window)
    over = When(until__lte=now, then=Value(1)), When(until__lte=now, then=Value(end))
    change = {"count": Case(over[0], default=F("count") + 1), "until": Case(over[1], default=F("until"))}
    rows = Tries.objects.filter(key=key)
    if not rows.update(**change):
        try:
            with transaction.atomic():
                return Tries.objects.create(key=key, count=1, until=end)
        except IntegrityError:  # somebody else was first
            rows.update(**change)
    return rows.get()
