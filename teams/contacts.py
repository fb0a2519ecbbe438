"""Who came, month by month, counted so that it adds up: pure. The table is kept by ``teams.summaries``.

A *contact* is one person at one session. In a month a person counts once among the people of a commune, and once in a
year among those of its year: the month of her first session of that year. So a column of months adds up to the year
so far, and communes add up to a province.

Who she is (a woman, 60 or older) is a group: lines of the table, not columns, because a correction moves her from one
line to another. She is *helped* in a month unless she could file alone before it ended.

A line stands under the commune of the team on the day of the session (``place``) and under that of today (``home``).
They differ where communes merged; a person whom two teams of one commune of today met counts once there, in the
place of her first session of the month.
"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from teams.ages import is_old
from teams.coverage import Record, month_of
from teams.enums import FirstKind

OLD, YOUNGER = "old", "younger"  # sixty and older; where neither year nor band is known, neither


class Count(StrEnum):
    """The columns of a line; each adds up over lines."""

    CONTACTS = "contacts"
    PEOPLE = "people"
    HELPED = "helped"
    OF_YEAR = "of_year"


class Line(NamedTuple):
    """The key of a line: team's commune then and today, first day of the month, group."""

    place: str
    home: str
    month: dt.date
    sex: str
    age: str


@dataclass(frozen=True, slots=True)
class Visit:
    """An attendance that stands, at a session that was opened. ``at`` is when the session began.

    ``place`` and ``home`` are the team's communes, of the day and of today; ``lived`` and ``lives`` the person's.
    """

    id: uuid.UUID
    session: Hashable
    person: uuid.UUID
    at: dt.datetime
    place: str
    home: str
    lived: str
    lives: str

    def record(self) -> Record:
        """As ``teams.coverage`` counts firsts: she came."""
        return Record(self.id, self.person, self.lived, FirstKind.CAME.value, self.at, home=self.lives)


@dataclass(frozen=True, slots=True)
class Details:
    """What one row of a person says of her group."""

    sex: str = ""
    birth_year: int | None = None
    band: str = ""


def of_persons(visits: Iterable[Visit], keepers: Mapping[uuid.UUID, uuid.UUID]) -> list[Visit]:
    """``visits`` with each person named by the one row that is counted; see ``coverage.roots``."""
    return [
        replace(visit, person=keepers[visit.person]) if visit.person in keepers else visit for visit in visits
    ]


def group_of(rows: Sequence[Details], year: int) -> tuple[str, str]:
    """Sex and age of a person in ``year`` from her rows, the kept one first: the first that knows says it."""
    ages = [is_old(row.birth_year, row.band, year) for row in rows]
    age = next((known for known in ages if known is not None), None)
    sex = next((row.sex for row in rows if row.sex), "")
    return sex, "" if age is None else OLD if age else YOUNGER


def count(
    visits: Iterable[Visit],
    about: Mapping[uuid.UUID, Sequence[Details]],
    alone: Mapping[uuid.UUID, dt.datetime],
) -> Counter[tuple[Line, Count]]:
    """The whole table, from nothing. ``alone``: person → when she was first seen or checked to file alone.

    Units are a person and a commune of today: what one person did in one commune changes nothing for any other.
    """
    table: Counter[tuple[Line, Count]] = Counter()
    seen: set[Hashable] = set()
    for visit in sorted(visits, key=lambda one: (one.at, one.id)):
        if (visit.session, visit.person) in seen:
            continue  # two rows of one person, both noted
        month = month_of(visit.at)
        line = Line(visit.place, visit.home, month, *group_of(about[visit.person], month.year))
        table[line, Count.CONTACTS] += 1
        unit = (visit.person, visit.home)
        if (unit, month) not in seen:
            table[line, Count.PEOPLE] += 1
            able = alone.get(visit.person)
            table[line, Count.HELPED] += able is None or month_of(able) > month
        if (unit, month.year) not in seen:
            table[line, Count.OF_YEAR] += 1
        seen |= {(visit.session, visit.person), (unit, month), (unit, month.year)}
    return +table


def alone_since(records: Iterable[Record]) -> dict[uuid.UUID, dt.datetime]:
    """Person → her earliest evidence; ``records`` are those that stand and show that she can file alone."""
    found: dict[uuid.UUID, dt.datetime] = {}
    for record in records:
        found[record.trainee] = min(found.get(record.trainee, record.at), record.at)
    return found
