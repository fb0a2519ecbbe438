"""The way to the form: find the procedure, sign in, choose the agency."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from places.service import province_names
from sandbox import access, attempts, catalogue, guided_pages, journey, pages, service
from sandbox.engine import guard
from sandbox.engine.search import Entry
from sandbox.enums import Place
from sandbox.forms import AgencyForm, CodeForm, GeneralForm, ShareForm, SignInForm
from sandbox.gate import at, replica
from sandbox.models import Attempt
from ui.service import error_items

QUERY_LENGTH = 200  # characters that the search looks at


@replica
@require_safe
def current(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    """Where this attempt stands."""
    attempt = access.get_attempt(request, attempt_id)
    return pages.to_step(attempt, attempt.place)


@at(Place.SEARCH)
@require_safe
def search(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """The portal's search box, and what it finds."""
    typed = {"query": request.GET.get("tu_khoa", "")[:QUERY_LENGTH]}
    clean, dropped = attempts.screened(typed, attempts.known_values(attempt))
    query = clean["query"].strip()
    return pages.show(
        request,
        attempt,
        "search",
        query=query,
        found=service.search_procedures(query) if query else [],
        asked="tu_khoa" in request.GET,
        refused=guard.message(dropped["query"]) if dropped else "",
    )


@replica
@require_http_methods(["GET", "HEAD", "POST"])
def procedure(request: HttpRequest, attempt_id: uuid.UUID, code: str) -> HttpResponse:
    """The page of one procedure. "Nộp trực tuyến" on a look-alike says what it is for instead."""
    attempt = access.get_attempt(request, attempt_id)
    if attempt.sent_at is not None:
        return redirect("sandbox:dossier", attempt.dossier.id)
    entry = catalogue.find_procedure(code)
    right = entry.code == attempt.pack.procedure.code
    if request.method == "POST" and right:
        service.reach(attempt, Place.SIGN_IN)
        return pages.to_step(attempt, Place.SIGN_IN)
    if request.method == "POST":
        attempts.note_mistake(attempt, *attempts.WRONG_PROCEDURE)
    if right:
        service.reach(attempt, Place.PROCEDURE)
    refused = request.method == "POST" and not right
    return pages.show(
        request, attempt, "procedure", entry=entry, right=right, refused=_refusal(entry) if refused else ""
    )


def _refusal(entry: Entry) -> str:
    return _("“%(name)s” is not what the exercise asks for. Go back to the search and compare the names.") % {
        "name": entry.name
    }


@at(Place.PROCEDURE)
@require_safe
def own_procedure(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """The procedure of the exercise, for whoever comes back to this step."""
    return redirect("sandbox:procedure", attempt.id, attempt.pack.procedure.code)


@at(Place.SIGN_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Number and practice word, both from the persona's card."""
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed, dropped = attempts.screened(form.cleaned_data, attempts.known_values(attempt))
        errors = attempts.sign_in_errors(attempt, typed, dropped)
        if not errors and not dropped:
            service.reach(attempt, Place.CODE)
            return pages.to_step(attempt, Place.CODE)
        form = SignInForm(typed)
        pages.put_errors(form, errors | pages.guard_words(form, dropped))
    papers = pages.cards(attempt, attempt.persona.word, attempt.persona.citizen_number)
    return pages.show(request, attempt, "sign_in", form=form, papers=papers, errors=error_items(form))


@at(Place.CODE)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """The code on the drawn phone."""
    form = CodeForm()
    if request.method == "POST":
        typed, dropped = attempts.screened({"code": request.POST.get("code", "")})
        form = CodeForm(request.POST.dict() | typed)
        is_right = attempts.is_right_code(attempt, typed["code"])
        if form.is_valid() and is_right:
            service.reach(attempt, Place.SHARE)
            return pages.to_step(attempt, Place.SHARE)
        if dropped:
            attempts.note_dropped(attempt, {"ma_xac_nhan": dropped["code"]})
            form.add_error("code", pages.guard_words(form, dropped)["code"])
        elif not is_right:
            attempts.note_mistake(attempt, "ma_xac_nhan", "different")
            form.add_error("code", _("The code: type the 6 digits that the practice phone shows."))
    return pages.show(request, attempt, "code", form=form, errors=error_items(form))


@at(Place.AGENCY)
@require_http_methods(["GET", "HEAD", "POST"])
def agency(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Which office takes the dossier."""
    wanted = attempt.scenario.agency
    form = AgencyForm(
        province_names(),
        pages.commune_names(attempt),
        data=request.POST if request.method == "POST" else None,
    )
    if attempt.guided:
        guided_pages.close_agencies(attempt, form)
    if request.method == "POST" and form.is_valid():
        chosen = (form.cleaned_data["province"], form.cleaned_data["commune"])
        if chosen == (wanted.province, wanted.commune):
            service.reach(attempt, Place.SHARE_AGAIN)
            return pages.to_step(attempt, Place.SHARE_AGAIN)
        attempts.note_mistake(attempt, "co_quan", "wrong_choice")
        field = "province" if chosen[0] != wanted.province else "commune"
        form.add_error(field, _("The agency: the exercise files at %(agency)s.") % {"agency": wanted.name})
    return pages.show(request, attempt, "agency", form=form, errors=error_items(form))


@at(Place.SHARE)
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Xác nhận chia sẻ: what the identity app hands to the portal, and the passcode."""
    return _share(request, attempt, Place.SHARE)


@at(Place.SHARE_AGAIN)
@require_http_methods(["GET", "HEAD", "POST"])
def share_again(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """The same once more, for the ministry's system behind the portal: it looks like a mistake, and is none."""
    return _share(request, attempt, Place.SHARE_AGAIN)


def _share(request: HttpRequest, attempt: Attempt, place: Place) -> HttpResponse:
    form = ShareForm()
    if request.method == "POST":
        typed, dropped = attempts.screened({"passcode": request.POST.get("passcode", "")})
        form = ShareForm(request.POST.dict() | typed)
        is_right = attempts.is_right_passcode(attempt, typed["passcode"])
        if form.is_valid() and is_right:
            onward = journey.following(attempt.pack, place)
            service.reach(attempt, onward)
            return pages.to_step(attempt, onward)
        if dropped:
            attempts.note_dropped(attempt, {"passcode": dropped["passcode"]})
            form.add_error("passcode", pages.guard_words(form, dropped)["passcode"])
        elif not is_right:
            attempts.note_mistake(attempt, "passcode", "different")
            form.add_error("passcode", _("The passcode: type the 6 digits of the practice card."))
    return pages.show(
        request,
        attempt,
        "share",
        form=form,
        again=place is Place.SHARE_AGAIN,
        papers=pages.cards(attempt, attempt.persona.passcode),
        errors=error_items(form),
    )


@at(Place.GENERAL)
@require_http_methods(["GET", "HEAD", "POST"])
def general(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Xác nhận thông tin chung: everything chosen so far, and for whom the dossier is."""
    form = GeneralForm(request.POST if request.method == "POST" else None)
    if attempt.guided:
        guided_pages.close_purposes(attempt, form)
    if request.method == "POST" and form.is_valid():
        if not attempt.coached or form.cleaned_data["filed_for"] == attempt.scenario.filed_for:
            onward = journey.following(attempt.pack, Place.GENERAL)
            service.open_form(attempt)
            service.reach(attempt, onward)
            return pages.to_step(attempt, onward)
        attempts.note_mistake(attempt, "doi_tuong", "wrong_choice")
        form.add_error(
            "filed_for", _("For whom: read the exercise again, and see whose name it is filed in.")
        )
    return pages.show(request, attempt, "general", form=form, errors=error_items(form))
