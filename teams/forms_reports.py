"""What a leader says when she closes a month, and the official figures that an officer types beside ours."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teams.forms import LineField
from teams.forms_fields import WordsField

OFFICIAL = ("received", "online", "paid_online", "self_filed")  # also the order of a pasted line
MOST = 1_000_000  # dossiers a month: no commune has so many
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0 ]\d{3})+", re.ASCII)
_BETWEEN = re.compile(r"[\t;|]+")


class ClosingForm(forms.Form):
    """Difficulties and suggestions of a month."""

    difficulties = WordsField(
        label=gettext_lazy("Difficulties"),
        help_text=gettext_lazy("What people got stuck at. No names, no phone or identity numbers."),
        too_long=gettext_lazy("Difficulties: make it shorter than 500 letters."),
        number=gettext_lazy("Difficulties: leave out phone and identity numbers."),
    )
    suggestions = WordsField(
        label=gettext_lazy("Suggestions"),
        help_text=gettext_lazy("What the commune could do."),
        too_long=gettext_lazy("Suggestions: make it shorter than 500 letters."),
        number=gettext_lazy("Suggestions: leave out phone and identity numbers."),
    )


def read_count(typed: str) -> int | None:
    """1960 of "1960", "1.960" or "1,960"; None for anything else and for more than MOST."""
    text = unicodedata.normalize("NFKC", typed).strip()
    digits = re.sub(r"[^0-9]", "", text) if _GROUPED.fullmatch(text) else text
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 7):
        return None
    return int(digits) if int(digits) <= MOST else None


class CountField(forms.CharField):
    """A number as typed; None where nothing is, which is not nought."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label=label, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = str(value or "").strip()
        if not typed:
            return None
        number = read_count(typed)
        if number is None:
            message = _("%(field)s: type a whole number, for example 120.")
            raise forms.ValidationError(message % {"field": self.label})
        return number


class PastedField(forms.CharField):
    """What was copied from somewhere else, without the signs that nobody sees."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\x00", " ")


class OfficialForm(forms.Form):
    """Four numbers, or one line of Excel with them; and where they are from."""

    pasted = PastedField(
        label=gettext_lazy("Paste a line of Excel"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Four cells in this order: received, filed online, paid online, filed by themselves. "
            "They fill the boxes below that are empty."
        ),
        error_messages={
            "max_length": gettext_lazy("Paste a line of Excel: paste one line with four numbers.")
        },
    )
    received = CountField(gettext_lazy("Dossiers received"))
    online = CountField(gettext_lazy("Filed online"))
    paid_online = CountField(gettext_lazy("Paid online, dossiers"))
    self_filed = CountField(gettext_lazy("Filed by the citizens themselves"))
    source = LineField(
        label=gettext_lazy("Where the figures are from"),
        help_text=gettext_lazy("For example: report of the service centre, 03/12/2026."),
        max_length=200,
        missing=gettext_lazy("Where the figures are from: type a few words."),
        too_long=gettext_lazy("Where the figures are from: make it shorter than 200 letters."),
    )

    def clean_pasted(self) -> list[int]:
        """The four numbers, or none."""
        typed = str(self.cleaned_data["pasted"]).strip("\r\n\x00 ")
        if not typed:
            return []
        numbers = [read_count(part) for part in _BETWEEN.split(typed)]
        known = [number for number in numbers if number is not None]
        if len(numbers) != len(OFFICIAL) or len(known) != len(OFFICIAL):
            raise forms.ValidationError(_("Paste a line of Excel: paste one line with four numbers."))
        return known

    def clean(self) -> dict[str, Any]:
        """Parts are not larger than the whole; something is known."""
        data = self.cleaned_data
        for name, number in zip(OFFICIAL, data.get("pasted") or [], strict=False):
            if name in data and data[name] is None:
                data[name] = number
        if not self.errors and all(data.get(name) is None for name in OFFICIAL):
            self.add_error("received", _("Dossiers received: type at least one of the four numbers."))
        self._part("online", "received", _("Filed online: it cannot be more than the dossiers received."))
        self._part("paid_online", "received", _("Paid online: it cannot be more than the dossiers received."))
        self._part(
            "self_filed",
            "online",
            _("Filed by the citizens themselves: it cannot be more than filed online."),
        )
        return data

    def _part(self, part: str, whole: str, message: str) -> None:
        small, large = self.cleaned_data.get(part), self.cleaned_data.get(whole)
        if small is not None and large is not None and small > large:
            self.add_error(part, message)

    @property
    def numbers(self) -> dict[str, int | None]:
        """After a successful ``is_valid``."""
        return {name: self.cleaned_data[name] for name in OFFICIAL}
