"""Fields that several forms of teams share: words of one's own, and numbers of people."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teams import names

LONGEST_WORDS = 500
MOST = 2000  # people whom anybody can expect
_NUMBER = re.compile(r"\d(?:[ .\-]?\d){8,}")  # an identity, phone or card number, however grouped
_UNIT = re.compile(r"\s*người\s*$")


class WordsField(forms.CharField):
    """A few lines in somebody's own words, never with a number that belongs to a person."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, too_long: Any, number: Any, **kwargs: Any) -> None:
        messages = {"max_length": too_long, "number": number}
        super().__init__(required=False, max_length=LONGEST_WORDS, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        lines = (names.tidy(line) for line in (super().to_python(value) or "").splitlines())
        return "\n".join(lines).strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        if _NUMBER.search(unicodedata.normalize("NFKC", value)):
            raise forms.ValidationError(self.error_messages["number"])


class TypedField(forms.CharField):
    """Whatever was typed: only the form, which sees the other fields, can say whether it means anything."""

    def clean(self, value: Any) -> Any:
        return str(value or "")


class PeopleField(forms.CharField):
    """How many people, as typed: "40", "40 người"; None where nothing is."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def clean(self, value: Any) -> Any:
        typed = _UNIT.sub("", str(value or "").strip())
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 4 and 0 < int(typed) <= MOST):
            raise forms.ValidationError(_("How many people you expect: type a number, for example 40."))
        return int(typed)
