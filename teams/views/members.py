"""/to/cac-to/<team>/nguoi/: who comes, what she is on the team, and when she leaves."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import roles, signed_in
from accounts.enums import Role
from accounts.models import User
from kit import phones
from kit.idempotency import Result
from kit.vietnamese import short_date
from teams import access_rosters as access
from teams import rosters
from teams.enums import Grade, Position
from teams.forms_rosters import AddMemberForm, EditMemberForm, EndForm
from teams.models import Membership, Team
from teams.rosters import Added
from teams.views.acts import FormPage, once, show_form
from teams.views.rosters import LOOK


def _back(team: Team) -> dict[str, str]:
    return {"back": reverse("teams:roster", args=[team.id]), "back_label": _("Back to the team")}


# --- Somebody comes ---------------------------------------------------------------------------------------------
@roles(Role.COMMUNE_OFFICER, *LOOK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """Onto the roster; with a new account its slip is shown, this one time."""
    team = access.get_roster_to_keep(signed_in(request), team_id)
    position = Position.MEMBER if rosters.leaders(team) else Position.LEADER
    initial = {"position": position, "grade": Grade.CORE, "since": short_date(timezone.localdate())}
    form = AddMemberForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid() and (done := _add(request, team, form)):
        return done
    page = FormPage(
        title=_("A new member of %(team)s") % {"team": team.name},
        go=_("Put her on the team"),
        icon="them",
        **_back(team),
    )
    return show_form(request, page, form)


def _add(request: HttpRequest, team: Team, form: AddMemberForm) -> HttpResponse | None:
    """The answer to a form without mistakes; None where the rows say otherwise, with the mistake at its field."""
    data, by, added = form.cleaned_data, signed_in(request), list[Added]()

    def perform() -> str:
        added.append(
            rosters.add_member(
                team,
                name=data["name"],
                line=form.roster_line,
                since=data["since"],
                by=by,
                account=form.found,
                phone=data["phone"],
            )
        )
        return str(added[0].membership.pk)

    try:
        outcome = once(request, "member.add", perform)
    except rosters.NotHers:
        form.add_error(
            "account" if form.found else "phone",
            _("Her user name: this account bears another name. Look at name and user name again.")
            if form.found
            else _("Phone number: another account has this number. Look at it again, or leave it empty."),
        )
        return None
    except rosters.OnTeamAlready:
        form.add_error("name", _("Full name: she is on this team already."))
        return None
    except rosters.HasLeader:
        form.add_error("position", _("Place on the team: there is a team leader. Use the hand-over."))
        return None
    if outcome.result is Result.REPLAYED:
        messages.success(request, _("She is on the team already. The slip with the password was shown once."))
    elif added[0].password:
        return slip(request, added[0].membership.user, added[0].password, **_back(team))
    else:
        messages.success(request, _("She has an account, and is on this team now. She signs in as before."))
    return redirect("teams:roster", team_id=team.id)


def slip(request: HttpRequest, user: User, password: str, *, back: str, back_label: str) -> HttpResponse:
    """The sheet with user name and one-time password. Rendered at once: it is kept nowhere, not in a message either."""
    door = reverse("account_login")
    address = f"{settings.PUBLIC_URL}{door}" if settings.PUBLIC_URL else request.build_absolute_uri(door)
    context = {
        "holder": user,
        "password": password,
        "address": address.partition("://")[2],
        "back": back,
        "back_label": back_label,
    }
    response = render(request, "teams/slip.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


# --- Her line ---------------------------------------------------------------------------------------------------
@roles(Role.COMMUNE_OFFICER, *LOOK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, team_id: uuid.UUID, membership_id: int) -> HttpResponse:
    """Corrections, another place or grade; ways to end it and to a new password."""
    user = signed_in(request)
    found = access.get_membership_to_keep(user, team_id, membership_id)
    may_open = access.may_open_account_of(user, found)
    form = EditMemberForm(
        may_open, request.POST if request.method == "POST" else None, initial=_typed_of(found)
    )
    if form.is_bound and form.is_valid() and _change(form, found, by=user):
        messages.success(request, _("Kept."))
        return redirect("teams:roster", team_id=team_id)
    page = FormPage(
        title=found.user.get_full_name() or found.user.username,
        lead=_("User name %(username)s. On the team since %(day)s.")
        % {"username": found.user.username, "day": short_date(found.since)},
        go=_("Keep the changes"),
        **_back(found.team),
    )
    return show_form(request, page, form, member=found, may_open=may_open, template="teams/member.html")


def _typed_of(found: Membership) -> dict[str, Any]:
    return {
        "position": found.position,
        "grade": found.grade,
        "unit": found.unit,
        "birth_year": found.birth_year or "",
        "sex": found.sex,
        "phone": phones.show(found.user.phone) if found.user.phone else "",
    }


def _change(form: EditMemberForm, found: Membership, *, by: User) -> bool:
    """Whether everything could be kept; otherwise the mistake stands at its field."""
    if "phone" in form.fields and not rosters.change_phone(found, form.cleaned_data["phone"], by=by):
        form.add_error(
            "phone", _("Phone number: another account has this number. Look at it again, or leave it empty.")
        )
        return False
    try:
        rosters.change_member(found, form.roster_line, on=timezone.localdate(), by=by)
    except rosters.HasLeader:
        form.add_error("position", _("Place on the team: there is a team leader. Use the hand-over."))
    except rosters.WrongDay:
        form.add_error(None, _("She has left the team. Put her on it again."))
    return not form.errors


@roles(Role.COMMUNE_OFFICER, *LOOK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, team_id: uuid.UUID, membership_id: int) -> HttpResponse:
    """She leaves. The row stays, with the day."""
    user = signed_in(request)
    found = access.get_membership_to_keep(user, team_id, membership_id)
    today = short_date(timezone.localdate())
    form = EndForm(request.POST if request.method == "POST" else None, initial={"day": today})
    if form.is_bound and form.is_valid():
        try:
            rosters.end_membership(found, form.cleaned_data["day"], by=user)
        except rosters.WrongDay:
            form.add_error("day", _("First day without her: it lies before the day on which she came."))
        else:
            messages.success(request, _("Noted. What she has done stays on the books."))
            return redirect("teams:roster", team_id=team_id)
    is_leader = found.position is Position.LEADER
    page = FormPage(
        title=_("%(name)s leaves the team?") % {"name": found.user.get_full_name()},
        lead=_("From this day on she cannot open the team's pages. Her account stays."),
        warning=_("She is the team leader. A hand-over names the next one at the same time.")
        if is_leader
        else "",
        go=_("Note that she leaves"),
        icon="dung",
        **_back(found.team),
    )
    return show_form(request, page, form)


@roles(Role.COMMUNE_OFFICER, *LOOK)
@never_cache
@require_POST
def new_password(request: HttpRequest, team_id: uuid.UUID, membership_id: int) -> HttpResponse:
    """For who has forgotten hers: another slip. Not for accounts that open more than this officer keeps."""
    user = signed_in(request)
    found = access.get_membership_to_keep(user, team_id, membership_id)
    if not access.may_open_account_of(user, found):
        raise PermissionDenied
    return slip(request, found.user, rosters.renew_password(found, by=user), **_back(found.team))
