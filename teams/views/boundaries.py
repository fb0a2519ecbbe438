"""/to/dia-gioi/: communes that merge, hamlets that change their commune, names of before. The administrator's."""

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles
from accounts.enums import Role
from accounts.models import Appointment
from kit import idempotency
from kit.vietnamese import short_date
from places import service
from places.models import Change, ChangeKind
from places.service import NewCommune, Refused
from teams import access_places
from teams.forms_places import ChangeForm, MergeCommunesForm, MoveHamletForm
from teams.models import TeamMove, TraineeMove
from teams.views.places import Act, actor, old_provinces, run, show, take_back, told
from teams.views.years import number

_OF_COMMUNES = (ChangeKind.COMMUNES_MERGED, ChangeKind.HAMLET_MOVED)


@roles(Role.ADMINISTRATOR)
@never_cache
@require_safe
def boundaries(request: HttpRequest) -> HttpResponse:
    """What has merged and moved; the provinces of before."""
    standing = Change.objects.standing().filter(kind__in=_OF_COMMUNES)
    changes = told(standing.latest_first(), lambda one: reverse("teams:undo_boundaries", args=[one.pk]))
    context = {"changes": changes, "old_provinces": old_provinces()}
    return render(request, "teams/boundaries.html", context)


class _Enough(Exception):
    """Ends a trial."""


def _tried(act: Act, form: ChangeForm) -> list[dict[str, str]]:
    """Who would go along with ``act``. Raises Refused."""
    found: list[dict[str, str]] = []
    try:
        with transaction.atomic():
            change = Change.objects.get(pk=act.perform(form))
            offices = Appointment.objects.filter(dismissed_at=change.made_at)
            for label, rows in (
                (_("Hamlets"), change.successions.filter(from_hamlet__isnull=False)),
                (_("Teams"), TeamMove.objects.filter(change=change)),
                (_("People on the books"), TraineeMove.objects.filter(change=change)),
                (_("Offices that end"), offices),
            ):
                found.append({"label": label, "value": number(rows.count())})
            raise _Enough
    except _Enough:
        return found


def _two_steps(
    request: HttpRequest, act: Act, empty: ChangeForm, sent: ChangeForm | None, what: Any
) -> HttpResponse:
    """The form; then what would happen; then it happens. ``what`` says the change in rows."""
    if sent is None:
        return show(request, act, empty)
    if "chac" in request.POST:
        return run(request, act, sent)
    if "sua" in request.POST:
        sent.is_valid()
        return show(request, act, sent)
    if not sent.is_valid():
        return show(request, act, sent, 422)
    try:
        effects = _tried(act, sent)
    except Refused as refused:
        sent.refuse(refused.field, refused.sentence)
        return show(request, act, sent, 422)
    context = {
        "act": act,
        "rows": [*what(sent), *effects],
        "kept": [(name, request.POST.get(name, "")) for name in sent.fields],
        "token": request.POST.get("luot") or idempotency.token(),
    }
    return render(request, "teams/place_sure.html", context)


@roles(Role.ADMINISTRATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest) -> HttpResponse:
    """Communes end and go on as another one."""
    act = Act(
        name="communes.merge",
        title=_("Merge communes"),
        button=_("Merge the communes"),
        first=_("See what would change"),
        done=_("The communes are merged. Hamlets, teams and people have gone along."),
        back=reverse("teams:boundaries"),
        lead=_(
            "Months before the day stay with the old communes. It can be taken back as long as nothing new hangs on it."
        ),
        perform=lambda form: (
            service.merge_communes(form.cleaned_data["places"], form.heir, form.paper(actor(request))).pk
        ),
    )
    sent = MergeCommunesForm(request.POST) if request.method == "POST" else None
    return _two_steps(request, act, MergeCommunesForm(), sent, _merger)


def _merger(form: MergeCommunesForm) -> list[dict[str, str]]:
    heir = form.heir
    name = (
        f"{heir.name} ({heir.code})"
        if isinstance(heir, NewCommune)
        else f"{heir}, {heir.province} ({heir.pk})"
    )
    ends = "; ".join(f"{one}, {one.province} ({one.pk})" for one in form.cleaned_data["places"])
    return [
        {"label": _("Communes that end"), "value": ends},
        {"label": _("Goes on as"), "value": name},
        *_paper(form),
    ]


def _paper(form: ChangeForm) -> list[dict[str, str]]:
    rows = [{"label": _("From which day on"), "value": short_date(form.cleaned_data["on"])}]
    decision = form.cleaned_data["decision"]
    return [*rows, {"label": _("Number of the decision"), "value": decision}] if decision else rows


@roles(Role.ADMINISTRATOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest) -> HttpResponse:
    """A hamlet belongs to another commune from a day on."""
    act = Act(
        name="hamlet.move",
        title=_("Move a hamlet to another commune"),
        button=_("Move the hamlet"),
        first=_("See what would change"),
        done=_("The hamlet has moved. Its people have gone along."),
        back=reverse("teams:boundaries"),
        lead=_("Months before the day stay with the old commune. A team goes along when all its hamlets do."),
        perform=lambda form: (
            service.move_hamlet(
                form.cleaned_data["hamlet"], form.cleaned_data["into"], form.paper(actor(request))
            ).pk
        ),
    )
    sent = MoveHamletForm(request.POST) if request.method == "POST" else None
    return _two_steps(request, act, MoveHamletForm(), sent, _removal)


def _removal(form: MoveHamletForm) -> list[dict[str, str]]:
    data = form.cleaned_data
    return [
        {"label": _("Hamlet"), "value": f"{data['hamlet']}, {data['source']} ({data['source'].pk})"},
        {
            "label": _("Commune that receives it"),
            "value": f"{data['into']}, {data['into'].province} ({data['into'].pk})",
        },
        *_paper(form),
    ]


@roles(Role.ADMINISTRATOR)
@require_POST
def undo(request: HttpRequest, change_id: uuid.UUID) -> HttpResponse:
    """Take any change of places back."""
    take_back(request, access_places.get_change(change_id))
    return redirect("teams:boundaries")
