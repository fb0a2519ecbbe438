"""/to/vai-tro/: who holds which office. The administrator appoints and dismisses; officers look."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import service as accounts
from accounts.access import roles, roles_of, signed_in
from accounts.enums import OF_COMMUNE, Role
from accounts.models import Appointment, User
from courses import service as courses
from kit.typed import keepable
from kit.vietnamese import sort_key
from teams.access import communes_of
from teams.enums import OFFICES
from teams.forms_roles import AppointForm, DismissForm
from teams.views.acts import FormPage, once, show_form
from teams.views.members import slip

SHOWN = 50  # people on one page; the search finds the others
LONGEST_QUERY = 80


@roles(*OF_COMMUNE, Role.PROVINCE_OFFICER)
@never_cache
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """For the administrator everybody, by search; for a commune its own; for a province numbers only."""
    user = signed_in(request)
    if Role.ADMINISTRATOR in roles_of(user):
        return _for_administrator(request)
    held = accounts.offices_of_commune(communes_of(user))
    context = {
        "people": _people(held),
        "counts": _counts(user),
        "has_commune": not roles_of(user).isdisjoint(OF_COMMUNE),
    }
    return render(request, "teams/offices.html", context)


def _for_administrator(request: HttpRequest) -> HttpResponse:
    accounts.enter_administrators()  # whoever a command made has to stand in the list like the others
    query = " ".join(keepable(request.GET.get("q", "")).split())[:LONGEST_QUERY]
    found = _find(query)
    people = list(found[: SHOWN + 1])
    held = Appointment.objects.active().filter(user__in=people[:SHOWN])
    by_person = _people(held.select_related("user", "commune__province", "province"), people[:SHOWN])
    _mark_communes_without_portal(by_person)
    context = {"people": by_person, "query": query, "more": len(people) > SHOWN, "may_appoint": True}
    return render(request, "teams/offices.html", context)


def _mark_communes_without_portal(people: Iterable[dict[str, Any]]) -> None:
    """An officer of a commune without a page has nowhere to write: the way to make one stands beside her."""
    offices = [one for line in people for one in line["offices"] if one["appointment"].role in OF_COMMUNE]
    missing = courses.communes_without_portal(one["appointment"].commune_id for one in offices)
    for one in offices:
        one["portal_missing"] = one["appointment"].commune_id in missing


def _find(query: str) -> Any:
    """Accounts by user name or by a word of the name; without a question those who hold an office."""
    users = User.objects.filter(is_active=True).order_by("username")
    if not query:
        return users.filter(appointments__in=Appointment.objects.active()).distinct()
    by_words = Q()
    for word in query.split():
        by_words &= Q(last_name__icontains=word) | Q(first_name__icontains=word)
    return users.filter(Q(username__icontains=query) | by_words)


def _people(held: Iterable[Appointment], people: Iterable[User] = ()) -> list[dict[str, Any]]:
    """Each person with her offices, the Vietnamese way of sorting; ``people`` are there even without one."""
    lines: dict[int, dict[str, Any]] = {one.pk: {"person": one, "offices": []} for one in people}
    for one in held:
        line = lines.setdefault(one.user_id, {"person": one.user, "offices": []})
        line["offices"].append(
            {"appointment": one, "office": OFFICES[Role(one.role)], "place": place_of(one)}
        )
    return sorted(lines.values(), key=lambda line: sort_key(line["person"].get_full_name()))


def place_of(appointment: Appointment) -> str:
    """xã Mẫu, Tỉnh Thực Hành."""
    if appointment.commune:
        return f"{appointment.commune}, {appointment.commune.province}"
    return str(appointment.province or _("the whole site"))


def _counts(user: User) -> list[dict[str, Any]]:
    """For each province of the user's office: how many communes have somebody, how many people there are."""
    mine = user.appointments.active().filter(role=Role.PROVINCE_OFFICER).select_related("province")
    lines = []
    for office in mine:
        held = Appointment.objects.active().filter(role__in=OF_COMMUNE, commune__province=office.province_id)
        numbers = held.aggregate(
            communes=Count("commune", distinct=True),
            officers=Count("pk", filter=Q(role=Role.COMMUNE_OFFICER)),
            approvers=Count("pk", filter=Q(role=Role.COMMUNE_APPROVER)),
        )
        figures = [
            {"number": str(numbers["communes"]), "label": _("communes with an officer or approver")},
            {"number": str(numbers["officers"]), "label": _("commune officers")},
            {"number": str(numbers["approvers"]), "label": _("approvers of communes")},
        ]
        lines.append({"province": office.province, "figures": figures})
    return lines


# --- Only the administrator -------------------------------------------------------------------------------------
def _list_of(person: User) -> str:
    return f"{reverse('teams:offices')}?{urlencode({'q': person.username})}"


@roles()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    """Give an office; to somebody new with an account and its slip."""
    initial = {"username": keepable(request.GET.get("ten", ""))[:150]}
    form = (
        AppointForm(request.POST, initial=initial)
        if request.method == "POST"
        else AppointForm(initial=initial)
    )
    if form.is_bound and form.is_valid():
        return _appoint(request, form)
    page = FormPage(
        title=_("Appoint to an office"),
        go=_("Appoint"),
        icon="tich",
        warning=_("Check the user name. Whoever holds an office sees people's names at once."),
        back=reverse("teams:offices"),
        back_label=_("Back to the offices"),
    )
    return show_form(request, page, form)


def _appoint(request: HttpRequest, form: AppointForm) -> HttpResponse:
    data, by, opened = form.cleaned_data, signed_in(request), list[str]()

    def perform() -> str:
        person = form.found
        if person is None:
            person, password = accounts.open_account(data["full_name"], by=by)
            opened.append(password)
        accounts.appoint(person, Role(data["role"]), by=by, reason=data["reason"], **form.chosen)
        return str(person.pk)

    person = User.objects.get(pk=once(request, "office.appoint", perform).answer)
    if opened:
        back = {"back": _list_of(person), "back_label": _("Back to the offices")}
        return slip(request, person, opened[0], **back)
    messages.success(request, _("Appointed. It works at the next page that is opened."))
    return redirect(_list_of(person))


@roles()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """End an office. It works at the next page that its holder opens."""
    office = Appointment.objects.select_related("user", "commune__province", "province")
    found = get_object_or_404(office, pk=appointment_id)
    form = DismissForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            accounts.dismiss(found, by=signed_in(request), reason=form.cleaned_data["reason"])
        except accounts.LastAdministrator:
            form.add_error(None, _("This is the last administrator. Appoint another one first."))
        else:
            messages.success(request, _("Dismissed. It works at the next page that is opened."))
            return redirect("teams:offices")
    page = FormPage(
        title=_("Dismiss %(name)s?") % {"name": found.user.get_full_name() or found.user.username},
        lead=_("%(office)s: %(place)s.")
        % {"office": str(OFFICES[Role(found.role)]).capitalize(), "place": place_of(found)},
        go=_("Dismiss"),
        icon="dung",
        back=reverse("teams:offices"),
        back_label=_("Back to the offices"),
    )
    return show_form(request, page, form)


@roles()
@never_cache
@require_POST
def take_phone_off(request: HttpRequest, user_id: int) -> HttpResponse:
    """Her telephone is lost or somebody else's by now: no code opens her account any more."""
    person = get_object_or_404(User, pk=user_id, is_active=True)
    if person.phone:
        accounts.take_phone_off(person, by=signed_in(request))
    messages.success(request, _("Taken off. No code is sent to that number any more."))
    return redirect(_list_of(person))


@roles()
@never_cache
@require_POST
def renew_password(request: HttpRequest, user_id: int) -> HttpResponse:
    """For an officer who has forgotten hers. One's own is changed at the door."""
    person = User.objects.filter(pk=user_id, is_active=True).first()
    if person is None:
        raise Http404
    if person.pk == signed_in(request).pk:
        raise PermissionDenied
    password = accounts.renew_password(person, by=signed_in(request))
    return slip(request, person, password, back=_list_of(person), back_label=_("Back to the offices"))
