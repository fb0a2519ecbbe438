"""/to/bao-cao/: the month of a team, a commune or a province, on the screen and as a sheet for Excel."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from accounts.models import User
from kit import audit
from kit.vietnamese import short_date
from places.models import Commune, Province
from teams import access_reports as access
from teams import closings, month_reports, month_table, monthly, stays
from teams.access import Scope
from teams.access_rosters import my_memberships
from teams.forms_reports import OFFICIAL, OfficialForm
from teams.models import Closing, Session, Team
from teams.month_reports import Line, Report
from teams.month_table import STATES, Part
from teams.monthly import ClosingState, Figure
from teams.place_names import named
from teams.views.doubts import doubts
from ui.service import Column, fold_rows

Place = Commune | Province | Team
READERS = (Role.LEADER, Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER, Role.PROVINCE_OFFICER)
MONTHS_SHOWN = 13  # this one and a year back
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHIPS = {
    ClosingState.ON_TIME: ("tich", "ok"),
    ClosingState.LATE: ("tich", "warn"),
    ClosingState.WAITING: ("gio", ""),
    ClosingState.MISSING: ("canh", "warn"),
}


@dataclass(frozen=True)
class Asked:
    """Which month of which place the reader asked for."""

    place: Place
    key: str
    places: dict[str, Place]
    month: dt.date

    @property
    def inside(self) -> bool:
        """Whether names may stand in it."""
        return not isinstance(self.place, Province)

    def report(self) -> Report:
        if isinstance(self.place, Province):
            return month_reports.of_province(self.place, self.month)
        if isinstance(self.place, Commune):
            return month_reports.of_commune(self.place, self.month)
        return month_reports.of_teams([self.place], self.month)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(key, name) of the reader's places."""
        return [(key, _name(place)) for key, place in self.places.items()]

    @property
    def query(self) -> str:
        return f"?thang={self.month:%Y-%m}&noi={self.key}"


def report_of(user: User, session: Session) -> str:
    """The address of the month that an ended ``session`` counts in, for the leader of its team; else empty."""
    ended = session.closed_at is not None and session.cancelled_at is None
    if not ended or not my_memberships(user).filter(role=Role.LEADER, team=session.team_id).exists():
        return ""
    month = timezone.localdate(session.starts_at)
    return f"{reverse('teams:report')}?thang={month:%Y-%m}&noi=to-{session.team_id}"


def _places(scope: Scope) -> dict[str, Place]:
    """By the keys of addresses; below the communes of the reader's offices those that have merged into them."""
    merged = [one for commune in scope.communes for one in stays.line_of(commune)]
    return {
        **{f"xa-{commune.code}": commune for commune in [*scope.communes, *merged]},
        **{f"to-{team.id}": team for team in scope.teams},
        **{f"tinh-{province.code}": province for province in scope.provinces},
    }


def _name(place: Place) -> str:
    return named(str(place), None, place.effective_until) if isinstance(place, Commune) else str(place)


def asked_for(request: HttpRequest, *, inside: bool = False) -> Asked:
    """``?noi=`` and ``?thang=``; without them the first place, this month. ``inside``: no provinces.

    Raises Http404 for a place that is not the reader's and for what is no month.
    """
    places = _places(access.scope_of(signed_in(request)))
    if inside:
        places = {key: place for key, place in places.items() if not isinstance(place, Province)}
    key = request.GET.get("noi") or next(iter(places), "")
    if key not in places:
        raise Http404
    typed = request.GET.get("thang")
    return Asked(
        places[key], key, places, asked_month(typed) if typed else timezone.localdate().replace(day=1)
    )


def asked_month(typed: str) -> dt.date:
    """The first day of a month in an address. Raises Http404."""
    month = monthly.read_month(typed, timezone.localdate())
    if month is None:
        raise Http404
    return month


@roles(*READERS)
@never_cache
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The month of the place that ``?noi=`` names among the reader's own; without it, of the first."""
    asked = asked_for(request)
    found = asked.report()
    user = signed_in(request)
    led = {place.id for place in asked.places.values() if isinstance(place, Team)}
    context = {
        "asked": asked,
        "title": month_table.title_of(found, str(asked.place)),
        "months": months_to_choose(asked.month),
        "places": asked.choices,
        "went_on": _went_on(asked),
        "tables": _tables(found, asked),
        "headline": _headline(found),
        "notes": month_table.notes_below(inside=asked.inside),
        "closings": _closings(found, led) if asked.inside else [],
        "from": None if closings.may_close(asked.month) else monthly.following(asked.month),
        "due": monthly.due_on(asked.month, settings.REPORT_DUE_DAY),
        "doubts": doubts(found, user) if asked.inside else [],
        **_official_context(found, asked, user),
    }
    return render(request, "teams/report.html", context)


@roles(*READERS)
@never_cache
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The same numbers as a sheet for Excel."""
    asked = asked_for(request)
    found = month_table.sheet(asked.report(), str(asked.place), inside=asked.inside)
    data = {"place": asked.key, "month": asked.month.isoformat()}
    audit.log("report.exported", actor=f"user:{signed_in(request).pk}", data=data)
    response = HttpResponse(found.to_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="bao-cao-{asked.month:%Y-%m}.xlsx"'
    return response


def _went_on(asked: Asked) -> dict[str, str]:
    """Where to read on (label, href) when a commune was no more in the month that was asked for."""
    place = asked.place
    if not isinstance(place, Commune) or not place.effective_until or place.effective_until > asked.month:
        return {}
    heirs = Commune.objects.filter(came_from__from_commune=place, came_from__change__undone_at=None)
    key = next((key for one in heirs if (key := f"xa-{one.code}") in asked.places), "")
    return {"label": str(asked.places[key]), "href": f"?thang={asked.month:%Y-%m}&noi={key}"} if key else {}


def months_to_choose(chosen: dt.date) -> list[dict[str, Any]]:
    """This month and the year before it, and whichever was asked for: value, label, chosen."""
    month = timezone.localdate().replace(day=1)
    found = []
    for _number in range(MONTHS_SHOWN):
        found.append(month)
        month = monthly.previous(month)
    listed = found if chosen in found else [*found, chosen]
    return [{"value": f"{one:%Y-%m}", "label": f"{one:%m/%Y}", "chosen": one == chosen} for one in listed]


def _headline(found: Report) -> list[dict[str, str]]:
    whole = found.total or (found.lines[0] if len(found.lines) == 1 else None)
    if whole is None:
        return []
    figures = (Figure.SESSIONS, Figure.CONTACTS, Figure.PEOPLE, Figure.FILED)
    return [
        {"number": month_table.shown(whole.numbers[one]), "label": str(month_table.FIGURES[one])}
        for one in figures
    ]


# --- Tables ------------------------------------------------------------------------------------------------------
def _tables(found: Report, asked: Asked) -> list[dict[str, Any]]:
    lines = month_table.lines_of(found, inside=asked.inside)
    if not lines:
        return []
    most = max((number for _name, line in lines if (number := _people(line)) is not None), default=0)
    head = _("Team") if asked.inside else _("Commune")
    tables = []
    for part in month_table.parts(inside=asked.inside):
        with_bar = most > 0 and any(
            column.label == str(month_table.FIGURES[Figure.FILED]) for column in part.columns
        )
        tables.append(_table(head, part, lines, most if with_bar else 0))
    return tables


def _table(head: str, part: Part, lines: Sequence[tuple[str, Line]], most: int) -> dict[str, Any]:
    """One part as ui/fold.html takes it; ``most``: people of the longest bar, 0 for none."""
    columns = [
        Column(head),
        *(Column(column.label, number=column.kind == "number") for column in part.columns),
        *([Column(_("Alone, of all who came"), number=False, whole=True)] if most else []),
    ]
    rows = [
        (
            name,
            [
                *(month_table.shown(column.value(line)) for column in part.columns),
                *([_bar(line, most)] if most else []),
            ],
        )
        for name, line in lines
    ]
    return {"title": part.title, "columns": columns, "rows": fold_rows(columns, rows), "has_bars": bool(most)}


def _people(line: Line) -> int | None:
    people, filed = line.numbers[Figure.PEOPLE], line.numbers[Figure.FILED]
    return max(people, filed) if isinstance(people, int) and isinstance(filed, int) else None


def _bar(line: Line, most: int) -> str | tuple[int, int, int]:
    """A bar where both of its parts may be shown."""
    whole, filed = _people(line), line.numbers[Figure.FILED]
    return (filed, whole, most) if whole is not None and isinstance(filed, int) else "–"


# --- Closing -----------------------------------------------------------------------------------------------------
def _closings(found: Report, led: set[uuid.UUID]) -> list[dict[str, Any]]:
    teams = {
        line.key: line for line in found.lines
    }  # once, where a team changed its commune within the month
    return [_closing(line, found.month, uuid.UUID(line.key) in led) for line in teams.values()]


def _closing(line: Line, month: dt.date, is_leader: bool) -> dict[str, Any]:
    state = line.state or ClosingState.WAITING
    icon, kind = _CHIPS[state]
    is_closed = line.closing is not None and line.closing.closed_at is not None
    may_act = is_leader and closings.may_close(month)
    arguments = [line.key, f"{month:%Y-%m}"]
    return {
        "name": line.name,
        "icon": icon,
        "kind": kind,
        "state": STATES[state],
        "said": _who_closed(line.closing) if line.closing and is_closed else "",
        "changed": [_change(*one) for one in line.changed],
        "close": reverse("teams:close_month", args=arguments) if may_act and not is_closed else "",
        "reopen": reverse("teams:reopen_month", args=arguments) if may_act and is_closed else "",
    }


def _who_closed(closing: Closing) -> str:
    at = closing.closed_at
    who = closing.closed_by.get_full_name() or closing.closed_by.get_username() if closing.closed_by else ""
    day = short_date(timezone.localdate(at)) if at else ""
    return f"{day}, {who}" if who else day


def _change(figure: Figure, then: int | None, now: int | None) -> str:
    return _("%(figure)s: %(then)s when it was closed, now %(now)s.") % {
        "figure": month_table.FIGURES[figure],
        "then": month_table.shown(then),
        "now": month_table.shown(now),
    }


# --- Official figures --------------------------------------------------------------------------------------------
def _official_context(found: Report, asked: Asked, user: Any) -> dict[str, Any]:
    if not isinstance(asked.place, Commune):
        return {}
    noted = found.official
    then = [
        {"label": str(one), "href": f"?thang={asked.month:%Y-%m}&noi=xa-{one.code}"}
        for one in found.communes
        if one != asked.place
    ]
    if not noted and not stays.was_there(asked.place, asked.month):
        return {"official_then": then}
    edit = reverse("teams:official_month", args=[asked.place.pk, f"{asked.month:%Y-%m}"])
    may_note = user.appointments.active().filter(role=Role.COMMUNE_OFFICER, commune=asked.place).exists()
    whole = found.total or (found.lines[0] if found.lines else None)
    labels = OfficialForm.base_fields
    rows = [
        {
            "label": labels[name].label,
            "value": month_table.shown(getattr(noted, name) if noted else None),
            "own": True,
        }
        for name in OFFICIAL
    ]
    ours = month_table.shown(whole.numbers[Figure.FILED]) if whole else "–"
    rows.append({"label": _("Seen by our teams: can file alone"), "value": ours, "own": True})
    return {
        "official": noted,
        "official_day": short_date(timezone.localdate(noted.typed_at)) if noted else "",
        "official_rows": rows,
        "official_edit": edit if may_note else "",
        "has_official": True,
        "official_then": then,
    }
