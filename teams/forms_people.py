"""What members write down about people. Messages name their field, because they are read in the summary too."""

import unicodedata
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit import phones
from places.models import Hamlet
from teams import ages, names, pasting
from teams.enums import AgeBand, Sex, TallyKind
from teams.forms import LineField
from teams.models import Team, Trainee
from teams.people import Agreed, Details

ALOUD, HERSELF, NOT_YET = "doc", "tu_doc", "chua"
LONGEST_LIST = 20_000  # letters
MOST_HEADS = 999
_UNSURE = _("Not known")


class PersonNameField(LineField):
    """The name people call somebody by: letters, and no number as long as those of papers or telephones."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Name people call her"),
            max_length=names.LONGEST,
            help_text=_("No identity number is needed."),
            missing=_("Name people call her: type the name."),
            too_long=_("Name people call her: make it shorter than 80 letters."),
        )

    def clean(self, value: Any) -> str:
        name = str(super().clean(value))
        if not names.has_letter(name) or names.looks_like_number(name):
            raise forms.ValidationError(_("Name people call her: type it in letters, without long numbers."))
        return name


class YearField(forms.CharField):
    """A year of birth as typed, or nothing."""

    def clean(self, value: Any) -> Any:
        typed = str(value or "").strip()
        if not typed:
            return None
        year = ages.read_year(typed, timezone.localdate().year)
        if year is None:
            raise forms.ValidationError(_("Year of birth: type four digits, for example 1960."))
        return year


class PhoneField(forms.CharField):
    """A telephone number as typed, kept as E.164, or nothing."""

    def clean(self, value: Any) -> str:
        typed = str(value or "").strip()
        number = phones.read(typed) if typed else ""
        if number is None:
            raise forms.ValidationError(
                _("Telephone: type ten digits, for example 0000 123 456, or leave it empty.")
            )
        return number


class HeadsField(forms.CharField):
    """How many people, or nothing where nobody counted: nothing is not nought."""

    def __init__(self, kind: TallyKind) -> None:
        attrs = {"inputmode": "numeric", "class": "w-s"}
        super().__init__(label=capfirst(str(kind.label)), required=False, widget=forms.TextInput(attrs))

    def clean(self, value: Any) -> Any:
        typed = unicodedata.normalize("NFKC", str(value or "")).strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()) or len(typed) > 6 or int(typed) > MOST_HEADS:
            raise forms.ValidationError(
                _("%(what)s: type a number from 0 to 999, or leave it empty."), params={"what": self.label}
            )
        return int(typed)


def hamlet_field(hamlets: Sequence[Hamlet]) -> forms.ChoiceField:
    """A hamlet of the commune, or not known."""
    choices = [("", _UNSURE), *((str(one.id), one.name) for one in hamlets)]
    return forms.ChoiceField(
        label=_("Hamlet"),
        choices=choices,
        required=False,
        error_messages={"invalid_choice": _("Hamlet: choose one of the list.")},
    )


class _OfHamlets(forms.Form):
    """A form that asks for a hamlet."""

    def __init__(self, hamlets: Sequence[Hamlet], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hamlets = {str(one.id): one for one in hamlets}
        self.fields["thon"] = hamlet_field(hamlets)

    def chosen_hamlet(self) -> Hamlet | None:
        """After a successful ``is_valid``."""
        return self.hamlets.get(self.cleaned_data.get("thon") or "")


class PersonForm(_OfHamlets):
    """A person on the books. ``may_keep``: a consent holds, so year and telephone may be written down."""

    to = forms.ChoiceField(
        label=_("Team"), error_messages={"invalid_choice": _("Team: choose one of the list.")}
    )
    ten = PersonNameField()
    gioi = forms.ChoiceField(
        label=_("Woman or man"),
        choices=[*Sex.choices, ("", _UNSURE)],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Woman or man: choose one.")},
    )
    nhom_tuoi = forms.ChoiceField(
        label=_("Age"),
        choices=[("", _UNSURE), *AgeBand.choices],
        required=False,
        error_messages={"invalid_choice": _("Age: choose one of the list.")},
    )
    thon = forms.ChoiceField(required=False)
    nam_sinh = YearField(
        label=_("Year of birth"),
        required=False,
        help_text=_("Only when she agreed. For example 1960."),
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
    dien_thoai = PhoneField(
        label=_("Telephone"),
        required=False,
        help_text=_("Only when she agreed and wants to be called."),
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    dong_y = forms.ChoiceField(
        label=_("Does she agree that this is kept?"),
        choices=[
            (NOT_YET, _("Not asked yet, or no")),
            (ALOUD, _("Yes, I read the text aloud to her")),
            (HERSELF, _("Yes, she read it herself")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Does she agree: choose one."),
            "invalid_choice": _("Does she agree: choose one."),
        },
    )

    def __init__(
        self,
        hamlets: Sequence[Hamlet],
        teams: Sequence[Team],
        *args: Any,
        may_keep: bool | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(hamlets, *args, **kwargs)
        self.teams = {str(team.id): team for team in teams}
        cast(forms.ChoiceField, self.fields["to"]).choices = [
            (key, team.name) for key, team in self.teams.items()
        ]
        if len(teams) < 2:
            del self.fields["to"]
        if may_keep is not None:  # whether she agreed is known already
            del self.fields["dong_y"]
        if may_keep is False:
            del self.fields["nam_sinh"], self.fields["dien_thoai"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("dong_y") == NOT_YET:
            if data.get("nam_sinh"):
                self.add_error(
                    "nam_sinh", _("Year of birth: ask first whether she agrees, or choose an age instead.")
                )
            if data.get("dien_thoai"):
                self.add_error("dien_thoai", _("Telephone: ask first whether she agrees, or leave it empty."))
        return data

    @property
    def chosen_team(self) -> Team:
        """After a successful ``is_valid``."""
        return self.teams[self.cleaned_data.get("to") or next(iter(self.teams))]

    def details(self) -> Details:
        """After a successful ``is_valid``."""
        data = self.cleaned_data
        return Details(
            name=data["ten"],
            birth_year=data.get("nam_sinh"),
            band=data["nhom_tuoi"],
            sex=data["gioi"],
            hamlet=self.chosen_hamlet(),
            phone=data.get("dien_thoai", ""),
        )

    def agreed(self) -> Agreed | None:
        """After a successful ``is_valid``: how she agreed just now, if she did."""
        how = self.cleaned_data.get("dong_y")
        return Agreed(read_aloud=how == ALOUD) if how in (ALOUD, HERSELF) else None


def initial_of(trainee: Trainee) -> dict[str, str]:
    """What stands in the form at first."""
    return {
        "ten": trainee.display_name,
        "gioi": trainee.sex,
        "nhom_tuoi": trainee.age_band,
        "thon": str(trainee.hamlet_id or ""),
        "nam_sinh": str(trainee.birth_year or ""),
        "dien_thoai": phones.show(trainee.phone),
    }


class ConsentForm(forms.Form):
    """How the text came to her. Nothing is chosen beforehand: silence is no consent."""

    cach = forms.ChoiceField(
        label=_("How did she hear the text?"),
        choices=[(ALOUD, _("I read it aloud to her")), (HERSELF, _("She read it herself"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("How did she hear the text: choose one."),
            "invalid_choice": _("How did she hear the text: choose one."),
        },
    )


class WalkInForm(_OfHamlets):
    """Somebody at the door: her name; the button pressed says woman or man, and her age."""

    ten = PersonNameField()
    gioi = forms.ChoiceField(
        label=_("Woman or man"),
        choices=Sex.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Woman or man: choose one."),
            "invalid_choice": _("Woman or man: choose one."),
        },
    )
    thon = forms.ChoiceField(required=False)
    dong_y = forms.BooleanField(label=_("I read the text aloud, and she agrees"), required=False)

    def details(self, band: str) -> Details:
        """After a successful ``is_valid``."""
        data = self.cleaned_data
        band = band if band in AgeBand.values else ""
        return Details(name=data["ten"], band=band, sex=data["gioi"], hamlet=self.chosen_hamlet())

    def agreed(self) -> Agreed | None:
        """After a successful ``is_valid``."""
        return Agreed(read_aloud=True) if self.cleaned_data["dong_y"] else None


class PasteForm(forms.Form):
    """A list of names, one on each line."""

    danh_sach = forms.CharField(
        label=_("Names, one on each line"),
        help_text=_("After the name there may be year of birth, nữ or nam, and the hamlet."),
        widget=forms.Textarea({"rows": 10}),
        max_length=LONGEST_LIST,
        strip=False,
        error_messages={
            "required": _("Names: paste at least one line."),
            "max_length": _("Names: the list is too long. Paste it in two parts."),
        },
    )
    dong_y = forms.BooleanField(
        label=_("I read the text aloud, and everybody on the list agrees"), required=False
    )

    def clean_danh_sach(self) -> str:
        text = str(self.cleaned_data["danh_sach"])
        if len(text.splitlines()) > pasting.MOST_LINES:
            raise forms.ValidationError(_("Names: more than 200 lines. Paste them in two parts."))
        return text


class TallyForm(forms.Form):
    """Heads without a name, and groups of all who were there. ``named``: people who are known to have been there."""

    def __init__(self, named: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = named
        for kind in TallyKind:
            self.fields[kind.value] = HeadsField(kind)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        heads = (TallyKind.WOMEN.value, TallyKind.MEN.value)
        total = self.named + sum(data.get(kind) or 0 for kind in heads)
        for kind in TallyKind:
            number = data.get(kind.value)
            if kind.value not in heads and number is not None and number > total:
                self.add_error(
                    kind.value,
                    forms.ValidationError(
                        _("%(what)s: %(number)s is more than the %(total)s people who were there."),
                        params={"what": self.fields[kind.value].label, "number": number, "total": total},
                    ),
                )
        return data
