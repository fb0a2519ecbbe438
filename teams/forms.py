"""What people send about sessions. Messages name their field, because they are read in the summary too."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teams import moments, names

FARTHEST = dt.timedelta(days=366)  # a session farther away than this is a slip of the pen


class LineField(forms.CharField):
    """One line of text, tidied before it is judged; ``missing`` and ``too_long`` are whole sentences."""

    def __init__(self, *, missing: Any, too_long: Any, **kwargs: Any) -> None:
        messages = {"required": missing, "max_length": too_long}
        super().__init__(error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return names.tidy(super().to_python(value) or "")


class DayField(forms.CharField):
    """A day as typed."""

    def clean(self, value: Any) -> Any:
        today = timezone.localdate()
        day = moments.read_day(str(value or ""), today)
        if day is None:
            raise forms.ValidationError(_("Day: type day, month and year, for example 26/11/2026."))
        if abs(day - today) > FARTHEST:
            raise forms.ValidationError(_("Day: it is more than a year away. Look at the year again."))
        return day


class HourField(forms.CharField):
    """An hour as typed."""

    def clean(self, value: Any) -> Any:
        hour = moments.read_hour(str(value or ""))
        if hour is None:
            raise forms.ValidationError(_("Hour: type hour and minutes, for example 19:30."))
        return hour


class NameForm(forms.Form):
    """The name to be called by. A number of nine digits or more is dropped at once, never kept or echoed."""

    ten = LineField(
        label=_("The name people call you"),
        help_text=_("No identity number, no phone number is needed."),
        max_length=names.LONGEST,
        missing=_("The name people call you: type your name."),
        too_long=_("The name people call you: make it shorter than 80 letters."),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        self.number_was_dropped = data is not None and names.looks_like_number(str(data.get("ten", "")))
        if self.number_was_dropped:
            data = {"ten": ""}
        super().__init__(data, **kwargs)
        if self.number_was_dropped:
            self.fields["ten"].error_messages["required"] = _(
                "This is the place for a name. Do not type an identity or phone number. "
                "We do not keep the number just typed."
            )

    def clean_ten(self) -> str:
        name = str(self.cleaned_data["ten"])
        if not names.has_letter(name):
            raise forms.ValidationError(_("The name people call you: type it in letters."))
        return name
