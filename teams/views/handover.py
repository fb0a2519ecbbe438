"""/to/cac-to/<team>/ban-giao/: one leader hands over to the next, and the sheet that both sign."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from kit.vietnamese import short_date
from teams import access_rosters as access
from teams import rosters
from teams.enums import HandedOver, Position
from teams.forms_rosters import HandOverForm
from teams.models import Team
from teams.views.acts import FormPage, answered, once, show_form
from teams.views.rosters import LOOK, in_order

ACT = "team.hand_over"


@roles(Role.COMMUNE_OFFICER, *LOOK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """Who leads from when, and what was given into her hands."""
    user = signed_in(request)
    team = access.get_roster_to_keep(user, team_id)
    if request.method == "POST" and (known := answered(request, ACT)):
        return redirect("teams:hand_over_sheet", team_id=team.id, hand_over_id=known)
    leader = next(iter(rosters.leaders(team)), None)
    members = team.memberships.not_ended().select_related("user")
    others = [one for one in in_order(members) if one.position is not Position.LEADER]
    if leader is None or not others:
        return render(request, "teams/no_hand_over.html", {"team": team, "leader": leader})
    initial = {"day": short_date(timezone.localdate())}
    form = HandOverForm(others, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid() and (made := _make(request, team, form)):
        messages.success(request, _("The team has a new leader. Print the sheet for both to sign."))
        return redirect("teams:hand_over_sheet", team_id=team.id, hand_over_id=made)
    page = FormPage(
        title=_("Hand over %(team)s") % {"team": team.name},
        lead=_("%(name)s leads the team now.") % {"name": leader.user.get_full_name()},
        go=_("Keep the hand-over"),
        icon="nhom",
        back=reverse("teams:roster", args=[team.id]),
        back_label=_("Back to the team"),
    )
    return show_form(request, page, form)


def _make(request: HttpRequest, team: Team, form: HandOverForm) -> str:
    """The number of the record; empty, with the mistake at its field, where the rows say otherwise."""
    data, by = form.cleaned_data, signed_in(request)

    def perform() -> str:
        made = rosters.hand_over(
            team,
            to=form.new_leader,
            on=data["day"],
            things=data["things"],
            note=data["note"],
            stays=data["stays"],
            by=by,
        )
        return str(made.pk)

    try:
        return once(request, ACT, perform).answer
    except rosters.WrongDay:
        form.add_error("day", _("From which day: it lies before the day on which one of the two came."))
        return ""


@roles(*LOOK)
@never_cache
@require_safe
def sheet(request: HttpRequest, team_id: uuid.UUID, hand_over_id: int) -> HttpResponse:
    """The record, to print and sign."""
    found = access.get_hand_over(signed_in(request), team_id, hand_over_id)
    things = [{"label": one.label, "given": one.value in found.things} for one in HandedOver]
    return render(request, "teams/hand_over_sheet.html", {"record": found, "things": things})
