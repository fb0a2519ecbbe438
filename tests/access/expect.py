"""What may come out of an address, and how one line of the table says who gets what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from tests.people import COMMUNE, Who

DOOR = "/tai-khoan/vao/"
EDITOR = "/quan-tri/"


class Outcome(StrEnum):
    """The class of an answer."""

    OPEN = "open"  # the page, or a redirect onwards; a form that was not filled in right is open too
    LOGIN = "to the door"
    FORBIDDEN = "forbidden"
    MISSING = "not found"
    METHOD = "no such method"
    TURNED_AWAY = "back to the editor's first page"  # Wagtail's way of saying no
    GONE = "gone"
    BROKEN = "broken"


class Answer(Protocol):
    """What `outcome_of` reads of a response."""

    status_code: int

    @property
    def headers(self) -> Mapping[str, str]: ...


BY_STATUS = {
    403: Outcome.FORBIDDEN,
    404: Outcome.MISSING,
    405: Outcome.METHOD,
    410: Outcome.GONE,
}


def outcome_of(response: Answer, path: str) -> Outcome:
    """The class of a response to a request for ``path``."""
    status = response.status_code
    if status >= 500:
        return Outcome.BROKEN
    if status in (301, 302, 303, 307, 308):
        return _whither(response.headers["Location"], path)
    return BY_STATUS.get(status, Outcome.OPEN)


def _whither(location: str, path: str) -> Outcome:
    target = urlsplit(location).path
    if target == DOOR:
        return Outcome.LOGIN
    refused = target == EDITOR and path.startswith(EDITOR) and path != EDITOR
    return Outcome.TURNED_AWAY if refused else Outcome.OPEN


Outcomes = frozenset[Outcome]
Cells = dict[Who, Outcomes]
OPEN, LOGIN, FORBIDDEN, MISSING, METHOD = (
    frozenset({one})
    for one in (Outcome.OPEN, Outcome.LOGIN, Outcome.FORBIDDEN, Outcome.MISSING, Outcome.METHOD)
)
REFUSED = LOGIN | FORBIDDEN | MISSING | METHOD | {Outcome.TURNED_AWAY}
LET_IN = OPEN | MISSING | METHOD | {Outcome.TURNED_AWAY, Outcome.FORBIDDEN}
WITHOUT_ACCOUNT = (Who.ANONYMOUS, Who.LEARNER)
OFFICES = (*COMMUNE, Who.PROVINCE_OFFICER)


def everybody(outcomes: Outcomes) -> Cells:
    """The same for all eight."""
    return dict.fromkeys(Who, outcomes)


def closed() -> dict[Who, Outcomes]:
    """Nobody: strangers are shown the door, everybody else a refusal."""
    return {who: LOGIN if who in WITHOUT_ACCOUNT else FORBIDDEN for who in Who}


def only(outcomes: Outcomes, *allowed: Who) -> dict[Who, Outcomes]:
    """``outcomes`` for those named; the others as in `closed`."""
    return closed() | dict.fromkeys(allowed, outcomes)


@dataclass(frozen=True)
class Entry:
    """One address: who gets what of it.

    `route` as the resolver writes it. `things`: parameter → what fills it, see `tests.access.things`. `path`: the
    address to ask for, where the route is a regular expression. `query` is sent with it. `write` holds for POST;
    PUT and DELETE get no more than that and never succeed on pages of ours. `scoped`: another's thing has to look
    exactly like one that does not exist.
    """

    route: str
    read: Cells
    write: Cells
    things: Mapping[str, str] = field(default_factory=dict)
    path: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    scoped: bool = False
    library: bool = False

    def expected(self, who: Who, method: str) -> Outcomes:
        """The outcomes that this column may meet."""
        if method in ("GET", "HEAD"):
            return self.read[who]
        if method == "POST":
            return self.write[who]
        return (self.write[who] if self.library else self.write[who] - OPEN) | METHOD


STAFF = tuple(who for who in Who if who not in WITHOUT_ACCOUNT)
HERS: Cells = everybody(MISSING) | {Who.LEARNER: OPEN}
"""A learner's own practice: nobody else, in whatever office, is told that it exists."""
NOTHING: Cells = everybody(METHOD)
