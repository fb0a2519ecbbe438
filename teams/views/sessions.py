"""/to/: the calendar of sessions; opening and ending one, and its poster."""

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
from django.views.decorators.http import require_POST, require_safe

from accounts.access import roles, roles_of, signed_in, staff_only
from accounts.enums import Role
from kit import qr
from teams import access, calendar, service
from teams.calendar import When
from teams.models import Session, SessionQuerySet, Team
from teams.views.reports import READERS

SHOWN = 40  # sessions to come, and as many past ones, on the first page of the workspace


def absolute(request: HttpRequest, path: str) -> str:
    """The absolute address that a telephone opens, from PUBLIC_URL where one is set."""
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def join_code(request: HttpRequest, session: Session) -> dict[str, str]:
    """What a template needs to show the way in: the address, and the square code with words for it."""
    address = absolute(request, reverse("join:join", args=[session.code]))
    label = _("Square code to join session %(code)s") % {"code": session.code}
    return {
        "address": address,
        "spoken_address": address.partition("://")[2],
        "qr": square(address, label),
    }


@lru_cache(maxsize=256)
def square(address: str, label: str) -> SafeString:
    """The square code of an address. Kept in this process: drawing the code takes longer than the rest of the page."""
    return qr.svg(address, label=label)


@staff_only
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The calendar: what is open, tonight's, what nobody opened, coming, past; with ``?to=`` of one team only."""
    user = signed_in(request)
    own = list(access.teams_of(user))
    teams = own or list(access.watched_teams(user))
    chosen = next((team for team in teams if str(team.id) == request.GET.get("to")), None)
    context = {
        "sees_people": access.sees_people(user),
        "is_officer": bool(access.communes_of(user)),
        "calendar": _calendar(access.sessions_of(user), chosen),
        "own_teams": own,
        "teams": teams,
        "chosen": chosen,
        "may_report": bool(roles_of(user) & set(READERS)),
        "may_edit": user.has_perm("wagtailadmin.access_admin"),
        "has_commune": bool(access.communes_of(user)),
        "is_administrator": Role.ADMINISTRATOR in roles_of(user),
    }
    return render(request, "teams/home.html", context)


def _calendar(sessions: SessionQuerySet, team: Team | None) -> dict[str, list[Session]]:
    """The name of each part of the calendar → its sessions: those to come soonest first, the others latest first."""
    if team is not None:
        sessions = sessions.filter(team=team)
    waiting = sessions.filter(closed_at=None).order_by("starts_at")[:SHOWN]
    past = sessions.exclude(closed_at=None).select_related("report").latest_first()[:SHOWN]
    parts: dict[str, list[Session]] = {part.value: [] for part in When}
    for one in [*waiting, *past]:
        day = timezone.localtime(one.starts_at).date()
        parts[calendar.when(one.state, day, timezone.localdate())].append(one)
    return parts


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
