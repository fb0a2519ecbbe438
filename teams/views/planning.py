"""/to/buoi/…: planning a session, changing, cancelling and repeating it, and tonight's in one tap."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import roles, signed_in
from accounts.enums import Role
from kit import idempotency
from kit.vietnamese import short_date
from teams import access, service
from teams.enums import SessionKind, SessionState
from teams.forms_closing import CancelForm
from teams.forms_session import SessionForm, initial_of
from teams.models import Session, Team
from ui.service import error_items

_GET_AND_POST = ["GET", "HEAD", "POST"]


def _suggested() -> dict[str, str]:
    """Today, at the next half hour: most sessions are put in on the way to the hall."""
    now = timezone.localtime()
    soon = now + dt.timedelta(minutes=30 - now.minute % 30)
    return {
        "kind": SessionKind.CLASS.value,
        "day": short_date(soon.date()),
        "hour": f"{soon:%H:%M}",
        "mode": "practice",
    }


def _show(
    request: HttpRequest, form: SessionForm, session: Session | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "session": session,
        "errors": error_items(form) if form.is_bound else [],
        "token": idempotency.token(),
    }
    return render(request, "teams/session_form.html", context, status=status)


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(_GET_AND_POST)
def new_session(request: HttpRequest) -> HttpResponse:
    """Plan a session, or plan and open it at once with the button that says so."""
    user = signed_in(request)
    teams = list(access.teams_of(user).select_related("commune"))
    if request.method != "POST":
        return _show(request, SessionForm(teams, initial=_suggested()))
    form = SessionForm(teams, request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    open_now = "mo_ngay" in request.POST

    def plan() -> str:
        session = service.plan_session(form.chosen_team, by=user, topics=form.topics, **form.details)
        if open_now:
            service.open_session(session, by=user)
        return str(session.id)

    return redirect("teams:board", session_id=_once(request, "session.plan", plan))


def _once(request: HttpRequest, act: str, perform: Callable[[], str]) -> uuid.UUID:
    """The id of the session that ``perform`` made: one, however often the same form is pressed.

    Whoever goes back and changes something in it plans another session, so the words are part of the token.
    """
    try:
        token = uuid.UUID(request.POST.get("luot", ""))
    except ValueError:
        token = uuid.uuid4()
    words = sorted(
        (name, *request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken"
    )
    key = uuid.uuid5(token, repr(words))
    return uuid.UUID(idempotency.once(str(key), act, f"user:{signed_in(request).pk}", {}, perform).answer)


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(_GET_AND_POST)
def change_session(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Change what is planned, until the session has ended."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    if session.closed_at is not None:
        return _over(request, session)
    if request.method != "POST":
        return _show(request, SessionForm([session.team], initial=initial_of(session)), session)
    form = SessionForm([session.team], request.POST)
    if not form.is_valid():
        return _show(request, form, session, status=422)
    try:
        service.change_session(session, by=user, topics=form.topics, **form.details)
    except service.SessionOver:
        return _over(request, session)
    messages.success(request, _("Saved. The code is the same as before."))
    return redirect("teams:board", session_id=session_id)


def _over(request: HttpRequest, session: Session) -> HttpResponse:
    messages.error(request, _("This session is over, its plan is not changed any more. Repeat it instead."))
    return redirect("teams:board", session_id=session.id)


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(_GET_AND_POST)
def cancel_session(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Say why a session does not take place."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    if session.state is not SessionState.PLANNED:
        return _not_planned(request, session)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        errors = error_items(form) if form.is_bound else []
        context = {"form": form, "session": session, "errors": errors}
        return render(request, "teams/cancel.html", context, status=422 if form.is_bound else 200)
    try:
        service.cancel_session(session, by=user, reason=form.cleaned_data["reason"])
    except service.NotPlanned:
        return _not_planned(request, session)
    messages.success(request, _("Cancelled: %(title)s.") % {"title": session.title})
    return redirect("teams:home")


def _not_planned(request: HttpRequest, session: Session) -> HttpResponse:
    messages.error(request, _("Only a session that has not been opened can be cancelled."))
    return redirect("teams:board", session_id=session.id)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def repeat_session(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """The same once more, a week later; the form of the new one comes up, to look at."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    made = _once(request, "session.repeat", lambda: str(service.repeat_session(session, by=user).id))
    messages.success(request, _("Planned once more. Look at the day and the hour, then save."))
    return redirect("teams:change_session", session_id=made)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def tonight(request: HttpRequest) -> HttpResponse:
    """Tonight's class of the team, open, with its plan. Raises Http404 for a team that is not hers."""
    user = signed_in(request)
    team = _team_named(list(access.teams_of(user)), request.POST.get("to", ""))
    try:
        session = service.open_tonight(team, by=user)
    except service.NothingToPractise:
        messages.error(request, _("There is no scenario to practise yet. Ask whoever looks after the site."))
        return redirect("teams:home")
    messages.success(request, _("Open: people come in with the code %(code)s.") % {"code": session.code})
    return redirect("teams:plan", session_id=session.id)


def _team_named(teams: list[Team], name: str) -> Team:
    """The team of that id; without one, the only team there is."""
    if not name and len(teams) == 1:
        return teams[0]
    for team in teams:
        if str(team.id) == name:
            return team
    raise Http404
