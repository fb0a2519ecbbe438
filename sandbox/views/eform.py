"""The form: its steps of fields, the papers, the last look, and sending."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kit.idempotency import Result, once, token
from sandbox import (
    attempts,
    consents,
    form_pages,
    guided_pages,
    guiding,
    journey,
    pages,
    parts,
    service,
    wallet,
    wallet_pages,
)
from sandbox.consents import Consent
from sandbox.engine.schema import Step
from sandbox.enums import Place
from sandbox.forms import EformForm, PaperForm
from sandbox.gate import at, at_fields
from sandbox.models import Attempt
from sandbox.progress import step_url
from ui.service import error_items


def _go_on(attempt: Attempt, place: str) -> HttpResponse:
    """Past ``place``, to the next one."""
    onward = journey.following(attempt.pack, place)
    service.reach(attempt, onward)
    return pages.to_step(attempt, onward)


def _save_and_leave(request: HttpRequest) -> bool:
    """ "Lưu, làm sau": kept, and nobody judges it."""
    return "luu" in request.POST


@at_fields
@require_http_methods(["GET", "HEAD", "POST"])
def fields(request: HttpRequest, attempt: Attempt, step: Step) -> HttpResponse:
    """One step of fields: what was sent is saved before it is judged."""
    if attempt.guided and guiding.fields_of(attempt, step):
        return _guided(request, attempt, step)
    sheet = parts.asked(request, attempt, step)
    if request.method != "POST":
        return form_pages.show_fields(request, attempt, sheet)
    counter, count, opened = form_pages.asked_row(request, attempt, sheet)
    data = request.POST.dict() | ({counter: count} if counter else {})
    form = EformForm(sheet.fields, attempt.pack.eform.words, data=data)
    changed = form_pages.asked_update(request, sheet)
    revision = pages.posted_revision(request, attempt)
    saved = service.save_answers(attempt, form.typed(), revision, chosen=bool(changed))
    if _save_and_leave(request):
        return redirect("sandbox:home")
    if changed:
        return redirect(f"{parts.url(attempt, step, sheet.number)}#id_{changed}")
    if counter:
        return redirect(f"{parts.url(attempt, step, sheet.number)}#id_{opened}")
    if "tinh_tien" in request.POST and not saved.dropped:  # kept, and nobody judges it
        return redirect(f"{parts.url(attempt, step, sheet.number)}#le-phi")
    field, level = pages.asked_hint(request)
    if field:
        service.ask_hint(attempt, field, level)
    judgement = service.judge(attempt, sheet.fields)
    if judgement.clear and not saved.dropped and not saved.stale and not field:
        onward = parts.following(attempt, sheet)
        return redirect(parts.url(attempt, step, onward)) if onward else _go_on(attempt, step.id)
    if not field:
        service.record(attempt, judgement)
    return form_pages.show_fields(request, attempt, sheet, judgement=judgement, saved=saved)


def _guided(request: HttpRequest, attempt: Attempt, step: Step) -> HttpResponse:
    """The same step one field at a time; past the last one it goes on as in the other modes."""
    if request.method == "POST":
        response = guided_pages.answer(request, attempt, step)
        is_done = response.status_code == 302 and "luu" not in request.POST
        return _go_on(attempt, step.id) if is_done and not guiding.standing(attempt, step) else response
    spec = guiding.opened(attempt, step, request.GET.get(guided_pages.FIELD, ""))
    return guided_pages.show_field(request, attempt, step, spec)


@at(Place.PAPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Bước 3: Thành phần hồ sơ, with sample photos."""
    data = request.POST if request.method == "POST" else None
    form = PaperForm(attempts.papers_to_attach(attempt), data=data, initial=attempt.papers)
    if attempt.guided:
        guided_pages.close_photos(attempt, form)
    is_complete = request.method == "POST" and form.is_valid()
    if request.method == "POST":
        for spec in attempts.papers_to_attach(attempt):
            if service.attach(attempt, spec.id, form.cleaned_data.get(spec.id, "")):
                wallet.keep(attempt, spec, form.cleaned_data[spec.id])
        if _save_and_leave(request):
            return redirect("sandbox:home")
    asked = consents.consents(attempt, attempts.papers_asked(attempt), data)
    if request.method == "POST" and consents.PRESSED in request.POST:
        if consents.agree(attempt, asked):
            return redirect(f"{step_url(attempt, Place.PAPERS)}#hang-{request.POST[consents.PRESSED]}")
        return _show_papers(request, attempt, form, asked, consents.errors(asked))
    if is_complete:
        problem = attempts.photo_problem(attempt)
        if not problem:
            return _go_on(attempt, Place.PAPERS)
        attempts.note_mistake(attempt, problem.paper, "different")
        if problem.paper not in form.fields:  # a consent
            error = {"text": problem.text, "target": f"hang-{problem.paper}"}
            return _show_papers(request, attempt, form, asked, [error])
        form.add_error(problem.paper, problem.text)
    return _show_papers(request, attempt, form, asked, error_items(form))


def _show_papers(
    request: HttpRequest,
    attempt: Attempt,
    form: PaperForm,
    asked: Sequence[Consent],
    errors: Sequence[Mapping[str, str]],
) -> HttpResponse:
    return pages.show(
        request,
        attempt,
        "papers",
        form=form,
        rows=wallet_pages.paper_rows(attempt, form),
        consents=asked,
        way=pages.way(attempt, Place.PAPERS),
        before_url=pages.before_url(attempt, Place.PAPERS),
        errors=errors,
    )


def _pressed_again(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """A dossier that was sent: the same press leads on, one with something else in it is shown beside the first."""
    return (
        _send(request, attempt)
        if request.method == "POST"
        else redirect("sandbox:dossier", attempt.dossier.id)
    )


@at(Place.REVIEW, sent=_pressed_again)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """The last look; then "Gửi hồ sơ", which happens once however often it is pressed."""
    if open_place := attempts.first_open_place(attempt):
        return pages.to_step(attempt, open_place)
    if request.method != "POST":
        return pages.show_review(request, attempt, token())
    if pages.promise_is_missing(request, attempt):
        error = {"text": _("The promise: tick the box if what you wrote is true."), "target": "cam_doan"}
        return pages.show_review(request, attempt, token(), errors=[error])
    if (
        pages.posted_revision(request, attempt) != attempt.revision
    ):  # another tab: what she saw is not what it is
        return pages.show_review(request, attempt, token(), stale=True)
    return _send(request, attempt)


def _send(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    revision = str(pages.posted_revision(request, attempt))
    body = {"attempt": str(attempt.id), "exercise": attempt.scenario.title, "revision": revision}
    outcome = once(
        request.POST.get("token", ""),
        "send",
        f"learner:{attempt.learner_id}",
        body,
        lambda: str(service.send(attempt).id),
    )
    if outcome.result is Result.CONFLICT:
        go_on = reverse("sandbox:receipt", args=[outcome.answer])
        first, second = (pages.act_rows(sent) for sent in (outcome.first_body, body))
        return pages.show_conflict(request, first, second, go_on)
    return redirect("sandbox:receipt", outcome.answer)
