"""The monthly report as it is read: lines of teams inside a commune, lines of communes for a province.

A month is told with the communes and teams of its time (``teams.stays``): where communes have merged since, the one
that goes on reads the teams of each of them with a sum, and the province a line for each.

Names and phones of leaders stand inside the commune only. For a province small numbers of people are hidden as on
the page of figures (``coverage.hide_small``), and places invented for practice are in no total.
"""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from kit import phones
from places.models import Commune, Hamlet, Province
from sandbox import service as sandbox_service
from teams import coverage, month_counts, monthly, stays
from teams.coverage import LEAST_SHOWN
from teams.enums import Position, Sex, Unit
from teams.models import Closing, Membership, OfficialMonth, Session, SessionReport, SessionTopic, Team
from teams.monthly import ClosingState, Facts, Figure
from teams.place_names import dated
from teams.stays import Stay

Shown = int | str | None
Numbers = Mapping[Figure, int | None]
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
    """One line of the table. ``key`` names the team or the commune; the total has none.

    ``place``: the code of the commune that a team worked for then.
    """

    key: str
    name: str
    numbers: Mapping[Figure, Shown]
    place: str = ""
    paper: Paper = field(default_factory=Paper)
    topics: str = ""
    words: str = ""  # difficulties and suggestions
    state: ClosingState | None = None
    closing: Closing | None = None
    changed: Sequence[tuple[Figure, int | None, int | None]] = ()


@dataclass(frozen=True)
class Report:
    """A month of a place. ``facts`` are what the lines were counted from, for whoever looks for slips.

    ``sums``: code → the sum of one commune, where the month had several that are one today; ``communes`` are these.
    """

    month: dt.date
    lines: Sequence[Line]
    total: Line | None
    facts: Facts = field(default_factory=Facts)
    official: OfficialMonth | None = None
    sums: Mapping[str, Line] = field(default_factory=dict)
    communes: Sequence[Commune] = ()


def of_commune(commune: Commune, month: dt.date) -> Report:
    """One line for each team that was at work in ``month``, and the total, each person once.

    Of what has merged into ``commune`` since, or did so in this month, the teams stand under the commune of then.
    """
    worked = Q(is_active=True) | Q(dissolved_on__gte=month) | Q(sessions__in=_sessions(month))
    official = OfficialMonth.objects.filter(commune=commune, month=month).first()
    there = stays.stays_in(month, stays.line_of(commune), Team.objects.filter(worked))
    return _of_stays(there, month, official)


def of_teams(teams: Collection[Team], month: dt.date) -> Report:
    """The lines of these teams only: what a leader sees."""
    chosen = Team.objects.filter(id__in=[team.id for team in teams]).select_related("commune")
    whole = stays.span(month)
    ordered = chosen.prefetch_related("hamlets").order_by("name", "id")
    return _of_stays([Stay(team, team.commune, *whole, team.name) for team in ordered], month, None)


def _of_stays(there: Sequence[Stay], month: dt.date, official: OfficialMonth | None) -> Report:
    facts = stays.facts_of(month, there)
    parts = monthly.split(facts, [stay.key for stay in there])
    context = _Context(there, month, facts)
    lines = [context.line(stay, monthly.count(parts[stay.key])) for stay in there]
    total = Line("", "", dict(monthly.count(facts)), paper=context.heads(there)) if len(lines) > 1 else None
    communes = list({stay.commune.pk: stay.commune for stay in there}.values())
    sums = context.sums(facts, communes) if len(communes) > 1 else {}
    return Report(month, lines, total, facts, official, sums, communes)


def numbers_of(team: Team, month: dt.date) -> dict[Figure, int | None]:
    """The line of one team, as it is kept when the month is closed."""
    return monthly.count(month_counts.facts_of(month, [team.commune_id], teams=[team.id]))


def _sessions(month: dt.date) -> QuerySet[Session]:
    since, until = monthly.begins(month), monthly.begins(monthly.following(month))
    return Session.objects.filter(opened_at__isnull=False, starts_at__gte=since, starts_at__lt=until)


class _Context:
    """What stands beside the numbers of several teams, fetched once for all of them."""

    def __init__(self, there: Sequence[Stay], month: dt.date, facts: Facts) -> None:
        self.there, self.month, self.today = there, month, timezone.localdate()
        self.last = last = monthly.following(month) - dt.timedelta(days=1)
        teams = list({stay.team.id: stay.team for stay in there}.values())
        self.has_several = len({stay.commune.pk for stay in there}) > 1
        self.hamlets = _hamlet_names(there)
        self.gone = stays.gone_elsewhere(there)
        self.whole = _whole_months(there, facts)
        self.roster = _roster(teams, min(last, self.today))
        sessions = _sessions(month).filter(team__in=teams)
        self.topics = _topics(sessions)
        self.words = _words(sessions)
        closings = Closing.objects.filter(team__in=teams, month=month).select_related("closed_by")
        self.closings = {one.team_id: one for one in closings}

    def line(self, stay: Stay, numbers: dict[Figure, int | None]) -> Line:
        closing = self.closings.get(stay.team.id)
        is_closed = closing is not None and closing.closed_at is not None
        team = stay.team.id
        return Line(
            key=str(team),
            name=f"{stay.name}, {stay.commune}" if self.has_several else stay.name,
            numbers=numbers,
            place=stay.commune.pk,
            paper=self._paper(stay),
            topics="; ".join(self.topics[team]),
            words=_said(closing) if closing and is_closed else "\n".join(self.words[team]),
            state=monthly.state_of(
                self.month,
                timezone.localdate(closing.first_closed_at) if closing else None,
                self.today,
                settings.REPORT_DUE_DAY,
                is_closed=is_closed,
            ),
            closing=closing,
            changed=monthly.changed_since(closing.numbers, self.whole.get(team, numbers))
            if closing and is_closed
            else (),
        )

    def _paper(self, stay: Stay) -> Paper:
        members = self.roster[stay.team.id]
        leader = next((one for one in members if one.position is Position.LEADER), None)
        if stay.team.id in self.gone:  # her name and phone are for the commune that the team works for now
            leader = None
        today = [hamlet.name for hamlet in stay.team.hamlets.all()]
        then = None if stay.hamlets is None else [self.hamlets.get(key, "") for key in stay.hamlets]
        return replace(
            _heads(members),
            hamlets=", ".join(today if then is None else filter(None, then)),
            leader=(leader.user.get_full_name() or leader.user.get_username()) if leader else "",
            phone=phones.show(leader.user.phone or "") if leader else "",
        )

    def heads(self, there: Sequence[Stay]) -> Paper:
        """Members of the teams of these stays, each once."""
        teams = {stay.team.id for stay in there}
        return _heads([one for team in teams for one in self.roster[team]])

    def sums(self, facts: Facts, communes: Sequence[Commune]) -> dict[str, Line]:
        """Code → the line of all teams of one commune, each person once."""
        of_communes = monthly.regrouped(facts, {stay.key: stay.commune.pk for stay in self.there})
        parts = monthly.split(of_communes, [one.pk for one in communes])
        return {
            one.pk: Line(
                key=one.pk,
                name=dated(one, self.month, self.last),
                numbers=dict(monthly.count(parts[one.pk])),
                place=one.pk,
                paper=self.heads([stay for stay in self.there if stay.commune == one]),
            )
            for one in communes
        }


def _hamlet_names(there: Sequence[Stay]) -> dict[str, str]:
    """Id → name of the hamlets that teams had then and have no more."""
    ids = {key for stay in there for key in stay.hamlets or ()}
    rows = Hamlet.objects.filter(pk__in=ids).values_list("pk", "name") if ids else []
    return {str(pk): name for pk, name in rows}


def _whole_months(there: Sequence[Stay], facts: Facts) -> dict[uuid.UUID, dict[Figure, int | None]]:
    """The numbers of the whole month of teams that changed their commune within it: what closing keeps."""
    often = {team for team, number in Counter(stay.team.id for stay in there).items() if number > 1}
    of_teams = monthly.regrouped(facts, {stay.key: stay.team.id for stay in there})
    parts = monthly.split(of_teams, often)
    return {team: monthly.count(parts[team]) for team in often}


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
    changes = stays.changes(province, month)
    with_team = Commune.objects.filter(province=province, teams__isnull=False).distinct()
    communes = list(with_team.annotate(has_changed=Exists(changes)).order_by("name", "code"))
    if communes[0].has_changed if communes else changes.exists():  # type: ignore[attr-defined]
        return _of_province_then(province, month)
    codes = [commune.code for commune in communes]
    facts = month_counts.without_people(month, codes)
    parts = monthly.split(facts, codes)
    people = month_counts.people_of(month, codes)
    counted = {code: monthly.with_people(monthly.count(parts[code]), people[code]) for code in codes}
    return _of_communes(communes, month, facts, counted, _sum(counted[code] for code in _real(communes)))


def _of_province_then(province: Province, month: dt.date) -> Report:
    """The communes of ``month``, where places have changed since it began: counted from what happened then."""
    there = stays.stays_in(month, list(province.communes.all()), Team.objects.all())
    by_team = stays.facts_of(month, there)
    facts = monthly.regrouped(by_team, {stay.key: stay.commune.pk for stay in there})
    found = {stay.commune.pk: stay.commune for stay in there}
    communes = sorted(found.values(), key=lambda one: (one.name, one.code))
    parts = monthly.split(facts, list(found))
    counted = {code: monthly.count(parts[code]) for code in found}
    real = monthly.regrouped(facts, {code: code for code in _real(communes)})
    return _of_communes(communes, month, facts, counted, monthly.count(real))


def _real(communes: Iterable[Commune]) -> list[str]:
    return [commune.code for commune in communes if not commune.is_fictional]


def _sum(lines: Iterable[Numbers]) -> Numbers:
    """Adding up is right where no place changed, because a person is on the books of one commune."""
    known = [{figure: number for figure, number in line.items() if number is not None} for line in lines]
    return {
        figure: sum(line.get(figure, 0) for line in known) if any(figure in line for line in known) else None
        for figure in Figure
    }


def _of_communes(
    communes: Sequence[Commune], month: dt.date, facts: Facts, counted: Mapping[str, Numbers], whole: Numbers
) -> Report:
    """``whole``: of the real communes, each person once."""
    real = {code: counted[code] for code in _real(communes)}
    invented = {code: numbers for code, numbers in counted.items() if code not in real}
    shown = {**_hidden(real), **_hidden(invented)}
    last = monthly.following(month) - dt.timedelta(days=1)
    lines = [Line(one.code, dated(one, month, last), shown[one.code]) for one in communes]
    total = Line("", "", _hidden({"": whole})[""]) if len(real) > 1 else None
    return Report(month, lines, total, facts)


def _hidden(counted: Mapping[str, Numbers]) -> dict[str, dict[Figure, Shown]]:
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
