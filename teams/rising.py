"""How many could do it alone at the end of each of twelve months: a line that rises in steps, and its table. Pure."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teams.monthly import previous

MONTHS = 12
HEIGHT = 100  # of the drawing, in its own units; a month is one unit wide


@dataclass(frozen=True)
class Step:
    """A month: persons who had their first then, and everybody up to its end."""

    month: dt.date
    new: int
    whole: int


def steps(firsts: Mapping[dt.date, int], until: dt.date) -> list[Step]:
    """The last MONTHS months up to the one of ``until``. ``firsts``: first day of a month → persons; of any year."""
    months = [until.replace(day=1)]
    while len(months) < MONTHS:
        months.append(previous(months[-1]))
    months.reverse()
    whole = sum(number for month, number in firsts.items() if month < months[0])
    found = []
    for month in months:
        new = firsts.get(month, 0)
        whole += new
        found.append(Step(month, new, whole))
    return found


def outline(found: Sequence[Step]) -> str:
    """The line as the ``d`` of an SVG path, from the left below to the right; nought lies on the ground."""
    most = max((step.whole for step in found), default=0) or 1
    heights = [HEIGHT - round(step.whole * HEIGHT / most) for step in found]
    return " ".join([f"M0 {heights[0]}", *(f"V{y} H{x}" for x, y in enumerate(heights, start=1))])
