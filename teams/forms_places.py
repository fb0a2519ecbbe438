"""What officers and administrators send about places. Messages name their field: they are read in the summary too."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kit.folding import fold
from kit.typed import keepable
from kit.vietnamese import short_date
from places.models import Commune, CommuneKind, Hamlet
from places.service import MOST, NewCommune, Paper, communes_named, hamlets_of
from teams import moments
from teams.forms import LineField

NAMED = 3  # communes of one name in a message; whoever means another one types its code


class SinceField(forms.CharField):
    """The day from which a change holds, as typed. Which days it may be is for the places to say."""

    def clean(self, value: Any) -> dt.date:
        day = moments.read_day(str(value or ""), timezone.localdate())
        if day is None:
            raise forms.ValidationError(_("Day: type day, month and year, for example 26/11/2026."))
        return day


class NumberField(forms.CharField):
    """A number of people or households as typed (1.960, 1 960); empty: not counted."""

    def __init__(self, *, wrong: Any, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)
        self.wrong = wrong

    def clean(self, value: Any) -> int | None:
        digits = "".join(letter for letter in str(value or "") if letter not in " .,\u00a0\u202f")
        if not digits:
            return None
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 9 or int(digits) > MOST:
            raise forms.ValidationError(self.wrong)
        return int(digits)


class ChangeForm(forms.Form):
    """What every change has: the day, and where there is one the number of the decision."""

    on = SinceField(label=_("From which day on"), required=False, help_text=_("For example 01/07/2026."))
    decision = LineField(
        label=_("Number of the decision"),
        required=False,
        max_length=60,
        missing="",
        too_long=_("Number of the decision: make it shorter than 60 letters."),
        help_text=_("Leave it empty where there is none."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"on": short_date(timezone.localdate())} | kwargs["initial"]
        super().__init__(*args, **kwargs)

    def paper(self, by: str) -> Paper:
        """After a successful ``is_valid``."""
        return Paper(on=self.cleaned_data["on"], by=by, decision=self.cleaned_data.get("decision", ""))

    def refuse(self, field: str, sentence: str) -> None:
        """Say at its field why it cannot be done; at the top where this form has no such field."""
        self.add_error(field if field in self.fields else None, sentence)


def _hamlet_name() -> LineField:
    return LineField(
        label=_("Name of the hamlet"),
        max_length=80,
        missing=_("Name of the hamlet: type it."),
        too_long=_("Name of the hamlet: make it shorter than 80 letters."),
    )


def _households() -> NumberField:
    return NumberField(
        label=_("Households"), wrong=_("Households: type a number in figures, or leave it empty.")
    )


def _adults() -> NumberField:
    return NumberField(
        label=_("Adults"),
        wrong=_("Adults: type a number in figures, or leave it empty."),
        help_text=_("People of 18 years and older. Figures are held against this number."),
    )


class NewHamletForm(ChangeForm):
    name = _hamlet_name()
    households = _households()
    adults = _adults()
    field_order = ("name", "households", "adults", "on", "decision")


class RenameForm(ChangeForm):
    name = _hamlet_name()
    field_order = ("name", "on", "decision")


class CountForm(ChangeForm):
    households = _households()
    adults = _adults()
    field_order = ("households", "adults", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["decision"]


class CloseForm(ChangeForm):
    pass


class MergeHamletsForm(ChangeForm):
    places = forms.MultipleChoiceField(
        label=_("Hamlets to merge"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Hamlets: choose two or more."),
            "invalid_choice": _("Hamlets: choose from the list."),
        },
    )
    name = _hamlet_name()
    field_order = ("places", "name", "on", "decision")

    def __init__(self, hamlets: Sequence[Hamlet], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hamlets = {str(one.pk): one for one in hamlets}
        self.fields["places"].choices = [(key, one.name) for key, one in self.hamlets.items()]  # type: ignore[attr-defined]
        self.fields["name"].label = _("Name of the merged hamlet")

    @property
    def chosen(self) -> list[Hamlet]:
        """After a successful ``is_valid``."""
        return [self.hamlets[key] for key in self.cleaned_data["places"]]


def _one_commune(typed: str, field: str) -> Commune:
    """The commune that ``typed`` names. Raises ValidationError with a sentence that begins with ``field``."""
    found = communes_named(typed)
    if len(found) == 1:
        return found[0]
    values = {"field": field, "typed": typed[:60]}
    if not found:
        raise forms.ValidationError(
            gettext("%(field)s: there is no commune “%(typed)s” today. Type its code, or name and province.")
            % values
        )
    some = "; ".join(f"{one}, {one.province} ({one.pk})" for one in found[:NAMED])
    raise forms.ValidationError(
        gettext(
            "%(field)s: several communes are called “%(typed)s”. Type the code of the right one. For example: %(some)s."
        )
        % (values | {"some": some})
    )


class CommuneField(LineField):
    """A commune as typed: its code, or its name, with its province behind a comma where there are several."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=160,
            too_long=_("Commune: make it shorter than 160 letters."),
            help_text=_("Code, or name and province, for example: xã Mẫu, Tỉnh Thực Hành."),
            **kwargs,
        )

    def clean(self, value: Any) -> Commune | None:
        typed = super().clean(value)
        return _one_commune(typed, str(self.label)) if typed else None


class LinesField(forms.CharField):
    """Several lines of text, without what no keyboard types."""

    def to_python(self, value: Any) -> str:
        return keepable(super().to_python(value) or "")


class MergeCommunesForm(ChangeForm):
    """Which communes end, and which goes on: one that is there, or a new one."""

    places = LinesField(
        label=_("Communes that end"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("One a line: code, or name and province."),
        error_messages={
            "required": _("Communes that end: type one or more."),
            "max_length": _("Communes that end: make it shorter than 1000 letters."),
        },
    )
    into = CommuneField(label=_("Commune that goes on, if it is there today"), required=False, missing="")
    code = LineField(
        label=_("Or the code of a new commune"),
        required=False,
        max_length=8,
        missing="",
        too_long=_("Code: it has five figures."),
    )
    name = LineField(
        label=_("Name of the new commune"),
        required=False,
        max_length=80,
        missing="",
        too_long=_("Name of the new commune: make it shorter than 80 letters."),
        help_text=_("Without the word commune or ward."),
    )
    kind = forms.ChoiceField(
        label=_("The new one is a"),
        required=False,
        choices=CommuneKind.choices,
        error_messages={"invalid_choice": _("The new one is a: choose one of the list.")},
    )
    field_order = ("places", "into", "code", "name", "kind", "on", "decision")

    def clean_places(self) -> list[Commune]:
        lines = [line for line in str(self.cleaned_data["places"]).splitlines() if line.strip()]
        communes = {
            one.pk: one for one in (_one_commune(line, gettext("Communes that end")) for line in lines)
        }
        return list(communes.values())

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).upper()
        if code and not (code.isascii() and code.isalnum()):
            raise forms.ValidationError(_("Code: type only figures and letters without marks."))
        return code

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "into" in data and "code" in data:
            if not data["into"] and not data["code"]:
                self.add_error("into", _("Commune that goes on: type it, or the code of a new one."))
            elif data["into"] and data["code"]:
                self.add_error("code", _("Code: leave it empty where a commune of today goes on."))
        if data.get("code") and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Name of the new commune: type it."))
        return data

    @property
    def heir(self) -> Commune | NewCommune:
        """After a successful ``is_valid``."""
        data = self.cleaned_data
        return data["into"] or NewCommune(data["code"], data["name"], data["kind"] or CommuneKind.XA.value)


class MoveHamletForm(ChangeForm):
    """A hamlet named by its commune and its own name, and where it goes."""

    source = CommuneField(label=_("Commune of the hamlet"), missing=_("Commune of the hamlet: type it."))
    name = _hamlet_name()
    into = CommuneField(label=_("Commune that receives it"), missing=_("Commune that receives it: type it."))
    field_order = ("source", "name", "into", "on", "decision")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("source") and data.get("name"):
            wanted = fold(data["name"])
            data["hamlet"] = next(
                (one for one in hamlets_of(data["source"]) if fold(one.name) == wanted), None
            )
            if data["hamlet"] is None:
                self.add_error(
                    "name", _("Name of the hamlet: the commune has none of this name. Look at its list.")
                )
        return data
