"""What a field kind is asked, and the register of kinds."""

from datetime import date
from typing import ClassVar, TypeVar

from sandbox.engine import writing
from sandbox.engine.schema import FieldSpec

SLIPS = 2  # edits that still count as slips of the finger, in a number of the scenario


class FieldKind:
    """A kind, bound to one field. The methods below `show` are what the coach asks about a wrong answer."""

    name: ClassVar[str]
    # Kinds of one family compare by the same normal form: a date in figures and one in words.
    family: ClassVar[str] = ""
    # Whether a value names one person and nobody else, so that it is theirs in every scenario.
    identifies: ClassVar[bool] = False
    # Whether a value may name a province, a district or a commune.
    names_place: ClassVar[bool] = False
    # Whether a value can be somebody's: a choice, a count or a tick cannot.
    belongs: ClassVar[bool] = True
    # Whether the stored form may differ from what was typed (`stored`).
    restored: ClassVar[bool] = False

    def __init__(self, field: FieldSpec) -> None:
        self.field = field

    @property
    def chosen(self) -> bool:
        """Whether the reader picks from a list instead of typing."""
        return False

    def empty(self, raw: str) -> bool:
        """Whether nothing visible was typed."""
        return not writing.visible(raw)

    def normalise(self, raw: str) -> str | None:
        """The value in the one form that is compared; None where it has not the shape of the kind."""
        raise NotImplementedError

    def stored(self, raw: str) -> str:
        """The form that conditions look at: a choice by its value, anything else as typed."""
        return raw

    def format_error(self, raw: str) -> bool:
        """Whether something was typed that has not the shape of the kind."""
        return not self.empty(raw) and self.normalise(raw) is None

    def takes(self, raw: str) -> bool:
        """Whether the portal takes what was typed, right or wrong."""
        return self.normalise(raw) is not None

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

    def spelt(self, raw: str) -> str | None:
        """What words stand for, comparable with `figures`; None for kinds that are no words for figures."""
        return None

    def figures(self, beside: str) -> str | None:
        """What the figures in the field that the words belong to (`of`) stand for."""
        return None

    def day(self, raw: str) -> date | None:
        """The day that a date names, the first one where it names a month or a year; None for other kinds."""
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


def kind_class(name: str) -> type[FieldKind]:
    """The kind with this name; raises KeyError for one that nobody registered."""
    return _KINDS[name]


def kind_of(field: FieldSpec) -> FieldKind:
    """The kind of a field, bound to it; raises KeyError for a kind that nobody registered."""
    return _KINDS[field.kind](field)
