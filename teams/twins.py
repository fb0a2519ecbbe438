"""What is done about rows that may be one person: found by a job, decided by the commune's officer, taken back.

Nothing is copied from row to row. ``Trainee.merged_into`` of the younger row points to the older one, and whatever
counts follows it (``TraineeQuerySet.keepers``), so that taking a decision back gives exactly what was before. Only
rows that stand for themselves are merged, so chains (A into B, B into C) come about and circles cannot.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from kit import audit, jobs
from places.models import Commune
from teams import matching, summaries
from teams.enums import TwinState
from teams.matching import Finding, Person, Verdict
from teams.models import Suspicion, Trainee, TwinDecision

MANY_NEW = 50  # people after which a commune is searched without waiting for the night
_BATCH = 500  # rows for one INSERT
Pair = tuple[uuid.UUID, uuid.UUID]


class AlreadyDecided(Exception):
    """Another officer has decided this pair otherwise, or one of its rows has been merged or erased meanwhile."""


# --- Finding -------------------------------------------------------------------------------------------------------
@transaction.atomic
def search(commune: Commune) -> int:
    """Look for pairs among the people of ``commune`` and keep them for its officers; how many wait in all.

    Rows that were merged speak for their person. Pairs that nobody has decided and that are not alike any more
    (a name was corrected) go; pairs that were decided stay as they are.
    """
    found = _found(commune)
    known = {(one.first_id, one.second_id): one for one in Suspicion.objects.filter(commune=commune)}
    Suspicion.objects.bulk_create(
        [
            Suspicion(
                commune=commune,
                first_id=pair[0],
                second_id=pair[1],
                is_sure=finding.verdict is Verdict.SAME,
                reasons=[reason.value for reason in finding.reasons],
            )
            for pair, finding in found.items()
            if pair not in known
        ],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )
    _refresh(known, found)
    return Suspicion.objects.filter(commune=commune).waiting().count()


def _found(commune: Commune) -> dict[Pair, Finding]:
    """Older and younger person → what was found, the surest of all their rows. Without what was decided."""
    people = Trainee.objects.filter(commune=commune, erased_at=None).select_related("hamlet")
    rows = list(people.order_by("created_at", "id"))
    keepers = Trainee.objects.keepers([commune.pk])
    age = {row.id: place for place, row in enumerate(rows)}
    apart = _kept_apart(commune, keepers)
    found: dict[Pair, Finding] = {}
    for match in matching.find(_person(row) for row in rows):
        one, other = (keepers.get(row, row) for row in (match.first, match.second))
        if one == other or not {one, other} <= age.keys() or frozenset((one, other)) in apart:
            continue
        pair = (one, other) if age[one] < age[other] else (other, one)
        if pair not in found or match.finding.verdict is Verdict.SAME:
            found[pair] = match.finding
    return found


def _kept_apart(commune: Commune, keepers: Mapping[uuid.UUID, uuid.UUID]) -> set[frozenset[uuid.UUID]]:
    """Pairs of persons of whom some rows were said to be two people, but for that pair of rows itself."""
    rows = Suspicion.objects.filter(commune=commune, state=TwinState.DIFFERENT)
    pairs = [frozenset(keepers.get(row, row) for row in pair) for pair in rows.values_list("first", "second")]
    return {pair for pair in pairs if len(pair) > 1}


def _person(row: Trainee) -> Person[uuid.UUID]:
    return Person(
        id=row.id,
        name=row.display_name,
        year=row.birth_year,
        band=row.age_band,
        sex=row.sex,
        hamlet=row.hamlet.name if row.hamlet else "",
        phone=row.phone,
        noted=timezone.localtime(row.created_at).year,
        commune=row.commune_id,
    )


def _refresh(known: Mapping[Pair, Suspicion], found: Mapping[Pair, Finding]) -> None:
    """Bring reasons of undecided pairs up to date, and drop the pairs that are none any more."""
    undecided = {pair: one for pair, one in known.items() if one.state == TwinState.OPEN}
    gone = [one.pk for pair, one in undecided.items() if pair not in found]
    Suspicion.objects.filter(pk__in=gone, state=TwinState.OPEN, decisions=None).delete()
    for pair, one in undecided.items():
        finding = found.get(pair)
        if finding is None:
            continue
        reasons, is_sure = [reason.value for reason in finding.reasons], finding.verdict is Verdict.SAME
        if (one.reasons, one.is_sure) != (reasons, is_sure):
            Suspicion.objects.filter(pk=one.pk).update(reasons=reasons, is_sure=is_sure)


def people_added(commune_id: str, number: int = 1) -> None:
    """Told by whatever puts people on the books: after every ``MANY_NEW`` of them the commune is searched."""
    total = Trainee.objects.filter(commune=commune_id).count()
    if total // MANY_NEW > (total - number) // MANY_NEW:
        jobs.enqueue("teams.find_twins_of", f"{commune_id}:{timezone.localdate()}:{total // MANY_NEW}")


# --- Deciding ------------------------------------------------------------------------------------------------------
@transaction.atomic
def decide(suspicion: Suspicion, verdict: TwinState, *, by: User) -> None:
    """``by`` says of this pair that it is SAME, DIFFERENT, or LATER to be looked at. Saying it twice is once.

    Raises AlreadyDecided where somebody else was quicker, ValueError for OPEN.
    """
    if verdict is TwinState.OPEN:
        raise ValueError(verdict)
    pair = Suspicion.objects.select_for_update().get(pk=suspicion.pk)
    if pair.state == verdict:
        return
    if pair.state in (TwinState.SAME, TwinState.DIFFERENT):
        raise AlreadyDecided
    merged = _merge(pair) if verdict is TwinState.SAME else None
    said = TwinDecision.objects.create(suspicion=pair, verdict=verdict, merged=merged, by=by)
    _set_state(pair, verdict, said.at)
    audit.log("twins.decided", actor=f"user:{by.pk}", data={"pair": str(pair.pk), "verdict": verdict.value})


def _set_state(pair: Suspicion, state: TwinState, at: dt.datetime | None) -> None:
    pair.state, pair.put_off, pair.decided_at = state, state is TwinState.LATER, at
    pair.save(update_fields=["state", "put_off", "decided_at"])


def _merge(pair: Suspicion) -> Trainee:
    """Let the older row speak for the younger one, which is returned."""
    rows = Trainee.objects.select_for_update().filter(pk__in=[pair.first_id, pair.second_id]).order_by("pk")
    if any(row.merged_into_id or row.erased_at for row in rows):
        raise AlreadyDecided
    kept, merged = sorted(rows, key=lambda row: (row.created_at, row.pk))
    _point(merged, kept, [kept.pk, merged.pk])
    return merged


def _point(merged: Trainee, kept: Trainee | None, rows: Iterable[uuid.UUID]) -> None:
    """Set what ``merged`` is counted by, and the summary with it. ``rows``: by which the persons are counted now.

    No others, which would be locked, too: somebody who merges one of those the other way round waits for these.
    """

    def act() -> None:
        merged.merged_into = kept
        merged.save(update_fields=["merged_into"])

    summaries.keep(list(rows), act)


@transaction.atomic
def reopen(suspicion: Suspicion, *, by: User) -> None:
    """Take back what was decided of this pair: rows that were merged stand for themselves again, as before.

    A pair that is not decided stays as it is.
    """
    pair = Suspicion.objects.select_for_update().get(pk=suspicion.pk)
    if pair.state not in (TwinState.SAME, TwinState.DIFFERENT):
        return
    said = pair.decisions.standing().order_by("at", "pk")
    taken_back = said.filter(verdict=pair.state).last()
    if taken_back is None:
        return
    if taken_back.merged_id is not None:
        _part(taken_back.merged_id)
    TwinDecision.objects.create(
        suspicion=pair, verdict=taken_back.verdict, merged=taken_back.merged, by=by, undoes=taken_back
    )
    put_off = said.filter(verdict=TwinState.LATER).last()
    _set_state(pair, TwinState.LATER if put_off else TwinState.OPEN, put_off.at if put_off else None)
    audit.log("twins.reopened", actor=f"user:{by.pk}", data={"pair": str(pair.pk), "verdict": pair.state})


def _part(merged_id: uuid.UUID) -> None:
    """Let a row that was merged stand for itself again, with the rows that had been merged into it."""
    person = summaries.lock_person(merged_id)
    _point(Trainee.objects.get(pk=merged_id), None, [person.pk])


def elsewhere(people: Iterable[Trainee]) -> set[str]:
    """Of the keyed hashes of these people's telephones, those that another commune has on its books, too."""
    asked = {one.phone_key: one.commune_id for one in people if one.phone_key}
    others = Trainee.objects.on_books().filter(phone_key__in=asked).values_list("phone_key", "commune")
    return {key for key, commune in others.distinct() if commune != asked[key]}
