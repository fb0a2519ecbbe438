"""/to/bao-cao/chot/, mo-lai/, chinh-thuc/: what a leader and an officer add to the monthly report."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import roles, signed_in
from accounts.enums import Role
from teams import access_reports as access
from teams import closings, month_reports
from teams.forms_reports import OFFICIAL, ClosingForm, OfficialForm
from teams.models import Closing, OfficialMonth, Team
from teams.views.acts import FormPage, once, show_form
from teams.views.reports import asked_month

OFFICERS = (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)


def _address(month: dt.date, key: str) -> str:
    return f"{reverse('teams:report')}?thang={month:%Y-%m}&noi={key}"


@roles(Role.LEADER, *OFFICERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close_month(request: HttpRequest, team_id: uuid.UUID, month: str) -> HttpResponse:
    """What was hard, and the month is closed. The officers of the commune only look (403)."""
    user = signed_in(request)
    team, first = access.get_team_to_close(user, team_id), asked_month(month)
    form = ClosingForm(request.POST if request.method == "POST" else None, initial=_words(team, first))
    is_open = closings.may_close(first)
    if form.is_bound and form.is_valid() and is_open:
        data = form.cleaned_data

        def perform() -> str:
            closing = closings.close_month(
                team, first, by=user, difficulties=data["difficulties"], suggestions=data["suggestions"]
            )
            return str(closing.pk)

        once(request, "report.close", perform)
        messages.success(request, _("The month is closed. The commune can see the report."))
        return redirect(_address(first, f"to-{team.id}"))
    page = FormPage(
        title=_("Close the month %(month)s, %(team)s") % {"month": f"{first:%m/%Y}", "team": team.name},
        go=_("Close the month"),
        icon="tich",
        lead=_("Look at the figures first. You can open the month again and put it right."),
        warning=""
        if is_open
        else _("This month is not over. It can be closed from the first day of the next one."),
        back=_address(first, f"to-{team.id}"),
        back_label=_("Back to the report"),
    )
    answer = show_form(request, page, form)
    if form.is_bound and not is_open:
        answer.status_code = 409
    return answer


def _words(team: Team, month: dt.date) -> dict[str, str]:
    """What she said when she closed it before, else what the sessions of the month say, as far as it fits."""
    closing = Closing.objects.filter(team=team, month=month).first()
    if closing:
        return {"difficulties": closing.difficulties, "suggestions": closing.suggestions}
    hard, proposed = month_reports.words_of(team, month)
    return {"difficulties": hard[:500], "suggestions": proposed[:500]}


@roles(Role.LEADER, *OFFICERS)
@require_POST
def reopen_month(request: HttpRequest, team_id: uuid.UUID, month: str) -> HttpResponse:
    """The leader puts something right. Pressed twice it is open all the same."""
    user = signed_in(request)
    team, first = access.get_team_to_close(user, team_id), asked_month(month)
    try:
        closings.reopen_month(team, first, by=user)
    except closings.NotClosed:
        messages.info(request, _("The month is open. Close it when all is right."))
    else:
        messages.success(request, _("The month is open again. Close it when all is right."))
    return redirect(_address(first, f"to-{team.id}"))


@roles(*OFFICERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def official_month(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """The commune's officer types what its own system counts; its approver only looks (403)."""
    user = signed_in(request)
    commune, first = access.get_commune_to_note(user, code), asked_month(month)
    known = OfficialMonth.objects.filter(commune=commune, month=first).values(*OFFICIAL, "source").first()
    form = OfficialForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_bound and form.is_valid():

        def perform() -> str:
            source = form.cleaned_data["source"]
            noted = closings.note_official(commune, first, by=user, numbers=form.numbers, source=source)
            return str(noted.pk)

        once(request, "report.official", perform)
        messages.success(request, _("Noted: the official figures stand beside ours."))
        return redirect(_address(first, f"xa-{commune.code}"))
    page = FormPage(
        title=_("Official figures of %(month)s, %(commune)s")
        % {"month": f"{first:%m/%Y}", "commune": commune},
        go=_("Keep the figures"),
        lead=_("Real dossiers of the whole commune. Leave a box empty where the figure is not known."),
        back=_address(first, f"xa-{commune.code}"),
        back_label=_("Back to the report"),
    )
    return show_form(request, page, form)
