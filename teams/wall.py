"""What the hall may read of a class: how many are at which step. No name is ever in it, so none can be printed."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from teams.board import Board, Person


@dataclass(frozen=True, slots=True)
class Line:
    """One step and those who are at it, by number."""

    label: str
    numbers: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True)
class Wall:
    """How far the class is. ``asking``: numbers of the raised hands, the longest first."""

    people: int
    lines: tuple[Line, ...]
    asking: tuple[int, ...]
    paused: bool
    shown: str

    @cached_property
    def etag(self) -> str:
        """Changes exactly when something on the wall does."""
        return f'"{hashlib.sha256(repr(self).encode()).hexdigest()[:32]}"'


def of(board: Board) -> Wall:
    """The wall of a board: first those who have not begun, then each step in its order, at last those who are done."""
    people = sorted((one for lane in board.lanes for one in lane.people), key=lambda one: one.number)
    at: dict[tuple[int, str], list[int]] = defaultdict(list)
    for one in people:
        at[_place(one)].append(one.number)
    lines = tuple(Line(label, tuple(at[order, label])) for order, label in sorted(at))
    asking = tuple(one.number for one in board.lanes[0].people if one.asks)
    return Wall(len(people), lines, asking, board.paused, board.shown)


def _place(person: Person) -> tuple[int, str]:
    """Order and name of where somebody is; no card's own words, for a helper beside is nobody's business here."""
    if person.done:
        return 10_000, _("Done")
    if not person.step:
        return 0, _("Not begun yet")
    return person.step, person.step_label
