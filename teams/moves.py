"""When places change, teams and the people on their books go along; what they did before stays where it was.

Receivers of ``places.signals``, inside the transaction of the act. A person's row says where she belongs today;
``TraineeMove`` says where she belonged before, so that evidence counts for the commune of its day
(``EvidenceQuerySet.records``). The summaries of the communes concerned are counted again at the end.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from places.models import Change, Commune, Hamlet
from places.service import Refused
from teams import summaries
from teams.models import Team, TeamMove, Trainee, TraineeMove

_BATCH = 500
Hamlets = Mapping[uuid.UUID, uuid.UUID | None]


def midnight(day: dt.date) -> dt.datetime:
    """The moment in which ``day`` begins in Viet Nam."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def follow(
    sender: Any, *, change: Change, communes: Mapping[str, str], hamlets: Hamlets, **kwargs: Any
) -> None:
    """Receiver of ``places_changed``: take people and teams along."""
    going = {old: new for old, new in hamlets.items() if new is not None}
    of_hamlet = dict(Hamlet.objects.filter(pk__in=going.values()).values_list("pk", "commune_id"))
    homes = _move_people(change, communes, going, of_hamlet)
    homes |= _move_teams(change, communes, going, of_hamlet)
    _count_again(homes)


def _move_people(
    change: Change,
    communes: Mapping[str, str],
    going: Mapping[uuid.UUID, uuid.UUID],
    of_hamlet: Mapping[uuid.UUID, str],
) -> set[str]:
    """Move the people; the communes that they left or came to."""
    left = Hamlet.objects.filter(pk__in=going).values_list("commune", flat=True)
    keepers = Trainee.objects.keepers({*communes, *left})
    theirs = (
        Q(commune__in=list(communes)) | Q(hamlet__in=list(going)) | Q(pk__in=[*keepers, *keepers.values()])
    )
    rows = Trainee.objects.select_for_update().filter(theirs).order_by("pk")
    lived = {
        pk: (commune, hamlet) for pk, commune, hamlet in rows.values_list("pk", "commune_id", "hamlet_id")
    }
    moves = [
        TraineeMove(
            change=change,
            trainee_id=pk,
            at=midnight(change.on),
            from_commune_id=lived[pk][0],
            to_commune_id=communes.get(commune) or of_hamlet[going[hamlet]],
            from_hamlet_id=lived[pk][1],
            to_hamlet_id=going.get(hamlet, hamlet),
        )
        # rows that were merged go where the row goes that keeps them: a person is never in two communes
        for pk, (commune, hamlet) in ((pk, lived[keepers.get(pk, pk)]) for pk in lived)
        if commune in communes or hamlet in going
    ]
    TraineeMove.objects.bulk_create(moves, batch_size=_BATCH)
    for commune, hamlet in {(move.to_commune_id, move.to_hamlet_id) for move in moves}:
        arrived = TraineeMove.objects.filter(change=change, to_commune=commune, to_hamlet=hamlet)
        Trainee.objects.filter(pk__in=arrived.values("trainee")).update(commune=commune, hamlet=hamlet)
    return {code for move in moves for code in (move.from_commune_id, move.to_commune_id)}


def _move_teams(
    change: Change,
    communes: Mapping[str, str],
    going: Mapping[uuid.UUID, uuid.UUID],
    of_hamlet: Mapping[uuid.UUID, str],
) -> set[str]:
    """Move the teams; the communes that they left or came to."""
    homes: set[str] = set()
    theirs = Q(commune__in=list(communes)) | Q(hamlets__in=list(going))
    for team in (
        Team.objects.filter(theirs).order_by("commune_id", "name").distinct().prefetch_related("hamlets")
    ):
        had = [hamlet.pk for hamlet in team.hamlets.all()]
        has = [going.get(pk, pk) for pk in had]
        heir = communes.get(team.commune_id) or _where(team, has, of_hamlet)
        TeamMove.objects.create(
            change=change,
            team=team,
            at=midnight(change.on),
            from_commune_id=team.commune_id,
            to_commune_id=heir,
            from_name=team.name,
            from_hamlets=[str(pk) for pk in had],
        )
        homes |= {team.commune_id, heir}
        _settle(team, heir, has)
    return homes


def _where(team: Team, has: Iterable[uuid.UUID], of_hamlet: Mapping[uuid.UUID, str]) -> str:
    """The commune of a team whose commune is still there: with its hamlets, where every one of them has moved."""
    codes = {of_hamlet.get(pk, team.commune_id) for pk in has}
    return codes.pop() if len(codes) == 1 else team.commune_id


def _settle(team: Team, heir: str, has: Iterable[uuid.UUID]) -> None:
    """Give ``team`` its commune and hamlets; a hamlet that went elsewhere without it is no longer one of its own."""
    if heir != team.commune_id:
        team.name = _free_name(team, heir)
        team.commune_id = heir
        team.save(update_fields=["name", "commune"])
    team.hamlets.set(Hamlet.objects.filter(pk__in=list(has), commune=team.commune_id))


def _free_name(team: Team, commune: str) -> str:
    """The team's name, with its old commune behind it where ``commune`` has a team of that name."""
    taken = set(Team.objects.filter(commune=commune).values_list("name", flat=True))
    name, number = team.name, 1
    while name in taken:
        mark = team.commune.name if number == 1 else f"{team.commune.name} {number}"
        name = f"{team.name[: 117 - len(mark)]} ({mark})"
        number += 1
    return name


def come_back(
    sender: Any, *, change: Change, communes: Mapping[str, str], hamlets: Hamlets, **kwargs: Any
) -> None:
    """Receiver of ``change_undone``: everybody is where she was. Raises Refused where something new hangs on it."""
    _check_nobody_is_new(change, communes, [pk for pk in hamlets.values() if pk])
    homes: set[str] = set()
    moves = TraineeMove.objects.filter(change=change)
    ways = moves.order_by().values_list("from_commune", "from_hamlet", "to_commune").distinct()
    for commune, hamlet, heir in list(ways):
        homes |= {commune, heir}
        going = moves.filter(from_commune=commune, from_hamlet=hamlet, to_commune=heir)
        Trainee.objects.filter(pk__in=going.values("trainee")).update(commune=commune, hamlet=hamlet)
    moves.delete()
    for team_move in TeamMove.objects.filter(change=change).select_related("team"):
        team = team_move.team
        homes |= {team_move.from_commune_id, team_move.to_commune_id}
        team.commune_id, team.name = team_move.from_commune_id, team_move.from_name
        team.save(update_fields=["name", "commune"])
        team.hamlets.set(Hamlet.objects.filter(pk__in=team_move.from_hamlets))
        team_move.delete()
    _count_again(homes)


def _check_nobody_is_new(change: Change, communes: Mapping[str, str], made: list[uuid.UUID]) -> None:
    """People and teams that came after the change cannot be sent back to where they never were."""
    fresh = list(Commune.objects.filter(pk__in=communes.values(), effective_from=change.on))
    new_people = (
        Trainee.objects.filter(Q(hamlet__in=made) | Q(commune__in=fresh))
        .exclude(moves__change=change)
        .exists()
    )
    new_teams = (
        Team.objects.filter(Q(hamlets__in=made) | Q(commune__in=fresh)).exclude(moves__change=change).exists()
    )
    stayed = Q(trainee__commune=F("to_commune")) & (
        Q(trainee__hamlet=F("to_hamlet")) | Q(trainee__hamlet=None, to_hamlet=None)
    )
    resettled = TraineeMove.objects.filter(change=change).count() != (
        TraineeMove.objects.filter(stayed, change=change).count()
    )
    if new_people or new_teams or resettled:
        raise Refused(
            "",
            _("This cannot be taken back: people or teams have been entered for the new place since then."),
        )


def _count_again(homes: Iterable[str]) -> None:
    for commune in Commune.objects.filter(pk__in=list(homes)):
        summaries.rebuild(commune)
