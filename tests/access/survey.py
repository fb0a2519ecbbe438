"""Asks for addresses as everybody, and keeps what matters of each answer. The database is as before afterwards."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from tests.access.expect import Outcome, outcome_of
from tests.people import Who
from tests.world import World, undone

WRITES = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# The session of whoever asks is hers, and Wagtail notes by itself what an editor looked at.
NOT_WRITING = frozenset({"django_session"})
_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*')


@dataclass(frozen=True)
class Seen:
    """One answer: its class, which tables were written on the way, and which words of the world stood in it."""

    who: Who
    method: str
    path: str
    status: int
    outcome: Outcome
    writes: frozenset[str]
    words: frozenset[str]
    body: str = ""

    def __str__(self) -> str:
        return f"{self.who} {self.method} {self.path} → {self.status} ({self.outcome})"

    def without(self, *values: str) -> tuple[int, str]:
        """Status and body, without ids and form tokens: what a stranger can compare."""
        text = _TOKEN.sub(r"\1", self.body)
        for value in sorted(values, key=len, reverse=True):  # a short one may stand within a long one
            text = text.replace(value, "…")
        return self.status, text


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that are written while this is open."""
    found: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if match := WRITES.match(sql):
            found.add(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


class Browser(Client):
    """Django's test client without its notes on templates and contexts, which cost more than most pages."""

    def request(self, **request: Any) -> Any:
        """The plain response; a broken view gives its 500."""
        response = self.handler(self._base_environ(**request))  # type: ignore[attr-defined]  # of Django's own
        self.cookies.update(response.cookies)
        return response


class Visitors:
    """A browser for each column. Every request is made in a fresh copy of it and undone."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.looked: dict[tuple[Who, str], Seen] = {}
        self.cookies = {who: world.client(who).cookies.output(header="", sep=";") for who in Who}
        self.words = frozenset(asdict(world.words).values())

    def browser(self, who: Who, **options: Any) -> Browser:
        """A browser with the cookies of this column."""
        client = Browser(**options)
        client.cookies = SimpleCookie(self.cookies[who])
        return client

    def look(self, who: Who, path: str, query: Mapping[str, str] | None = None) -> Seen:
        """A GET, made once: nothing changes between two of them."""
        key = who, f"{path}?{urlencode(query or {})}"
        if key not in self.looked:
            self.looked[key] = self.ask(who, "GET", path, query=query)
        return self.looked[key]

    def ask(
        self,
        who: Who,
        method: str,
        path: str,
        *,
        form: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        keep: bool = False,
        client: Client | None = None,
        **headers: Any,
    ) -> Seen:
        """One request. `keep` keeps the body too."""
        call = getattr(client or self.browser(who), method.lower())
        url = f"{path}?{urlencode(query)}" if query else path
        with undone(), writes() as written:
            response = call(url, dict(form or {}), **headers) if method == "POST" else call(url, **headers)
            body = read(response)
        told = body + "\n".join(response.headers.values())
        return Seen(
            who,
            method,
            url,
            response.status_code,
            outcome_of(response, path),
            frozenset(written) - NOT_WRITING,
            frozenset(word for word in self.words if word in told and word not in url),
            body if keep else "",
        )


def read(response: Any) -> str:
    """The whole body, streamed or not."""
    whole: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    return whole.decode("utf-8", "replace")
