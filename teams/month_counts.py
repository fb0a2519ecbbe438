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
from teams.models import (
    Attendance,
    Book,
    Checklist,
    ContactMonth,
    Evidence,
    EvidenceQuerySet,
    Session,
    Tally,
    Trainee,
)
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
    keepers = Trainee.objects.keepers(scope.communes)
    visits = list(scope.attendances().values_list("session_id", "trainee_id"))
    # whoever came, and every row that was merged into another or has another's: few, and enough
    rows = {row for _session, row in visits} | keepers.keys() | set(keepers.values())
    facts = Facts(
        held=scope.held(),
        visits=visits,
        heads=scope.heads(),
        deeds=scope.deeds(),
        year=set(
            scope.attendances(month.replace(month=1))
            .values_list(f"session__{scope.group}", "trainee_id")
            .distinct()
        ),
        alone=set(scope.alone(rows)),
        about=scope.about(rows),
    )
    return monthly.of_persons(facts, keepers)


def without_people(month: dt.date, communes: Collection[str]) -> Facts:
    """Sessions and heads without a name, by commune: everything that ``people_of`` does not know."""
    scope = _Scope(month, list(communes), None)
    return Facts(held=scope.held(), heads=scope.heads())


def people_of(month: dt.date, communes: Collection[str]) -> dict[str, dict[Figure, int | None]]:
    """Commune → the figures of people: who came in ``month``, from the summary, and who was seen to do what alone."""
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
    seen = _seen(_Scope(month, list(communes), None))
    return {
        code: _people(found) | {figure: len(seen[figure][code]) for figure in monthly.DEEDS}
        for code, found in lines.items()
    }


def _seen(scope: "_Scope") -> dict[Figure, dict[str, set[Row]]]:
    """What ``_Scope.deeds`` says, for many people at once: column → commune → persons."""
    keepers = Trainee.objects.keepers(scope.communes)
    found: dict[Figure, dict[str, set[Row]]] = {figure: defaultdict(set) for figure in monthly.DEEDS}
    filed = found[Figure.FILED]
    for commune, row in scope.evidence().values_list("trainee__commune_id", "trainee_id"):
        filed[commune].add(keepers.get(row, row))
    for commune, rows in filed.items():
        found[Figure.SIGNED_IN][commune] = set(rows)
    for commune, row, tasks in scope.checklists():
        for task, figure in _SEEN.items():
            if task.value in tasks:
                found[figure][commune].add(keepers.get(row, row))
    return found


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

    def about(self, rows: Collection[uuid.UUID]) -> dict[Row, About]:
        year = self.month.year
        known = Trainee.objects.filter(id__in=rows).order_by("created_at", "id")
        said = known.values_list("id", "sex", "birth_year", "age_band")
        return {row: About(sex, is_old(born, band, year)) for row, sex, born, band in said}

    def alone(self, rows: Collection[uuid.UUID]) -> QuerySet[Evidence, uuid.UUID]:
        shown = Evidence.objects.standing().filter(kind__in=SHOWS_UNAIDED, at__lt=self.end)
        return shown.filter(trainee__in=rows).values_list("trainee_id", flat=True)

    def evidence(self) -> EvidenceQuerySet:
        """Of the month, that shows that somebody can file alone."""
        return Evidence.objects.standing().filter(kind__in=SHOWS_UNAIDED, **self._in_month)

    def checklists(self) -> list[tuple[str, uuid.UUID, list[str]]]:
        """Of the month: commune, person, tasks."""
        seen = Checklist.objects.standing().filter(**self._in_month)
        return list(seen.values_list("trainee__commune_id", "trainee_id", "tasks"))

    @property
    def _in_month(self) -> dict[str, Any]:
        return {"at__gte": self.since, "at__lt": self.until, "trainee__commune__in": self.communes}

    def deeds(self) -> list[tuple[Group, Row, Figure]]:
        """What was seen in the month. Evidence of a session is its team's; any other, of whose book she is on."""
        seen: list[tuple[Group | None, str, Row, Figure]] = []
        rows = self.evidence().values_list("session__team_id", "trainee__commune_id", "trainee_id")
        for team, commune, row in rows:
            seen += [(team, commune, row, Figure.FILED), (team, commune, row, Figure.SIGNED_IN)]
        for commune, row, tasks in self.checklists():
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
