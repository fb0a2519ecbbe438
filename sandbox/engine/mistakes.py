"""The kinds of mistakes, one detector each.

A detector looks at one filled answer and says whether its kind applies; precedence is the order of
`MistakeKind`, so no detector needs to know the others. A new kind is one function under `@detects` and its
test.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.engine.enums import MistakeKind
from sandbox.engine.kinds import FieldKind
from sandbox.engine.schema import Person


@dataclass(frozen=True)
class Typed:
    """A filled answer beside everything it is judged by.

    `right` are the writings that count as right (none: the field ought to stay empty); `others` are the other
    people whose data lies on the papers.
    """

    raw: str
    kind: FieldKind
    right: tuple[str, ...]
    others: tuple[Person, ...]

    def is_right(self) -> bool:
        """Whether this is the right answer in one of its writings."""
        return any(self.kind.same(self.raw, value) for value in self.right)

    def other_person(self) -> Person | None:
        """The first of the other people whose data this is."""
        for person in self.others:
            values = person.facts().get(self.kind.name, ())
            if any(self.kind.same_but_marks(self.raw, value) for value in values):
                return person
        return None


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

    In a field that ought to stay empty it does not matter what was typed.
    """
    if typed.is_right():
        return None
    if not typed.right:
        return MistakeKind.DIFFERENT
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
    """Somebody else's data."""
    return typed.other_person() is not None


@detects(MistakeKind.WRONG_CHOICE)
def _wrong_choice(typed: Typed) -> bool:
    """Another option, or one that does not exist."""
    return typed.kind.name == "choice"


@detects(MistakeKind.DIFFERENT)
def _different(typed: Typed) -> bool:
    """Anything else: what was typed is not on the paper."""
    return True
