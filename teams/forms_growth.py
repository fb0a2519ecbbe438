"""What members and officers send about training and hard cases. Messages name their field."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from teams import names
from teams.forms import LineField
from teams.forms_rosters import AnyDayField, choice, choices, line
from teams.models import Membership, Team

LONGEST_CLASS = Decimal(12)  # hours


def _person(one: Membership) -> str:
    return f"{one.user.get_full_name()} ({one.team.name})"


class HoursField(forms.CharField):
    """1,5 or 1.5 → Decimal, at most twelve hours."""

    def clean(self, value: Any) -> Any:
        text = unicodedata.normalize("NFKC", str(value or "")).strip().replace(",", ".")
        try:
            hours = Decimal(text).quantize(Decimal("0.1"))
        except InvalidOperation:
            hours = Decimal(0)
        if not hours.is_finite() or not 0 < hours <= LONGEST_CLASS:
            sentence = _("{field}: type how many, for example 2 or 1,5.")
            raise forms.ValidationError(format_lazy(sentence, field=self.label))
        return hours


class NamelessField(LineField):
    """Text that must not say who: a telephone or identity number is refused. Names are for the writer to leave out."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if names.looks_like_number(text):
            sentence = _("{field}: take the long number out. No telephone or identity number stands here.")
            raise forms.ValidationError(format_lazy(sentence, field=self.label))
        return text


def nameless(label: Any, longest: int, hint: Any) -> NamelessField:
    """A few words without names."""
    return NamelessField(
        label=label,
        max_length=longest,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
        missing=format_lazy(_("{field}: type it in."), field=label),
        too_long=format_lazy(
            _("{field}: make it shorter than {number} letters."), field=label, number=longest
        ),
    )


class TrainingForm(forms.Form):
    """Who taught whom what, when, how long."""

    trainer = choice(_("Who taught"), [], radio=False)
    topic = line(_("What was taught"), 120, hint=_("For example: how to send a dossier again."))
    day = AnyDayField(label=_("Day of the training"), past=True)
    hours = HoursField(label=_("Hours"), help_text=_("For example 2 or 1,5."))
    members = choices(_("Members who were there"), [], required=True)
    note = line(_("Note"), 200, required=False)

    def __init__(
        self, trainers: Iterable[Membership], members: Iterable[Membership], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.trainers = {str(one.pk): one for one in trainers}
        self.members = {str(one.pk): one for one in members}
        for name, known in (("trainer", self.trainers), ("members", self.members)):
            field: Any = self.fields[name]
            field.choices = [(key, _person(one)) for key, one in known.items()]

    def clean(self) -> dict[str, Any]:
        """Nobody teaches herself."""
        trainer = self.cleaned_data.get("trainer")
        if trainer and self.cleaned_data.get("members") == [trainer]:
            self.add_error("members", _("Members who were there: tick somebody besides who taught."))
        return self.cleaned_data

    @property
    def chosen_trainer(self) -> Membership:
        """After a successful ``is_valid``."""
        return self.trainers[self.cleaned_data["trainer"]]

    @property
    def chosen_members(self) -> list[Membership]:
        """After a successful ``is_valid``."""
        return [self.members[key] for key in self.cleaned_data["members"]]


NO_NAMES = _("No name, no phone number, no address. For example: the photo is refused each time, size 12 MB.")


class CaseForm(forms.Form):
    """A hard case. The team is asked for only where there is a choice."""

    team = choice(_("Team"), [], radio=False)
    about = nameless(_("What is hard"), 300, NO_NAMES)
    to = choice(_("Hand it to"), [], required=False, radio=False, hint=_("Advanced members of the commune."))

    def __init__(
        self, teams: Iterable[Team], helpers: Iterable[Membership], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.id): team for team in teams}
        self.helpers = {str(one.pk): one for one in helpers}
        fields: dict[str, Any] = self.fields
        fields["team"].choices = [(key, team.name) for key, team in self.teams.items()]
        fields["to"].choices = [
            ("", _("Whoever has time")),
            *((key, _person(one)) for key, one in self.helpers.items()),
        ]
        if len(self.teams) == 1:
            del self.fields["team"]

    def clean(self) -> dict[str, Any]:
        """Help comes from the team's own commune."""
        helper = self.chosen_helper
        team = self.cleaned_data.get("team")
        if (
            helper
            and (team or len(self.teams) == 1)
            and helper.team.commune_id != self.chosen_team.commune_id
        ):
            self.add_error("to", _("Hand it to: choose somebody of the same commune."))
        return self.cleaned_data

    @property
    def chosen_team(self) -> Team:
        return self.teams[self.cleaned_data.get("team") or next(iter(self.teams))]

    @property
    def chosen_helper(self) -> Membership | None:
        return self.helpers.get(self.cleaned_data.get("to", ""))


class GiveForm(forms.Form):
    """Who has the case from now on."""

    to = choice(_("Hand it to"), [], required=False, radio=False)

    def __init__(self, helpers: Iterable[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helpers = {str(one.pk): one for one in helpers}
        field: Any = self.fields["to"]
        field.choices = [
            ("", _("Whoever has time")),
            *((key, _person(one)) for key, one in self.helpers.items()),
        ]

    @property
    def chosen(self) -> Membership | None:
        return self.helpers.get(self.cleaned_data.get("to", ""))


class CloseForm(forms.Form):
    outcome = nameless(
        _("How it ended"), 300, _("No name here either. For example: a smaller photo went through.")
    )
