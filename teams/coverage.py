"""Who can file unaided, and since when: counted from evidence, with no database in sight.

Evidence is append-only. A record that names another in ``undoes`` takes that one away, as if it had never
been made; an undo cannot itself be undone (whoever changes her mind again makes a new observation). What is
left *stands*. A person is *unaided* as long as an observation or a passed check of hers stands, in whatever
procedure, and counts once. Kinds never merge: each has its own count beside that of the unaided.

A *first* is a person's earliest standing evidence of a kind; it belongs to the month it was made in,
Vietnamese time. Firsts add up over months and places, distinct people would not: so firsts are kept. Having come
to a session is counted the same way, from attendance (``teams.contacts``). Of being unaided and of having come the
first of each year is kept as well, because the people of a year are not those whose first ever fell into it.

Two rows of one person, merged by an officer, count as one: their records are put together under one name first
(``of_persons``), so each kind has the earliest of both for its first, and taking them apart gives back what was.

A person counts for the commune of the team that has her on its books. Where communes merge or a hamlet moves,
a first stays with the commune of its day (``First.place``), and the person goes along (``First.home``): months are
added up by the one, "how many are there today" by the other, and each person is once in either.

Places invented for practice are real
enough to their own team and officers, so their line goes from 0 to 1 like any other; whatever adds communes
up (a province, the country) leaves them out: see ``teams.reports``.
"""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from teams.enums import ABILITIES, IN_YEAR, SHOWS_UNAIDED, FirstKind

COUNTRY_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
LEAST_SHOWN = 5  # persons: a smaller group of a breakdown could be recognised
Group = TypeVar("Group", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)
_IN_YEAR = {kind.value: in_year.value for kind, in_year in IN_YEAR.items()}


@dataclass(frozen=True, slots=True)
class Record:
    """One piece of evidence: whose, where she counted then, of which kind, when; or the undoing of another.

    ``home`` is where she counts today; empty where that is the same.
    """

    id: uuid.UUID
    trainee: uuid.UUID
    place: str
    kind: str
    at: dt.datetime
    undoes: uuid.UUID | None = None
    home: str = ""


class First(NamedTuple):
    """Where in the table of firsts: place of the time, first day of the month, FirstKind, place of today."""

    place: str
    month: dt.date
    kind: str
    home: str


def roots(merged: Mapping[Key, Key]) -> dict[Key, Key]:
    """Row that was merged → the row at the end of its chain, by which the person is counted.

    ``merged`` holds one step for each such row. Raises ValueError for a chain that runs in a circle.
    """
    found: dict[Key, Key] = {}
    for row in merged:
        end, steps = merged[row], 0
        while end in merged:
            end, steps = merged[end], steps + 1
            if steps > len(merged):
                raise ValueError("merged in a circle")
        found[row] = end
    return found


def of_persons(records: Iterable[Record], keepers: Mapping[uuid.UUID, uuid.UUID]) -> list[Record]:
    """``records`` with each person named by the one row that is counted; see ``roots``."""
    return [
        replace(record, trainee=keepers[record.trainee]) if record.trainee in keepers else record
        for record in records
    ]


def standing(records: Iterable[Record]) -> list[Record]:
    """Evidence that nothing has undone, without the undoing records themselves."""
    known = list(records)
    undone = {record.undoes for record in known}
    return [record for record in known if record.undoes is None and record.id not in undone]


def kinds_of(record: Record) -> list[str]:
    """The counts that a standing record takes part in: its own kind, and the unaided where it shows that."""
    return [record.kind, FirstKind.UNAIDED.value] if record.kind in SHOWS_UNAIDED else [record.kind]


def people(records: Iterable[Record]) -> dict[str, set[uuid.UUID]]:
    """Each of ``ABILITIES`` → persons, each once. ``records`` are of evidence."""
    found: dict[str, set[uuid.UUID]] = {kind.value: set() for kind in ABILITIES}
    for record in standing(records):
        for kind in kinds_of(record):
            found[kind].add(record.trainee)
    return found


def month_of(moment: dt.datetime) -> dt.date:
    """The first day of the month in which ``moment`` falls in Viet Nam."""
    return moment.astimezone(COUNTRY_TIME).date().replace(day=1)


def firsts(records: Iterable[Record]) -> Counter[First]:
    """How many persons had their first of each kind, by place and month. The whole table, from nothing."""
    earliest: dict[tuple[uuid.UUID, str, int], Record] = {}
    for record in sorted(standing(records), key=lambda record: (record.at, record.id)):
        for kind in kinds_of(record):
            earliest.setdefault((record.trainee, kind, 0), record)
            if in_year := _IN_YEAR.get(kind):
                earliest.setdefault((record.trainee, in_year, month_of(record.at).year), record)
    return Counter(
        First(first.place, month_of(first.at), kind, first.home or first.place)
        for (_, kind, _year), first in earliest.items()
    )


def difference(before: Counter[Key], after: Counter[Key]) -> dict[Key, int]:
    """What has to be added to ``before`` to have ``after``; keys of both that are equal are left out.

    Tables of firsts add up over persons. So of an act only the persons that it concerns are counted, before and
    after, and this is added to the table of all: it is what makes keeping it quick.
    """
    return {key: after[key] - before[key] for key in before | after if after[key] != before[key]}


def by_group(records: Iterable[Record], groups: Mapping[uuid.UUID, Group]) -> dict[str, Counter[Group]]:
    """FirstKind → group → persons; ``groups`` says to which group (a hamlet) each person belongs."""
    return {kind: Counter(groups[person] for person in found) for kind, found in people(records).items()}


def hide_small(counts: Mapping[Group, int], least: int = LEAST_SHOWN) -> dict[Group, int | None]:
    """``counts`` with None for every group below ``least``.

    Where only one would be hidden, its number could be had by subtracting from the total, so the next
    smallest is hidden as well. Nought is hidden like any small number, for it says as much about a group of
    one; but where all are nought there is nobody to recognise, and nothing is hidden.
    """
    if not any(counts.values()):
        return dict(counts)
    small = [group for group, number in counts.items() if number < least]
    if len(small) == 1 and len(counts) > 1:
        small.append(min((group for group in counts if group not in small), key=lambda group: counts[group]))
    return {group: None if group in small else number for group, number in counts.items()}


def added_up(table: Mapping[First, int]) -> dict[str, int]:
    """Each of ``ABILITIES`` → persons over all places and months of a table of firsts."""
    total: dict[str, int] = defaultdict(int)
    for first, number in table.items():
        total[first.kind] += number
    return {kind.value: total[kind.value] for kind in ABILITIES}
