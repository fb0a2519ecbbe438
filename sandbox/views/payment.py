"""Paying what the office asks for: where, then on Ngân hàng Tập, then the receipt. No real money anywhere."""

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kit.idempotency import Result, once, token
from sandbox import access, attempts, pages, paying, service, tracking
from sandbox.engine.machine import Status
from sandbox.forms import CodeForm
from sandbox.gate import replica
from sandbox.models import Dossier
from sandbox.turn_forms import COUNTER, PaymentForm
from ui.service import error_items

CODE_FIELD = "ma_ngan_hang"  # the bank's code in the list of mistakes


def _waits(row: Dossier) -> bool:
    return row.state is Status.PAYMENT_REQUESTED


def _elsewhere(row: Dossier) -> HttpResponse:
    """Nothing waits to be paid: the receipt where there is one, else the dossier, which says why."""
    return redirect("sandbox:paid" if row.paid else "sandbox:dossier", row.id)


@replica
@require_http_methods(["GET", "HEAD", "POST"])
def payment(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """Thanh toán trực tuyến: what it costs, and where to pay. Paying at the counter leaves the dossier as it is."""
    row = service.look(access.get_dossier(request, dossier_id))
    if not _waits(row):
        return _elsewhere(row)
    form = PaymentForm(data=request.POST if request.method == "POST" else None)
    chosen = form.cleaned_data["cach"] if form.is_valid() else ""
    if chosen and chosen != COUNTER:
        return redirect("sandbox:bank", row.id)
    context = _shared(row) | {
        "rows": paying.bill_rows(row),
        "form": form,
        "errors": error_items(form) if form.is_bound else [],
        "counter": chosen == COUNTER,
    }
    return render(request, "sandbox/payment.html", context)


@replica
@require_http_methods(["GET", "HEAD", "POST"])
def bank(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """Ngân hàng Tập: to whom, for what, how much; the code of the drawn phone pays, once however often pressed."""
    row = service.look(access.get_dossier(request, dossier_id))
    if request.method == "POST":
        return _pay(request, row)
    return _show_bank(request, row, CodeForm()) if _waits(row) else _elsewhere(row)


def _pay(request: HttpRequest, row: Dossier) -> HttpResponse:
    """The code past the guard; where the office waits a wrong one is asked for again, else the first press counts."""
    form, code = _code_form(request, row)
    if _waits(row) and form.errors:
        return _show_bank(request, row, form)

    def perform() -> str:
        if not _waits(row):
            raise service.NotWaiting
        return str(service.pay(row).id)

    body = {"dossier": row.code, "sum": paying.total(row), "code": code}
    try:
        key, owner = request.POST.get("token", ""), f"learner:{row.attempt.learner_id}"
        outcome = once(key, "pay", owner, body, perform)
    except service.NotWaiting:
        row.refresh_from_db()
        return _elsewhere(row)
    if outcome.result is Result.CONFLICT:
        first, second = (_act_rows(sent) for sent in (outcome.first_body, body))
        return pages.show_conflict(request, first, second, reverse("sandbox:paid", args=[row.id]))
    return redirect("sandbox:paid", row.id)


def _code_form(request: HttpRequest, row: Dossier) -> tuple[CodeForm, str]:
    """The form with what is wrong with its code, and the code as it may be kept."""
    typed, dropped = attempts.screened({"code": request.POST.get("code", "")})
    form = CodeForm(data=typed)
    form.full_clean()
    if dropped and _waits(row):
        attempts.note_dropped(row.attempt, {CODE_FIELD: dropped["code"]})
        form.add_error("code", pages.guard_words(form, dropped)["code"])
    elif _waits(row) and not attempts.is_right_code(row.attempt, typed["code"]):
        attempts.note_mistake(row.attempt, CODE_FIELD, "different")
        form.add_error("code", _("The code: type the 6 digits that the bank sent to the practice phone."))
    return form, "".join(typed["code"].split())


def _show_bank(request: HttpRequest, row: Dossier, form: CodeForm) -> HttpResponse:
    context = _shared(row) | {
        "rows": paying.transfer_rows(row),
        "form": form,
        "errors": error_items(form) if form.is_bound else [],
        "persona": row.attempt.persona,
        "coached": row.attempt.coached,
        "token": token(),
    }
    return render(request, "sandbox/bank.html", context)


def _shared(row: Dossier) -> dict[str, object]:
    return {
        "dossier": row,
        "title": tracking.title(row),
        "turn": tracking.turn(row),
        "agency": row.attempt.scenario.agency,
        "sum": paying.total(row),
    }


def _act_rows(body: Mapping[str, str]) -> list[dict[str, str]]:
    """A payment as people read it."""
    names = {"dossier": "Nội dung chuyển tiền", "sum": "Số tiền", "code": _("The code that was typed")}
    return [{"label": name, "value": body.get(key, "")} for key, name in names.items()]


@replica
@require_safe
def paid(request: HttpRequest, dossier_id: uuid.UUID) -> HttpResponse:
    """Biên lai điện tử; it can be opened again as long as the dossier is there."""
    row = service.look(access.get_dossier(request, dossier_id))
    if not row.paid:
        return redirect("sandbox:dossier", row.id)
    return render(request, "sandbox/paid.html", paying.receipt(row) | {"coached": row.attempt.coached})
