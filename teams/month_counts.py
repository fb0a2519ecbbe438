"""Fetches the facts of a month for ``teams.monthly``: as many queries for one team as for a province."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from teams import monthly
from teams.ages import band_of
from teams.enums import SHOWS_UNAIDED, AgeBand, Task
from teams.models import Attendance, Book, Checklist, Evidence, Session, Tally, Trainee
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
        held=dict(scope.sessions().values_list("id", scope.group)),
        visits=list(scope.attendances().values_list("session_id", "trainee_id")),
        heads=list(
            Tally.objects.filter(session__in=scope.sessions()).values_list("session_id", "kind", "number")
        ),
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


class _Scope:
    """The rows of one month in some communes."""

    def __init__(
        self,
        month: dt.date,
        communes: list[str],
        teams: list[uuid.UUID] | None,
        window: tuple[dt.datetime, dt.datetime] | None,
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
        rows = self.concerned().values_list("id", "sex", "birth_year", "age_band")
        return {row: About(sex, _is_old(born, band, year)) for row, sex, born, band in rows}

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


def _is_old(birth_year: int | None, band: str, year: int) -> bool | None:
    if birth_year:
        return band_of(birth_year, year) is AgeBand.OLD
    return band == AgeBand.OLD if band else None
