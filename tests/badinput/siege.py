"""The attacker of tests.traps, with everything that a page of this site has to keep to as well."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.access.survey import Browser
from tests.badinput import judge
from tests.people import Client
from tests.traps.forms import REDIRECTS, Attacker, Response, as_received, comparable, kept
from tests.traps.naughty import bad_inputs
from tests.traps.pages import Field, form_with

INPUTS = 48 if os.environ.get("TUTAY_GATE_QUICK") == "1" else 200
LIMIT = 80  # signs that a box for a few words keeps at least
"""Boxes for a code or for words to look for keep what a person can have typed, not a page of it."""


def kept_or_cut(typed: str, shown: str) -> bool:
    """The rule of a box for a few words: all of it, or a beginning of at least `LIMIT` signs."""
    whole, left = comparable(as_received(typed)), comparable(shown)
    return kept(typed, shown) or (len(left) >= LIMIT - 1 and _tidy(whole).startswith(_tidy(left)))


def _tidy(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace() and sign.isprintable())


def kept_visibly(typed: str, shown: str) -> bool:
    """The rule of a box that drops signs nobody can see or type."""
    return kept_or_cut(typed, shown) or _tidy(comparable(as_received(typed))).startswith(_tidy(comparable(shown)))


@dataclass
class Siege(Attacker):
    """An attack on one form of the site. `before` runs ahead of each input; `secret` names fields that never come back."""

    before: Callable[[], None] = lambda: None
    secret: tuple[str, ...] = ()
    clean: str = ""
    statuses: dict[int, int] = field(default_factory=dict)

    def lay(self, count: int, seed: int) -> str:
        """Fetch the page and attack it; empty, or the first findings in words."""
        return self.with_inputs(bad_inputs(count, seed))

    def with_inputs(self, inputs: Sequence[str]) -> str:
        """The same with these inputs."""
        answer = self.client.get(self.url)
        assert answer.status_code == 200, f"{self.url}: {answer.status_code}"
        self.clean = answer.content.decode()
        found = self.attack(self.clean, inputs)
        return "" if not found else f"{len(found)} of {self.sent}:\n" + "\n".join(map(str, found[:12]))

    def send(self, form: Any, values: Any) -> Response:
        self.before()
        response = super().send(form, values)
        self.statuses[response.status_code] = self.statuses.get(response.status_code, 0) + 1
        return response

    def _faults(self, response: Response, page: str, target: Field, text: str) -> Iterator[str]:
        yield from super()._faults(response, page, target, text)
        if response.status_code in REDIRECTS:
            return
        yield from (f"typed markup is alive: {piece!r:.60}" for piece in judge.alive(page, self.clean, text))
        yield from judge.faults(page)

    def _lost(self, page: str, target: Field, text: str) -> Iterator[str]:
        if target.name not in self.secret:
            yield from super()._lost(page, target, text)
        elif (again := form_with(page, target.name)) and again.fields[target.name].value:
            yield "a password comes back"


def browser_of(client: Client) -> Browser:
    """The same visitor, without the notes that Django's test client takes."""
    browser = Browser()
    browser.cookies = client.cookies
    return browser
