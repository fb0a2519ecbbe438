"""/to/nguoi/: the people on the books, one person's page, entering and correcting."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from accounts.models import User
from kit import idempotency
from places.models import Hamlet
from places.service import hamlets_of
from teams import access, access_asking, consent_texts, kept, looks, names, people
from teams.access_imports import teams_to_fill
from teams.enums import SHOWS_UNAIDED
from teams.forms_people import HERSELF as READ_HERSELF
from teams.forms_people import ConsentForm, PersonForm, initial_of
from teams.models import Attendance, Evidence, Team, Trainee, TraineeQuerySet
from teams.people import Agreed
from ui.service import Column, error_items, fold_rows

PAGE = 50
_COLUMNS = (
    Column(gettext_lazy("Name"), number=False),
    Column(gettext_lazy("Age"), number=False),
    Column(gettext_lazy("Hamlet"), number=False),
    Column(gettext_lazy("Sessions attended")),
    Column(gettext_lazy("Can do it alone"), number=False),
)
SEES_NAMES = (Role.MEMBER, Role.LEADER, Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)


def read_id(raw: str) -> uuid.UUID | None:
    """``raw`` as an id, or None."""
    try:
        return uuid.UUID(raw)
    except ValueError:
        return None


def asked(request: HttpRequest) -> dict[str, str]:
    """The words and the hamlet that a list is narrowed to."""
    words = names.tidy(request.GET.get("q", ""))[: names.LONGEST]
    hamlet = read_id(request.GET.get("thon", ""))
    return {"q": words, "thon": str(hamlet) if hamlet else ""}


def narrowed(found: TraineeQuerySet, wanted: dict[str, str]) -> TraineeQuerySet:
    """``found`` by name and hamlet."""
    found = found.named(wanted["q"])
    return found.filter(hamlet=uuid.UUID(wanted["thon"])) if wanted["thon"] else found


def query_of(wanted: dict[str, str], **more: str) -> str:
    """The same question as a query string, for the links to other pages of a list."""
    return urlencode({name: value for name, value in {**wanted, **more}.items() if value})


def _hamlets(user: User) -> list[Hamlet]:
    """The hamlets in which people of the user's books can live."""
    teams = access.teams_of(user).values("commune")
    codes = [*access.communes_of(user), *teams.values_list("commune", flat=True)]
    found = Hamlet.objects.filter(commune__in=codes).select_related("commune")
    return sorted(found, key=lambda hamlet: names.order_key(hamlet.name))


@roles(*SEES_NAMES)
@never_cache
@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """Fifty names a page, in the order of Vietnamese lists, found with or without marks."""
    user, wanted = signed_in(request), asked(request)
    found = narrowed(access.people_of(user), wanted).in_order()
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    shown = list(page.object_list)
    looks.at_list(user, shown)
    context = {
        **wanted,
        "page": page,
        "total": page.paginator.count,
        "hamlets": _hamlets(user),
        "columns": _COLUMNS,
        "rows": _rows(shown),
        "may_add": access.teams_of(user).exists(),
        "may_import": teams_to_fill(user).exists(),
        "is_narrowed": any(wanted.values()),
        "before": query_of(wanted, trang=str(page.number - 1)),
        "after": query_of(wanted, trang=str(page.number + 1)),
    }
    return render(request, "teams/people.html", context)


def _rows(shown: list[Trainee]) -> list[dict[str, object]]:
    """Lines of the table; two queries however many there are."""
    came = Attendance.objects.standing().filter(trainee__in=shown).values("trainee")
    sessions = dict(came.annotate(number=Count("id")).values_list("trainee", "number"))
    shows = Evidence.objects.standing().filter(trainee__in=shown, kind__in=SHOWS_UNAIDED)
    alone = set(shows.values_list("trainee_id", flat=True))
    values = (
        (
            one.display_name,
            (
                kept.age_of(one) or "–",
                one.hamlet.name if one.hamlet else "–",
                str(sessions.get(one.id, 0)),
                _("yes") if one.id in alone else _("not yet"),
            ),
        )
        for one in shown
    )
    rows = fold_rows(_COLUMNS, values)
    for row, one in zip(rows, shown, strict=True):
        row["href"] = f"{one.id}/"
    return rows


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: HttpRequest) -> HttpResponse:
    """Somebody new on the book of an own team. A form that is sent twice enters one person."""
    user = signed_in(request)
    teams = list(access.teams_of(user).select_related("commune"))
    if not teams:  # an administrator is on no team, so has no book to write in
        raise PermissionDenied
    hamlets = _hamlets_of_teams(teams)
    if request.method != "POST":
        only = teams[0].only_hamlet()
        start = {"dong_y": None, "gioi": None, "thon": str(only.id) if only else ""}
        return _show_form(request, PersonForm(hamlets, teams, initial=start, may_keep=None))
    form = PersonForm(hamlets, teams, request.POST, may_keep=None)
    if form.is_valid() and (home := form.chosen_hamlet()) and home.commune_id != form.chosen_team.commune_id:
        form.add_error("thon", _("Hamlet: choose one of the commune of this team."))
    if not form.is_valid():
        return _show_form(request, form)
    outcome = idempotency.once(
        once_key(request),
        "person.add",
        f"user:{user.pk}",
        {},
        lambda: str(people.add(form.chosen_team, form.details(), by=user, agreed=form.agreed()).id),
    )
    messages.success(request, _("Written down: %(name)s.") % {"name": form.cleaned_data["ten"]})
    return redirect("teams:person", person_id=outcome.answer)


def once_key(request: HttpRequest) -> str:
    """The key of what was sent: token and content together, so that the same form with another name is another act.

    The content itself is not kept: names have no place beside a token.
    """
    token = read_id(request.POST.get("luot", "")) or uuid.uuid4()
    words = urlencode(sorted((name, value) for name, value in request.POST.items() if name[:4] != "csrf"))
    return str(uuid.uuid5(token, words))


def _hamlets_of_teams(teams: list[Team]) -> list[Hamlet]:
    communes = {team.commune_id: team.commune for team in teams}
    return [hamlet for commune in communes.values() for hamlet in hamlets_of(commune)]


def _show_form(request: HttpRequest, form: PersonForm, person: Trainee | None = None) -> HttpResponse:
    context = {
        "form": form,
        "errors": error_items(form) if form.is_bound else [],
        "person": person,
        "consent_text": consent_texts.current(),
        "token": idempotency.token(),
    }
    return render(request, "teams/person_form.html", context, status=422 if form.is_bound else 200)


@roles(*SEES_NAMES)
@never_cache
@require_safe
def person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """What is kept of one person, what she came to, what she can do, and who looked."""
    user = signed_in(request)
    her = access.get_person_for(user, person_id)
    looks.at_person(user, her)
    context = {
        "person": her,
        "kept": kept.of(her, access.sessions_of(user), access_asking.read_by_name(user)),
        "agreed": her.consents.standing().first(),
        "may_correct": access.may_correct(user, her),
        "may_erase": access.may_erase(user, her),
        "looks": _looks(user, her),
    }
    return render(request, "teams/person.html", context)


def _looks(user: User, her: Trainee) -> list[Any]:
    """Who looked at her, for the officers of her commune."""
    if her.commune_id not in access.communes_of(user):
        return []
    return list(looks.of_person(her)[: looks.SHOWN])


@roles(*SEES_NAMES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct_person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Put right what is written down. Year and telephone are asked for only where a consent holds."""
    user = signed_in(request)
    her = access.get_person_to_correct(user, person_id)
    hamlets = hamlets_of(her.commune)
    may_keep = her.consents.standing().exists()
    if request.method != "POST":
        return _show_form(request, PersonForm(hamlets, [], initial=initial_of(her), may_keep=may_keep), her)
    form = PersonForm(hamlets, [], request.POST, may_keep=may_keep)
    if not form.is_valid():
        return _show_form(request, form, her)
    people.correct(her, form.details(), by=user)
    messages.success(request, _("Corrected: %(name)s.") % {"name": form.cleaned_data["ten"]})
    return redirect("teams:person", person_id=her.id)


@roles(*SEES_NAMES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_consent(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """The text to read aloud, and that she agreed to it."""
    user = signed_in(request)
    her = access.get_person_to_correct(user, person_id)
    text = consent_texts.current()
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_bound and request.POST.get("ban", text.version) != text.version:
        form.add_error(None, _("There is a newer text. Read this one."))
    if not form.is_bound or not form.is_valid():
        context = {
            "person": her,
            "form": form,
            "consent_text": text,
            "errors": error_items(form) if form.is_bound else [],
        }
        return render(request, "teams/consent.html", context, status=422 if form.is_bound else 200)
    agreed = Agreed(read_aloud=form.cleaned_data["cach"] != READ_HERSELF, version=text.version)
    people.agree(her, agreed, by=user)
    messages.success(request, _("Noted: %(name)s agrees.") % {"name": her.display_name})
    return redirect("teams:correct_person", person_id=her.id)


@roles(*SEES_NAMES)
@require_POST
def withdraw_consent(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """She does not agree any more."""
    user = signed_in(request)
    her = access.get_person_to_correct(user, person_id)
    if people.withdraw(her, by=user):
        messages.success(
            request,
            _("Noted. Telephone and year of birth of %(name)s are gone.") % {"name": her.display_name},
        )
    return redirect("teams:person", person_id=her.id)
