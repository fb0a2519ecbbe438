"""The attacker of tests.traps, with everything that a page of this site has to keep to as well."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from tests.access.survey import Browser
from tests.badinput import judge
from tests.traps.forms import REDIRECTS, Attacker, Response, as_received, comparable, kept
from tests.traps.hostile import BROKEN, SNIPPETS
from tests.traps.naughty import bad_inputs
from tests.traps.pages import Field, form_with

INPUTS = 24 if os.environ.get("TUTAY_GATE_QUICK") == "1" else 200
# What every form meets, whatever else is drawn for it.
ALWAYS = (
    *(SNIPPETS[name] for name in ("script", "closes an attribute", "closes a text area", "Django variable")),
    BROKEN["many NUL"],
    "",
)
LIMIT = 80  # signs that a box for a few words keeps at least
DIGITS, AT = 9, "@"
NOT_KEPT = "Chúng tôi không giữ"


def bare(text: str) -> str:
    """Letters and signs alone: no blanks, no marks, nothing invisible."""
    apart = unicodedata.normalize("NFD", comparable(as_received(text)))
    return "".join(
        sign
        for sign in apart
        if sign.isprintable() and not sign.isspace() and not unicodedata.combining(sign)
    )


def kept_or_cut(typed: str, shown: str) -> bool:
    """The rule of a box for a code or a few words: what a person can have typed, not a page of it."""
    return kept(typed, shown) or bare(shown).startswith(bare(as_received(typed)[:LIMIT]))


def kept_visibly(typed: str, shown: str) -> bool:
    """The rule of a box that drops signs that nobody can see or type."""
    return kept(typed, shown) or bare(typed) == bare(shown)


def may_be_dropped(typed: str) -> bool:
    """Whether the guard can have had a reason: a number as long as those of people, or an address."""
    return (
        sum(sign.isdigit() for sign in unicodedata.normalize("NFKC", as_received(typed))) >= DIGITS
        or AT in typed
    )


def says_not_kept(page: str) -> bool:
    """Whether the page says that what was typed has been dropped: the one exception to "everything is kept"."""
    return NOT_KEPT in page


@dataclass
class Siege(Attacker):
    """An attack on one form of the site.

    `before` runs ahead of each input; `secret` names fields that never come back; `fresh` fetches the form anew
    for each input.
    """

    before: Callable[[], None] = lambda: None
    secret: tuple[str, ...] = ()
    fresh: bool = False
    clean: str = ""
    statuses: dict[int, int] = field(default_factory=dict)

    def lay(self, count: int, seed: int) -> str:
        """Fetch the page and attack it; empty, or the first findings in words."""
        return self.with_inputs([*ALWAYS, *bad_inputs(count, seed)])

    def with_inputs(self, inputs: Sequence[str]) -> str:
        """The same with these inputs."""
        answer = self.client.get(self.url)
        assert answer.status_code == 200, f"{self.url}: {answer.status_code}"
        self.clean = answer.content.decode()
        if self.fresh:
            self.reload = lambda: self.client.get(self.url).content.decode()
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
        if may_be_dropped(text) and says_not_kept(page):
            return
        if target.name not in self.secret:
            yield from super()._lost(page, target, text)
        elif (again := form_with(page, target.name)) and again.fields[target.name].value:
            yield "a password comes back"


def browser_of(client: Client) -> Browser:
    """The same visitor, without the notes that Django's test client takes."""
    browser = Browser()
    browser.defaults |= client.defaults
    browser.cookies = client.cookies
    return browser
