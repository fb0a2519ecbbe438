"""After sending, where the citizen acts: the draft, withdrawing, filing again, rating; and her drawn phone."""

import contextlib
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.service import current_learner
from kit.idempotency import Result, once, token
from sandbox import access, attempts, notices, pages, service, tracking, turn_pages
from sandbox.engine.enums import Rating, Stage
from sandbox.engine.machine import Status
from sandbox.gate import replica
from sandbox.models import Dossier
from sandbox.turn_forms import RatingForm
from sandbox.turns import may_withdraw

RATING_FIELDS = {"loi": "danh_gia"}  # name on the form → name in the list of mistakes


@replica
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """The draft of the result: "Đúng rồi", or the line that is wrong and what it ought to be."""
    row = service.look(access.get_dossier(request, dossier_id))
    is_waiting = row.stage == Stage.DRAFT_TO_CHECK
    if request.method == "POST":
        return _answer(request, row, is_waiting)
    if not is_waiting:
        return redirect("sandbox:dossier", row.id)
    return turn_pages.show_draft(request, row, token())


def _answer(request: HttpRequest, row: Dossier, is_waiting: bool) -> HttpResponse:
    """Her answer happens once; a second one with something else in it is shown beside the first."""
    body = turn_pages.draft_body(row.attempt, request.POST)
    correction = None if turn_pages.AGREED in body else turn_pages.Correction(row, request.POST)
    if is_waiting and correction and not correction.is_clear:
        return turn_pages.show_draft(request, row, token(), correction)

    def perform() -> str:
        if not is_waiting:
            raise service.NotWaiting
        if correction is None:
            return str(service.agree(row).id)
        return str(service.correct(row, correction.field, correction.right).id)

    try:
        key, owner = request.POST.get("token", ""), f"learner:{row.attempt.learner_id}"
        outcome = once(key, "draft", owner, body, perform)
    except service.NotWaiting:
        return redirect("sandbox:dossier", row.id)
    go_on = reverse("sandbox:dossier", args=[row.id])
    if outcome.result is Result.CONFLICT:
        first, second = (turn_pages.draft_rows(row.attempt, sent) for sent in (outcome.first_body, body))
        return pages.show_conflict(request, first, second, go_on)
    return redirect(go_on)


@replica
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """Rút hồ sơ: the question, then the act. Where it cannot be done any more, the dossier says where it is."""
    row = service.look(access.get_dossier(request, dossier_id))
    if not may_withdraw(row):
        return redirect("sandbox:dossier", row.id)
    if request.method != "POST":
        return render(request, "sandbox/withdraw.html", tracking.summary(row))
    with contextlib.suppress(service.TooLate):  # another tab was first, and the page says what it did
        service.withdraw(row)
    return redirect("sandbox:dossier", row.id)


@replica
@require_POST
def file_again(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """Nộp lại: on to the form, with everything typed before."""
    row = service.look(access.get_dossier(request, dossier_id))
    try:
        attempt = service.file_again(row)
    except service.TooLate:
        return redirect("sandbox:dossier", row.id)
    return redirect("sandbox:attempt", attempt.id) if not attempt.sent_at else _to_later(attempt.dossier)


def _to_later(dossier: Dossier) -> HttpResponse:
    return redirect("sandbox:dossier", dossier.id)


@replica
@require_POST
def rate(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """Đánh giá mức độ hài lòng; whoever changes her mind rates again."""
    row = service.look(access.get_dossier(request, dossier_id))
    if row.state is not Status.RETURNED:
        raise Http404
    known = attempts.known_values(row.attempt)
    typed, dropped = attempts.screened({"loi": request.POST.get("loi", "")}, known)
    form = RatingForm(data={"muc": request.POST.get("muc", ""), "loi": typed["loi"]})
    if form.is_valid():
        service.rate(row, Rating(form.cleaned_data["muc"]), typed["loi"])
        row.refresh_from_db(fields=["rating", "said"])
    if not dropped and form.is_valid():
        return turn_pages.show_result(request, row, thanks=True)
    pages.put_errors(form, pages.guard_words(form, dropped))
    attempts.note_dropped(row.attempt, {RATING_FIELDS[name]: reason for name, reason in dropped.items()})
    return turn_pages.show_result(request, row, form)


@replica
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Điện thoại tập: the notices of all her dossiers. What has been shown counts as read."""
    for dossier in access.dossiers_of(request):
        service.look(dossier)
    found = notices.of_learner(current_learner(request))
    shown = [notices.show(notice) for notice in found]
    if request.method == "GET":
        notices.mark_read(found)
    return render(request, "sandbox/phone.html", {"notices": shown})
