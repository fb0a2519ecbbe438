"""What people send about sessions. Messages name their field, because they are read in the summary too."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sandbox import service as sandbox_service
from sandbox.enums import ModeChoice
from teams import moments, names
from teams.models import Team

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


class SessionForm(forms.Form):
    """A session to come, of one of ``teams``. The team is asked for only where there is a choice."""

    team = forms.ChoiceField(
        label=_("Team"), error_messages={"invalid_choice": _("Team: choose one of the list.")}
    )
    title = LineField(
        label=_("What the session is called"),
        max_length=120,
        missing=_("What the session is called: type a few words."),
        too_long=_("What the session is called: make it shorter than 120 letters."),
    )
    place = LineField(
        label=_("Place"),
        max_length=120,
        missing=_("Place: type where people come to."),
        too_long=_("Place: make it shorter than 120 letters."),
    )
    day = DayField(label=_("Day"), required=False, help_text=_("For example 26/11/2026."))
    hour = HourField(label=_("Hour"), required=False, help_text=_("For example 19:30."))
    scenario = forms.ChoiceField(
        label=_("Scenario to practise"),
        error_messages={
            "required": _("Scenario: choose one."),
            "invalid_choice": _("Scenario: choose one of the list."),
        },
    )
    mode = forms.ChoiceField(
        label=_("How people practise"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("How people practise: choose one."),
            "invalid_choice": _("How people practise: choose one."),
        },
    )

    def __init__(self, teams: list[Team], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.id): team for team in teams}
        self.choice("team").choices = [(key, team.name) for key, team in self.teams.items()]
        self.choice("scenario").choices = sandbox_service.scenario_choices()
        self.choice("mode").choices = [
            (ModeChoice.GUIDED.value, _("Together: one field at a time, only the right way is open")),
            (ModeChoice.PRACTICE.value, _("Practise: hints are there")),
            (ModeChoice.CHECK.value, _("On their own: no hint, as in the real thing")),
        ]
        if len(teams) == 1:
            del self.fields["team"]

    def choice(self, name: str) -> forms.ChoiceField:
        """The field ``name``, known to be a choice."""
        field = self.fields[name]
        return cast(forms.ChoiceField, field)

    @property
    def chosen_team(self) -> Team:
        """After a successful ``is_valid``."""
        return self.teams[self.cleaned_data.get("team") or next(iter(self.teams))]

    @property
    def starts_at(self) -> dt.datetime:
        """After a successful ``is_valid``; in the country's own time."""
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))


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
