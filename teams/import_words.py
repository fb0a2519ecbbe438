"""What is said about lists from Excel: why a file or a row is refused and what to do, and what becomes of a row."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teams.excel import Unreadable
from teams.fates import Fate, Planned
from teams.reading_sheets import Part, Problem

FILES = {
    Unreadable.TOO_BIG: gettext_lazy(
        "File: it is larger than 2 MB. Delete pictures, or cut the list in two."
    ),
    Unreadable.TOO_BIG_INSIDE: gettext_lazy(
        "File: it swells when opened. Copy the list into a new workbook."
    ),
    Unreadable.TOO_MANY: gettext_lazy("File: it has more than 5,000 rows. Cut the list in two."),
    Unreadable.OLD_EXCEL: gettext_lazy("File: it is of the old Excel. Save it as .xlsx in Excel."),
    Unreadable.LOCKED: gettext_lazy("File: it has a password. Take the password off in Excel and save it."),
    Unreadable.MACROS: gettext_lazy("File: it holds macros. Save it as a plain .xlsx workbook."),
    Unreadable.NOT_EXCEL: gettext_lazy("File: it is no Excel list. Open it in Excel and save it as .xlsx."),
    Unreadable.BROKEN: gettext_lazy(
        "File: it cannot be opened. Open it in Excel, save it, and send it again."
    ),
    Unreadable.EMPTY: gettext_lazy("File: nothing is written on its sheets. Choose the file with the list."),
    Unreadable.NO_HEADER: gettext_lazy(
        "File: there is no row of headings. Add one above the names, for example “Họ và tên”, “Năm sinh”."
    ),
}
PARTS = {
    Part.NAME: gettext_lazy("Whole name"),
    Part.FAMILY: gettext_lazy("Family and middle name"),
    Part.GIVEN: gettext_lazy("Given name"),
    Part.YEAR: gettext_lazy("Year or day of birth"),
    Part.YEAR_OF_MEN: gettext_lazy("Year of birth, of men"),
    Part.YEAR_OF_WOMEN: gettext_lazy("Year of birth, of women"),
    Part.AGE: gettext_lazy("Age in years"),
    Part.SEX: gettext_lazy("Woman or man"),
    Part.MAN: gettext_lazy("A cross for men"),
    Part.WOMAN: gettext_lazy("A cross for women"),
    Part.HAMLET: gettext_lazy("Hamlet"),
    Part.PHONE: gettext_lazy("Telephone"),
    Part.NOTHING: gettext_lazy("Leave it out"),
}


def why_refused(one: Planned) -> str:
    """What is the matter with a row, and what to do about it."""
    words = {
        Problem.NO_NAME: _("There is no name. Type it; of a formula, type what it shows."),
        Problem.NUMBER_IN_NAME: _("A long number stands in the name. Delete it."),
        Problem.ODD_NAME: _("The name has signs that are no letters. Type the name again."),
        Problem.LONG_NAME: _("The name is longer than 80 letters. Make it shorter."),
        Problem.BAD_YEAR: _(
            "The year of birth is not understood: %(said)s. Type four digits, for example 1960."
        ),
        Problem.BAD_PHONE: _(
            "The telephone is not understood: %(said)s. Type ten digits, or leave it empty."
        ),
        Problem.BAD_SEX: _("Woman or man is not understood: %(said)s. Type “Nữ” or “Nam”."),
        Problem.UNKNOWN_HAMLET: _("The commune has no such hamlet: %(said)s. Type its name of today."),
        Problem.OTHER_TABLE: _(
            "This row is of a second table with other columns. Put it in a file of its own."
        ),
    }
    problem = one.record.problem
    return words[problem] % {"said": one.record.said or "–"} if problem else ""


def what_to_do(one: Planned) -> str:
    """For the sheet of rows that were not entered: never anything of the book but that somebody is on it."""
    if one.fate is Fate.TWICE:
        return _("The same person as row %(number)s. Delete one of the two.") % {"number": one.above}
    if one.fate is Fate.SUSPECTED and one.known is None:
        return _("Perhaps the same person as row %(number)s. Add the year of birth.") % {"number": one.above}
    if one.fate is Fate.SUSPECTED:
        return _("Somebody of this name is on the book. Add the year of birth or the telephone.")
    return why_refused(one)


def what_becomes(one: Planned) -> str:
    """The fate of a row as the dry run shows it."""
    if one.fate is Fate.NEW:
        return _("New: onto the book")
    if one.fate is Fate.SAME and one.known:
        gains = {
            "hamlet": _("hamlet"),
            "sex": _("woman or man"),
            "band": _("age group"),
            "year": _("year of birth"),
            "phone": _("telephone"),
            "book": _("a line on the book of this team"),
            "consent": _("the consent on paper"),
        }
        if not one.filled:
            return _("There already: %(name)s. Nothing changes.") % {"name": one.known.name}
        filled = ", ".join(gains[name] for name in one.filled)
        return _("There already: %(name)s. Filled in: %(what)s.") % {"name": one.known.name, "what": filled}
    if one.fate is Fate.SUSPECTED and one.known:
        return _("Perhaps the same person: %(name)s, on the book.") % {"name": one.known.name}
    return what_to_do(one)
