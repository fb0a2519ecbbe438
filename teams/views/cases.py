"""/to/ca-kho/: what a team could not solve, and the advanced member who takes it over."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from teams import access_rosters as access
from teams import growth
from teams.access import teams_of
from teams.forms_growth import CaseForm, CloseForm, GiveForm
from teams.models import HardCase, Membership, Team
from teams.views.acts import FormPage, once, show_form
from teams.views.rosters import in_order
from teams.views.training import WORK
from ui.service import error_items

SHOWN = 100  # closed ones, the latest


@roles(*WORK, Role.COMMUNE_APPROVER)
@never_cache
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Waiting, in somebody's hands, ended."""
    user = signed_in(request)
    found = access.cases_of(user).order_by("-opened_at")
    still = list(found.filter(closed_at=None))
    context = {
        "waiting": [case for case in still if case.taken_by_id is None],
        "taken": [case for case in still if case.taken_by_id is not None],
        "closed": found.exclude(closed_at=None)[:SHOWN],
        "may_open": bool(access.my_memberships(user)),
    }
    return render(request, "teams/cases.html", context)


def _helpers(communes: set[str]) -> list[Membership]:
    return [one for one in in_order(access.members_in(communes)) if one.is_advanced]


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    """Described without names, and handed to somebody or to whoever has time."""
    user = signed_in(request)
    teams: list[Team] = list(teams_of(user))
    if not teams:
        raise PermissionDenied
    helpers = _helpers({team.commune_id for team in teams})
    form = CaseForm(teams, helpers, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        outcome = once(
            request,
            "case.open",
            lambda: str(growth.open_case(form.chosen_team, data["about"], by=user, to=form.chosen_helper).id),
        )
        messages.success(request, _("Kept. Advanced members of the commune see it now."))
        return redirect("teams:case", case_id=outcome.answer)
    page = FormPage(
        title=_("Hand over a hard case"),
        lead=_("An advanced member of the commune takes it over."),
        warning=_("Do not write who it is about. Tell her the name by word of mouth."),
        go=_("Hand the case over"),
        icon="toi",
        back=reverse("teams:cases"),
        back_label=_("Back to the hard cases"),
    )
    return show_form(request, page, form)


@roles(*WORK, Role.COMMUNE_APPROVER)
@never_cache
@require_safe
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """One case, and what the reader may do with it."""
    return _show(request, access.get_case(signed_in(request), case_id))


def _show(request: HttpRequest, found: HardCase, closing: CloseForm | None = None) -> HttpResponse:
    user = signed_in(request)
    is_open = found.closed_at is None
    mine = access.may_take(user, found) if is_open else None
    hands_on = is_open and access.may_hand_on(user, found)
    wrong = closing is not None and bool(closing.errors)
    context = {
        "case": found,
        "may_take": mine is not None and found.taken_by_id is None,
        "is_mine": bool(found.taken_by and found.taken_by.user_id == user.pk),
        "give_form": GiveForm(_helpers({found.commune_id}), initial={"to": found.taken_by_id or ""})
        if hands_on
        else None,
        "close_form": (closing or CloseForm()) if hands_on else None,
        "errors": error_items(closing) if closing is not None and wrong else [],
    }
    return render(request, "teams/case.html", context, status=422 if wrong else 200)


def _open_case(request: HttpRequest, case_id: uuid.UUID, *, hand_on: bool = True) -> HardCase:
    """A case that may be read; with ``hand_on`` one that the reader may pass on. Raises Http404, PermissionDenied."""
    user = signed_in(request)
    found = access.get_case(user, case_id)
    if hand_on and not access.may_hand_on(user, found):
        raise PermissionDenied
    return found


def _to(found: HardCase) -> HttpResponse:
    return redirect("teams:case", case_id=found.id)


def _pass_on(request: HttpRequest, found: HardCase, act: Callable[[], object], done: str) -> HttpResponse:
    """Do ``act`` and say so, or say what has happened in the meantime."""
    try:
        act()
    except growth.CaseTaken:
        messages.warning(request, _("Somebody else has taken this case already."))
    except growth.CaseClosed:
        messages.warning(request, _("This case has ended in the meantime."))
    except growth.NotAdvanced:
        messages.warning(request, _("She is no advanced member any more. Choose somebody else."))
    else:
        messages.success(request, done)
    return _to(found)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def take(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """An advanced member takes a case that waits; not one that somebody has."""
    found = _open_case(request, case_id, hand_on=False)
    mine = access.may_take(signed_in(request), found)
    if mine is None:
        raise PermissionDenied
    user = signed_in(request)
    done = _("You have taken this case over.")
    return _pass_on(request, found, lambda: growth.take_case(found, mine, by=user), done)


@roles(*WORK)
@require_POST
def give(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """To a named advanced member, or back to whoever has time."""
    found = _open_case(request, case_id)
    form = GiveForm(_helpers({found.commune_id}), request.POST)
    if not form.is_valid():
        messages.warning(request, _("Hand it to: choose one of the list."))
        return _to(found)
    done = _("The case is in other hands now.") if form.chosen else _("The case waits for whoever has time.")
    user = signed_in(request)
    return _pass_on(request, found, lambda: growth.give_case(found, form.chosen, by=user), done)


@roles(*WORK)
@never_cache
@require_POST
def close(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """It has ended; how, in a few words, for others to learn from."""
    found = _open_case(request, case_id)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    try:
        growth.close_case(found, form.cleaned_data["outcome"], by=signed_in(request))
    except growth.CaseClosed:
        messages.warning(request, _("This case has ended in the meantime."))
    else:
        messages.success(request, _("The case has ended. Others can learn from it."))
    return _to(found)
