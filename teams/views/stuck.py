"""/to/vuong/: which field of which procedure stops people, so that somebody writes a guide for it."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from places.models import Commune
from sandbox import service as sandbox_service
from teams import monthly, stays
from teams.models import Participant, Team
from teams.views.reports import asked_for, months_to_choose
from ui.service import Column, fold_rows

SHOWN = 30  # fields: the worst come first


@roles(Role.LEADER, Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
@never_cache
@require_safe
def stuck(request: HttpRequest) -> HttpResponse:
    """The month of the learners of a commune's, or of a led team's, sessions. No names in it."""
    asked = asked_for(request, inside=True)
    found = _stuck(asked.place, asked.month)[:SHOWN]
    most = max((one.people for one in found), default=0)
    columns = [
        Column(_("Field")),
        Column(_("Procedure"), number=False),
        Column(_("People who were stuck")),
        Column(_("Compared"), number=False, whole=True),
    ]
    rows: list[tuple[str, list[str | tuple[int, int, int]]]] = [
        (one.label, [one.procedure_name, f"{one.people}", (one.people, one.people, most)]) for one in found
    ]
    context = {
        "asked": asked,
        "months": months_to_choose(asked.month),
        "places": asked.choices,
        "columns": columns,
        "rows": fold_rows(columns, rows),
        "may_edit": signed_in(request).has_perm("wagtailadmin.access_admin"),
    }
    return render(request, "teams/stuck.html", context)


def _stuck(place: Any, month: dt.date) -> list[sandbox_service.Stuck]:
    people = Participant.objects.all()
    if isinstance(place, Commune):
        there = stays.stays_in(month, stays.line_of(place), Team.objects.all())  # the teams of that time
        people = people.filter(session__team__in={stay.team.id for stay in there})
    elif isinstance(place, Team):
        people = people.filter(session__team=place)
    since, until = monthly.begins(month), monthly.begins(monthly.following(month))
    return sandbox_service.stuck(people.values_list("learner_id", flat=True), since, until)
