"""/to/buoi/<id>/: what a member does to the class that is going on; and what the wall shows of it, without names."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from sandbox.enums import Nudge
from teams import access, live, wall
from teams.models import Session
from teams.service import SessionNotOpen
from teams.views.board import POLL_EVERY, REFRESH_EVERY, back_to, board_of, marked
from teams.views.sessions import join_code


def _to_run(request: HttpRequest, session_id: uuid.UUID) -> Session:
    return access.get_session_to_run(signed_in(request), session_id)


def _to_board(session: Session) -> HttpResponse:
    return redirect("teams:board", session.id)


def _not_open(request: HttpRequest) -> None:
    messages.error(request, _("This session is not open. Open it first, then do this again."))


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def meet(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """ "Đã đến": she stands beside this person, whose hand goes down."""
    participant = marked(request, session_id)
    live.meet(participant, by=signed_in(request))
    return back_to(participant)


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nudge(request: HttpRequest, session_id: uuid.UUID, participant_id: uuid.UUID) -> HttpResponse:
    """Nhắc nhẹ: choose one of a few sentences for one person."""
    participant = access.get_participant_to_mark(signed_in(request), session_id, str(participant_id))
    context = {
        "session": participant.session,
        "participant": participant,
        "sentences": Nudge.choices,
        "off_board": True,
    }
    if request.method != "POST":
        return render(request, "teams/nudge.html", context)
    words = request.POST.get("cau", "")
    if words not in Nudge.values:
        context["errors"] = [{"text": _("Sentence: choose one of the list."), "target": "cau"}]
        return render(request, "teams/nudge.html", context, status=422)
    try:
        live.nudge(participant, Nudge(words), by=signed_in(request))
    except SessionNotOpen:
        _not_open(request)
    except live.NoSeat:
        messages.error(request, _("This telephone cannot be reached. Go over and speak to the learner."))
    else:
        said = _("Sent: %(name)s reads it in a few seconds.")
        messages.success(request, said % {"name": participant.display_name})
    return back_to(participant)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def pause(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Cả lớp dừng tay."""
    session = _to_run(request, session_id)
    try:
        live.pause(session, by=signed_in(request))
    except SessionNotOpen:
        _not_open(request)
    return _to_board(session)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def resume(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Cả lớp làm tiếp."""
    session = _to_run(request, session_id)
    live.resume(session, by=signed_in(request))
    return _to_board(session)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def show_step(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Cả lớp cùng xem: a step of the worked example, on every telephone."""
    session = _to_run(request, session_id)
    raw = request.POST.get("buoc", "")
    try:
        number = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 4 else 0
        live.show_step(session, number, by=signed_in(request))
    except SessionNotOpen:
        _not_open(request)
    except live.NoSuchStep:
        messages.error(request, _("Step to look at together: choose one of the list."))
    return _to_board(session)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def stop_showing(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Everybody back to her own page."""
    session = _to_run(request, session_id)
    live.stop_showing(session, by=signed_in(request))
    return _to_board(session)


LOOKERS = (Role.MEMBER, Role.LEADER, Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)


@roles(*LOOKERS)
@never_cache
@require_safe
def on_the_wall(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Màn chiếu: the way in, big, and how far the class is. Numbers alone: everybody in the hall reads it."""
    session = access.get_session_for(signed_in(request), session_id)
    shown = wall.of(board_of(session))
    context = {
        "session": session,
        "wall": shown,
        "poll_every": POLL_EVERY,
        "refresh_every": REFRESH_EVERY,
        **join_code(request, session),
    }
    return render(request, "teams/wall.html", context)


@roles(*LOOKERS)
@never_cache
@require_safe
def on_the_wall_fragment(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """What changes on the wall; 304 while nothing has."""
    session = access.get_session_for(signed_in(request), session_id)
    shown = wall.of(board_of(session))
    if unchanged := get_conditional_response(request, etag=shown.etag, response=None):
        return unchanged
    response = render(request, "teams/parts/wall.html", {"wall": shown})
    response["ETag"] = shown.etag
    return response
