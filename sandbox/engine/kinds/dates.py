"""Dates, in figures and in words."""

from datetime import date

from sandbox.engine import numerals, writing
from sandbox.engine.days import read_date, read_partial
from sandbox.engine.distance import within
from sandbox.engine.kinds.base import SLIPS, FieldKind, registered
from sandbox.engine.kinds.words import Words


@registered
class Date(FieldKind):
    """A date, day first, as exact as the field asks: a day, a month of a year, or a year.

    The compared form is ISO ("2026-11-03", "2026-11", "2026"), the shown one 03/11/2026, 11/2026 or 2026.
    """

    name = "date"
    family = "date"

    def normalise(self, raw: str) -> str | None:
        return read_partial(raw, self.field.precision)

    def show(self, value: str) -> str:
        normal = self.normalise(value)
        return "/".join(reversed(normal.split("-"))) if normal else writing.visible(value)

    def printed_in(self, value: str, line: str) -> bool:
        return self.show(value) in writing.visible(line)

    def digit_slip(self, typed: str, right: str) -> bool:
        left, wanted = self.normalise(typed), self.normalise(right)
        if left is None or wanted is None or len(left) != len(wanted) or self.order_slip(typed, right):
            return False
        return within(writing.digits_of(self.show(typed)), writing.digits_of(self.show(right)), SLIPS)

    def order_slip(self, typed: str, right: str) -> bool:
        return _swapped(read_date(typed), read_date(right))

    def day(self, raw: str) -> date | None:
        normal = self.normalise(raw)
        return date.fromisoformat(f"{normal}-01-01"[:10]) if normal else None


@registered
class DateInWords(Words):
    """A date written out ("ngày ba tháng mười một năm …"), beside the field that has it in figures (`of`)."""

    name = "date_words"
    family = "date"

    def normalise(self, raw: str) -> str | None:
        day = numerals.read_date_words(raw)
        return day.isoformat() if day else None

    def format_error(self, raw: str) -> bool:
        return not self.empty(raw) and self.day(raw) is None

    def takes(self, raw: str) -> bool:
        return self.day(raw) is not None

    def printed_in(self, value: str, line: str) -> bool:
        """A paper shows the date in figures as a rule: these are what the reader writes out."""
        day, shown = self.day(value), writing.visible(line)
        figures = f"{day:%d/%m}/{day.year:04d}" if day else "none"
        return figures in shown or writing.canonical(value) in writing.canonical(line)

    def same_but_marks(self, typed: str, value: str) -> bool:
        day = self.day(typed)
        return day is not None and day == self.day(value)

    def order_slip(self, typed: str, right: str) -> bool:
        return _swapped(self.day(typed), self.day(right))

    def spelt(self, raw: str) -> str | None:
        day = self.day(raw)
        return day.isoformat() if day else None

    def figures(self, beside: str) -> str | None:
        day = read_date(beside)
        return day.isoformat() if day else None

    def day(self, raw: str) -> date | None:
        """The date in words, whatever became of their marks."""
        return numerals.read_date_words(raw) or numerals.read_date_words(raw, strict=False)


def _swapped(typed: date | None, right: date | None) -> bool:
    """Whether day and month changed places; a date such as 03/03 has no other order."""
    if typed is None or right is None or typed == right:
        return False
    return (typed.day, typed.month, typed.year) == (right.month, right.day, right.year)
