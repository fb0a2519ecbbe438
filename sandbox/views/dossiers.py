"""After sending: the receipt, the tracking, the supplement, the result."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kit.idempotency import Result, once, token
from sandbox import access, attempts, consents, pages, service, tracking, turn_pages
from sandbox.engine.machine import Status
from sandbox.forms import LookupForm
from sandbox.gate import replica
from sandbox.models import Dossier
from ui.service import error_items


@replica
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Hồ sơ của tôi."""
    dossiers = [service.look(dossier) for dossier in access.dossiers_of(request)]
    return render(
        request, "sandbox/dossiers.html", {"rows": [tracking.summary(dossier) for dossier in dossiers]}
    )


@replica
@require_safe
def receipt(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (form 01), and why that date."""
    dossier = service.look(access.get_dossier(request, dossier_id))
    if dossier.state is Status.NOT_ACCEPTED:  # what the office did not take in has no receipt
        return redirect("sandbox:dossier", dossier.id)
    return render(request, "sandbox/receipt.html", tracking.receipt(dossier))


@replica
@require_safe
def dossier(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """Whose turn it is, what happened, and what the office asks for."""
    row = service.look(access.get_dossier(request, dossier_id))
    return pages.show_dossier(request, row, token())


@replica
@require_POST
def skip(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """Bỏ qua một ngày, ba ngày."""
    row = access.get_dossier(request, dossier_id)
    days = request.POST.get("ngay", "")
    service.skip(row, int(days) if days in ("1", "3") else 0)
    return redirect("sandbox:dossier", row.id)


@replica
@require_POST
def supplement(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """Gửi bổ sung."""
    row = service.look(access.get_dossier(request, dossier_id))
    forms = pages.SupplementForms(row, request.POST)
    is_waiting = row.state is Status.SUPPLEMENT_REQUESTED
    if is_waiting and forms.agreeing:
        return _consent(request, row, forms)
    if is_waiting and not forms.accept():
        service.keep_supplement(row, forms.typed(), forms.photos())
        return pages.show_dossier(request, row, token(), forms=forms)

    def perform() -> str:
        if not is_waiting:
            raise service.NotWaiting
        return str(service.supplement(row, forms.typed(), forms.photos()).id)

    body = pages.supplement_body(row.attempt, request.POST)
    try:
        key, owner = request.POST.get("token", ""), f"learner:{row.attempt.learner_id}"
        outcome = once(key, "supplement", owner, body, perform)
    except service.NotWaiting:
        return redirect("sandbox:dossier", row.id)
    go_on = reverse("sandbox:dossier", args=[row.id])
    if outcome.result is Result.CONFLICT:
        first, second = (pages.supplement_rows(row.attempt, sent) for sent in (outcome.first_body, body))
        return pages.show_conflict(request, first, second, go_on)
    return redirect(go_on)


def _consent(request: HttpRequest, row: Dossier, forms: pages.SupplementForms) -> HttpResponse:
    """Somebody agrees while the office waits; what was typed beside it stays."""
    forms.accept()  # reads and guards what else was sent
    service.keep_supplement(row, forms.typed(), forms.photos())
    if consents.agree(row.attempt, forms.consents):
        target = f"hang-{request.POST[consents.PRESSED]}"
        return redirect(f"{reverse('sandbox:dossier', args=[row.id])}#{target}")
    return pages.show_dossier(request, row, token(), forms=forms)


@replica
@require_safe
def result(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """The result, once the office has given it out."""
    row = service.look(access.get_dossier(request, dossier_id))
    if row.state is not Status.RETURNED:
        raise Http404
    return turn_pages.show_result(request, row)


@replica
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """Tra cứu hồ sơ, by both codes of the receipt. A wrong pair looks the same as somebody else's."""
    if request.method != "POST":
        return render(request, "sandbox/lookup.html", {"form": LookupForm()})
    parts = request.POST.get("code", "").split("-")
    code = "-".join(part.strip() for part in parts)  # with spaces it would look like a real number
    typed, dropped = attempts.screened({"code": code, "lookup_code": request.POST.get("lookup_code", "")})
    form = LookupForm(typed)
    found: Dossier | None = None if dropped else access.find_dossier(typed["code"], typed["lookup_code"])
    if found is not None:
        context = {"form": form} | tracking.public_view(service.look(found))
        return render(request, "sandbox/lookup.html", context)
    nothing = {"code": _("No dossier has these two codes. Check both on the receipt.")}
    pages.put_errors(form, pages.guard_words(form, dropped) or nothing)
    return render(request, "sandbox/lookup.html", {"form": form, "errors": error_items(form)})
