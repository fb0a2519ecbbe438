"""Field kinds: what a value of each kind looks like, and when two writings of it are the same.

A new kind is one class under `@registered` and its test. A kind is bound to its field, because a choice must
know its options; text arrives as it was typed.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import ClassVar, TypeVar

from kit.folding import fold
from sandbox.engine import writing
from sandbox.engine.distance import within
from sandbox.engine.schema import Choice, Eform, FieldSpec, Step

SLIPS = 2  # edits that still count as slips of the finger, in a number of the scenario


class FieldKind:
    """A kind, bound to one field. The methods below `show` are what the coach asks about a wrong answer."""

    name: ClassVar[str]
    # Whether a value names one person and nobody else, so that it is theirs in every scenario.
    identifies: ClassVar[bool] = False

    def __init__(self, field: FieldSpec) -> None:
        self.field = field

    def empty(self, raw: str) -> bool:
        """Whether nothing visible was typed."""
        return not writing.visible(raw)

    def normalise(self, raw: str) -> str | None:
        """The value in the one form that is compared; None where it has not the shape of the kind."""
        raise NotImplementedError

    def format_error(self, raw: str) -> bool:
        """Whether something was typed that has not the shape of the kind."""
        return not self.empty(raw) and self.normalise(raw) is None

    def same(self, left: str, right: str) -> bool:
        """Whether two writings are the same value."""
        value = self.normalise(left)
        return value is not None and value == self.normalise(right)

    def show(self, value: str) -> str:
        """The value as the screen shows it."""
        return writing.visible(value)

    def printed_in(self, value: str, line: str) -> bool:
        """Whether a paper line with this text shows the value."""
        normal, shown = self.normalise(value), self.normalise(line)
        return normal is not None and shown is not None and f" {normal} " in f" {shown} "

    def same_but_marks(self, typed: str, value: str) -> bool:
        """Whether the two agree once Vietnamese marks are left out; for kinds without marks, whether they agree."""
        return self.same(typed, value)

    def residue_of(self, typed: str, right: str) -> bool:
        """Whether `typed` are the raw keys of an input method for `right`."""
        return False

    def digit_slip(self, typed: str, right: str) -> bool:
        """Whether `typed` is `right` with one or two digits changed, or two of them swapped."""
        return False

    def order_slip(self, typed: str, right: str) -> bool:
        """Whether `typed` is `right` with its parts in the wrong order."""
        return False

    def digit_count(self, raw: str) -> int | None:
        """How many digits a number has; None where something else stands between them."""
        return None


Kind = TypeVar("Kind", bound=type[FieldKind])
_KINDS: dict[str, type[FieldKind]] = {}


def registered(kind: Kind) -> Kind:
    """Makes a kind known under its name."""
    _KINDS[kind.name] = kind
    return kind


def names() -> frozenset[str]:
    """The names of all kinds."""
    return frozenset(_KINDS)


def kind_of(field: FieldSpec) -> FieldKind:
    """The kind of a field, bound to it; raises KeyError for a kind that nobody registered."""
    return _KINDS[field.kind](field)


class _Words(FieldKind):
    """Words in Vietnamese: every mark counts, and a keyboard may leave its keys behind."""

    def same_but_marks(self, typed: str, value: str) -> bool:
        left, right = self.normalise(typed), self.normalise(value)
        return left is not None and right is not None and fold(left) == fold(right)

    def residue_of(self, typed: str, right: str) -> bool:
        if self.same_but_marks(typed, right):
            return False
        # A stray digit in a name is no VNI key unless it makes the name right; Telex letters need no such care.
        if self.same(writing.from_vni(typed), right):
            return True
        return self.same_but_marks(writing.from_telex(typed), right)


@registered
class PlainText(_Words):
    """An address or another line of text: punctuation and case do not count."""

    name = "text"
    _PUNCTUATION = re.compile(r"[.,;:()\"'/–—-]+")
    _DIGITS = re.compile(r"\d+")

    def normalise(self, raw: str) -> str | None:
        plain = writing.canonical(self._PUNCTUATION.sub(" ", writing.visible(raw)))
        return plain or writing.canonical(raw) or None

    def digit_slip(self, typed: str, right: str) -> bool:
        left, wanted = self.normalise(typed) or "", self.normalise(right) or ""
        if self._DIGITS.sub("0", left) != self._DIGITS.sub("0", wanted):
            return False
        return within(writing.digits_of(left), writing.digits_of(wanted), SLIPS)


@registered
class PersonName(_Words):
    """A person's name: letters, spaces, and the apostrophe or hyphen of some names ("H'Hen")."""

    name = "person_name"
    identifies = True

    def normalise(self, raw: str) -> str | None:
        name = writing.canonical(raw)
        letters = re.sub(r"[' -]", "", name)
        if not any(letter.isalpha() for letter in letters):
            return None
        return name if all(unicodedata.category(letter)[0] in "LM" for letter in letters) else None


@registered
class Date(FieldKind):
    """A whole date, day first. The compared form is ISO, the shown one dd/mm/yyyy."""

    name = "date"

    def normalise(self, raw: str) -> str | None:
        day = read_date(raw)
        return day.isoformat() if day else None

    def show(self, value: str) -> str:
        day = read_date(value)
        return f"{day:%d/%m}/{day.year:04d}" if day else writing.visible(value)

    def printed_in(self, value: str, line: str) -> bool:
        return self.show(value) in writing.visible(line)

    def digit_slip(self, typed: str, right: str) -> bool:
        if self.normalise(typed) is None or self.normalise(right) is None or self.order_slip(typed, right):
            return False
        return within(writing.digits_of(self.show(typed)), writing.digits_of(self.show(right)), SLIPS)

    def order_slip(self, typed: str, right: str) -> bool:
        left, wanted = read_date(typed), read_date(right)
        if left is None or wanted is None or left == wanted:
            return False
        return (left.day, left.month, left.year) == (wanted.month, wanted.day, wanted.year)


_SEPARATOR = r" ?[/\\.,\- –] ?"
_DATE_FORMS = (
    re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}})"),
    re.compile(r"(\d{2})(\d{2})(\d{4})"),
    re.compile(r"(?:ngay )?(?:mung |mong )?(\d{1,2}),? thang (\d{1,2}),?(?: nam)? (\d{4})"),
)


def read_date(raw: str) -> date | None:
    """The date somebody typed, day first; None where it is none or does not exist in the calendar.

    Read: 7/3/2026 and 07-03-2026 with any usual separator, 07032026, "ngày 7 tháng 3 năm 2026". Not read:
    years of two digits, the year first.
    """
    text = fold(writing.visible(raw)).strip(" .,;")
    for form in _DATE_FORMS:
        if found := form.fullmatch(text):
            day, month, year = map(int, found.groups())
            return _real_date(year, month, day)
    return None


class _Digits(FieldKind):
    """A number of fixed length that people write in groups."""

    length: ClassVar[int]
    identifies = True
    _GROUPING = re.compile(r"[ ._()–—-]+")

    def normalise(self, raw: str) -> str | None:
        number = self._ungrouped(raw)
        return number if re.fullmatch(rf"[0-9]{{{self.length}}}", number) else None

    def printed_in(self, value: str, line: str) -> bool:
        return (self.normalise(value) or "none") in writing.digits_of(line)

    def digit_slip(self, typed: str, right: str) -> bool:
        left, wanted = self.normalise(typed), self.normalise(right)
        return left is not None and wanted is not None and within(left, wanted, SLIPS)

    def digit_count(self, raw: str) -> int | None:
        number = self._ungrouped(raw)
        return len(number) if re.fullmatch(r"[0-9]+", number) else None

    def _ungrouped(self, raw: str) -> str:
        return self._GROUPING.sub("", writing.visible(raw))


@registered
class CitizenNumber(_Digits):
    """Số định danh cá nhân: twelve digits (domain.md 5.1)."""

    name = "citizen_number"
    length = 12

    def show(self, value: str) -> str:
        return self.normalise(value) or writing.visible(value)


@registered
class Phone(_Digits):
    """A telephone number of ten digits; +84 or 84 in front stands for the first 0."""

    name = "phone"
    length = 10

    def show(self, value: str) -> str:
        number = self.normalise(value)
        return f"{number[:4]} {number[4:7]} {number[7:]}" if number else writing.visible(value)

    def _ungrouped(self, raw: str) -> str:
        return re.sub(r"^\+?84(?=[0-9]{9}$)", "0", super()._ungrouped(raw))


@registered
class OneChoice(FieldKind):
    """One of the options of the field, given by its stored value or by its label."""

    name = "choice"

    def normalise(self, raw: str) -> str | None:
        return _options(self.field.choices).get(writing.canonical(raw))

    def format_error(self, raw: str) -> bool:
        return False

    def show(self, value: str) -> str:
        choice = self.field.choice(self.normalise(value) or "")
        return choice.label if choice else writing.visible(value)

    def printed_in(self, value: str, line: str) -> bool:
        return writing.canonical(self.show(value)) == writing.canonical(line)


@lru_cache(maxsize=256)
def _options(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Every writing by which an option is known, with its stored value; a value comes before a label."""
    labels = {writing.canonical(choice.label): choice.value for choice in choices}
    return labels | {choice.value: choice.value for choice in choices}


def canonical_answers(eform: Eform, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers with each choice by its stored value, as conditions expect them; all else as typed."""
    stored = dict(answers)
    for field in eform.fields:
        if field.kind == OneChoice.name and field.id in stored:
            stored[field.id] = kind_of(field).normalise(stored[field.id]) or stored[field.id]
    return stored


def visible_fields(part: Step | Eform, answers: Mapping[str, str]) -> list[FieldSpec]:
    """The fields of a step, or of the whole form, that stay on the screen.

    `answers` are those of the whole form, choices by their stored value (`canonical_answers`). A hidden field
    counts as empty for the conditions that look at it.
    """
    known, shown = dict(answers), []
    for field in part.fields:
        if field.show_if is None or field.show_if.holds(known):
            shown.append(field)
        else:
            known.pop(field.id, None)
    return shown


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
