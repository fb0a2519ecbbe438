"""The kinds of mistakes, one detector each.

A detector looks at one filled answer and says whether its kind applies; precedence is the order of
`MistakeKind`, so no detector needs to know the others. A new kind is one function under `@detects` and its
test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sandbox.engine import ledger, old_places
from sandbox.engine.enums import MistakeKind
from sandbox.engine.kinds import FieldKind
from sandbox.engine.ledger import NOBODY, Entry, Ledger
from sandbox.engine.old_places import LEVELS, OldPlace
from sandbox.engine.schema import Rule


@dataclass(frozen=True)
class Typed:
    """A filled answer beside everything it is judged by.

    `right` are the writings that count as right (none: the field ought to stay empty); `ledger` knows whose
    the values on the papers are; `beside` is what was typed in the field that this one depends on; `rule` is
    the contradiction in which the answer stands, if any.
    """

    raw: str
    kind: FieldKind
    right: tuple[str, ...]
    ledger: Ledger
    beside: str = ""
    rule: Rule | None = None

    def is_right(self) -> bool:
        """Whether this is the right answer in one of its writings."""
        if self.raw in self.right:
            return True
        value = self.kind.normalise(self.raw)
        return value is not None and any(value == self.kind.normalise(right) for right in self.right)

    @cached_property
    def old_place(self) -> OldPlace | None:
        """The place of the past that the answer names."""
        if not self.kind.names_place or self.kind.field.old_places:
            return None
        # New communes carry the names of old provinces.
        levels = [level for level in LEVELS if level != "province" or self.kind.name != "commune"]
        return old_places.find(self.raw, levels)

    @cached_property
    def own(self) -> Entry | None:
        """The value of another field of the same person, or of nobody in particular, that was typed."""
        return next((e for e in self._found if self._is_own(e) and e.field != self.kind.field.id), None)

    @cached_property
    def others(self) -> Entry | None:
        """The value of somebody else that was typed, unless the person whose field it is has the same."""
        return None if self.own else next((e for e in self._found if not self._is_own(e)), None)

    @cached_property
    def _found(self) -> tuple[Entry, ...]:
        """Where on the papers this value stands; a place of the past is nobody's."""
        return () if self.old_place else self.ledger.find(self.kind, self.raw)

    def _is_own(self, entry: Entry) -> bool:
        return entry.owner in (self.ledger.owner(self.kind.field), NOBODY)

    @cached_property
    def repeats_places(self) -> bool:
        """Whether units that have boxes of their own stand behind the right text."""
        if self.kind.name != "text" or self.old_place:
            return False
        places = self.ledger.places(self.ledger.owner(self.kind.field))
        return ledger.repeats_places(self.kind, self.raw, self.right, places)


Detector = Callable[[Typed], bool]
_DETECTORS: dict[MistakeKind, Detector] = {}


def detects(kind: MistakeKind) -> Callable[[Detector], Detector]:
    """Makes a function the detector of a kind."""

    def register(detector: Detector) -> Detector:
        _DETECTORS[kind] = detector
        return detector

    return register


def first_kind(typed: Typed) -> MistakeKind | None:
    """The kind of a filled answer's mistake: the first, in precedence, that applies; None for a right answer.

    In a field that ought to stay empty it matters only whether the same person's value of another field was
    typed, as a child's citizen number for the number of a paper that no child has, or whether a rule forbids it.
    """
    if typed.is_right():
        return None
    if not typed.right:
        if typed.own and typed.own.field:
            return MistakeKind.WRONG_BLOCK
        return MistakeKind.CONTRADICTION if typed.rule else MistakeKind.DIFFERENT
    return next(kind for kind in MistakeKind if kind in _DETECTORS and _DETECTORS[kind](typed))


@detects(MistakeKind.FORMAT)
def _format(typed: Typed) -> bool:
    """Not the shape of its kind. VNI keys that spell a right name are residue, though they are digits."""
    return typed.kind.format_error(typed.raw) and not _keyboard_residue(typed)


@detects(MistakeKind.KEYBOARD_RESIDUE)
def _keyboard_residue(typed: Typed) -> bool:
    """Keys of an input method that was off or half on."""
    return any(typed.kind.residue_of(typed.raw, value) for value in typed.right)


@detects(MistakeKind.DIACRITICS)
def _diacritics(typed: Typed) -> bool:
    """The right letters with missing or wrong marks."""
    return any(typed.kind.same_but_marks(typed.raw, value) for value in typed.right)


@detects(MistakeKind.DIGITS)
def _digits(typed: Typed) -> bool:
    """The right number but for one or two slips."""
    return any(typed.kind.digit_slip(typed.raw, value) for value in typed.right)


@detects(MistakeKind.DATE_ORDER)
def _date_order(typed: Typed) -> bool:
    """The right date with day and month swapped."""
    return any(typed.kind.order_slip(typed.raw, value) for value in typed.right)


@detects(MistakeKind.OTHER_PERSON)
def _other_person(typed: Typed) -> bool:
    """Somebody else's data, and not also a value of the person whose field it is."""
    return typed.others is not None


@detects(MistakeKind.WRONG_BLOCK)
def _wrong_block(typed: Typed) -> bool:
    """The right person's value, but of another field; or that of another field repeated behind the right one."""
    return typed.own is not None or typed.repeats_places


@detects(MistakeKind.OLD_PLACE)
def _old_place(typed: Typed) -> bool:
    """A province, a district or a commune that no longer exists."""
    return typed.old_place is not None


@detects(MistakeKind.FIGURES_AND_WORDS)
def _figures_and_words(typed: Typed) -> bool:
    """Words of another date or sum than the figures typed beside them."""
    words, figures = typed.kind.spelt(typed.raw), typed.kind.figures(typed.beside)
    return words is not None and figures is not None and words != figures


@detects(MistakeKind.CONTRADICTION)
def _contradiction(typed: Typed) -> bool:
    """A rule of the form says that this cannot be, with the other answers as they are."""
    return typed.rule is not None


@detects(MistakeKind.WRONG_CHOICE)
def _wrong_choice(typed: Typed) -> bool:
    """Another option, or one that does not exist."""
    return typed.kind.chosen


@detects(MistakeKind.DIFFERENT)
def _different(typed: Typed) -> bool:
    """Anything else: what was typed is not on the paper."""
    return True
