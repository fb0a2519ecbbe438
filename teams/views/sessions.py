"""/to/: the team's sessions, and a new one."""

import datetime as dt
import uuid
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles, roles_of, signed_in, staff_only
from accounts.enums import Role
from kit import qr
from kit.vietnamese import short_date
from teams import access, service
from teams.enums import SessionState
from teams.forms import SessionForm
from teams.models import Session
from ui.service import error_items

SHOWN = 30  # sessions on the first page of the workspace


def join_address(request: HttpRequest, session: Session) -> str:
    """The absolute address that a telephone opens, from PUBLIC_URL where one is set."""
    path = reverse("join:join", args=[session.code])
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def join_code(request: HttpRequest, session: Session) -> dict[str, str]:
    """What a template needs to show the way in: the address, and the square code with words for it."""
    address = join_address(request, session)
    label = _("Square code to join session %(code)s") % {"code": session.code}
    return {
        "address": address,
        "spoken_address": address.partition("://")[2],
        "qr": _square(address, label),
    }


@lru_cache(maxsize=256)
def _square(address: str, label: str) -> SafeString:
    """Kept in this process: drawing the code takes longer than the rest of the page."""
    return qr.svg(address, label=label)


@staff_only
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is on tonight, what was; a way to the figures and to the editor for whom they are."""
    user = signed_in(request)
    sessions = list(access.sessions_of(user).latest_first()[:SHOWN])
    context = {
        "open_sessions": [one for one in sessions if one.state is SessionState.OPEN],
        "planned_sessions": [one for one in reversed(sessions) if one.state is SessionState.PLANNED],
        "closed_sessions": [one for one in sessions if one.state is SessionState.CLOSED],
        "teams": list(access.teams_of(user)),
        "may_edit": user.has_perm("wagtailadmin.access_admin"),
        "has_commune": bool(access.communes_of(user)),
        "is_administrator": Role.ADMINISTRATOR in roles_of(user),
    }
    return render(request, "teams/home.html", context)


def _suggested() -> dict[str, str]:
    """Today, at the next half hour: most sessions are put in on the way to the hall."""
    now = timezone.localtime()
    soon = now + dt.timedelta(minutes=30 - now.minute % 30)
    return {"day": short_date(soon.date()), "hour": f"{soon:%H:%M}", "mode": "practice"}


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_session(request: HttpRequest) -> HttpResponse:
    """Plan a session, or plan and open it at once with the button that says so."""
    user = signed_in(request)
    teams = list(access.teams_of(user))
    if request.method != "POST":
        return render(request, "teams/new_session.html", {"form": SessionForm(teams, initial=_suggested())})
    form = SessionForm(teams, request.POST)
    if not form.is_valid():
        context = {"form": form, "errors": error_items(form)}
        return render(request, "teams/new_session.html", context, status=422)
    session = service.plan_session(
        form.chosen_team,
        by=user,
        title=form.cleaned_data["title"],
        place=form.cleaned_data["place"],
        starts_at=form.starts_at,
        scenario=form.cleaned_data["scenario"],
        mode=form.cleaned_data["mode"],
    )
    if "mo_ngay" in request.POST:
        service.open_session(session, by=user)
    return redirect("teams:board", session_id=session.id)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def open_session(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Let people in."""
    user = signed_in(request)
    service.open_session(access.get_session_to_run(user, session_id), by=user)
    return redirect("teams:board", session_id=session_id)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def close_session(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """End it. The board stays, and so does the button that opens it again."""
    user = signed_in(request)
    service.close_session(access.get_session_to_run(user, session_id), by=user)
    return redirect("teams:board", session_id=session_id)


@roles(Role.MEMBER, Role.LEADER, Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
@never_cache
@require_safe
def poster(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """One sheet to print or to throw on the wall: what, where, when, and how to come in."""
    session = access.get_session_for(signed_in(request), session_id)
    return render(request, "teams/poster.html", {"session": session, **join_code(request, session)})
