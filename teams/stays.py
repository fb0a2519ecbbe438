"""Which team worked for which commune in a month. Where places have changed since, the answer is that of the time.

A team's row names the commune that it works for today; each ``TeamMove`` names the one before, with the team's name
and hamlets of then. A *stay* is the part of a month that a team spent with one commune: mostly the whole of it.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.db.models import F, Q, QuerySet

from places.models import Commune, Province, Succession
from teams import month_counts, monthly
from teams.models import Team, TeamMove, TraineeMove
from teams.monthly import Facts
from teams.moves import midnight


@dataclass(frozen=True)
class Stay:
    """``team`` with ``commune`` from ``since`` up to ``until``, both within the month.

    ``hamlets``: ids of those that it had, None where they are those of today.
    """

    team: Team
    commune: Commune
    since: dt.datetime
    until: dt.datetime
    name: str
    hamlets: Sequence[str] | None = None

    @property
    def key(self) -> tuple[uuid.UUID, str]:
        """The group of its facts."""
        return self.team.id, self.commune.pk


def span(month: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The moments in which ``month`` and the next one begin in Viet Nam."""
    return monthly.begins(month), monthly.begins(monthly.following(month))


def was_there(commune: Commune, month: dt.date) -> bool:
    """Whether ``commune`` held on some day of ``month``."""
    begun = commune.effective_from is None or commune.effective_from < monthly.following(month)
    return begun and (commune.effective_until is None or commune.effective_until > month)


def line_of(commune: Commune) -> list[Commune]:
    """``commune`` and every commune that has merged into it or into one of those, the oldest codes first."""
    found, level = {commune.pk}, {commune.pk}
    while level:
        merged = Succession.objects.filter(change__undone_at=None, to_commune__in=level)
        level = set(merged.values_list("from_commune", flat=True)) - found
        found |= level
    return list(Commune.objects.filter(pk__in=found).order_by("pk")) if len(found) > 1 else [commune]


def gone_elsewhere(stays: Iterable[Stay]) -> set[uuid.UUID]:
    """The teams that work today for a commune which is not what the commune of their stay became."""
    away = {stay.team.id: stay for stay in stays if stay.team.commune_id != stay.commune.pk}
    found, level = set(), {stay.commune.pk for stay in away.values()}
    while level:
        found |= level
        became = Succession.objects.filter(change__undone_at=None, from_commune__in=level)
        level = set(became.values_list("to_commune", flat=True)) - found
    return {team for team, stay in away.items() if stay.team.commune_id not in found}


def changes(province: Province, month: dt.date) -> QuerySet[TeamMove]:
    """What made a team of ``province`` work for another commune than in ``month``, or did so within it."""
    later = TeamMove.objects.filter(at__gt=span(month)[0]).exclude(from_commune=F("to_commune"))
    return later.filter(Q(from_commune__province=province) | Q(to_commune__province=province))


def stays_in(month: dt.date, communes: Collection[Commune], teams: QuerySet[Team]) -> list[Stay]:
    """The stays with ``communes`` of those of ``teams`` that worked there in ``month``; see ``_as_read``."""
    known = {one.pk: one for one in communes}
    later = TeamMove.objects.filter(at__gt=span(month)[0])
    left = later.filter(from_commune__in=known).values("team")
    theirs = teams.filter(Q(commune__in=known) | Q(id__in=left)).select_related("commune").distinct()
    moves: dict[uuid.UUID, list[TeamMove]] = defaultdict(list)
    concerned = Q(team__in=left) | Q(team__commune__in=known)
    for move in later.filter(concerned).order_by("at", "id"):
        moves[move.team_id].append(move)
    found = [
        clipped
        for team in theirs.prefetch_related("hamlets")
        for code, stay in _stays(team, moves[team.id], month)
        if code in known and (clipped := _while_there(replace(stay, commune=known[code])))
    ]
    return sorted(found, key=_as_read)


def _as_read(stay: Stay) -> tuple[dt.date, str, dt.datetime, str, str]:
    """What ended first stands first, the commune that goes on last."""
    return (
        stay.commune.effective_until or dt.date.max,
        stay.commune.pk,
        stay.since,
        stay.name,
        str(stay.team.id),
    )


def _stays(team: Team, moves: Iterable[TeamMove], month: dt.date) -> list[tuple[str, Stay]]:
    """(code of the commune, stay) one after the other; changes within one commune do not part a stay."""
    begin, end = span(month)
    found: list[tuple[str, Stay]] = []
    for move in moves:
        until = min(move.at, end)
        if begin < until:
            before = Stay(team, team.commune, begin, until, move.from_name, move.from_hamlets)
            _add(found, move.from_commune_id, before)
        begin = max(begin, until)
    if begin < end:
        _add(found, team.commune_id, Stay(team, team.commune, begin, end, team.name))
    return found


def _add(found: list[tuple[str, Stay]], code: str, stay: Stay) -> None:
    if found and found[-1][0] == code:
        stay = replace(stay, since=found.pop()[1].since)
    found.append((code, stay))


def _while_there(stay: Stay) -> Stay | None:
    """The part of ``stay`` on whose days its commune was there; a team of a new commune was not there before it."""
    place = stay.commune
    since = max(stay.since, midnight(place.effective_from)) if place.effective_from else stay.since
    until = min(stay.until, midnight(place.effective_until)) if place.effective_until else stay.until
    return replace(stay, since=since, until=until) if since < until else None


def homes_of(communes: Collection[str]) -> set[str]:
    """``communes`` and wherever people of theirs belong today because places changed."""
    found, level = set(communes), set(communes)
    while level:
        ways = TraineeMove.objects.filter(from_commune__in=level).order_by()
        level = set(ways.values_list("to_commune", flat=True).distinct()) - found
        found |= level
    return found


def facts_of(month: dt.date, stays: Sequence[Stay]) -> Facts:
    """What happened in ``month`` during ``stays``, each person under one row. Groups are the keys of the stays.

    Each stretch of the month without a change is asked by itself: mostly that is the whole month. The people of the
    year so far are those who came to the team since January, wherever it belonged then.
    """
    homes = homes_of({stay.commune.pk for stay in stays})
    cuts = sorted({moment for stay in stays for moment in (stay.since, stay.until)})
    parts = []
    for begin, end in pairwise(cuts):
        there = {stay.team.id: stay.key for stay in stays if stay.since <= begin and end <= stay.until}
        if there:
            facts = month_counts.facts_of(month, homes, teams=list(there), window=(begin, end))
            parts.append(monthly.regrouped(facts, there))
    return monthly.together(parts)
