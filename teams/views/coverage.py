"""/to/so-lieu/: how many can file unaided."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import roles, roles_of, signed_in
from accounts.enums import Role
from places.models import Commune, Province
from teams import access, reports, shared_phones
from teams.access import Scope
from teams.coverage import LEAST_SHOWN
from teams.enums import FirstKind
from teams.models import Team
from teams.reports import REACHED, VISITS, Came, Figures, Line
from teams.views.rising import rising_context
from teams.views.years import number, year_context, year_links
from ui.service import Column, fold_rows

Place = Commune | Province | Team


def _places(scope: Scope) -> dict[str, Place]:
    """Every place whose figures the reader may see, by the key of its address; the first to begin with."""
    return {
        **{f"xa-{commune.code}": commune for commune in scope.communes},
        **{f"tinh-{province.code}": province for province in scope.provinces},
        **{f"to-{team.id}": team for team in scope.teams},
    }


@roles(Role.MEMBER, Role.LEADER, Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER, Role.PROVINCE_OFFICER)
@never_cache
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """The figures of the place that ``?noi=`` names among the reader's own; without it, of the first."""
    places = _places(access.figures_scope(signed_in(request)))
    key = request.GET.get("noi") or next(iter(places), "")
    place = places.get(key)
    if place is None:
        raise Http404
    may_report = bool(roles_of(request.user) - {Role.LEARNER, Role.MEMBER})
    context = {"today": timezone.localdate(), "others": _others(places, key), "may_report": may_report}
    if not isinstance(place, Team):
        years = year_links(place, key, request.GET.get("nam", ""))
        context |= {"years": years, "key": key}
        if "nam" in request.GET:
            return render(request, "teams/coverage_year.html", context | year_context(place, years))
        context |= rising_context(place)
    if isinstance(place, Province):
        return render(request, "teams/coverage_province.html", context | _province_context(place))
    figures = reports.team_figures(place) if isinstance(place, Team) else reports.commune_figures(place)
    return render(request, "teams/coverage.html", context | _figures_context(place, figures))


def _others(places: dict[str, Place], key: str) -> list[dict[str, str]]:
    return [{"href": f"?noi={one}", "label": str(place)} for one, place in places.items() if one != key]


def _table(first: str, lines: Sequence[Line], *, reached: bool = True) -> dict[str, Any]:
    """Columns and rows for ui/fold.html. Kinds of evidence stay apart; only "alone" counts each person once.

    The column of bars is there as soon as one line has a bar.
    """
    columns = [
        Column(first),
        Column(_("Adults")),
        *([Column(_("On the books"))] if reached else [Column(_("Came to a session")), Column(_("Visits"))]),
        Column(_("By sight")),
        Column(_("By check")),
        Column(_("Really filed")),
        Column(_("Can file alone")),
        Column(_("Out of all adults"), number=False, whole=True),
    ]
    rows = [_row(line, reached=reached) for line in lines]
    has_bars = any(values[-1] for _head, values in rows)
    if not has_bars:
        columns, rows = columns[:-1], [(head, values[:-1]) for head, values in rows]
    return {"columns": columns, "rows": fold_rows(columns, rows), "has_bars": has_bars}


def _bar(line: Line) -> str | tuple[int, int, int]:
    """A bar where all its parts may be shown and the whole is known."""
    unaided = line.numbers[FirstKind.UNAIDED]
    reached = line.numbers[REACHED if REACHED in line.numbers else FirstKind.CAME]
    if unaided is None or reached is None or not line.adults:
        return ""
    reached = max(unaided, reached)
    return unaided, reached, max(line.adults, reached)


def _row(line: Line, *, reached: bool = True) -> tuple[str, list[str | tuple[int, int, int]]]:
    kinds = [FirstKind.OBSERVED, FirstKind.CHECKED, FirstKind.REAL, FirstKind.UNAIDED]
    return (
        line.name or _("Hamlet not known"),
        [
            _("not counted") if line.adults is None else number(line.adults),
            *(number(line.numbers[kind]) for kind in ([REACHED] if reached else [FirstKind.CAME, VISITS])),
            *(number(line.numbers[kind]) for kind in kinds),
            _bar(line),
        ],
    )


def _figures_context(place: Commune | Team, figures: Figures) -> dict[str, Any]:
    return {
        "place": str(place),
        "figures": figures,
        "headline": number(figures.unaided),
        "adults": None if figures.adults is None else number(figures.adults),
        "whole": max(figures.adults or 0, figures.counts[REACHED]),
        "parts": _parts(figures),
        "kinds": _kinds(figures),
        "came": _came(figures.came) if figures.came else "",
        **_table(_("Hamlet"), figures.lines),
    }


def _parts(figures: Figures) -> list[dict[str, str]]:
    parts = [
        {"kind": "v", "label": _("Can file alone"), "number": number(figures.unaided)},
        {"kind": "lop", "label": _("Learning, not alone yet"), "number": number(figures.learning)},
    ]
    if figures.not_reached is not None:
        parts.append({"label": _("Not on the books yet"), "number": number(figures.not_reached)})
    return parts


def _kinds(figures: Figures) -> list[dict[str, str]]:
    labels = {
        FirstKind.OBSERVED: _("Seen by a member"),
        FirstKind.CHECKED: _("Passed the check"),
        FirstKind.REAL: _("Filed the real one"),
    }
    return [{"number": number(figures.counts[kind]), "label": label} for kind, label in labels.items()]


def _came(came: Came) -> str:
    """Who came to sessions, in words."""
    words = _(
        "%(people)s people have come to a session, %(year)s of them this year. Visits in all: %(visits)s."
    )
    return words % {
        "people": number(came.people),
        "year": number(came.this_year),
        "visits": number(came.visits),
    }


def _province_context(province: Province) -> dict[str, Any]:
    figures = reports.province_figures(province)
    return {
        "place": province.name,
        "is_fictional": province.is_fictional,
        "figures": figures,
        "total": number(figures.total),
        "twice": _twice(shared_phones.kept(province)),
        **_table(_("Commune"), figures.lines, reached=False),
    }


def _twice(persons: int) -> str:
    """What is said of telephones that two communes have; nothing where there is none."""
    if not persons:
        return ""
    return _("Maybe counted twice: %(number)s people, whose phone number two communes have.") % {
        "number": number(persons if persons >= LEAST_SHOWN else None)
    }
