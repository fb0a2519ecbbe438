"""Kinds that are words: a person's name, an address or another line of text."""

import re
import unicodedata

from kit.folding import fold
from sandbox.engine import writing
from sandbox.engine.distance import within
from sandbox.engine.kinds.base import SLIPS, FieldKind, registered

_PUNCTUATION = re.compile(r"[.,;:()\"'/–—-]+")


def without_punctuation(text: str) -> str:
    """The visible text with a blank for every sign between words."""
    return " ".join(_PUNCTUATION.sub(" ", writing.visible(text)).split())


class Words(FieldKind):
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
class PlainText(Words):
    """An address or another line of text: punctuation and case do not count."""

    name = "text"
    names_place = True
    _DIGITS = re.compile(r"\d+")

    def normalise(self, raw: str) -> str | None:
        return writing.canonical(without_punctuation(raw)) or writing.canonical(raw) or None

    def digit_slip(self, typed: str, right: str) -> bool:
        left, wanted = self.normalise(typed) or "", self.normalise(right) or ""
        if self._DIGITS.sub("0", left) != self._DIGITS.sub("0", wanted):
            return False
        return within(writing.digits_of(left), writing.digits_of(wanted), SLIPS)


@registered
class PersonName(Words):
    """A person's name: letters, spaces, and the apostrophe or hyphen of some names ("H'Hen")."""

    name = "person_name"
    identifies = True

    def normalise(self, raw: str) -> str | None:
        name = writing.canonical(raw)
        letters = re.sub(r"[' -]", "", name)
        if not any(letter.isalpha() for letter in letters):
            return None
        return name if all(unicodedata.category(letter)[0] in "LM" for letter in letters) else None
