"""One year of /to/so-lieu/: the communes as they were then, by halves; on the screen and as a sheet for Excel."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import roles, signed_in
from kit import audit
from places.models import Commune, Province
from teams import access, year_table, years
from teams.coverage import LEAST_SHOWN
from teams.views.reports import READERS, XLSX
from teams.year_table import Shown
from teams.years import YearFigures
from ui.service import Column, fold_rows


@dataclass(frozen=True)
class YearLink:
    """A year that can be chosen."""

    year: int
    href: str
    chosen: bool


def year_links(place: Commune | Province, key: str, typed: str) -> list[YearLink]:
    """The years of ``place``; the one that ``typed`` names is chosen."""
    communes = place.communes.all() if isinstance(place, Province) else Commune.objects.filter(pk=place.pk)
    return [
        YearLink(year, f"?noi={key}&nam={year}", chosen=typed == str(year))
        for year in years.years_of(communes)
    ]


def _chosen(place: Commune | Province, links: list[YearLink]) -> YearFigures:
    """The figures of the chosen year. Raises Http404 where none of ``links`` is chosen."""
    year = next((link.year for link in links if link.chosen), None)
    if year is None:
        raise Http404
    return (
        years.province_year(place, year) if isinstance(place, Province) else years.commune_year(place, year)
    )


def year_context(place: Commune | Province, links: list[YearLink]) -> dict[str, Any]:
    """What the page of the chosen year shows. Raises Http404 where none of ``links`` is chosen."""
    figures = _chosen(place, links)
    columns = [Column(_("Commune"))]
    columns += [Column(label, strong=label == _("Whole year")) for label in year_table.labels()]
    rows = [(row.name, [_shown(value) for value in row.values]) for row in year_table.rows_of(figures)]
    return {
        "place": str(place),
        "title": year_table.title_of(figures, str(place)),
        "year": figures.year,
        "total": number(figures.total[years.YEAR]),
        "is_fictional": isinstance(place, Province) and place.is_fictional,
        "notes": year_table.notes_below(hides=isinstance(place, Province)),
        "columns": columns,
        "rows": fold_rows(columns, rows),
        "workbook": next(link.href for link in links if link.chosen),
    }


def number(value: int | None) -> str:
    """1.960; for a group too small to show, what the note below the table explains."""
    return f"<{LEAST_SHOWN}" if value is None else f"{value:,}".replace(",", ".")


def _shown(value: Shown) -> str:
    """As it stands on the screen; nothing where the place stays empty."""
    return number(value) if isinstance(value, int) else value or ""


@roles(*READERS)
@never_cache
@require_safe
def workbook(request: HttpRequest) -> HttpResponse:
    """The year that ``?nam=`` names, this one without, of ``?noi=`` or of the reader's first place, for Excel."""
    user = signed_in(request)
    scope = access.figures_scope(user)
    places: dict[str, Commune | Province] = {
        **{f"xa-{one.code}": one for one in scope.communes},
        **{f"tinh-{one.code}": one for one in scope.provinces},
    }
    key = request.GET.get("noi") or next(iter(places), "")
    if key not in places:
        raise Http404
    typed = request.GET.get("nam", str(timezone.localdate().year))
    place = places[key]
    figures = _chosen(place, year_links(place, key, typed))
    found = year_table.sheet(figures, str(place), hides=isinstance(place, Province))
    audit.log("year.exported", actor=f"user:{user.pk}", data={"place": key, "year": figures.year})
    response = HttpResponse(found.to_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="so-lieu-{figures.year}.xlsx"'
    return response
