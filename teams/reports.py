"""Figures for pages: of a commune, of a team, and one line per commune of a province. No names, ever.

A commune's figures count the people on the books of its own teams. Places invented for practice have figures
of their own like any other (the demo's team works in one), but what adds communes up leaves them out, so
nothing invented ever reaches a province's or the country's total.

Inside a commune every number shows. To a province a group of fewer than five persons shows none.

No page of a whole place reads a row of attendance: who came, and how often, is in the summaries (teams.summaries).
Distinct people that do not add up are counted for one commune at most (its hamlets, from the rows of its people), or
by night (teams.shared_phones). A team's own page reads the attendance of its own sessions.
"""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils import timezone

from places.models import Commune, Hamlet, Province
from places.service import adults_on, hamlets_of
from teams import coverage
from teams.enums import ABILITIES, FirstKind
from teams.models import Attendance, ContactMonth, CoverageMonth, Evidence, Participant, Team, Trainee

REACHED = "reached"  # beside the kinds of teams.enums.FirstKind: on the books at all
VISITS = "visits"  # a person at a session, as often as she came
COLUMNS = (REACHED, *(kind.value for kind in ABILITIES))
PROVINCE_COLUMNS = (FirstKind.CAME.value, VISITS, *(kind.value for kind in ABILITIES))


@dataclass(frozen=True)
class Line:
    """One row of a breakdown. A number is None where the group is too small to show; adults where unknown."""

    name: str
    adults: int | None
    numbers: Mapping[str, int | None]


@dataclass(frozen=True)
class Came:
    """Who came to sessions of a commune's teams: persons ever and this year, each once, and visits altogether."""

    people: int
    this_year: int
    visits: int


@dataclass(frozen=True)
class Figures:
    """The headline of a place or team, and what it is made of. ``counts``: COLUMNS → persons, each once."""

    counts: Mapping[str, int]
    this_month: int
    adults: int | None
    lines: Sequence[Line]
    came: "Came | None" = None

    @property
    def unaided(self) -> int:
        return self.counts[FirstKind.UNAIDED.value]

    @property
    def learning(self) -> int:
        """On the books, not unaided yet."""
        return max(0, self.counts[REACHED] - self.unaided)

    @property
    def not_reached(self) -> int | None:
        """Adults on nobody's books, where the commune knows how many adults it has."""
        return None if self.adults is None else max(0, self.adults - self.counts[REACHED])

    @property
    def in_hundred(self) -> int | None:
        """Of a hundred adults, how many; None below one, where the figure would say nothing."""
        if not self.adults or self.unaided * 100 < self.adults:
            return None
        return round(100 * self.unaided / self.adults)


def commune_figures(commune: Commune) -> Figures:
    """The figures of ``commune``: headline from the summary, hamlets from the evidence behind it."""
    firsts = _firsts(commune)
    month = coverage.month_of(timezone.now())
    hamlets = hamlets_of(commune)
    there = {hamlet.id for hamlet in hamlets}
    homes = {  # not of a closed one
        person: hamlet if hamlet in there else None for person, hamlet in _homes(commune).items()
    }
    return Figures(
        counts={REACHED: len(homes), **{kind.value: sum(firsts[kind].values()) for kind in ABILITIES}},
        this_month=firsts[FirstKind.UNAIDED][month],
        adults=_adults(hamlets),
        lines=_hamlet_lines(commune, hamlets, homes),
        came=Came(
            people=sum(firsts[FirstKind.CAME].values()),
            this_year=sum(
                number for day, number in firsts[FirstKind.CAME_IN_YEAR].items() if day.year == month.year
            ),
            visits=ContactMonth.objects.filter(home=commune).aggregate(sum=Sum("contacts"))["sum"] or 0,
        ),
    )


def _firsts(commune: Commune) -> defaultdict[str, Counter[dt.date]]:
    """FirstKind → first day of the month → persons of ``commune`` as it is today. One query."""
    found: defaultdict[str, Counter[dt.date]] = defaultdict(Counter)
    rows = CoverageMonth.objects.filter(home=commune).values_list("kind", "month")
    for kind, month, number in rows.annotate(sum=Sum("firsts")):
        found[kind][month] += number
    return found


def _homes(commune: Commune) -> dict[uuid.UUID, uuid.UUID | None]:
    """Person → hamlet; of rows that were merged the kept one's, or where it says none, another's."""
    keepers = Trainee.objects.keepers([commune.pk])
    homes: dict[uuid.UUID, uuid.UUID | None] = {}
    rows = Trainee.objects.filter(commune=commune).order_by("created_at", "id").values_list("id", "hamlet_id")
    for row, hamlet in sorted(rows, key=lambda pair: pair[0] in keepers):  # the kept ones first
        person = keepers.get(row, row)
        homes[person] = homes.get(person) or hamlet
    return homes


def _adults(hamlets: Iterable[Hamlet]) -> int | None:
    """Adults of all hamlets together; None while one of them has not been counted, for a part is no whole."""
    numbers = [hamlet.adults for hamlet in hamlets]
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _hamlet_lines(
    commune: Commune, hamlets: Sequence[Hamlet], homes: Mapping[uuid.UUID, uuid.UUID | None]
) -> list[Line]:
    records = Evidence.objects.filter(trainee__commune=commune).records()
    by_kind: dict[str, Counter[uuid.UUID | None]] = {
        REACHED: Counter(homes.values()),
        **coverage.by_group(records, homes),
    }
    groups: list[uuid.UUID | None] = [hamlet.id for hamlet in hamlets]
    if None in by_kind[REACHED]:
        groups.append(None)
    known = {hamlet.id: hamlet for hamlet in hamlets}
    return [
        Line(
            name=known[group].name if group else "",
            adults=known[group].adults if group else None,
            numbers={kind: by_kind[kind][group] for kind in COLUMNS},
        )
        for group in groups
    ]


def team_figures(team: Team) -> Figures:
    """The figures of the people who came to this team's sessions; no breakdown, a team is small enough."""
    tied = Participant.objects.filter(session__team=team, trainee__isnull=False).values("trainee")
    marked = Attendance.objects.standing().filter(session__team=team).values("trainee")
    came = Trainee.objects.filter(Q(id__in=tied) | Q(id__in=marked))
    keepers = Trainee.objects.keepers([team.commune_id])
    persons = {keepers.get(row, row) for row in came.values_list("id", flat=True)}
    merged = [row for row, keeper in keepers.items() if keeper in persons] + list(keepers.values())
    evidence = Evidence.objects.filter(Q(trainee__in=came) | Q(trainee__in=merged))
    records = [record for record in evidence.records() if record.trainee in persons]
    month = coverage.month_of(timezone.now())
    firsts = coverage.firsts(records)
    return Figures(
        counts={
            REACHED: len(persons),
            **{kind: len(found) for kind, found in coverage.people(records).items()},
        },
        this_month=sum(
            number
            for first, number in firsts.items()
            if (first.month, first.kind) == (month, FirstKind.UNAIDED)
        ),
        adults=_adults(team.hamlets.today()),
        lines=[],
    )


@dataclass(frozen=True)
class ProvinceFigures:
    """One line per commune that has a team, and the sum of the real ones."""

    lines: Sequence[Line]
    total: int
    without_team: int


def province_figures(province: Province) -> ProvinceFigures:
    """The lines of ``province``. Small numbers are hidden: from here a commune is a group like any other."""
    communes = list(province.communes.today().annotate(team_count=Count("teams")))
    with_team = [commune for commune in communes if commune.team_count]  # type: ignore[attr-defined]
    sums = _sums(commune.code for commune in with_team)
    adults = adults_on(timezone.localdate(), [commune.code for commune in with_team])
    shown = {
        kind: coverage.hide_small({commune.code: sums[commune.code, kind] for commune in with_team})
        for kind in PROVINCE_COLUMNS
    }
    lines = [
        Line(str(commune), adults.get(commune.code), {kind: shown[kind][commune.code] for kind in shown})
        for commune in with_team
    ]
    real = [commune.code for commune in with_team if not commune.is_fictional]
    return ProvinceFigures(
        lines=lines,
        total=sum(sums[code, FirstKind.UNAIDED.value] for code in real),
        without_team=len(communes) - len(with_team),
    )


def _sums(codes: Iterable[str]) -> Counter[tuple[str, str]]:
    homes = list(codes)
    firsts = CoverageMonth.objects.filter(home__in=homes).values_list("home", "kind")
    visits = ContactMonth.objects.filter(home__in=homes).values_list("home")
    sums = Counter({(home, kind): number for home, kind, number in firsts.annotate(sum=Sum("firsts"))})
    sums.update({(home, VISITS): number for home, number in visits.annotate(sum=Sum("contacts"))})
    return sums
