"""/to/buoi/<id>/ket-thuc/: what was taught and what was hard; then the session is over."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import roles, signed_in
from accounts.enums import Role
from teams import access, calendar, service
from teams.forms_closing import ReportForm, initial_report
from teams.models import Session
from ui.service import error_items


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """The short page that ends a session; for seven days afterwards the one that corrects it."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    if request.method != "POST":
        return _show(request, session, ReportForm(session, initial=initial_report(session)))
    form = ReportForm(session, request.POST)
    if not form.is_valid():
        return _show(request, session, form, status=422)
    try:
        service.write_down(
            session,
            by=user,
            taught=form.chosen,
            difficulties=form.cleaned_data["difficulties"],
            suggestions=form.cleaned_data["suggestions"],
        )
    except (service.NotBegun, service.SessionOver, service.TooLate):
        session.refresh_from_db()
        return _show(request, session, form, status=409)
    messages.success(request, _("Written down. Thank you."))
    return redirect("teams:board", session_id=session_id)


def _show(request: HttpRequest, session: Session, form: ReportForm, *, status: int = 200) -> HttpResponse:
    context = {
        "session": session,
        "form": form,
        "errors": error_items(form) if form.is_bound else [],
        "refusal": _refusal(session),
        "until": _until(session),
        "written": hasattr(session, "report"),
    }
    return render(request, "teams/finish.html", context, status=status)


def _until(session: Session) -> dt.date | None:
    """The last day on which it may be corrected, once it has ended."""
    return timezone.localdate(session.closed_at + calendar.CORRECTABLE) if session.closed_at else None


def _refusal(session: Session) -> str:
    """Why nothing can be written down now; empty where it can."""
    if session.cancelled_at is not None:
        return _("This session was cancelled. There is nothing to write down.")
    if session.closed_at is not None and not calendar.may_correct(session.closed_at, timezone.now()):
        return _("More than seven days have gone by. What was written can be read, not changed.")
    if session.opened_at is None and session.closed_at is None and session.starts_at > timezone.now():
        return _("This session has not begun yet.")
    return ""
