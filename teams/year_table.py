"""The table of a year by halves, once for the screen and for the sheet, so that both say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kit.sheets import Kind, Sheet, SheetColumn
from teams import years
from teams.coverage import LEAST_SHOWN
from teams.place_names import named
from teams.years import YearFigures, YearLine

HIDDEN = f"<{LEAST_SHOWN}"
Shown = int | str | None  # None: an empty place


@dataclass(frozen=True)
class YearRow:
    """One line of the table: its name, and a value for each of `labels`."""

    name: str
    values: Sequence[Shown]


def labels() -> list[str]:
    """The headings after the name of the line."""
    return [
        _("Adults"),
        _("First half-year"),
        _("Second half-year"),
        _("Whole year"),
        _("By sight"),
        _("By check"),
        _("Really filed"),
    ]


def rows_of(figures: YearFigures) -> list[YearRow]:
    """One row a line, and the total below them where there are several."""
    rows = [YearRow(_name(line), [_adults(line), *_values(line.numbers)]) for line in figures.lines]
    return [*rows, YearRow(_("All together"), [None, *_values(figures.total)])] if len(rows) > 1 else rows


def _values(numbers: Mapping[str, int | None]) -> list[Shown]:
    return [HIDDEN if numbers[column] is None else numbers[column] for column in years.COLUMNS]


def _adults(line: YearLine) -> Shown:
    if line.is_part:
        return None
    return _("not counted") if line.adults is None else line.adults


def _name(line: YearLine) -> str:
    """ "xã Mẫu, đến 30/06/2026": the commune with the days between which the line holds."""
    if line.is_part:
        return _("%(place)s, hamlets that moved here") % {"place": str(line.commune)}
    return named(str(line.commune), line.since, line.until)


def title_of(figures: YearFigures, place: str) -> str:
    return _("Who can file alone, %(place)s, %(year)s") % {"place": place, "year": figures.year}


def notes_below(*, hides: bool) -> list[str]:
    """What a reader has to know of the figures."""
    notes = [
        _(
            "Each person counts once, in the month of her first time, for the commune of that month. Where communes "
            "merged, the months before the day stay with the old ones."
        )
    ]
    hidden = _("Groups of fewer than 5 people show as <5, without a number.")
    return [*notes, hidden] if hides else notes


def sheet(figures: YearFigures, place: str, *, hides: bool) -> Sheet:
    """The whole year as one table for Excel."""
    return Sheet(
        name=str(figures.year),
        heading=[title_of(figures, place)],
        columns=[
            SheetColumn(_("Commune"), Kind.TEXT, 32),
            *(SheetColumn(label, Kind.NUMBER) for label in labels()),
        ],
        rows=[[row.name, *row.values] for row in rows_of(figures)],
        notes=notes_below(hides=hides),
    )
