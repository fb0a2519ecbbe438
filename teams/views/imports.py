"""/to/nguoi/nhap/: a list from Excel, its columns, the fate of each row, all of it onto the book, and back."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from accounts.models import User
from kit import idempotency
from teams import access, access_imports, error_sheets, import_words, importing, looks
from teams.enums import AgeBand, Sex
from teams.excel import Refused
from teams.fates import Fate, Planned
from teams.forms_imports import ColumnsForm, EnterForm, SendForm, label_of
from teams.models import Import, Trainee
from teams.reading_sheets import Part
from teams.views import acts
from ui.service import Column, error_items, fold_rows

PAGE = 100
SHOWN = 10  # lists that were entered, and people who prevent that one is taken back
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILLS = (Role.LEADER, Role.COMMUNE_OFFICER)
_COLUMNS = (
    Column(gettext_lazy("Row and name"), number=False),
    Column(gettext_lazy("Understood"), number=False, whole=True),
    Column(gettext_lazy("What becomes of it"), number=False, whole=True, strong=True),
)
_FATES = {
    Fate.NEW: gettext_lazy("New"),
    Fate.SAME: gettext_lazy("There already"),
    Fate.SUSPECTED: gettext_lazy("Perhaps the same person"),
    Fate.TWICE: gettext_lazy("Twice on the list"),
    Fate.REFUSED: gettext_lazy("To be put right"),
}
_NOT_ENTERED = (Fate.REFUSED, Fate.SUSPECTED, Fate.TWICE)


class _Changed(Exception):
    """The book has changed since the fates were shown."""


@roles(*_FILLS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """The file and whose book; below, the lists that were entered before."""
    user = signed_in(request)
    teams = list(access_imports.teams_to_fill(user))
    if not teams:  # an administrator keeps no books
        raise PermissionDenied
    if request.method != "POST":
        return _show_send(request, user, SendForm(teams))
    form = SendForm(teams, request.POST, request.FILES)
    if form.is_valid():
        try:
            made = importing.start(form.chosen_team, form.cleaned_data["tep"], by=user)
        except Refused as refused:
            form.add_error("tep", import_words.FILES[refused.why])
        else:
            return redirect("teams:import_columns", import_id=made.id)
    return _show_send(request, user, form)


def _show_send(request: HttpRequest, user: User, form: SendForm) -> HttpResponse:
    context = {
        "form": form,
        "errors": error_items(form) if form.is_bound else [],
        "waiting": access_imports.imports_of(user).undecided().order_by("-made_at")[:SHOWN],
        "decided": access_imports.imports_of(user).decided()[:SHOWN],
    }
    return render(request, "teams/import_send.html", context, status=422 if form.is_bound else 200)


def _undecided(user: User, import_id: uuid.UUID) -> Import:
    """A list that waits. Raises Http404."""
    found = access_imports.get_import_for(user, import_id)
    if found.decided_at:
        raise Http404
    return found


@roles(*_FILLS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """What each column holds, as guessed and to be changed."""
    imported = _undecided(signed_in(request), import_id)
    table = importing.table_of(imported)
    typed = request.POST if request.method == "POST" else None
    form = ColumnsForm(table.columns, typed, on_paper=imported.on_paper)
    if form.is_bound and form.is_valid():
        importing.choose(imported, form.mapping(), on_paper=form.cleaned_data["tren_giay"])
        return redirect("teams:import", import_id=imported.id)
    context = {
        "imported": imported,
        "form": form,
        "fields": [form[f"cot_{one.place}"] for one in form.columns],
        "dropped": [label_of(one) for one in table.columns if one.part is Part.FORBIDDEN],
        "errors": error_items(form) if form.is_bound else [],
    }
    return render(request, "teams/import_columns.html", context, status=422 if form.is_bound else 200)


@roles(*_FILLS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """The fate of each row, and the button for all of them; afterwards what has become of the list."""
    user = signed_in(request)
    imported = access_imports.get_import_for(user, import_id)
    if imported.decided_at:
        return _show_result(request, imported)
    planned = _plan(user, imported)
    form = _enter_form(planned, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show_fates(request, user, imported, planned, form)
    try:
        acts.once(request, "people.import", lambda: _enter(user, imported, form))
    except _Changed:
        messages.warning(request, _("The book has changed meanwhile. Look at the rows again."))
    except importing.Decided:
        pass  # pressed in another tab: what has become of it stands on the same page
    else:
        messages.success(request, _("The list has been entered."))
    return redirect("teams:import", import_id=imported.id)


def _enter_form(planned: Sequence[Planned], typed: QueryDict | None) -> EnterForm:
    fates = {one.fate for one in planned}
    return EnterForm(typed, suspected=Fate.SUSPECTED in fates, refused=Fate.REFUSED in fates)


def _plan(user: User, imported: Import) -> list[Planned]:
    return importing.plan(imported, access.people_of(user))


def _enter(user: User, imported: Import, form: EnterForm) -> str:
    locked = importing.lock(imported)
    planned = _plan(user, locked)
    if form.data.get("da_xem") != _digest(planned):
        raise _Changed
    with_suspected = form.cleaned_data.get("nghi_trung", False)
    importing.enter(locked, planned, with_suspected=with_suspected, by=user)
    return str(imported.id)


def _digest(planned: Sequence[Planned]) -> str:
    """What was looked at."""
    seen = [(one.record.row, one.fate, one.known and one.known.id, one.filled) for one in planned]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _show_fates(
    request: HttpRequest, user: User, imported: Import, planned: list[Planned], form: EnterForm
) -> HttpResponse:
    counts = Counter(one.fate for one in planned)
    wanted = next((fate for fate in Fate if fate == request.GET.get("loai")), None)
    found = [one for one in planned if wanted in (None, one.fate)]
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    shown = list(page.object_list)
    _note_look(user, shown)
    hamlets = dict(imported.team.commune.hamlets.values_list("id", "name"))
    lines = [_row(one, {str(key): name for key, name in hamlets.items()}, imported) for one in shown]
    loai = f"loai={wanted}&" if wanted else ""
    context = {
        "imported": imported,
        "token": idempotency.token(),
        "seen": _digest(planned),
        "total": len(planned),
        "form": form,
        "errors": error_items(form) if form.is_bound else [],
        "left_out": sum(counts[fate] for fate in _NOT_ENTERED),
        "may_enter": any(one.fate in (Fate.NEW, Fate.SUSPECTED) or one.filled for one in planned),
        "fates": [(fate, label, counts[fate], fate is wanted) for fate, label in _FATES.items()],
        "wanted": wanted,
        "columns": _COLUMNS,
        "rows": fold_rows(_COLUMNS, lines),
        "page": page,
        "before": f"{loai}trang={page.number - 1}",
        "after": f"{loai}trang={page.number + 1}",
    }
    return render(
        request, "teams/import_fates.html", context, status=422 if request.method == "POST" else 200
    )


def _note_look(user: User, shown: Sequence[Planned]) -> None:
    """Names of people on the book stand on the page."""
    ids = {one.known.id for one in shown if one.known}
    looks.at_list(user, list(Trainee.objects.filter(id__in=ids)))


def _row(one: Planned, hamlets: dict[str, str], imported: Import) -> tuple[str, tuple[str, str]]:
    record = one.record
    age = str(record.year) if record.year else str(AgeBand(record.band).label) if record.band else ""
    if record.year and not imported.on_paper:
        age = _("%(year)s (only the age group is kept)") % {"year": record.year}
    phone = _("telephone") if record.phone else ""
    if phone and not imported.on_paper:
        phone = _("telephone (not kept)")
    sex = str(Sex(record.sex).label) if record.sex else ""
    facts = [age, sex, hamlets.get(record.hamlet, ""), phone]
    understood = " · ".join(fact for fact in facts if fact) or "–"
    return f"{record.row}. {record.name or '–'}", (understood, import_words.what_becomes(one))


@roles(*_FILLS)
@never_cache
@require_safe
def errors(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """The rows that are not entered, as a workbook that says what to do about each."""
    user = signed_in(request)
    imported = _undecided(user, import_id)
    rows = [
        (one.record.row, one.record.name, import_words.what_to_do(one))
        for one in _plan(user, imported)
        if one.fate in _NOT_ENTERED
    ]
    data = error_sheets.write((_("Row in your file"), _("Name"), _("What to do")), rows)
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="dong-can-sua.xlsx"'
    return response


@roles(*_FILLS)
@require_POST
def drop(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """The list is not wanted: nothing of it is kept."""
    user = signed_in(request)
    imported = _undecided(user, import_id)
    try:
        importing.drop(imported, by=user)
    except importing.Decided:
        raise Http404 from None
    messages.success(request, _("The list has been thrown away. Nothing was entered."))
    return redirect("teams:imports")


def _show_result(
    request: HttpRequest, imported: Import, prevent: Sequence[Trainee] = (), status: int = 200
) -> HttpResponse:
    counts: dict[str, int] = imported.counts
    figures = [(_("Entered as new people"), counts.get("entered", 0))]
    figures += [(str(_FATES[fate]), counts.get(fate, 0)) for fate in (Fate.SAME, *_NOT_ENTERED)]
    context: dict[str, Any] = {
        "imported": imported,
        "figures": [(capfirst(label), number) for label, number in figures],
        "prevent": prevent[:SHOWN],
        "more": max(0, len(prevent) - SHOWN),
    }
    return render(request, "teams/import_result.html", context, status=status)


@roles(*_FILLS)
@never_cache
@require_POST
def undo(request: HttpRequest, import_id: uuid.UUID) -> HttpResponse:
    """The list is taken back, as long as nobody whom it entered has done anything since."""
    user = signed_in(request)
    imported = access_imports.get_import_for(user, import_id)
    if not imported.decided_at:
        raise Http404
    number = imported.counts.get("entered", 0)
    try:
        done = importing.undo(imported, by=user)
    except importing.Prevented as prevented:
        looks.at_list(user, prevented.who)
        return _show_result(request, imported, prevented.who, status=409)
    if done:
        words = ngettext(
            "Taken back: %(number)d person is off the book.",
            "Taken back: %(number)d people are off the book.",
            number,
        )
        messages.success(request, words % {"number": number})
    return redirect("teams:import", import_id=imported.id)
