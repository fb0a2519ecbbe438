"""Reading what learners send: a search. Answers to questions are read in answer_forms."""

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
    """What to look for."""

    q = SearchWords(
        required=False,
        max_length=MOST_LETTERS,
        error_messages={"max_length": _("That is too long. Type only a few words.")},
    )
