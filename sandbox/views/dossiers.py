"""After sending: the receipt, the tracking, the supplement, the result."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kit.idempotency import Result, once, token
from kit.typed import keepable
from sandbox import access, pages, service, tracking
from sandbox.engine.machine import Status
from sandbox.forms import LookupForm
from sandbox.gate import replica
from sandbox.models import Dossier


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
    if row.state is not Status.SUPPLEMENT_REQUESTED:
        return redirect("sandbox:dossier", row.id)
    forms = pages.SupplementForms(row, request.POST)
    if not forms.accept():
        return pages.show_dossier(request, row, token(), forms=forms)
    outcome = once(
        request.POST.get("token", ""),
        "supplement",
        f"learner:{row.attempt.learner_id}",
        forms.body(),
        lambda: str(service.supplement(row, forms.typed(), forms.photos()).id),
    )
    if outcome.result is Result.CONFLICT:
        return pages.show_conflict(request, outcome.first_body, forms.body(), "sandbox:dossier", str(row.id))
    return redirect("sandbox:dossier", row.id)


@replica
@require_safe
def result(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """The result, once the office has given it out."""
    row = service.look(access.get_dossier(request, dossier_id))
    if row.state is not Status.RETURNED:
        raise Http404
    return render(request, "sandbox/result.html", tracking.result(row))


@replica
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """Tra cứu hồ sơ, by both codes of the receipt. A wrong pair looks the same as somebody else's."""
    form = LookupForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        code, word = (keepable(form.cleaned_data[name]) for name in ("code", "lookup_code"))
        found: Dossier | None = access.find_dossier(code, word)
        if found is None:
            form.add_error("code", _("No dossier has these two codes. Check both on the receipt."))
            context["errors"] = [{"text": form.errors["code"][0], "target": "id_code"}]
        else:
            context |= tracking.public_view(service.look(found))
    return render(request, "sandbox/lookup.html", context)
