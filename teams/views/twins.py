"""/to/trung/: rows that may be one person, side by side, for the commune's officer to decide."""

import uuid

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from teams import access, twin_cards, twins
from teams.enums import TwinState

PAGE = 10  # pairs
DECIDED_SHOWN = 20
VERDICTS = {"mot": TwinState.SAME, "hai": TwinState.DIFFERENT, "sau": TwinState.LATER}


@roles(Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
@never_cache
@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """The pairs that wait, those put off last, and the latest that were decided."""
    known = access.suspicions_for(signed_in(request)).with_people()
    page = Paginator(known.waiting(), PAGE).get_page(request.GET.get("trang"))
    decided = known.decided().prefetch_related("decisions__by")[:DECIDED_SHOWN]
    context = {
        "page": page,
        "total": page.paginator.count,
        "cards": twin_cards.cards(list(page.object_list)),
        "decided": twin_cards.decided(list(decided)),
    }
    return render(request, "teams/twins.html", context)


def _back(request: HttpRequest) -> HttpResponse:
    """To the page of the list on which the button was."""
    page = request.POST.get("trang", "")
    query = f"?trang={page}" if page.isascii() and page.isdigit() and len(page) < 6 else ""
    return redirect(f"{reverse('teams:twins')}{query}")


@roles(Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
@require_POST
def decide(request: HttpRequest, suspicion_id: uuid.UUID) -> HttpResponse:
    """One of the three buttons below a pair."""
    user = signed_in(request)
    suspicion = access.get_suspicion_for(user, suspicion_id)
    verdict = VERDICTS.get(request.POST.get("quyet", ""))
    if verdict is None:
        raise BadRequest("quyet is missing")
    try:
        twins.decide(suspicion, verdict, by=user)
    except twins.AlreadyDecided:
        messages.warning(
            request, _("Somebody has just decided about one of the two. Look at the list again.")
        )
        return _back(request)
    messages.success(request, _told(verdict))
    return _back(request)


def _told(verdict: TwinState) -> str:
    return {
        TwinState.SAME: _("Noted: one person, counted once. You can take it apart below."),
        TwinState.DIFFERENT: _("Noted: two different people. They are not asked about again."),
        TwinState.LATER: _("Put off. The pair stands at the end of the list."),
    }[verdict]


@roles(Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
@require_POST
def reopen(request: HttpRequest, suspicion_id: uuid.UUID) -> HttpResponse:
    """Take back what was decided of a pair."""
    user = signed_in(request)
    twins.reopen(access.get_suspicion_for(user, suspicion_id), by=user)
    messages.success(request, _("Taken back. The pair waits in the list again."))
    return _back(request)
