"""The monthly report as it is read: lines of teams inside a commune, lines of communes for a province.

Names and phones of leaders stand inside the commune only. For a province small numbers of people are hidden as on
the page of figures (``coverage.hide_small``), and places invented for practice are in no total.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from kit import phones
from places.models import Commune, Province
from sandbox import service as sandbox_service
from teams import coverage, month_counts, monthly
from teams.coverage import LEAST_SHOWN
from teams.enums import Position, Sex, Unit
from teams.models import Closing, Membership, OfficialMonth, Session, SessionReport, SessionTopic, Team
from teams.monthly import ClosingState, Facts, Figure

Shown = int | str | None
HIDDEN = f"<{LEAST_SHOWN}"


@dataclass(frozen=True)
class Paper:
    """What the roster says of a team on the last day of the month."""

    hamlets: str = ""
    leader: str = ""
    phone: str = ""
    members: int | None = None
    women: int | None = None
    youth: int | None = None


@dataclass(frozen=True)
class Line:
    """One line of the table. ``key`` names the team or the commune; the total has none."""

    key: str
    name: str
    numbers: Mapping[Figure, Shown]
    paper: Paper = field(default_factory=Paper)
    topics: str = ""
    words: str = ""  # difficulties and suggestions
    state: ClosingState | None = None
    closing: Closing | None = None
    changed: Sequence[tuple[Figure, int | None, int | None]] = ()


@dataclass(frozen=True)
class Report:
    """A month of a place. ``facts`` are what the lines were counted from, for whoever looks for slips."""

    month: dt.date
    lines: Sequence[Line]
    total: Line | None
    facts: Facts = field(default_factory=Facts)
    official: OfficialMonth | None = None


def of_commune(commune: Commune, month: dt.date) -> Report:
    """One line for each team that was at work in ``month``, and the total, each person once."""
    worked = Q(is_active=True) | Q(dissolved_on__gte=month) | Q(sessions__in=_sessions(month))
    official = OfficialMonth.objects.filter(commune=commune, month=month).first()
    return _of_teams(Team.objects.filter(worked, commune=commune).distinct(), month, official)


def of_teams(teams: Collection[Team], month: dt.date) -> Report:
    """The lines of these teams only: what a leader sees."""
    return _of_teams(Team.objects.filter(id__in=[team.id for team in teams]), month, None)


def _of_teams(chosen: QuerySet[Team], month: dt.date, official: OfficialMonth | None) -> Report:
    teams = list(chosen.prefetch_related("hamlets").order_by("name", "id"))
    keys = [team.id for team in teams]
    facts = month_counts.facts_of(month, {team.commune_id for team in teams}, teams=keys)
    parts = monthly.split(facts, keys)
    context = _Context(teams, month)
    lines = [context.line(team, monthly.count(parts[team.id])) for team in teams]
    total = Line("", "", dict(monthly.count(facts)), context.whole()) if len(lines) > 1 else None
    return Report(month, lines, total, facts, official)


def numbers_of(team: Team, month: dt.date) -> dict[Figure, int | None]:
    """The line of one team, as it is kept when the month is closed."""
    return monthly.count(month_counts.facts_of(month, [team.commune_id], teams=[team.id]))


def _sessions(month: dt.date) -> QuerySet[Session]:
    since, until = monthly.begins(month), monthly.begins(monthly.following(month))
    return Session.objects.filter(opened_at__isnull=False, starts_at__gte=since, starts_at__lt=until)


class _Context:
    """What stands beside the numbers of several teams, fetched once for all of them."""

    def __init__(self, teams: Sequence[Team], month: dt.date) -> None:
        self.month, self.today = month, timezone.localdate()
        last = monthly.following(month) - dt.timedelta(days=1)
        self.roster = _roster(teams, min(last, self.today))
        sessions = _sessions(month).filter(team__in=teams)
        self.topics = _topics(sessions)
        self.words = _words(sessions)
        closings = Closing.objects.filter(team__in=teams, month=month).select_related("closed_by")
        self.closings = {one.team_id: one for one in closings}

    def line(self, team: Team, numbers: dict[Figure, int | None]) -> Line:
        closing = self.closings.get(team.id)
        is_closed = closing is not None and closing.closed_at is not None
        return Line(
            key=str(team.id),
            name=team.name,
            numbers=numbers,
            paper=self._paper(team),
            topics="; ".join(self.topics[team.id]),
            words=_said(closing) if closing and is_closed else "\n".join(self.words[team.id]),
            state=monthly.state_of(
                self.month,
                timezone.localdate(closing.first_closed_at) if closing else None,
                self.today,
                settings.REPORT_DUE_DAY,
                is_closed=is_closed,
            ),
            closing=closing,
            changed=monthly.changed_since(closing.numbers, numbers) if closing and is_closed else (),
        )

    def _paper(self, team: Team) -> Paper:
        members = self.roster[team.id]
        leader = next((one for one in members if one.position is Position.LEADER), None)
        return replace(
            _heads(members),
            hamlets=", ".join(hamlet.name for hamlet in team.hamlets.all()),
            leader=(leader.user.get_full_name() or leader.user.get_username()) if leader else "",
            phone=phones.show(leader.user.phone or "") if leader else "",
        )

    def whole(self) -> Paper:
        """Members of all teams, each once."""
        return _heads([one for members in self.roster.values() for one in members])


def _heads(members: Sequence[Membership]) -> Paper:
    """How many are on the roster; women and youth None where nobody's sex or unit was written down."""
    people = {one.user_id: one for one in members}.values()
    known_sex, known_unit = any(one.sex for one in people), any(one.unit for one in people)
    return Paper(
        members=len(people),
        women=sum(one.sex == Sex.WOMAN for one in people) if known_sex else None,
        youth=sum(one.unit == Unit.YOUTH for one in people) if known_unit else None,
    )


def _roster(teams: Sequence[Team], day: dt.date) -> dict[uuid.UUID, list[Membership]]:
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day, team__in=teams)
    found: dict[uuid.UUID, list[Membership]] = defaultdict(list)
    for one in held.select_related("user").order_by("since", "pk"):
        found[one.team_id].append(one)
    return found


def _topics(sessions: QuerySet[Session]) -> dict[uuid.UUID, list[str]]:
    """What was taught, each once; of sessions that nobody wrote down, the procedure that was practised."""
    taught = SessionTopic.objects.filter(session__in=sessions, is_taught=True).order_by(
        "session__starts_at", "id"
    )
    found: dict[uuid.UUID, dict[str, None]] = defaultdict(dict)
    written = set()
    for session, team, title in taught.values_list("session_id", "session__team_id", "title"):
        found[team][title] = None
        written.add(session)
    rest = [
        (team, code)
        for session, team, code in sessions.order_by("starts_at").values_list("id", "team_id", "procedure")
        if session not in written
    ]
    names = sandbox_service.procedure_names({code for _team, code in rest})
    for team, code in rest:
        found[team][names.get(code, code)] = None
    return defaultdict(list, {team: [title for title in titles if title] for team, titles in found.items()})


def _words(sessions: QuerySet[Session]) -> dict[uuid.UUID, list[str]]:
    """What teams wrote after their sessions, until they close the month in words of their own."""
    rows = SessionReport.objects.filter(session__in=sessions).order_by("session__starts_at")
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    for team, hard, proposed in rows.values_list("session__team_id", "difficulties", "suggestions"):
        found[team] += [words for words in (hard, proposed) if words]
    return found


def words_of(team: Team, month: dt.date) -> tuple[str, str]:
    """Difficulties and suggestions of the month's sessions: what the form of closing begins with."""
    rows = SessionReport.objects.filter(session__in=_sessions(month).filter(team=team)).order_by(
        "session__starts_at"
    )
    pairs = list(rows.values_list("difficulties", "suggestions"))
    hard, proposed = ("\n".join(dict.fromkeys(pair[side] for pair in pairs if pair[side])) for side in (0, 1))
    return hard, proposed


def _said(closing: Closing) -> str:
    return "\n".join(words for words in (closing.difficulties, closing.suggestions) if words)


# --- A province --------------------------------------------------------------------------------------------------
def of_province(province: Province, month: dt.date) -> Report:
    """One line for each commune with a team: no names, no phones, no words, small numbers of people hidden.

    Real and invented communes are hidden apart, for only the real ones are in the total: else one hidden number
    could be had by subtracting the others from it.
    """
    communes = list(province.communes.filter(teams__isnull=False).distinct().order_by("name", "code"))
    codes = [commune.code for commune in communes]
    facts = month_counts.without_people(month, codes)
    parts = monthly.split(facts, codes)
    people = month_counts.people_of(month, codes)
    counted = {code: monthly.with_people(monthly.count(parts[code]), people[code]) for code in codes}
    real = {commune.code: counted[commune.code] for commune in communes if not commune.is_fictional}
    invented = {code: numbers for code, numbers in counted.items() if code not in real}
    shown = {**_hidden(real), **_hidden(invented)}
    lines = [Line(one.code, str(one), shown[one.code]) for one in communes]
    return Report(month, lines, _total(real) if len(real) > 1 else None, facts)


def _total(real: Mapping[str, Mapping[Figure, int | None]]) -> Line:
    """Of the real communes: adding up their lines is right, because a person is on the books of one commune."""
    sums = {figure: _sum([numbers[figure] for numbers in real.values()]) for figure in Figure}
    return Line("", "", _hidden({"": sums})[""])


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _hidden(counted: Mapping[str, Mapping[Figure, int | None]]) -> dict[str, dict[Figure, Shown]]:
    """The same with small numbers of people hidden, column by column. What is not known stays so."""
    shown: dict[str, dict[Figure, Shown]] = {group: dict(numbers) for group, numbers in counted.items()}
    for figure in Figure:
        if figure is Figure.SESSIONS:
            continue
        column = {group: numbers[figure] for group, numbers in counted.items()}
        known = {group: number for group, number in column.items() if number is not None}
        for group, number in coverage.hide_small(known).items():
            shown[group][figure] = HIDDEN if number is None else number
    return shown
