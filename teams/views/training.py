"""/to/boi-duong/: what members were taught by advanced members."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from kit.vietnamese import short_date
from teams import access_rosters as access
from teams import growth
from teams.forms_growth import TrainingForm
from teams.models import Training
from teams.views.acts import FormPage, once, show_form
from teams.views.rosters import in_order

SHOWN = 100  # of the latest; older ones are on the members' own pages
WORK = (Role.MEMBER, Role.LEADER, Role.COMMUNE_OFFICER)


def hours(number: Decimal) -> str:
    """1,5; 2."""
    return f"{number.normalize():f}".replace(".", ",")


@roles(*WORK, Role.COMMUNE_APPROVER)
@never_cache
@require_safe
def trainings(request: HttpRequest) -> HttpResponse:
    """The latest first. Who may take a line back sees a button there."""
    user = signed_in(request)
    found = list(access.trainings_of(user).order_by("-on", "-pk")[:SHOWN])
    kept = {commune.code for commune in access.communes_kept_by(user)}
    lines = [
        {
            "training": one,
            "hours": hours(one.hours),
            "may_take_back": one.recorded_by_id == user.pk or one.member.team.commune_id in kept,
        }
        for one in found
    ]
    context = {"lines": lines, "may_record": bool(access.communes_taught_by(user))}
    return render(request, "teams/trainings.html", context)


@roles(*WORK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_training(request: HttpRequest) -> HttpResponse:
    """Noted down by the commune's officer, or by an advanced member. Raises PermissionDenied for others."""
    user = signed_in(request)
    communes = access.communes_taught_by(user)
    if not communes:
        raise PermissionDenied
    members = in_order(access.members_in(communes))
    kept = {commune.code for commune in access.communes_kept_by(user)}
    trainers = [
        one for one in members if one.is_advanced and (one.team.commune_id in kept or one.user == user)
    ]
    initial = {"day": short_date(timezone.localdate())}
    form = TrainingForm(
        trainers, members, request.POST if request.method == "POST" else None, initial=initial
    )
    if form.is_bound and form.is_valid() and _record(request, form):
        messages.success(request, _("Noted: the training stands on the members' books."))
        return redirect("teams:trainings")
    page = FormPage(
        title=_("Note a training of members"),
        go=_("Keep the training"),
        warning="" if trainers else _("No member is advanced yet. Make one so on her team's page first."),
        back=reverse("teams:trainings"),
        back_label=_("Back to the trainings"),
    )
    return show_form(request, page, form)


def _record(request: HttpRequest, form: TrainingForm) -> bool:
    data, by = form.cleaned_data, signed_in(request)

    def perform() -> str:
        made: list[Training] = growth.record_training(
            members=form.chosen_members,
            trainer=form.chosen_trainer,
            topic=data["topic"],
            on=data["day"],
            hours=data["hours"],
            note=data["note"],
            by=by,
        )
        return str(len(made))

    try:
        once(request, "training.record", perform)
    except growth.NotAdvanced:
        form.add_error("trainer", _("Who taught: on this day she was no advanced member yet."))
        return False
    return True


@roles(*WORK)
@require_POST
def take_back(request: HttpRequest, training_id: int) -> HttpResponse:
    """It was a mistake."""
    user = signed_in(request)
    growth.take_training_back(access.get_training_to_take_back(user, training_id), by=user)
    messages.success(request, _("Taken back: this training does not count."))
    return redirect("teams:trainings")
