"""The pages of an attempt as a drill bends them: the real page, its real form, and one thing that goes wrong."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sandbox import attempts, drill_pages, drilling, pages
from sandbox.engine import drills
from sandbox.engine.drills import CODE_PAGE, FORM_PAGE, LAST_PAGE, OWN_SCREEN, SIGN_IN_PAGE
from sandbox.forms import CodeForm
from sandbox.models import Attempt, DrillRun

StepView = Callable[[HttpRequest, Attempt], HttpResponse]
Bend = Callable[[HttpRequest, DrillRun, Attempt, StepView], HttpResponse | None]


def answer(request: HttpRequest, attempt: Attempt, place: str, view: StepView) -> HttpResponse | None:
    """What a page of a drill answers; None where the page is as it always is."""
    run = drilling.run_of(attempt)
    if run is None:
        return None
    step = drilling.step_of(run)
    if step is None or step.place == OWN_SCREEN or drilling.place_of(attempt, step) != place:
        return redirect(drill_pages.address(run))
    return _BENDS[step.place](request, run, attempt, view)


def _code(request: HttpRequest, run: DrillRun, attempt: Attempt, view: StepView) -> HttpResponse | None:
    """The code is not there yet, or not good any more."""
    if request.method != "POST":
        return drill_pages.show_code(request, run, CodeForm())
    typed, dropped = attempts.screened({"code": request.POST.get("code", "")})
    form = CodeForm(request.POST.dict() | typed)
    if dropped:
        attempts.note_dropped(attempt, {"ma_xac_nhan": dropped["code"]})
        form.add_error("code", pages.guard_words(form, dropped)["code"])
    elif form.is_valid():
        before = run.state
        drilling.act(run, drills.read_code(typed["code"], attempt.persona.otp))
        if run.state != before:
            return redirect(drill_pages.address(run))
        form.add_error("code", _code_refused(run, typed["code"]))
    return drill_pages.show_code(request, run, form)


def _code_refused(run: DrillRun, typed: str) -> str:
    code = run.attempt.persona.otp if run.attempt else ""
    if drills.read_code(typed, code) == drills.OLD_CODE:
        return _("The code: the old one has run out. Type the newest one.")
    step = drilling.step_of(run)
    if step is not None and step.asks:
        return _("The code: it has not come yet. Choose below what you do.")
    return _("The code: type the 6 digits that the practice phone shows.")


def _form(request: HttpRequest, run: DrillRun, attempt: Attempt, view: StepView) -> HttpResponse | None:
    """The step is sent, kept, and then the portal has signed her out."""
    if request.method != "POST" or "goi_y" in request.POST:
        return None
    pages.keep_typed(request, attempt, attempt.place)
    drilling.act(run, "gui")
    return redirect(drill_pages.address(run))


def _sign_in(request: HttpRequest, run: DrillRun, attempt: Attempt, view: StepView) -> HttpResponse | None:
    """The sign-in as it always is; it leads back to what was being done."""
    response = view(request, attempt)
    if request.method == "POST" and response.status_code == 302:
        drilling.act(run, "vao")
        return redirect(drill_pages.address(run))
    return response


def _send(request: HttpRequest, run: DrillRun, attempt: Attempt, view: StepView) -> HttpResponse | None:
    """The dossier is really sent; that it arrived is what the portal fails to say."""
    response = view(request, attempt)
    if request.method == "POST" and Attempt.objects.filter(pk=attempt.pk).exclude(sent_at=None).exists():
        drilling.act(run, "gui")
        return redirect(drill_pages.address(run))
    return response


_BENDS: dict[str, Bend] = {CODE_PAGE: _code, FORM_PAGE: _form, SIGN_IN_PAGE: _sign_in, LAST_PAGE: _send}
