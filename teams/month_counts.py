"""Fetches the facts of a month for ``teams.monthly``: as many queries for one team as for a province.

For teams and the commune around them the people are counted from attendance, of one commune and one year at most. A
province reads no attendance: who came is kept for each commune and month (``teams.summaries``), and equal to it.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet, Sum

from teams import monthly
from teams.ages import is_old
from teams.contacts import OLD, Count
from teams.enums import SHOWS_UNAIDED, Sex, Task
from teams.models import Attendance, Book, Checklist, ContactMonth, Evidence, Session, Tally, Trainee
from teams.monthly import About, Facts, Figure, Group, Row

_SEEN = {Task.SIGN_IN: Figure.SIGNED_IN, Task.TRACK: Figure.TRACKED, Task.PAY: Figure.PAID}


def facts_of(
    month: dt.date,
    communes: Collection[str],
    *,
    teams: Collection[uuid.UUID] | None = None,
    window: tuple[dt.datetime, dt.datetime] | None = None,
) -> Facts:
    """What happened in ``month`` (its first day) in these communes, each person under one row.

    Groups are the ``teams``; where none are given, the communes. ``window``: only this part of the month.
    """
    scope = _Scope(month, list(communes), None if teams is None else list(teams), window)
    facts = Facts(
        held=scope.held(),
        visits=list(scope.attendances().values_list("session_id", "trainee_id")),
        heads=scope.heads(),
        deeds=scope.deeds(),
        year=set(
            scope.attendances(month.replace(month=1))
            .values_list(f"session__{scope.group}", "trainee_id")
            .distinct()
        ),
        alone=set(scope.alone()),
        about=scope.about(),
    )
    return monthly.of_persons(facts, Trainee.objects.keepers(scope.communes))


def without_people(month: dt.date, communes: Collection[str]) -> Facts:
    """Sessions, heads without a name and what was seen, by commune: everything that ``people_of`` does not know."""
    scope = _Scope(month, list(communes), None)
    facts = Facts(held=scope.held(), heads=scope.heads(), deeds=scope.deeds())
    return monthly.of_persons(facts, Trainee.objects.keepers(scope.communes))


def people_of(month: dt.date, communes: Collection[str]) -> dict[str, dict[Figure, int | None]]:
    """Commune → the figures of whoever came in ``month`` by name, from the summary. One query."""
    so_far = Q(month__gte=month.replace(month=1), month__lte=month, home__in=list(communes))
    of_month = {
        one.value: Sum(one.value, filter=Q(month=month), default=0)
        for one in Count
        if one is not Count.OF_YEAR
    }
    kept = ContactMonth.objects.filter(so_far).order_by().values("home", "sex", "age")
    lines: dict[str, list[dict[str, Any]]] = {code: [] for code in communes}
    for line in kept.annotate(**of_month, of_year=Sum(Count.OF_YEAR.value)):
        lines[line["home"]].append(dict(line))
    return {code: _people(found) for code, found in lines.items()}


def _people(lines: Collection[Mapping[str, Any]]) -> dict[Figure, int | None]:
    def sum_of(column: Count, chosen: Iterable[Mapping[str, Any]] = lines) -> int:
        return sum(line[column.value] for line in chosen)

    people = sum_of(Count.PEOPLE)
    knows_sex = sum_of(Count.PEOPLE, [line for line in lines if line["sex"]])
    knows_age = sum_of(Count.PEOPLE, [line for line in lines if line["age"]])
    women = sum_of(Count.PEOPLE, [line for line in lines if line["sex"] == Sex.WOMAN])
    old = sum_of(Count.PEOPLE, [line for line in lines if line["age"] == OLD])
    return {
        Figure.CONTACTS: sum_of(Count.CONTACTS),
        Figure.PEOPLE: people,
        Figure.WOMEN: women if knows_sex or not people else None,
        Figure.OLD: old if knows_age or not people else None,
        Figure.HELPED: sum_of(Count.HELPED),
        Figure.YEAR: sum_of(Count.OF_YEAR),
    }


class _Scope:
    """The rows of one month in some communes."""

    def __init__(
        self,
        month: dt.date,
        communes: list[str],
        teams: list[uuid.UUID] | None,
        window: tuple[dt.datetime, dt.datetime] | None = None,
    ) -> None:
        self.month, self.communes, self.teams = month, communes, teams
        self.end = monthly.begins(monthly.following(month))
        self.since, self.until = window or (monthly.begins(month), self.end)
        self.group = "team__commune_id" if teams is None else "team_id"

    def sessions(self, since: dt.date | None = None) -> QuerySet[Session]:
        """Those that were opened, from the month's first day or an earlier one."""
        begin = self.since if since is None else monthly.begins(since)
        held = Session.objects.filter(opened_at__isnull=False, starts_at__gte=begin, starts_at__lt=self.until)
        if self.teams is None:
            return held.filter(team__commune__in=self.communes)
        return held.filter(team__in=self.teams)

    def held(self) -> dict[Hashable, Group]:
        return dict(self.sessions().values_list("id", self.group))

    def heads(self) -> list[tuple[Hashable, str, int]]:
        tallies = Tally.objects.filter(session__in=self.sessions())
        return list(tallies.values_list("session_id", "kind", "number"))

    def attendances(self, since: dt.date | None = None) -> QuerySet[Attendance]:
        return Attendance.objects.standing().filter(session__in=self.sessions(since))

    def concerned(self) -> QuerySet[Trainee]:
        """Whoever came, and every row that was merged into another or has another's: few, and enough."""
        here = Trainee.objects.filter(commune__in=self.communes)
        merged = here.filter(merged_into__isnull=False)
        came = Q(id__in=self.attendances().values("trainee"))
        return Trainee.objects.filter(
            came | Q(id__in=merged.values("id")) | Q(id__in=merged.values("merged_into"))
        )

    def about(self) -> dict[Row, About]:
        year = self.month.year
        known = self.concerned().order_by("created_at", "id")
        rows = known.values_list("id", "sex", "birth_year", "age_band")
        return {row: About(sex, is_old(born, band, year)) for row, sex, born, band in rows}

    def alone(self) -> QuerySet[Evidence, uuid.UUID]:
        shown = Evidence.objects.standing().filter(kind__in=SHOWS_UNAIDED, at__lt=self.end)
        return shown.filter(trainee__in=self.concerned().values("id")).values_list("trainee_id", flat=True)

    def deeds(self) -> list[tuple[Group, Row, Figure]]:
        """What was seen in the month. Evidence of a session is its team's; any other, of whose book she is on."""
        in_month = {"at__gte": self.since, "at__lt": self.until, "trainee__commune__in": self.communes}
        seen: list[tuple[Group | None, str, Row, Figure]] = []
        evidence = Evidence.objects.standing().filter(kind__in=SHOWS_UNAIDED, **in_month)
        rows = evidence.values_list("session__team_id", "trainee__commune_id", "trainee_id")
        for team, commune, row in rows:
            seen += [(team, commune, row, Figure.FILED), (team, commune, row, Figure.SIGNED_IN)]
        checklists = Checklist.objects.standing().filter(**in_month)
        for commune, row, tasks in checklists.values_list("trainee__commune_id", "trainee_id", "tasks"):
            seen += [(None, commune, row, figure) for task, figure in _SEEN.items() if task.value in tasks]
        if self.teams is None:
            return [(commune, row, figure) for _team, commune, row, figure in seen]
        return self._of_teams(seen, self.teams)

    def _of_teams(
        self, seen: Iterable[tuple[Group | None, str, Row, Figure]], teams: list[uuid.UUID]
    ) -> list[tuple[Group, Row, Figure]]:
        books: dict[Row, list[Group]] = defaultdict(list)
        for row, team in Book.objects.filter(team__in=teams).values_list("trainee_id", "team_id"):
            books[row].append(team)
        return [
            (group, row, figure)
            for team, _commune, row, figure in seen
            for group in ([team] if team is not None else books[row])
            if group in teams
        ]
