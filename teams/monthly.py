"""The monthly table of a commune (teams/README.md): counted from facts, with no database in sight.

A *contact* is one person at one session, by name, or one head whom nobody wrote down. A person counts once in a
line however often she came, under whichever of her merged rows, and once in the total of several lines: so a total
may be smaller than the sum of its lines. What nobody has counted is None and never 0.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from teams.enums import Sex, TallyKind

COUNTRY_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
OLD_FROM = 60  # years: "người cao tuổi" (Luật Người cao tuổi 39/2009/QH12, Điều 2)
Group = Hashable  # a team, or a commune
Row = Hashable  # of a person on the books


class Figure(StrEnum):
    """The columns that are counted, in their order."""

    SESSIONS = "sessions"
    CONTACTS = "contacts"
    UNNAMED = "unnamed"
    PEOPLE = "people"
    WOMEN = "women"
    OLD = "old"
    DISABLED = "disabled"
    POOR = "poor"
    MINORITY = "minority"
    VNEID = "vneid"
    SIGNED_IN = "signed_in"
    FILED = "filed"
    TRACKED = "tracked"
    PAID = "paid"
    HELPED = "helped"
    YEAR = "year"


Numbers = Mapping[Figure, int | None]
DEEDS = (Figure.SIGNED_IN, Figure.FILED, Figure.TRACKED, Figure.PAID)
GROUPS = {
    Figure.DISABLED: TallyKind.DISABLED,
    Figure.POOR: TallyKind.POOR,
    Figure.MINORITY: TallyKind.MINORITY,
}
_HEADS = (TallyKind.WOMEN, TallyKind.MEN)


@dataclass(frozen=True, slots=True)
class About:
    """What the books say of a person; None is not known."""

    sex: str = ""
    is_old: bool | None = None

    def or_else(self, other: "About") -> "About":
        """This, and what only ``other`` knows."""
        return About(self.sex or other.sex, other.is_old if self.is_old is None else self.is_old)


@dataclass(frozen=True)
class Facts:
    """What happened in one month. Only sessions that were opened are in ``held``; rows may be merged ones."""

    held: Mapping[Hashable, Group] = field(default_factory=dict)  # session → whose
    visits: Sequence[tuple[Hashable, Row]] = ()  # (session, person) of a standing attendance
    heads: Sequence[tuple[Hashable, str, int]] = ()  # (session, TallyKind, number)
    deeds: Sequence[tuple[Group, Row, Figure]] = ()  # who was seen to do what alone
    year: Collection[tuple[Group, Row]] = ()  # who came since January
    alone: Collection[Row] = ()  # who could file alone by the end of the month
    about: Mapping[Row, About] = field(default_factory=dict)


def of_persons(facts: Facts, keepers: Mapping[Any, Row]) -> Facts:
    """``facts`` with each person named by the one row that speaks for her; it knows what any of her rows knows."""

    def keeper(row: Row) -> Row:
        return keepers.get(row, row)

    about: dict[Row, About] = {}
    for row in sorted(facts.about, key=lambda one: one in keepers):  # the kept rows first
        about[keeper(row)] = about.get(keeper(row), About()).or_else(facts.about[row])
    return replace(
        facts,
        visits=[(session, keeper(row)) for session, row in facts.visits],
        deeds=[(group, keeper(row), figure) for group, row, figure in facts.deeds],
        year={(group, keeper(row)) for group, row in facts.year},
        alone={keeper(row) for row in facts.alone},
        about=about,
    )


def split(facts: Facts, groups: Collection[Group]) -> dict[Group, Facts]:
    """The facts of each of ``groups`` by itself."""
    held: dict[Group, dict[Hashable, Group]] = defaultdict(dict)
    visits: dict[Group, list[tuple[Hashable, Row]]] = defaultdict(list)
    heads: dict[Group, list[tuple[Hashable, str, int]]] = defaultdict(list)
    deeds: dict[Group, list[tuple[Group, Row, Figure]]] = defaultdict(list)
    year: dict[Group, list[tuple[Group, Row]]] = defaultdict(list)
    for session, group in facts.held.items():
        held[group][session] = group
    for visit in facts.visits:
        if visit[0] in facts.held:
            visits[facts.held[visit[0]]].append(visit)
    for tally in facts.heads:
        if tally[0] in facts.held:
            heads[facts.held[tally[0]]].append(tally)
    for deed in facts.deeds:
        deeds[deed[0]].append(deed)
    for line in facts.year:
        year[line[0]].append(line)
    return {
        one: Facts(held[one], visits[one], heads[one], deeds[one], year[one], facts.alone, facts.about)
        for one in groups
    }


def regrouped(facts: Facts, names: Mapping[Any, Group]) -> Facts:
    """``facts`` with each group under its new name; what belongs to a group without one is left out."""
    return replace(
        facts,
        held={session: names[group] for session, group in facts.held.items() if group in names},
        deeds=[(names[group], row, figure) for group, row, figure in facts.deeds if group in names],
        year={(names[group], row) for group, row in facts.year if group in names},
    )


def together(parts: Collection[Facts]) -> Facts:
    """The facts of several stretches of one month as one."""
    return Facts(
        held={session: group for part in parts for session, group in part.held.items()},
        visits=[visit for part in parts for visit in part.visits],
        heads=[tally for part in parts for tally in part.heads],
        deeds=[deed for part in parts for deed in part.deeds],
        year={line for part in parts for line in part.year},
        alone={row for part in parts for row in part.alone},
        about={row: what for part in parts for row, what in part.about.items()},
    )


def count(facts: Facts) -> dict[Figure, int | None]:
    """One line of the table, or the total of all groups in ``facts``. Rows as `of_persons` gives them."""
    visits = {visit for visit in facts.visits if visit[0] in facts.held}
    heads = [tally for tally in facts.heads if tally[0] in facts.held]
    people = {person for _session, person in visits}
    unnamed = sum(number for _session, kind, number in heads if kind in _HEADS)
    return {
        Figure.SESSIONS: len(facts.held),
        Figure.CONTACTS: len(visits) + unnamed,
        Figure.UNNAMED: unnamed,
        Figure.PEOPLE: len(people),
        Figure.WOMEN: _known([_is_woman(facts, person) for person in people]),
        Figure.OLD: _known([facts.about.get(person, About()).is_old for person in people]),
        **{figure: _tallied(heads, kind) for figure, kind in GROUPS.items()},
        Figure.VNEID: None,  # nobody here can know it: VNeID belongs to the police
        **{figure: len({row for _group, row, done in facts.deeds if done is figure}) for figure in DEEDS},
        Figure.HELPED: len(people - set(facts.alone)),
        Figure.YEAR: len({row for _group, row in facts.year}),
    }


def with_people(
    counted: Mapping[Figure, int | None], people: Mapping[Figure, int | None]
) -> dict[Figure, int | None]:
    """A line counted without visits, and what is known of its people by name: one line."""
    contacts = (people[Figure.CONTACTS] or 0) + (counted[Figure.UNNAMED] or 0)
    return {**counted, **people, Figure.CONTACTS: contacts}


def _is_woman(facts: Facts, person: Row) -> bool | None:
    sex = facts.about.get(person, About()).sex
    return sex == Sex.WOMAN if sex else None


def _known(answers: Collection[bool | None]) -> int | None:
    """How many yes; None where there is somebody but nothing is known of anybody."""
    if answers and all(answer is None for answer in answers):
        return None
    return sum(1 for answer in answers if answer)


def _tallied(heads: Collection[tuple[Hashable, str, int]], kind: str) -> int | None:
    numbers = [number for _session, what, number in heads if what == kind]
    return sum(numbers) if numbers else None


# --- Months ------------------------------------------------------------------------------------------------------
def read_month(typed: str, today: dt.date) -> dt.date | None:
    """The first day of "2026-11"; None for anything else, for months to come and before 2020."""
    year, dash, month = typed.partition("-")
    if not (
        dash and len(year) == 4 and len(month) == 2 and (year + month).isascii() and (year + month).isdigit()
    ):
        return None
    if not (2020 <= int(year) <= 2100 and 1 <= int(month) <= 12):
        return None
    first = dt.date(int(year), int(month), 1)
    return first if first <= today else None


def following(month: dt.date) -> dt.date:
    """The first day of the next month."""
    return dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)


def previous(month: dt.date) -> dt.date:
    """The first day of the month before."""
    return (month - dt.timedelta(days=1)).replace(day=1)


def begins(day: dt.date) -> dt.datetime:
    """Midnight in Viet Nam, with which ``day`` begins."""
    return dt.datetime.combine(day, dt.time(), COUNTRY_TIME)


# --- Closing -----------------------------------------------------------------------------------------------------
class ClosingState(StrEnum):
    """How a team stands with its report of a month."""

    ON_TIME = "on-time"
    LATE = "late"
    WAITING = "waiting"  # not closed, and not due yet
    MISSING = "missing"  # not closed, and due


def due_on(month: dt.date, due_day: int) -> dt.date:
    """The last day on which the report of ``month`` is in time: a day (1 to 28) of the next month."""
    return following(month).replace(day=due_day)


def state_of(
    month: dt.date, first_closed: dt.date | None, today: dt.date, due_day: int, *, is_closed: bool
) -> ClosingState:
    """``first_closed``: the day when it was closed first; ``is_closed``: whether it is closed now."""
    due = due_on(month, due_day)
    if is_closed and first_closed is not None:
        return ClosingState.ON_TIME if first_closed <= due else ClosingState.LATE
    return ClosingState.MISSING if today > due else ClosingState.WAITING


def changed_since(
    then: Mapping[str, int | None], now: Numbers
) -> list[tuple[Figure, int | None, int | None]]:
    """Figures that are other than when the month was closed: (figure, then, now). New columns say nothing."""
    return [
        (figure, then[figure.value], number)
        for figure, number in now.items()
        if figure.value in then and then[figure.value] != number
    ]
