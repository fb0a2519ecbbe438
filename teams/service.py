"""The door to teams: what happens in and around a session. A verb is one transaction with an audit line."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Learner, User
from accounts.service import rename_learner
from kit import audit
from kit.folding import fold
from places.models import Hamlet
from sandbox import service as sandbox_service
from teams import codes, summaries
from teams.enums import EvidenceKind
from teams.models import Evidence, Participant, Session, Team, Trainee

_TRIES = 5  # at a code that somebody else took in the same moment


class SessionNotOpen(Exception):
    """People can join a session only while it is open."""


class NameIsTied(Exception):
    """The team has put this learner's name on its books: another name would be another person."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _actor(user: User) -> str:
    return f"user:{user.pk}"


def _held_codes() -> list[str]:
    return list(Session.objects.holding_code().values_list("code", flat=True))


def plan_session(
    team: Team, *, by: User, title: str, place: str, starts_at: dt.datetime, scenario: str, mode: str
) -> Session:
    """Put a session on the calendar and reserve its code, for posters to be printed. Raises NoCodeLeft."""
    session = Session(
        team=team,
        title=title,
        place=place,
        starts_at=starts_at,
        scenario=scenario,
        procedure=sandbox_service.procedure_of(scenario),
        mode=mode,
    )
    _save_with_free_code(session)
    audit.log("session.planned", actor=_actor(by), data={"session": str(session.id)})
    return session


def _save_with_free_code(session: Session) -> None:
    """Two teams may draw one code in the same moment: the database refuses the second, which draws again."""
    for _ in range(_TRIES):
        session.code = codes.new_code(_held_codes())
        try:
            with transaction.atomic():
                session.save()
        except IntegrityError:
            continue
        return
    raise codes.NoCodeLeft


@transaction.atomic
def open_session(session: Session, *, by: User) -> None:
    """Let people in. A session that had ended opens again, with a new code if its old one is taken by now."""
    if session.is_open:
        return
    reopened = session.closed_at is not None
    session.opened_at = session.opened_at or timezone.now()
    session.closed_at = None
    if reopened and session.code in _held_codes():
        _save_with_free_code(session)
    else:
        session.save(update_fields=["opened_at", "closed_at"])
    sandbox_service.reopen_class(session.id)
    audit.log("session.opened", actor=_actor(by), data={"session": str(session.id)})


@transaction.atomic
def close_session(session: Session, *, by: User) -> None:
    """End it: the code is free, nobody joins any more; those inside go on practising."""
    if session.closed_at is not None:
        return
    session.closed_at = timezone.now()
    session.save(update_fields=["closed_at"])
    sandbox_service.end_class(session.id)
    audit.log("session.closed", actor=_actor(by), data={"session": str(session.id)})


@transaction.atomic
def join(session: Session, learner: Learner, display_name: str) -> Participant:
    """``learner`` is in ``session`` under this name; coming in again corrects the name.

    Raises SessionNotOpen; NameIsTied when the team has marked her tonight and the new name is another one,
    not the same written otherwise.
    """
    if not session.is_open:
        raise SessionNotOpen
    # one after the other, so that everybody's number is her place in the order of coming in
    Session.objects.select_for_update().get(pk=session.pk)
    participant, is_new = Participant.objects.select_for_update().get_or_create(
        session=session,
        learner=learner,
        defaults={
            "display_name": display_name,
            "trainee": _known_trainee(session.team, learner.pk, display_name),
        },
    )
    if is_new:
        sandbox_service.take_seat(session.id, learner, session.participants.count())
        audit.log("session.joined", actor=f"learner:{learner.pk}", data={"session": str(session.id)})
    else:
        _rename(participant, display_name)
    rename_learner(learner, display_name)
    return participant


def _known_trainee(team: Team, learner_id: uuid.UUID, display_name: str) -> Trainee | None:
    """The trainee who used this telephone under this name on another evening in this commune.

    Anything less sure is for the commune's officer to decide: a namesake on another telephone is new.
    """
    return Trainee.objects.filter(
        participations__learner=learner_id, commune=team.commune_id, folded_name=fold(display_name)
    ).first()


def _rename(participant: Participant, display_name: str) -> None:
    trainee = participant.trainee
    if trainee is not None and fold(display_name) != trainee.folded_name:
        if Evidence.objects.filter(trainee=trainee, session=participant.session_id).exists():
            raise NameIsTied(participant.display_name)
        participant.trainee = None
    participant.trainee = participant.trainee or _known_trainee(
        participant.session.team, participant.learner_id, display_name
    )
    participant.display_name = display_name
    participant.save(update_fields=["display_name", "trainee"])


def _standing_observation(participant: Participant) -> Evidence | None:
    """The member's observation of this participant that holds now, if there is one."""
    if participant.trainee_id is None:
        return None
    return (
        Evidence.objects.standing()
        .filter(trainee=participant.trainee_id, session=participant.session_id, kind=EvidenceKind.OBSERVED)
        .first()
    )


@transaction.atomic
def confirm_unaided(participant: Participant, *, by: User) -> Evidence:
    """``by`` saw with her own eyes that this participant did all of it alone.

    Puts the person on the team's books where she is not yet. A second tap changes nothing.
    """
    participant = (
        Participant.objects.select_for_update().select_related("session__team").get(pk=participant.pk)
    )
    known = _standing_observation(participant)
    if known is not None:
        return known
    evidence = summaries.record(
        _tie(participant, by),
        procedure=participant.session.procedure,
        kind=EvidenceKind.OBSERVED,
        session=participant.session,
        member=by,
    )
    audit.log("unaided.observed", actor=_actor(by), data={"evidence": str(evidence.id)})
    return evidence


def _tie(participant: Participant, by: User) -> Trainee:
    """The trainee whom ``participant`` is: tied before, or new on the books."""
    if participant.trainee is None:
        team = participant.session.team
        participant.trainee = Trainee.objects.create(
            commune_id=team.commune_id,
            hamlet=_only_hamlet(team),
            display_name=participant.display_name,
            folded_name=fold(participant.display_name),
            created_by=by,
        )
        participant.save(update_fields=["trainee"])
    return participant.trainee


def _only_hamlet(team: Team) -> Hamlet | None:
    """The hamlet of a team that has one; of a team with several nobody knows whose hamlet it is."""
    hamlets = list(team.hamlets.all()[:2])
    return hamlets[0] if len(hamlets) == 1 else None


@transaction.atomic
def undo_confirmation(participant: Participant, *, by: User) -> Evidence | None:
    """Take the member's observation back, by a record that names it. None when there is none."""
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    known = _standing_observation(participant)
    if known is None:
        return None
    evidence = summaries.record(
        known.trainee,
        procedure=known.procedure,
        kind=known.kind,
        session=known.session,
        member=by,
        undoes=known,
    )
    audit.log("unaided.undone", actor=_actor(by), data={"evidence": str(known.id)})
    return evidence


def record_decision(
    sender: Any,
    *,
    dossier_id: uuid.UUID,
    learner_id: uuid.UUID,
    procedure: str,
    unaided: bool,
    decided_at: dt.datetime,
    **kwargs: Any,
) -> None:
    """Receiver of ``dossier_decided``: a passed check of somebody on the books is evidence, once per dossier.

    Only the learner's latest session counts: a telephone that has since joined under a name that is on
    nobody's books is in other hands now.
    """
    if not unaided or Evidence.objects.filter(dossier=dossier_id).exists():
        return
    latest = Participant.objects.filter(learner=learner_id).order_by("-joined_at").first()
    if latest is None or latest.trainee is None:
        return
    try:
        summaries.record(
            latest.trainee,
            procedure=procedure,
            kind=EvidenceKind.CHECKED,
            session=latest.session,
            dossier=dossier_id,
            at=decided_at,
        )
    except IntegrityError:  # the same news twice in one moment: the other one has counted it
        return
    audit.log("unaided.checked", actor=f"learner:{learner_id}", data={"dossier": str(dossier_id)})
