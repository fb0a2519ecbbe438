"""Who came: marked, taken back, walked in, tied to a telephone; and the heads that nobody named.

A person is present at most once: her row is locked before anybody looks whether she is. Rows are never changed;
taking back is a row that names the first (teams.models.lasting).
"""

import uuid
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from kit import audit
from teams import people, summaries
from teams.enums import EvidenceKind, TallyKind
from teams.models import (
    Attendance,
    Book,
    Evidence,
    Participant,
    Session,
    Tally,
    Trainee,
    TraineeQuerySet,
)
from teams.pasting import Fate, Planned
from teams.people import Agreed, Details


def _locked(trainees: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """The same people, their rows locked in one order, so that two members wait for each other."""
    rows = Trainee.objects.select_for_update().filter(id__in=trainees).order_by("id")
    return [row.id for row in rows]


def present(session: Session) -> set[uuid.UUID]:
    """The trainees who are marked as present now; whose row became part of another, under both."""
    rows = session.attendances.standing().values_list("trainee_id", "trainee__merged_into_id")
    return {trainee for row in rows for trainee in row if trainee}


def observed(session: Session) -> set[uuid.UUID]:
    """The trainees of whom a member saw at this session that they can do it alone."""
    rows = Evidence.objects.standing().filter(session=session, kind=EvidenceKind.OBSERVED)
    return set(rows.values_list("trainee_id", flat=True))


def persons(session: Session) -> int:
    """How many were marked as present, each person once however many rows she has."""
    rows = session.attendances.standing().values_list("trainee_id", "trainee__merged_into_id")
    return len({merged or trainee for trainee, merged in rows})


def heads(session: Session) -> int:
    """Women and men who were there and are not on the list."""
    counted = session.tallies.filter(kind__in=[TallyKind.WOMEN, TallyKind.MEN])
    return sum(counted.values_list("number", flat=True))


@transaction.atomic
def mark(session: Session, trainees: Collection[uuid.UUID], *, by: User | None) -> int:
    """These people are here. How many were not marked before. Queries do not grow with their number."""
    if not trainees:
        return 0
    locked = _locked(trainees)
    here = present(session)
    new = [trainee for trainee in locked if trainee not in here]
    rows = [Attendance(session=session, trainee_id=trainee, marked_by=by) for trainee in new]
    summaries.keep(new, lambda: Attendance.objects.bulk_create(rows), only=(summaries.Part.VISITS,))
    people.put_on_book(session.team, new, by=by)
    return len(new)


@transaction.atomic
def unmark(session: Session, trainees: Collection[uuid.UUID], *, by: User | None) -> int:
    """The taps were slips: rows that name the first. How many were marked."""
    if not trainees:
        return 0
    locked = _locked(trainees)
    hers = Q(trainee__in=locked) | Q(trainee__merged_into__in=locked)
    undone = [
        Attendance(session=session, trainee_id=row.trainee_id, marked_by=by, undoes=row)
        for row in session.attendances.standing().filter(hers)
    ]
    summaries.keep(
        [row.trainee_id for row in undone],
        lambda: Attendance.objects.bulk_create(undone),
        only=(summaries.Part.VISITS,),
    )
    return len(undone)


def standing_observation(session_id: uuid.UUID, trainee_id: uuid.UUID) -> Evidence | None:
    """The member's observation of this person at this session that holds now, if there is one."""
    rows = Evidence.objects.standing().filter(session=session_id, kind=EvidenceKind.OBSERVED)
    return rows.filter(trainee=trainee_id).first()


@transaction.atomic
def observe(session: Session, trainee: Trainee, *, by: User) -> Evidence:
    """``by`` saw her do all of it alone; so she was here. A second tap changes nothing."""
    mark(session, [trainee.id], by=by)
    known = standing_observation(session.id, trainee.id)
    if known is not None:
        return known
    evidence = summaries.record(
        trainee, procedure=session.procedure, kind=EvidenceKind.OBSERVED, session=session, member=by
    )
    audit.log("unaided.observed", actor=people.actor(by), data={"evidence": str(evidence.id)})
    return evidence


@transaction.atomic
def unobserve(session: Session, trainee: Trainee, *, by: User) -> Evidence | None:
    """Take the observation back, by a record that names it. None when there is none."""
    _locked([trainee.id])
    known = standing_observation(session.id, trainee.id)
    if known is None:
        return None
    evidence = summaries.record(
        trainee, procedure=known.procedure, kind=known.kind, session=session, member=by, undoes=known
    )
    audit.log("unaided.undone", actor=people.actor(by), data={"evidence": str(known.id)})
    return evidence


@transaction.atomic
def save_roster(
    session: Session,
    *,
    by: User,
    came: Collection[Trainee],
    gone: Collection[Trainee],
    can: Collection[Trainee],
    cannot: Collection[Trainee],
) -> None:
    """What changed on one page of the roll. Whoever can do it alone was here, whatever else is ticked."""
    marked = mark(session, [one.id for one in came], by=by)
    for trainee in can:
        observe(session, trainee, by=by)
    for trainee in cannot:
        unobserve(session, trainee, by=by)
    sure = observed(session)
    undone = unmark(session, [one.id for one in gone if one.id not in sure], by=by)
    audit.log(
        "attendance.saved",
        actor=people.actor(by),
        data={"session": str(session.id), "marked": marked, "undone": undone},
    )


@transaction.atomic
def walk_in(session: Session, details: Details, *, by: User, agreed: Agreed | None = None) -> Trainee:
    """Somebody new at the door: on the book and present."""
    trainee = people.add(session.team, details, by=by, agreed=agreed)
    mark(session, [trainee.id], by=by)
    return trainee


@transaction.atomic
def save_list(session: Session, planned: Collection[Planned], *, by: User, agreed: Agreed | None) -> int:
    """What the lines of a pasted list come to: new people on the book, all of them present. How many."""
    hamlets = {str(one.id): one for one in session.team.commune.hamlets.all()}
    came: list[uuid.UUID] = []
    for one in planned:
        line = one.line
        if one.fate is Fate.KNOWN and one.known:
            came.append(uuid.UUID(one.known.id))
        elif one.fate is Fate.NEW:
            details = Details(
                name=line.name, birth_year=line.birth_year, sex=line.sex, hamlet=hamlets.get(line.hamlet)
            )
            came.append(people.add(session.team, details, by=by, agreed=agreed).id)
    mark(session, came, by=by)
    audit.log(
        "attendance.pasted",
        actor=people.actor(by),
        data={"session": str(session.id), "marked": len(came)},
    )
    return len(came)


@transaction.atomic
def tie(participant: Participant, trainee: Trainee | None, *, by: User) -> Trainee:
    """The person behind this telephone is ``trainee``, or new on the book; so she is here.

    Somebody who is tied already stays who she is.
    """
    rows = Participant.objects.select_for_update(of=("self",)).select_related("session__team", "trainee")
    locked = rows.get(pk=participant.pk)
    if locked.trainee is None:
        locked.trainee = trainee or people.add(
            locked.session.team,
            Details(name=locked.display_name, hamlet=locked.session.team.only_hamlet()),
            by=by,
        )
        locked.save(update_fields=["trainee"])
        audit.log("participant.tied", actor=people.actor(by), data={"participant": str(locked.id)})
    mark(locked.session, [locked.trainee.id], by=by)
    return locked.trainee


def look_alikes(session: Session, names: Collection[str]) -> dict[str, list[Trainee]]:
    """Folded name → people on the team's book who are called so. Nobody of another team's book."""
    found: dict[str, list[Trainee]] = {}
    rows = Trainee.objects.on_books().filter(books__team=session.team, folded_name__in=names)
    for row in rows.select_related("hamlet").in_order():
        found.setdefault(row.folded_name, []).append(row)
    return found


@transaction.atomic
def count(session: Session, tallies: Mapping[str, int | None], *, by: User) -> None:
    """Keep how many of each kind there were. None: not counted, which is not the same as nought."""
    Session.objects.select_for_update().get(pk=session.pk)
    for kind, number in tallies.items():
        if number is None:
            session.tallies.filter(kind=kind).delete()
            continue
        Tally.objects.update_or_create(
            session=session,
            kind=kind,
            defaults={"number": number, "counted_by": by, "counted_at": timezone.now()},
        )
    audit.log("session.counted", actor=people.actor(by), data={"session": str(session.id)})


def came_by_phone(session: Session) -> list[Participant]:
    """Those who joined with a telephone and are on no book yet, as they came in."""
    return list(session.participants.filter(trainee=None).in_order())


def roll(session: Session) -> TraineeQuerySet:
    """Everybody who stands on the roll: on the team's book, or marked at this session; the erased who were there."""
    here = present(session)
    on_book = Book.objects.filter(team=session.team_id).values("trainee")
    rows = Trainee.objects.filter(merged_into=None).filter(Q(id__in=on_book, erased_at=None) | Q(id__in=here))
    return rows.select_related("hamlet").in_order()
