"""The door to teams: what happens in and around a session. A verb is one transaction with an audit line."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import Learner, User
from accounts.service import rename_learner
from kit import audit
from kit.folding import fold
from sandbox import service as sandbox_service
from teams import attending, people, summaries
from teams.enums import EvidenceKind
from teams.evenings import (
    NotBegun,
    NothingToPractise,
    NotPlanned,
    SessionOver,
    TooLate,
    Topic,
    cancel_session,
    change_session,
    close_session,
    open_session,
    open_tonight,
    plan_session,
    repeat_session,
    write_down,
)
from teams.models import Evidence, Participant, Session, Team, Trainee

__all__ = [
    "NameIsTied",
    "NotBegun",
    "NotPlanned",
    "NothingToPractise",
    "SessionNotOpen",
    "SessionOver",
    "TooLate",
    "Topic",
    "cancel_session",
    "change_session",
    "close_session",
    "confirm_unaided",
    "join",
    "open_session",
    "open_tonight",
    "plan_session",
    "record_decision",
    "repeat_session",
    "undo_confirmation",
    "write_down",
]


class SessionNotOpen(Exception):
    """People can join a session only while it is open."""


class NameIsTied(Exception):
    """The team has put this learner's name on its books: another name would be another person."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


_actor = people.actor


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
    if participant.trainee_id:
        attending.mark(session, [participant.trainee_id], by=None)
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
        _was_not_she(participant)
    participant.trainee = participant.trainee or _known_trainee(
        participant.session.team, participant.learner_id, display_name
    )
    participant.display_name = display_name
    participant.save(update_fields=["display_name", "trainee"])


def _was_not_she(participant: Participant) -> None:
    """Take back that a telephone stood for a trainee, and that she was here, where only the telephone said so."""
    marks = participant.session.attendances.standing().filter(trainee=participant.trainee, marked_by=None)
    if participant.trainee_id and marks.exists():
        attending.unmark(participant.session, [participant.trainee_id], by=None)
    participant.trainee = None


@transaction.atomic
def confirm_unaided(participant: Participant, *, by: User) -> Evidence:
    """``by`` saw with her own eyes that this participant did all of it alone.

    Puts the person on the team's books where she is not yet. A second tap changes nothing.
    """
    trainee = attending.tie(participant, None, by=by)
    return attending.observe(participant.session, trainee, by=by)


@transaction.atomic
def undo_confirmation(participant: Participant, *, by: User) -> Evidence | None:
    """Take the member's observation back, by a record that names it. None when there is none."""
    rows = Participant.objects.select_for_update(of=("self",)).select_related("session", "trainee")
    participant = rows.get(pk=participant.pk)
    if participant.trainee is None:
        return None
    return attending.unobserve(participant.session, participant.trainee, by=by)


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
