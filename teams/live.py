"""What a member does to a class that is going on. Each verb is one transaction with an audit line, and may come twice.

The pages of the learners belong to the sandbox, which is told through its service; the lines name no person.
"""

from typing import Any

from django.db import transaction

from accounts.models import User
from kit import audit
from sandbox import service as sandbox_service
from sandbox.enums import Nudge
from teams.models import Participant, Session
from teams.service import SessionNotOpen


class NoSeat(Exception):
    """She came in before classes were live, or her telephone has never been on the practice pages."""


class NoSuchStep(Exception):
    """The worked example has no step that begins with this picture."""


def _log(action: str, session: Session, by: User, **data: Any) -> None:
    audit.log(action, actor=f"user:{by.pk}", data={"session": str(session.id), **data})


def _must_be_open(session: Session) -> None:
    if not session.is_open:
        raise SessionNotOpen


@transaction.atomic
def nudge(participant: Participant, words: Nudge, *, by: User) -> None:
    """Say ``words`` on her next page. Raises SessionNotOpen, NoSeat."""
    _must_be_open(participant.session)
    if not sandbox_service.nudge_learner(participant.session_id, participant.learner_id, words):
        raise NoSeat
    _log("class.nudged", participant.session, by, participant=str(participant.id), words=words.value)


@transaction.atomic
def meet(participant: Participant, *, by: User) -> None:
    """Somebody has come to her: her hand goes down."""
    sandbox_service.clear_hand(participant.session_id, participant.learner_id)
    _log("class.hand_met", participant.session, by, participant=str(participant.id))


@transaction.atomic
def pause(session: Session, *, by: User) -> None:
    """Everybody listens. Raises SessionNotOpen."""
    _must_be_open(session)
    sandbox_service.pause_class(session.id)
    _log("class.paused", session, by)


@transaction.atomic
def resume(session: Session, *, by: User) -> None:
    """Everybody goes on."""
    sandbox_service.resume_class(session.id)
    _log("class.resumed", session, by)


@transaction.atomic
def show_step(session: Session, number: int, *, by: User) -> None:
    """Everybody looks at a step of the worked example. Raises SessionNotOpen, NoSuchStep."""
    _must_be_open(session)
    if not sandbox_service.show_step(session.id, session.scenario, number):
        raise NoSuchStep
    _log("class.shown", session, by, frame=number)


@transaction.atomic
def stop_showing(session: Session, *, by: User) -> None:
    """Everybody back to her own page."""
    sandbox_service.stop_showing(session.id)
    _log("class.not_shown", session, by)
