"""Numbers: of people and phones, of identity papers, counts, rows of a table."""

import re
from typing import ClassVar

from sandbox.engine import writing
from sandbox.engine.distance import within
from sandbox.engine.kinds.base import SLIPS, FieldKind, registered


class _Digits(FieldKind):
    """A number of fixed length that people write in groups."""

    length: ClassVar[int]
    family = "number"
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
    """Số định danh cá nhân: twelve digits (Nghị định 137/2015/NĐ-CP, Điều 13)."""

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
class PaperNumber(_Digits):
    """The number of an identity paper: 12 digits, 9 on an old card, a letter and digits in a passport."""

    name = "paper_number"
    shortest, longest = 5, 20

    def normalise(self, raw: str) -> str | None:
        number = self._ungrouped(raw).upper()
        if not self.shortest <= len(number) <= self.longest or not writing.digits_of(number):
            return None
        return number if number.isalnum() else None

    def show(self, value: str) -> str:
        return writing.visible(value).upper()

    def printed_in(self, value: str, line: str) -> bool:
        return (self.normalise(value) or "none") in self._ungrouped(line).upper()


@registered
class Number(FieldKind):
    """A whole number inside the bounds of the field, with or without its unit ("2 bản")."""

    name = "number"
    belongs = False
    restored = True
    _LONGEST = 9  # digits

    def normalise(self, raw: str) -> str | None:
        typed = self._bare(raw)
        if not typed.isdecimal() or len(typed.lstrip("0")) > self._LONGEST:
            return None
        low, high = self.field.minimum, self.field.maximum
        number = int(typed)
        inside = (low is None or number >= low) and (high is None or number <= high)
        return str(number) if inside else None

    def stored(self, raw: str) -> str:
        return self.normalise(raw) or raw

    def show(self, value: str) -> str:
        return self.normalise(value) or writing.visible(value)

    def printed_in(self, value: str, line: str) -> bool:
        return (self.normalise(value) or "none") in map(_plain, re.findall("[0-9]+", writing.visible(line)))

    def digit_slip(self, typed: str, right: str) -> bool:
        left, wanted = self.normalise(typed), self.normalise(right)
        return left is not None and wanted is not None and within(left, wanted, SLIPS)

    def _bare(self, raw: str) -> str:
        typed, unit = writing.canonical(raw).rstrip(" .,;"), writing.canonical(self.field.unit)
        return typed.removesuffix(unit).rstrip() if unit else typed


@registered
class RowCount(Number):
    """How many rows of a table are filled in. Another count is another count, and no slip of a digit."""

    name = "rows"

    def digit_slip(self, typed: str, right: str) -> bool:
        return False


def _plain(digits: str) -> str:
    return digits.lstrip("0") or "0"
