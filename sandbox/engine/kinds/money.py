"""Sums of money, in figures and in words."""

import re

from sandbox.engine import numerals, writing
from sandbox.engine.distance import within
from sandbox.engine.kinds.base import SLIPS, FieldKind, registered
from sandbox.engine.kinds.words import Words

_CURRENCY = re.compile(r"\s*(?:đồng|vnđ|vnd|đ)(?: chẵn)?[ .]*$")
_GROUPED = re.compile(r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*|\d+")
_SCALED = re.compile(r"(\d{1,3})(?:[.,](\d{1,3}))? ?(tỷ|tỉ|triệu|tr|nghìn|ngàn|k)")
_IN_TEXT = re.compile(r"\d{1,3}(?:[., ]\d{3})+|\d+")
_SIZES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "tr": 10**6, "nghìn": 1000, "ngàn": 1000, "k": 1000}
LONGEST = 12  # digits: hundreds of tỷ


def read_sum(raw: str) -> int | None:
    """A sum in đồng: "30.000.000", "30000000 đồng", "30 triệu", "1,5 tỷ"; None where it is none."""
    text = _CURRENCY.sub("", writing.visible(raw).casefold())
    if _GROUPED.fullmatch(text):
        digits = writing.digits_of(text)
        return int(digits) if len(digits.lstrip("0")) <= LONGEST else None
    scaled = _SCALED.fullmatch(text)
    if not scaled:
        return None
    whole, part, unit = scaled.groups()
    return (int(whole) * 1000 + int((part or "").ljust(3, "0"))) * _SIZES[unit] // 1000


def looks_like_a_sum(raw: str) -> bool:
    """Whether it is written like money and like no number of a person: whole thousands, no zero in front."""
    amount = read_sum(raw)
    return amount is not None and amount % 1000 == 0 and not writing.visible(raw).startswith("0")


@registered
class Money(FieldKind):
    """A sum in đồng inside the bounds of the field."""

    name = "money"
    family = "money"
    belongs = False
    restored = True

    def normalise(self, raw: str) -> str | None:
        amount, low, high = read_sum(raw), self.field.minimum, self.field.maximum
        if amount is None or (low is not None and amount < low) or (high is not None and amount > high):
            return None
        return str(amount)

    def stored(self, raw: str) -> str:
        return self.normalise(raw) or raw

    def show(self, value: str) -> str:
        amount = read_sum(value)
        return writing.visible(value) if amount is None else f"{amount:,}".replace(",", ".")

    def printed_in(self, value: str, line: str) -> bool:
        found = (read_sum(number) for number in _IN_TEXT.findall(writing.visible(line)))
        return read_sum(value) in (*found, read_sum(line))

    def digit_slip(self, typed: str, right: str) -> bool:
        left, wanted = self.normalise(typed), self.normalise(right)
        return left is not None and wanted is not None and within(left, wanted, SLIPS)


@registered
class MoneyInWords(Words):
    """A sum written out ("Ba mươi triệu đồng"), beside the field that has it in figures (`of`)."""

    name = "money_words"
    family = "money"
    belongs = False

    def normalise(self, raw: str) -> str | None:
        amount = numerals.read_amount(raw)
        return str(amount) if amount else None

    def format_error(self, raw: str) -> bool:
        return not self.empty(raw) and self.spelt(raw) is None

    def takes(self, raw: str) -> bool:
        return self.spelt(raw) is not None

    def spelt(self, raw: str) -> str | None:
        """The sum in words, whatever became of their marks."""
        amount = numerals.read_amount(raw) or numerals.read_amount(raw, strict=False)
        return str(amount) if amount else None

    def figures(self, beside: str) -> str | None:
        amount = read_sum(beside)
        return None if amount is None else str(amount)

    def printed_in(self, value: str, line: str) -> bool:
        """A paper shows the sum in figures or in words."""
        found = {self.figures(number) for number in (*_IN_TEXT.findall(writing.visible(line)), line)}
        return self.spelt(value) in found or writing.canonical(value) in writing.canonical(line)

    def same_but_marks(self, typed: str, value: str) -> bool:
        amount = self.spelt(typed)
        return amount is not None and amount == self.spelt(value)
