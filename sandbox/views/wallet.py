"""The wallet of files: choose one, take a new photo of a paper, take one out and put it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kit.idempotency import Result, once, token
from sandbox import attempts, pages, photographs, wallet, wallet_pages
from sandbox.engine.schema import PaperSpec
from sandbox.enums import Place
from sandbox.forms import WalletPhotoForm
from sandbox.gate import at_paper
from sandbox.models import Attempt
from sandbox.progress import step_url
from ui.service import error_items


@at_paper
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, attempt: Attempt, spec: PaperSpec) -> HttpResponse:
    """ "Danh sách tài liệu điện tử" for one row. Taking a file out leads to a page that offers to put it back."""
    if request.method == "POST":
        return _changed(request, attempt, spec)
    return _show(request, attempt, spec)


def _changed(request: HttpRequest, attempt: Attempt, spec: PaperSpec) -> HttpResponse:
    here = reverse("sandbox:wallet", args=[attempt.id, spec.id])
    if out := wallet.find(attempt, request.POST.get("bo", "")):
        wallet.remove(out)
        return redirect(f"{here}?bo={out.id}")
    if back := wallet.find(attempt, request.POST.get("lai", "")):
        wallet.restore(back)
        return redirect(here)
    file = wallet.find(attempt, request.POST.get("tep", ""))
    if file and file.removed_at is None and wallet.choose(attempt, spec, file):
        return _to_row(attempt, spec)
    return _show(request, attempt, spec, _("The file: choose one of the list, or take a new photo."))


def _show(request: HttpRequest, attempt: Attempt, spec: PaperSpec, problem: str = "") -> HttpResponse:
    taken_out = wallet.find(attempt, request.GET.get("bo", ""))
    rows = wallet_pages.file_rows(attempt, spec)
    fitting = [row for row in rows if not row.why_not]
    target = f"tep-{fitting[0].file.id}" if fitting else "chup"
    return pages.show(
        request,
        attempt,
        "wallet",
        spec=spec,
        rows=rows,
        fitting=bool(fitting),
        taken_out=taken_out if taken_out and taken_out.removed_at else None,
        errors=[{"text": problem, "target": target}] if problem else [],
        papers_url=step_url(attempt, Place.PAPERS),
    )


def _to_row(attempt: Attempt, spec: PaperSpec) -> HttpResponse:
    return redirect(f"{step_url(attempt, Place.PAPERS)}#hang-{spec.id}")


@at_paper
@require_http_methods(["GET", "HEAD", "POST"])
def photograph(request: HttpRequest, attempt: Attempt, spec: PaperSpec) -> HttpResponse:
    """ "Chụp giấy tờ": how the photo came out, its name; "Thêm vào ví & Chọn" happens once however often pressed."""
    if request.method != "POST":
        form = WalletPhotoForm(spec, initial={"ten": wallet_pages.proposed_name(attempt, spec)})
        return _show_photograph(request, attempt, spec, form)
    typed, dropped = attempts.screened({"ten": request.POST.get("ten", "")}, attempts.known_values(attempt))
    form = WalletPhotoForm(spec, {"anh": request.POST.get("anh", ""), **typed})
    if dropped:
        attempts.note_dropped(attempt, {"ten_tep": dropped["ten"]})
        pages.put_errors(form, pages.guard_words(form, dropped))
    if form.is_valid():
        return _added(request, attempt, spec, form)
    return _show_photograph(request, attempt, spec, form)


def _added(request: HttpRequest, attempt: Attempt, spec: PaperSpec, form: WalletPhotoForm) -> HttpResponse:
    photo, name = form.cleaned_data["anh"], form.cleaned_data["ten"]
    body = {"attempt": str(attempt.id), "paper": spec.id, "photo": photo, "name": name}
    try:
        outcome = once(
            request.POST.get("token", ""),
            "wallet",
            f"learner:{attempt.learner_id}",
            body,
            lambda: str(wallet.add(attempt, spec.id, photo, name).id),
        )
    except wallet.Full:
        form.add_error("anh", _("The wallet is full. Take out a file that you do not need, then come back."))
        return _show_photograph(request, attempt, spec, form)
    if outcome.result is Result.CONFLICT:
        first, second = (wallet_pages.add_rows(attempt, sent) for sent in (outcome.first_body, body))
        return pages.show_conflict(request, first, second, step_url(attempt, Place.PAPERS))
    return _to_row(attempt, spec)


def _show_photograph(
    request: HttpRequest, attempt: Attempt, spec: PaperSpec, form: WalletPhotoForm
) -> HttpResponse:
    sample = attempt.scenario.paper(spec.id)
    return pages.show(
        request,
        attempt,
        "wallet_photo",
        spec=spec,
        form=form,
        pictures=photographs.pictures(attempt.scenario, spec),
        sheet_url=reverse("sandbox:sheet", args=[attempt.scenario_id, sample.id]) if sample else "",
        others=wallet_pages.other_papers(attempt, spec),
        token=token(),
        errors=error_items(form),
        wallet_url=reverse("sandbox:wallet", args=[attempt.id, spec.id]),
    )
