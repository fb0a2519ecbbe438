"""/to/ve-toi/: what I am, of which team or commune, since when; and what I may open."""

from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import roles_of, signed_in, staff_only
from accounts.enums import Role
from accounts.models import User
from kit.vietnamese import short_date
from teams import access_rosters as access
from teams import second_step
from teams.enums import OFFICES
from teams.models import Training
from teams.views.reports import READERS
from teams.views.roles import place_of
from teams.views.rosters import LOOK
from teams.views.training import hours

OFFICERS = (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)


@staff_only
@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """The reader herself, nobody else."""
    user = signed_in(request)
    taught = Training.objects.standing().filter(member__user=user).aggregate(Sum("hours"))["hours__sum"]
    context = {
        "offices": _offices(user),
        "memberships": access.my_memberships(user).order_by("since", "pk"),
        "hours": hours(taught) if taught else "",
        "links": work_links(user),
    }
    return render(request, "teams/me.html", context)


def _offices(user: User) -> list[dict[str, Any]]:
    held = user.appointments.active().select_related("commune__province", "province")
    lines = [
        {
            "office": OFFICES[Role(one.role)],
            "place": place_of(one),
            "since": short_date(timezone.localtime(one.appointed_at).date()),
        }
        for one in held
    ]
    if user.is_superuser and not any(line["office"] == OFFICES[Role.ADMINISTRATOR] for line in lines):
        since = short_date(timezone.localtime(user.date_joined).date())
        lines.append({"office": OFFICES[Role.ADMINISTRATOR], "place": _("the whole site"), "since": since})
    return lines


def work_links(user: User) -> list[dict[str, str]]:
    """The pages about teams and offices that ``user`` may open, as ui/pick.html takes them."""
    held = roles_of(user)
    team = (Role.MEMBER, Role.LEADER, *OFFICERS)
    pages = [
        (LOOK, "teams:rosters", "nhom", _("Teams"), _("Decision, members, hand-over")),
        (
            READERS,
            "teams:report",
            "giay",
            _("Monthly report"),
            _("The month's figures, for Excel and to print"),
        ),
        (team, "teams:trainings", "sach", _("Training of members"), _("Who taught whom, how many hours")),
        (team, "teams:cases", "giotay", _("Hard cases"), _("Handed to an advanced member")),
        (
            (*OFFICERS, Role.PROVINCE_OFFICER, Role.ADMINISTRATOR),
            "teams:offices",
            "khoa",
            _("Offices"),
            _("Who was appointed to what"),
        ),
        (
            second_step.HELPERS,
            "teams:second_step",
            "khoa",
            _("Somebody has lost her phone"),
            _("Set her second step back"),
        ),
        ((Role.ADMINISTRATOR,), "texts", "may", _("Codes to read out"), _("For whoever waits for a message")),
    ]
    return [
        {"href": reverse(name), "icon": icon, "title": title, "text": text}
        for allowed, name, icon, title, text in pages
        if not held.isdisjoint(allowed)
    ]
