"""Field kinds: what a value of each kind looks like, and when two writings of it are the same.

A new kind is one class under `@registered` and its test. A kind is bound to its field, because a choice must
know its options; text arrives as it was typed.
"""

from sandbox.engine.days import read_date
from sandbox.engine.kinds.answers import Walk, canonical_answers, on_screen, visible_answers, visible_fields
from sandbox.engine.kinds.base import SLIPS, FieldKind, kind_of, names, registered
from sandbox.engine.kinds.choices import Declaration, OneChoice
from sandbox.engine.kinds.dates import Date, DateInWords
from sandbox.engine.kinds.money import Money, MoneyInWords, looks_like_a_sum
from sandbox.engine.kinds.numbers import CitizenNumber, Number, PaperNumber, Phone, RowCount
from sandbox.engine.kinds.places import Commune, Province
from sandbox.engine.kinds.words import PersonName, PlainText

__all__ = [
    "SLIPS",
    "CitizenNumber",
    "Commune",
    "Date",
    "DateInWords",
    "Declaration",
    "FieldKind",
    "Money",
    "MoneyInWords",
    "Number",
    "OneChoice",
    "PaperNumber",
    "PersonName",
    "Phone",
    "PlainText",
    "Province",
    "RowCount",
    "Walk",
    "canonical_answers",
    "kind_of",
    "looks_like_a_sum",
    "names",
    "on_screen",
    "read_date",
    "registered",
    "visible_answers",
    "visible_fields",
]
