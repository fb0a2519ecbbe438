"""One year of /to/so-lieu/: the communes as they were then, by halves."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from kit.vietnamese import short_date
from places.models import Commune, Province
from teams import years
from teams.coverage import LEAST_SHOWN
from teams.years import YearFigures, YearLine
from ui.service import Column, fold_rows


@dataclass(frozen=True)
class YearLink:
    """A year that can be chosen."""

    year: int
    href: str
    chosen: bool


def year_links(place: Commune | Province, key: str, typed: str) -> list[YearLink]:
    """The years of ``place``; the one that ``typed`` names is chosen."""
    communes = [place] if isinstance(place, Commune) else list(place.communes.all())
    return [
        YearLink(year, f"?noi={key}&nam={year}", chosen=typed == str(year))
        for year in years.years_of(communes)
    ]


def year_context(place: Commune | Province, links: list[YearLink]) -> dict[str, Any]:
    """What the page of the chosen year shows. Raises Http404 where none of ``links`` is chosen."""
    chosen = next((link.year for link in links if link.chosen), None)
    if chosen is None:
        raise Http404
    if isinstance(place, Province):
        return _context(place, years.province_year(place, chosen))
    return _context(place, years.commune_year(place, chosen))


def number(value: int | None) -> str:
    """1.960; for a group too small to show, what the note below the table explains."""
    return f"<{LEAST_SHOWN}" if value is None else f"{value:,}".replace(",", ".")


def _context(place: Commune | Province, figures: YearFigures) -> dict[str, Any]:
    columns = [
        Column(_("Commune")),
        Column(_("Adults")),
        Column(_("First half-year")),
        Column(_("Second half-year")),
        Column(_("Whole year"), strong=True),
        Column(_("By sight")),
        Column(_("By check")),
        Column(_("Really filed")),
    ]
    rows = [(_head(line), [_adults(line), *_values(line.numbers)]) for line in figures.lines]
    if len(rows) > 1:
        rows.append((_("All together"), ["", *_values(figures.total)]))
    return {
        "place": str(place),
        "year": figures.year,
        "total": number(figures.total[years.YEAR]),
        "is_fictional": isinstance(place, Province) and place.is_fictional,
        "hides": isinstance(place, Province),
        "columns": columns,
        "rows": fold_rows(columns, rows),
    }


def _values(numbers: Any) -> list[str]:
    return [number(numbers[column]) for column in years.COLUMNS]


def _adults(line: YearLine) -> str:
    if line.is_part:
        return ""
    return _("not counted") if line.adults is None else number(line.adults)


def _head(line: YearLine) -> str:
    """ "xã Mẫu, đến 30/06/2026": the name with the days between which the line holds."""
    name = str(line.commune)
    if line.is_part:
        return _("%(place)s, hamlets that moved here") % {"place": name}
    if line.until:
        last = short_date(line.until - dt.timedelta(days=1))
        return _("%(place)s, up to %(day)s") % {"place": name, "day": last}
    if line.since:
        return _("%(place)s, from %(day)s on") % {"place": name, "day": short_date(line.since)}
    return name
