"""The parts of the live board that change, as markup, and their ETag.

Every telephone of the team asks for them every few seconds, and in a class at work nearly every answer is a new one. A
card is therefore drawn once for each shape that cards have (which chip, which buttons), and what differs from person
to person is put in each time. Nothing of a person is kept.
"""

import hashlib
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from teams.board import Board, Person
from teams.models import Session

NOBODY = uuid.UUID(int=0)
# Where a value of a person stands in the drawn card: letters for private use, which no template of ours has.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")
_VALUES: dict[str, Callable[[Person], str]] = {
    "number": lambda person: str(person.number),
    "name": lambda person: escape(person.name),
    "id": lambda person: str(person.id),
    "step": lambda person: str(person.step),
    "steps": lambda person: str(person.steps),
    "label": lambda person: escape(person.label),
    "last": lambda person: escape(person.last),
    "meta": lambda person: escape(person.meta),
    "mistakes_text": lambda person: escape(person.mistakes_text),
    "chip": lambda person: escape(person.chip.text) if person.chip else "",
}
_ADDRESSES = ("meet", "undo", "nudges")


@dataclass(frozen=True)
class Live:
    """The three parts. ``etag`` is that of ``html``, so it changes exactly when what is read changes."""

    figures: SafeString
    lanes: SafeString
    whole_class: SafeString

    @property
    def html(self) -> str:
        """All of them, as the fragment has them."""
        return f"{self.figures}\n{self.lanes}\n{self.whole_class}"

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.html.encode()).hexdigest()[:32]}"'


class _Shape(NamedTuple):
    """All that a card's markup depends on but the values of the person."""

    chip: tuple[str, str] | None  # kind and icon
    has_step: bool
    has_last: bool
    asks: bool
    done: bool
    nudged: bool
    confirmed: bool
    need: bool
    may_run: bool
    open: bool


class _Drawn(NamedTuple):
    """A card of one shape. ``pieces``: markup, name of a value, markup, … markup; ``values``: which of _VALUES."""

    pieces: tuple[str, ...]
    values: frozenset[str]


def of(board: Board, session: Session, *, may_run: bool) -> Live:
    """The parts of ``board`` as somebody sees them who may run the session, or may only look."""
    context = {"board": board, "session": session, "may_run": may_run}
    return Live(
        figures=render_to_string("teams/parts/figures.html", context),
        lanes=_lanes(board, session, may_run),
        whole_class=render_to_string("teams/parts/whole_class.html", context),
    )


def _lanes(board: Board, session: Session, may_run: bool) -> SafeString:
    language, addresses = get_language() or "", _addresses(session.id)
    lanes = [
        {
            "id": lane.id,
            "title": lane.title,
            "need": lane.need,
            "count": len(lane.people),
            "cards": mark_safe(  # noqa: S308 - put together from a template's output and escaped values
                "".join(
                    _filled(
                        _drawn(_shape(person, lane.need, may_run, session.is_open), language),
                        person,
                        addresses,
                    )
                    for person in lane.people
                )
            ),
        }
        for lane in board.lanes
    ]
    context = {"lanes": lanes, "is_empty": board.is_empty, "open": session.is_open, "code": session.code}
    return render_to_string("teams/parts/lanes.html", context)


def _addresses(session_id: uuid.UUID) -> dict[str, str]:
    """Addresses on the cards; one for forty cards, because reversing costs more than the rest of a card."""
    nudge = reverse("teams:nudge", args=[session_id, NOBODY])
    return {
        "meet": reverse("teams:meet", args=[session_id]),
        "undo": reverse("teams:undo", args=[session_id]),
        "nudges": nudge.removesuffix(f"{NOBODY}/"),
    }


def _shape(person: Person, need: bool, may_run: bool, is_open: bool) -> _Shape:
    chip = person.chip
    return _Shape(
        chip=(chip.kind, chip.icon) if chip else None,
        has_step=bool(person.step),
        has_last=bool(person.last),
        asks=person.asks,
        done=person.done,
        nudged=person.nudged,
        confirmed=person.confirmed,
        need=need,
        may_run=may_run,
        open=is_open,
    )


def _filled(drawn: _Drawn, person: Person, addresses: Mapping[str, str]) -> str:
    """The card of ``person``; her values are escaped."""
    values = {name: _VALUES[name](person) for name in drawn.values}
    values.update(addresses)
    pieces = list(drawn.pieces)
    pieces[1::2] = [values[name] for name in drawn.pieces[1::2]]
    return "".join(pieces)


@lru_cache(maxsize=1000)
def _drawn(shape: _Shape, language: str) -> _Drawn:
    """The card of this shape, with marks where values stand."""
    person: dict[str, Any] = {name: _mark(name) for name in _VALUES}
    person["step"] = _mark("step") if shape.has_step else 0
    person["last"] = _mark("last") if shape.has_last else ""
    person["chip"] = (
        {"kind": shape.chip[0], "icon": shape.chip[1], "text": _mark("chip")} if shape.chip else None
    )
    for name in ("asks", "done", "nudged", "confirmed"):
        person[name] = getattr(shape, name)
    context: dict[str, Any] = {name: _mark(name) for name in _ADDRESSES}
    context |= {"need": shape.need, "may_run": shape.may_run, "open": shape.open, "person": person}
    pieces = _MARK.split(render_to_string("teams/parts/person.html", context))
    return _Drawn(tuple(pieces), frozenset(pieces[1::2]).difference(_ADDRESSES))


def _mark(name: str) -> str:
    return f"{_OPEN}{name}{_CLOSE}"
