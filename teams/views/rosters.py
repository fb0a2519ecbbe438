"""/to/cac-to/: the teams of a commune as they stand on paper."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from kit import phones
from kit.vietnamese import short_date, sort_key
from places.models import Commune
from places.service import hamlets_of
from teams import access_asking, rosters
from teams import access_rosters as access
from teams.enums import Position, Sex, Unit
from teams.forms_rosters import DissolveForm, TeamForm
from teams.models import Membership, Team
from teams.views.acts import FormPage, once, show_form
from ui.service import Column, fold_rows

LOOK = (Role.LEADER, Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
ORDER = [Position.LEADER.value, Position.DEPUTY.value, Position.MEMBER.value]
NAME_WRONG = "name"


def in_order(members: Iterable[Membership]) -> list[Membership]:
    """Leader, deputy, then members; each in the Vietnamese order of names, the given name first."""

    def key(one: Membership) -> tuple[int, Any, Any]:
        return (
            ORDER.index(one.position.value),
            sort_key(one.user.first_name),
            sort_key(one.user.last_name),
        )

    return sorted(members, key=key)


# --- The list ---------------------------------------------------------------------------------------------------
@roles(*LOOK)
@never_cache
@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """Every team that the reader may look at, those that ended last."""
    user = signed_in(request)
    found = sorted(access.rosters_of(user), key=lambda team: (not team.is_active, sort_key(team.name)))
    columns = [
        Column(_("Team")),
        Column(_("Team leader"), number=False, whole=True),
        Column(_("Members")),
        Column(_("Women")),
        Column(_("Youth Union")),
        Column(_("Advanced")),
    ]
    context = {
        "columns": columns,
        "rows": _lines(columns, found),
        "communes": access.communes_kept_by(user),
        "active": sum(team.is_active for team in found),
    }
    return render(request, "teams/rosters.html", context)


def _lines(columns: list[Column], found: list[Team]) -> list[dict[str, object]]:
    members: dict[uuid.UUID, list[Membership]] = defaultdict(list)
    for one in Membership.objects.current().filter(team__in=found).select_related("user"):
        members[one.team_id].append(one)
    rows = fold_rows(columns, [_line(team, members[team.id]) for team in found])
    for team, row in zip(found, rows, strict=True):
        row["href"] = reverse("teams:roster", args=[team.id])
    return rows


def _line(team: Team, members: list[Membership]) -> tuple[str, list[str]]:
    leader = next((one for one in members if one.position is Position.LEADER), None)
    if not team.is_active:
        return team.name, [_("dissolved"), "–", "–", "–", "–"]
    return team.name, [
        leader.user.get_full_name() if leader else _("nobody yet"),
        str(len(members)),
        str(sum(one.sex == Sex.WOMAN for one in members)),
        str(sum(one.unit == Unit.YOUTH for one in members)),
        str(sum(one.is_advanced for one in members)),
    ]


# --- One team ---------------------------------------------------------------------------------------------------
@roles(*LOOK)
@never_cache
@require_safe
def team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """The decision, who is on it, who was, and what may be done."""
    user = signed_in(request)
    found = access.get_roster(user, team_id)
    members = list(found.memberships.select_related("user"))
    standing = in_order(one for one in members if not one.until or one.until > timezone.localdate())
    gone = sorted((one for one in members if one not in standing), key=lambda one: one.until or one.since)
    keeps = access.may_keep(user, found)
    columns = _member_columns()
    rows = fold_rows(columns, [_member(one) for one in standing])
    if keeps:
        for one, row in zip(standing, rows, strict=True):
            row["href"] = reverse("teams:member", args=[found.id, one.pk])
    context = {
        "team": found,
        "facts": _facts(found),
        "columns": columns,
        "rows": rows,
        "gone": gone[::-1],
        "hand_overs": found.hand_overs.order_by("-on", "-pk"),
        "contacts": access_asking.contacts_of_team(found),
        "may_hide": access_asking.leads_or_keeps(user, found),
        "keeps": keeps,
        "has_leader": any(one.position is Position.LEADER for one in standing),
        "may_hand_over": len(standing) > 1,
    }
    return render(request, "teams/roster.html", context)


def _facts(found: Team) -> list[dict[str, str]]:
    decision = found.decision_number or _("no number yet")
    if found.decided_on:
        decision = _("%(number)s of %(day)s") % {"number": decision, "day": short_date(found.decided_on)}
    hamlets = sorted((hamlet.name for hamlet in found.hamlets.all()), key=sort_key)
    facts = {
        _("Commune"): f"{found.commune}, {found.commune.province}",
        _("Decision"): decision,
        _("Hamlets"): ", ".join(hamlets) or _("none yet"),
        _("Support money"): found.support,
        _("Dissolved on"): short_date(found.dissolved_on) if found.dissolved_on else "",
    }
    return [{"label": label, "value": value} for label, value in facts.items() if value]


def _member_columns() -> list[Column]:
    """On a phone two short values share a line, the others have one of their own."""
    return [
        Column(_("Full name"), number=False),
        Column(_("Place on the team"), number=False, whole=True),
        Column(_("Unit"), number=False, whole=True),
        Column(_("Grade"), number=False),
        Column(_("Sex"), number=False),
        Column(_("Born"), number=False, whole=True),
        Column(_("Phone number"), number=False, whole=True),
        Column(_("Since"), number=False, whole=True),
    ]


def _member(one: Membership) -> tuple[str, list[str]]:
    since = short_date(one.since)
    if one.until:
        since = _("%(since)s, until %(until)s") % {"since": since, "until": short_date(one.until)}
    return one.user.get_full_name() or one.user.username, [
        str(one.position.label),
        one.get_unit_display() or "–",
        one.get_grade_display(),
        one.get_sex_display() or "–",
        str(one.birth_year or "–"),
        phones.show(one.user.phone) if one.user.phone else "–",
        since,
    ]


# --- Set up, change, dissolve -----------------------------------------------------------------------------------
@roles(Role.COMMUNE_OFFICER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_team(request: HttpRequest) -> HttpResponse:
    """A team by the decision in the officer's hand. Of several communes she says which (``?xa=``)."""
    user = signed_in(request)
    communes = {commune.code: commune for commune in access.communes_kept_by(user)}
    chosen = communes.get(request.GET.get("xa", "")) or (
        next(iter(communes.values())) if len(communes) == 1 else None
    )
    if chosen is None:
        return render(request, "teams/which_commune.html", {"communes": communes.values()})
    form = TeamForm(hamlets_of(chosen), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = _found(request, chosen, form)
        if made:
            messages.success(request, _("The team stands. Now put its members in."))
            return redirect("teams:roster", team_id=made)
    return show_form(request, _new_page(chosen), form)


def _new_page(commune: Commune) -> FormPage:
    return FormPage(
        title=_("A new team"),
        lead=_("Set up in %(commune)s, by the decision of its chairman.") % {"commune": commune},
        go=_("Keep the team"),
        back=reverse("teams:rosters"),
        back_label=_("Back to the teams"),
    )


def _found(request: HttpRequest, commune: Commune, form: TeamForm) -> str:
    """The id of the team; empty, with a mistake at the name, where the commune has one of this name."""
    by = signed_in(request)
    try:
        return once(
            request, "team.found", lambda: str(rosters.found_team(commune, form.paper, by=by).id)
        ).answer
    except rosters.NameTaken:
        form.add_error(
            NAME_WRONG, _("Name of the team: the commune has a team of this name. Choose another.")
        )
        return ""


@roles(Role.COMMUNE_OFFICER, *LOOK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_team(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """What the decision says, corrected or replaced."""
    user = signed_in(request)
    found = access.get_roster_to_keep(user, team_id)
    hamlets = hamlets_of(found.commune)
    if request.method != "POST":
        return show_form(request, _edit_page(found), TeamForm(hamlets, initial=TeamForm.typed_of(found)))
    form = TeamForm(hamlets, request.POST)
    if form.is_valid():
        try:
            rosters.change_team(found, form.paper, by=user)
        except rosters.NameTaken:
            form.add_error(
                NAME_WRONG, _("Name of the team: the commune has a team of this name. Choose another.")
            )
        else:
            messages.success(request, _("Kept."))
            return redirect("teams:roster", team_id=found.id)
    return show_form(request, _edit_page(access.get_roster_to_keep(user, team_id)), form)


def _edit_page(found: Team) -> FormPage:
    return FormPage(
        title=_("Change %(team)s") % {"team": found.name},
        go=_("Keep the changes"),
        back=reverse("teams:roster", args=[found.id]),
        back_label=_("Back to the team"),
    )


@roles(Role.COMMUNE_OFFICER, *LOOK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def dissolve(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """The team ends. Asked on a page of its own, because its people lose their way in at once."""
    user = signed_in(request)
    found = access.get_roster_to_keep(user, team_id)
    today = short_date(timezone.localdate())
    form = DissolveForm(request.POST if request.method == "POST" else None, initial={"day": today})
    if form.is_bound and form.is_valid():
        try:
            rosters.dissolve(found, form.cleaned_data["day"], by=user)
        except rosters.WrongDay:
            form.add_error("day", _("Last day: it lies before the day of the decision."))
        else:
            messages.success(request, _("The team has ended. Its sessions and figures stay."))
            return redirect("teams:roster", team_id=found.id)
    people = found.memberships.not_ended().count()
    page = FormPage(
        title=_("Dissolve %(team)s?") % {"team": found.name},
        warning=ngettext(
            "%(number)d member can no longer open the team's pages from now on.",
            "%(number)d members can no longer open the team's pages from now on.",
            people,
        )
        % {"number": people},
        lead=_("What the team has done stays on the books. You can bring the team back."),
        go=_("Dissolve the team"),
        icon="dung",
        back=reverse("teams:roster", args=[found.id]),
        back_label=_("No, back to the team"),
    )
    return show_form(request, page, form)


@roles(Role.COMMUNE_OFFICER, *LOOK)
@require_POST
def bring_back(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """Dissolving was a mistake."""
    user = signed_in(request)
    found = access.get_roster_to_keep(user, team_id)
    rosters.bring_back(found, by=user)
    messages.success(request, _("The team works again, with the members it had."))
    return redirect("teams:roster", team_id=found.id)
