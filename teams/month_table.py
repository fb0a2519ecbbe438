"""The columns of the monthly report, once for the screen and for the sheet, so that both say the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit.sheets import Kind, Sheet, SheetColumn
from teams.month_reports import Line, Report, Shown
from teams.monthly import ClosingState, Figure

FIGURES: dict[Figure, str | Promise] = {
    Figure.SESSIONS: gettext_lazy("Sessions held"),
    Figure.CONTACTS: gettext_lazy("Visits, all together"),
    Figure.UNNAMED: gettext_lazy("of them without a name"),
    Figure.PEOPLE: gettext_lazy("People, each once"),
    Figure.WOMEN: gettext_lazy("of them women"),
    Figure.OLD: gettext_lazy("aged 60 and older"),
    Figure.DISABLED: gettext_lazy("with a disability"),
    Figure.POOR: gettext_lazy("of poor and nearly poor households"),
    Figure.MINORITY: gettext_lazy("of ethnic minorities"),
    Figure.VNEID: gettext_lazy("With VNeID level 2"),
    Figure.SIGNED_IN: gettext_lazy("Sign in alone"),
    Figure.FILED: gettext_lazy("File a dossier alone"),
    Figure.TRACKED: gettext_lazy("Look up and supplement alone"),
    Figure.PAID: gettext_lazy("Can pay online"),
    Figure.HELPED: gettext_lazy("Helped, done together"),
    Figure.YEAR: gettext_lazy("People of the year so far"),
}
STATES = {
    ClosingState.ON_TIME: gettext_lazy("closed in time"),
    ClosingState.LATE: gettext_lazy("closed late"),
    ClosingState.WAITING: gettext_lazy("not closed, not due yet"),
    ClosingState.MISSING: gettext_lazy("not closed, overdue"),
}
PEOPLE = tuple(Figure)[:9]
SKILLS = tuple(Figure)[9:]


@dataclass(frozen=True)
class ReportColumn:
    """One column after the name of the line: its heading, what kind of value, and where that comes from."""

    label: str
    kind: Kind
    value: Callable[[Line], Shown]


@dataclass(frozen=True)
class Part:
    """Columns that stand in one table on the screen; the sheet has all parts in one row."""

    title: str
    columns: Sequence[ReportColumn]


def parts(*, inside: bool) -> list[Part]:
    """The report's columns; names, phones and words only ``inside`` the commune.

    Outside, heads without a name are not told apart: visits less those would give away a hidden number of people.
    """
    came = PEOPLE if inside else [figure for figure in PEOPLE if figure is not Figure.UNNAMED]
    counted = [Part(_("Who came"), _figures(came)), Part(_("What they can do alone"), _figures(SKILLS))]
    return [Part(_("Teams"), _roster()), *counted, Part(_("In words"), _words())] if inside else counted


def _figures(figures: Sequence[Figure]) -> list[ReportColumn]:
    return [ReportColumn(str(FIGURES[one]), Kind.NUMBER, _value_of(one)) for one in figures]


def _value_of(figure: Figure) -> Callable[[Line], Shown]:
    return lambda line: line.numbers[figure]


def _roster() -> list[ReportColumn]:
    return [
        ReportColumn(_("Hamlets"), Kind.TEXT, lambda line: line.paper.hamlets),
        ReportColumn(_("Team leader"), Kind.TEXT, lambda line: line.paper.leader),
        ReportColumn(_("Phone number"), Kind.TEXT, lambda line: line.paper.phone),
        ReportColumn(_("Members"), Kind.NUMBER, lambda line: line.paper.members),
        ReportColumn(_("Women among them"), Kind.NUMBER, lambda line: line.paper.women),
        ReportColumn(_("Youth Union among them"), Kind.NUMBER, lambda line: line.paper.youth),
        ReportColumn(_("Report of the month"), Kind.TEXT, _state),
    ]


def _words() -> list[ReportColumn]:
    return [
        ReportColumn(_("What was taught"), Kind.TEXT, lambda line: line.topics),
        ReportColumn(_("Difficulties, suggestions"), Kind.TEXT, lambda line: line.words),
    ]


def _state(line: Line) -> str:
    return str(STATES[line.state]) if line.state else ""


def lines_of(report: Report, *, inside: bool) -> list[tuple[str, Line]]:
    """(name, line), the sum of a commune below its teams, the total last."""
    found: list[tuple[str, Line]] = []
    for place, lines in groupby(report.lines, key=lambda line: line.place):
        found += [(line.name, line) for line in lines]
        if place in report.sums:
            found.append((_("%(place)s, all teams") % {"place": report.sums[place].name}, report.sums[place]))
    whole = _("All teams, each person once") if inside else _("All communes")
    return [*found, (whole, report.total)] if report.total else found


def sheet(report: Report, place: str, *, inside: bool) -> Sheet:
    """The whole report as one table for Excel."""
    columns = [column for part in parts(inside=inside) for column in part.columns]
    lines = lines_of(report, inside=inside)
    numbers = {id(line): number for number, line in enumerate(report.lines, start=1)}
    rows = [
        [numbers.get(id(line)), name, *(column.value(line) for column in columns)] for name, line in lines
    ]
    return Sheet(
        name=f"{report.month:%m-%Y}",
        heading=[title_of(report, place)],
        columns=[
            SheetColumn(_("Line no."), Kind.NUMBER, 5),
            SheetColumn(_("Team") if inside else _("Commune"), Kind.TEXT, 24),
            *(SheetColumn(column.label, column.kind) for column in columns),
        ],
        rows=rows,
        notes=notes_below(inside=inside),
    )


def title_of(report: Report, place: str) -> str:
    return _("Monthly report of %(place)s, %(month)s") % {"place": place, "month": f"{report.month:%m/%Y}"}


def notes_below(*, inside: bool) -> list[str]:
    """What a reader has to know of the figures."""
    notes = [
        _("An empty place means: nobody has counted it. 0 means: counted, and there is none."),
        _(
            "One person counts once in a line and once in the total, so lines may add up to more than the total."
        ),
        _("Disability, poor households and ethnic minorities are counted per session, never per person."),
        _("VNeID level 2 stays empty: this site does not know it. Ask the commune police."),
    ]
    hidden = _("Groups of fewer than 5 people show as <5, without a number.")
    return notes if inside else [*notes, hidden]


def shown(value: Shown) -> str:
    """As it stands on the screen: 1.960; a dash where it is not known."""
    if value is None or value == "":
        return "–"
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else value
