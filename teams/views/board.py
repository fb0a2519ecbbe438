"""/to/buoi/<id>/: the live board, its fragment for polling, and the tap that says "tự làm được"."""

import datetime as dt
import uuid
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from kit import idempotency
from kit.prepared import Prepared
from sandbox import service as sandbox_service
from teams import access, attending, service
from teams import board as boards
from teams.board import Board
from teams.enums import EvidenceKind
from teams.models import Evidence, Participant, Session
from teams.views import live_parts
from teams.views.reports import report_of
from teams.views.sessions import join_code

POLL_EVERY = 5  # seconds
REFRESH_EVERY = 15  # seconds, where there is no script


class _Present(NamedTuple):
    """What the board needs of a participant. ``marked``: she was seen doing it alone in this session."""

    id: uuid.UUID
    learner_id: uuid.UUID
    trainee_id: uuid.UUID | None
    display_name: str
    joined_at: dt.datetime
    marked: bool


def _present(session_id: Any) -> "QuerySet[Participant, Any]":
    seen = Evidence.objects.standing().filter(session__id=session_id, kind=EvidenceKind.OBSERVED)
    present = Participant.objects.filter(session__id=session_id).in_order()
    marked = present.annotate(marked=Exists(seen.filter(trainee=OuterRef("trainee"))))
    return marked.values_list(*_Present._fields)


_PRESENT = Prepared(_present, models.UUIDField(), row=_Present)


def board_of(session: Session) -> Board:
    """The board as it is now, in a number of queries that does not grow with the class."""
    present = _PRESENT.rows(session.id)
    return boards.build(
        present,
        sandbox_service.progress_of([one.learner_id for one in present]),
        {one.trainee_id for one in present if one.marked and one.trainee_id},
        timezone.now(),
        sandbox_service.class_state(session.id),
    )


@roles(Role.MEMBER, Role.LEADER, Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
@never_cache
@require_safe
def board(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """The whole page."""
    user = signed_in(request)
    session = access.get_session_for(user, session_id)
    current, may_run = board_of(session), access.may_run(user, session)
    context = {
        "session": session,
        "board": current,
        "live": live_parts.of(current, session, may_run=may_run),
        "now": timezone.now(),
        "may_run": may_run,
        "month": report_of(user, session),
        "roll": _roll(session) if session.closed_at else None,
        "poll_every": POLL_EVERY,
        "refresh_every": REFRESH_EVERY,
        "token": idempotency.token(),
        "steps": sandbox_service.steps_to_show(session.scenario) if may_run and session.is_open else [],
        **join_code(request, session),
    }
    return render(request, "teams/board.html", context)


def _roll(session: Session) -> dict[str, int]:
    """How many were there and how many did it alone, by the roll: what is left when the telephones are gone."""
    came = attending.persons(session) + attending.heads(session)
    return {"came": came, "alone": len(attending.observed(session))}


@roles(Role.MEMBER, Role.LEADER, Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
@never_cache
@require_safe
def board_fragment(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """What changes, without the page around it; 304 while nothing has."""
    user = signed_in(request)
    session = access.get_session_for(user, session_id)
    live = live_parts.of(board_of(session), session, may_run=access.may_run(user, session))
    response = HttpResponse(live.html, headers={"ETag": live.etag})
    return get_conditional_response(request, etag=live.etag, response=response) or response


def marked(request: HttpRequest, session_id: uuid.UUID) -> Participant:
    """The participant whose button was tapped. Raises BadRequest when the form names nobody."""
    name = request.POST.get("nguoi", "")
    if not name:
        raise BadRequest("nguoi is missing")
    return access.get_participant_to_mark(signed_in(request), session_id, name)


def back_to(participant: Participant) -> HttpResponse:
    return redirect(f"{reverse('teams:board', args=[participant.session_id])}#n-{participant.id}")


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def confirm(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """One tap: she saw this person do all of it alone."""
    participant = marked(request, session_id)
    service.confirm_unaided(participant, by=signed_in(request))
    messages.success(request, _("Noted: %(name)s can do it alone.") % {"name": participant.display_name})
    return back_to(participant)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def undo(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """The tap was a slip: take it back."""
    participant = marked(request, session_id)
    service.undo_confirmation(participant, by=signed_in(request))
    messages.success(
        request, _("Taken back: %(name)s is not marked any more.") % {"name": participant.display_name}
    )
    return back_to(participant)
