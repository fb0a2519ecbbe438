"""/to/thon/: a commune's hamlets, kept by its officer. The administrator's part is in teams.views.boundaries."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from kit import idempotency
from kit.idempotency import Result
from kit.vietnamese import short_date
from places import service
from places.models import Change, ChangeKind, ChangeQuerySet, Commune, Hamlet
from places.service import Refused
from teams import access_places
from teams.forms_places import ChangeForm, CloseForm, CountForm, MergeHamletsForm, NewHamletForm, RenameForm
from teams.models import Team
from teams.views.years import number
from ui.service import Column, error_items, fold_rows

_KEEPERS = (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)


def actor(request: HttpRequest) -> str:
    """Who does it, as the audit names her."""
    return f"user:{signed_in(request).pk}"


@dataclass(frozen=True)
class Act:
    """One form that changes places: what it is called, what it does, what is said afterwards, where it leads."""

    name: str
    title: str
    button: str
    done: str
    back: str
    perform: Callable[[Any], Any]
    lead: str = ""
    subject: str = ""
    first: str = ""  # the button that leads to the second look, where there is one


def show(request: HttpRequest, act: Act, form: ChangeForm, status: int = 200) -> HttpResponse:
    """The form of ``act``."""
    context = {
        "act": act,
        "form": form,
        "errors": error_items(form) if form.is_bound else [],
        "token": request.POST.get("luot") or idempotency.token(),
    }
    return render(request, "teams/place_form.html", context, status=status)


def run(request: HttpRequest, act: Act, form: ChangeForm) -> HttpResponse:
    """Do it once, however often it is pressed; a refusal comes back at its field with everything typed kept."""
    if not form.is_valid():
        return show(request, act, form, 422)
    body = {name: "\n".join(request.POST.getlist(name)) for name in form.fields}
    owner = f"{actor(request)} {act.subject}"
    try:
        outcome = idempotency.once(
            request.POST.get("luot", ""), act.name, owner, body, lambda: str(act.perform(form) or "")
        )
    except Refused as refused:
        form.refuse(refused.field, refused.sentence)
        return show(request, act, form, 422)
    if outcome.result is Result.CONFLICT:
        form.add_error(None, _("This form was sent before with other words in it. Look at the list first."))
        return show(request, act, form, 409)
    messages.success(request, act.done)
    return redirect(act.back)


def answer(request: HttpRequest, act: Act, empty: ChangeForm, sent: Callable[[], ChangeForm]) -> HttpResponse:
    """GET shows the form, POST does it."""
    return run(request, act, sent()) if request.method == "POST" else show(request, act, empty)


# --- the list ----------------------------------------------------------------------------------------------------
@roles(*_KEEPERS)
@never_cache
@require_safe
def hamlets(request: HttpRequest) -> HttpResponse:
    """The commune's hamlets with what is counted there, and what has become of others."""
    user = signed_in(request)
    commune = access_places.get_commune(user, request.GET.get("xa", ""))
    columns = [
        Column(_("Hamlet")),
        Column(_("Households")),
        Column(_("Adults")),
        Column(_("Team"), number=False, whole=True),
    ]
    there, teams = service.hamlets_of(commune), _teams_of(commune)
    may_keep = access_places.may_keep(user, commune)
    rows = fold_rows(
        columns,
        [
            (one.name, [_counted(one.households), _counted(one.adults), teams.get(one.pk) or _("none yet")])
            for one in there
        ],
    )
    for row, one in zip(rows, there, strict=True):
        row["href"] = reverse("teams:hamlet", args=[one.pk])
    context = {
        "commune": commune,
        "columns": columns,
        "rows": rows,
        "may_keep": may_keep,
        "may_merge": len(there) > 1,
        "changes": _changes_of(commune, may_keep=may_keep),
        "old_provinces": old_provinces(commune.province_id),
    }
    return render(request, "teams/hamlets.html", context)


def _teams_of(commune: Commune) -> dict[uuid.UUID, str]:
    """Hamlet → names of the teams at work there."""
    rows = Team.objects.filter(is_active=True, hamlets__commune=commune).values_list("hamlets", "name")
    names: dict[uuid.UUID, list[str]] = {}
    for hamlet_id, name in rows.order_by("name"):
        names.setdefault(hamlet_id, []).append(name)
    return {hamlet_id: ", ".join(found) for hamlet_id, found in names.items()}


def _counted(value: int | None) -> str:
    return _("not counted") if value is None else number(value)


@dataclass(frozen=True)
class Told:
    """A change as a line of a list."""

    day: str
    text: str
    decision: str
    kind: str
    undo: str = ""  # where to take it back; empty: not hers to


def _changes_of(commune: Commune, *, may_keep: bool) -> list[Told]:
    """What stands of changes of the commune's hamlets, the latest first."""

    def undo(change: Change) -> str:
        hers = may_keep and change.kind in access_places.OF_ONE_COMMUNE
        return reverse("teams:undo_hamlets", args=[change.pk]) if hers else ""

    concerned = Q(successions__from_hamlet__commune=commune) | Q(successions__to_hamlet__commune=commune)
    return told(Change.objects.standing().filter(concerned).distinct().latest_first(), undo)


def told(changes: ChangeQuerySet, undo: Callable[[Change], str]) -> list[Told]:
    """``changes`` in words, each with the address that ``undo`` gives. As many queries for one as for a hundred."""
    whole = changes.prefetch_related(
        "successions__from_commune",
        "successions__to_commune",
        "successions__from_hamlet__commune",
        "successions__to_hamlet__commune",
    )
    return [
        Told(short_date(one.on), _sentence(one), one.decision, one.get_kind_display(), undo(one))
        for one in whole
    ]


def _sentence(change: Change) -> str:
    """ "xã A, xã B → xã C"; "Thôn Một (xã A) → Thôn Một (xã C)"."""
    rows = list(change.successions.all())
    communes = [row for row in rows if row.from_commune]
    if communes:
        return f"{_list(row.from_commune for row in communes)} → {_list(row.to_commune for row in communes)}"
    crosses = change.kind == ChangeKind.HAMLET_MOVED
    before = _list(_hamlet(row.from_hamlet, crosses) for row in rows)
    after = _list(_hamlet(row.to_hamlet, crosses) for row in rows if row.to_hamlet)
    return f"{before} → {after}" if after else before


def _hamlet(hamlet: Hamlet | None, crosses: bool) -> str:
    return f"{hamlet} ({hamlet.commune})" if hamlet and crosses else str(hamlet)


def _list(names: Any) -> str:
    return ", ".join(dict.fromkeys(str(name) for name in names))


def old_provinces(code: str = "") -> list[tuple[str, str]]:
    """Name of before, name of today; with a code only those that became this province and are gone by name."""
    now = {one.pk: one.name for one in service.provinces_today()}
    rows = [
        (row.name, now.get(row.became, "")) for row in service.old_provinces() if code in ("", row.became)
    ]
    return [(old, new) for old, new in rows if new and not (code and old == new)]


# --- one hamlet --------------------------------------------------------------------------------------------------
@roles(*_KEEPERS)
@never_cache
@require_safe
def hamlet(request: HttpRequest, hamlet_id: uuid.UUID) -> HttpResponse:
    """What a hamlet is called and how many live there, today and before."""
    user = signed_in(request)
    one = access_places.get_hamlet(user, hamlet_id)
    counts = [Column(_("From which day on"), number=False), Column(_("Households")), Column(_("Adults"))]
    context = {
        "hamlet": one,
        "rows": [
            {"label": _("Households"), "value": _counted(one.households)},
            {"label": _("Adults"), "value": _counted(one.adults)},
        ],
        "columns": counts,
        "counts": fold_rows(
            counts,
            [
                (short_date(row.since), [_counted(row.households), _counted(row.adults)])
                for row in one.counts.order_by("-since")
            ],
        ),
        "names": [(short_date(row.since), row.name) for row in one.names.order_by("-since")],
        "may_keep": access_places.may_keep(user, one.commune),
    }
    return render(request, "teams/hamlet.html", context)


@roles(Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new hamlet of the commune."""
    commune = access_places.get_commune_to_keep(signed_in(request), request.GET.get("xa", ""))
    act = Act(
        name="hamlet.add",
        title=_("Add a hamlet"),
        button=_("Add the hamlet"),
        done=_("The hamlet is in the list."),
        back=_list_of(commune),
        subject=commune.pk,
        perform=lambda form: (
            service.add_hamlet(
                commune,
                form.cleaned_data["name"],
                form.paper(actor(request)),
                households=form.cleaned_data["households"],
                adults=form.cleaned_data["adults"],
            ).pk
        ),
    )
    return answer(request, act, NewHamletForm(), lambda: NewHamletForm(request.POST))


def _list_of(commune: Commune) -> str:
    return f"{reverse('teams:hamlets')}?xa={commune.pk}"


@roles(*_KEEPERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, hamlet_id: uuid.UUID) -> HttpResponse:
    """Another name from a day on."""
    one = access_places.get_hamlet_to_keep(signed_in(request), hamlet_id)
    act = Act(
        name="hamlet.rename",
        title=_("Another name for %(hamlet)s") % {"hamlet": one.name},
        button=_("Keep the new name"),
        done=_("The new name is kept, and the old one with it."),
        back=reverse("teams:hamlet", args=[one.pk]),
        subject=str(one.pk),
        perform=lambda form: service.rename_hamlet(
            one, form.cleaned_data["name"], form.paper(actor(request))
        ),
    )
    return answer(request, act, RenameForm(initial={"name": one.name}), lambda: RenameForm(request.POST))


@roles(*_KEEPERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, hamlet_id: uuid.UUID) -> HttpResponse:
    """Households and adults from a day on."""
    one = access_places.get_hamlet_to_keep(signed_in(request), hamlet_id)
    act = Act(
        name="hamlet.count",
        title=_("Households and adults of %(hamlet)s") % {"hamlet": one.name},
        button=_("Keep the numbers"),
        done=_("The numbers are kept."),
        back=reverse("teams:hamlet", args=[one.pk]),
        lead=_("Figures of earlier months keep the numbers of their time."),
        subject=str(one.pk),
        perform=lambda form: service.count_hamlet(
            one,
            form.paper(actor(request)),
            households=form.cleaned_data["households"],
            adults=form.cleaned_data["adults"],
        ),
    )
    known = {"households": one.households, "adults": one.adults}
    return answer(request, act, CountForm(initial=known), lambda: CountForm(request.POST))


@roles(*_KEEPERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, hamlet_id: uuid.UUID) -> HttpResponse:
    """A hamlet that is no more, and that nothing has taken the place of."""
    one = access_places.get_hamlet_to_keep(signed_in(request), hamlet_id)
    act = Act(
        name="hamlet.close",
        title=_("Close %(hamlet)s") % {"hamlet": one.name},
        button=_("Close the hamlet"),
        done=_("The hamlet is closed. Its figures of before stay."),
        back=_list_of(one.commune),
        lead=_(
            "Only for a hamlet that nobody lives in any more. Where it joined another one, merge the two."
        ),
        subject=str(one.pk),
        perform=lambda form: service.close_hamlet(one, form.paper(actor(request))).pk,
    )
    return answer(request, act, CloseForm(), lambda: CloseForm(request.POST))


@roles(*_KEEPERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest) -> HttpResponse:
    """Several hamlets of the commune go on as one."""
    commune = access_places.get_commune_to_keep(signed_in(request), request.GET.get("xa", ""))
    there = service.hamlets_of(commune)
    act = Act(
        name="hamlet.merge",
        title=_("Merge hamlets"),
        button=_("Merge the hamlets"),
        done=_("The hamlets are merged. People and teams have gone along."),
        back=_list_of(commune),
        lead=_("Households and adults are added up. People and teams go along. It can be taken back."),
        subject=commune.pk,
        perform=lambda form: (
            service.merge_hamlets(form.chosen, form.cleaned_data["name"], form.paper(actor(request))).pk
        ),
    )
    return answer(request, act, MergeHamletsForm(there), lambda: MergeHamletsForm(there, request.POST))


@roles(*_KEEPERS)
@require_POST
def undo(request: HttpRequest, change_id: uuid.UUID) -> HttpResponse:
    """Take a change of hamlets back."""
    change = access_places.get_change_to_undo(signed_in(request), change_id)
    take_back(request, change)
    return redirect("teams:hamlets")


def take_back(request: HttpRequest, change: Change) -> None:
    """Undo ``change``, and say what came of it."""
    try:
        service.undo(change, by=actor(request))
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Taken back. Everything is as it was before."))
