"""Reading what somebody looks for."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_LETTERS = 80  # of a search


class SearchWords(forms.CharField):
    """Words as typed, without the signs that no keyboard types."""

    def to_python(self, value: Any) -> str:
        text = str(value or "")
        visible = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
        return unicodedata.normalize("NFC", " ".join(visible.split()))


class SearchForm(forms.Form):
    """What to look for; in which commune (its code), which group of results, which page of it.

    Only words can be wrong: nobody types the others, so a strange value of theirs is none.
    """

    q = SearchWords(
        required=False,
        max_length=MOST_LETTERS,
        error_messages={"max_length": _("That is too long. Type only a few words.")},
    )
    xa = SearchWords(required=False)
    loai = SearchWords(required=False)
    trang = SearchWords(required=False)

    def clean_xa(self) -> str:
        code = str(self.cleaned_data["xa"])
        return code if code.isalnum() and code.isascii() and len(code) <= 10 else ""

    def clean_trang(self) -> int:
        number = str(self.cleaned_data["trang"])
        return max(1, int(number)) if number.isascii() and number.isdigit() and len(number) <= 3 else 1
