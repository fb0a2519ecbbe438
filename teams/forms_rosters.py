"""What officers send about teams on paper and the people on them. Messages name their field."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import service as accounts
from accounts.models import User
from kit import phones
from kit.vietnamese import short_date
from places.models import Hamlet
from teams import moments, names
from teams.enums import Grade, HandedOver, Position, Sex, Unit
from teams.forms import LineField
from teams.models import Membership, Team
from teams.rosters import OnPaper, RosterLine

OLDEST_YEAR = 1920  # of birth
YOUNGEST = 15  # years: from here on somebody may help on a team
FIRST_DAY = dt.date(2020, 1, 1)  # teams exist since 2022 (793/BTTTT-THH); earlier is a slip of the pen
AHEAD = dt.timedelta(days=366)
EMPTY = _("not noted down")
_capital = lazy(lambda text: capfirst(str(text)), str)  # a line of a list begins like a sentence


def line(label: Any, longest: int, *, required: bool = True, hint: Any = "") -> LineField:
    """A line of text whose messages begin with its label."""
    return LineField(
        label=label,
        max_length=longest,
        required=required,
        help_text=hint,
        missing=format_lazy(_("{field}: type it in."), field=label),
        too_long=format_lazy(
            _("{field}: make it shorter than {number} letters."), field=label, number=longest
        ),
    )


def choice(
    label: Any,
    choices: Sequence[tuple[str, Any]],
    *,
    required: bool = True,
    radio: bool = True,
    hint: Any = "",
) -> forms.ChoiceField:
    """One of a list, whose messages begin with its label."""
    wrong = format_lazy(_("{field}: choose one of the list."), field=label)
    return forms.ChoiceField(
        label=label,
        choices=[(value, _capital(text)) for value, text in choices],
        required=required,
        help_text=hint,
        widget=forms.RadioSelect if radio else forms.Select,
        error_messages={"required": wrong, "invalid_choice": wrong},
    )


def choices(label: Any, options: Sequence[tuple[str, Any]], *, required: bool = False, hint: Any = "") -> Any:
    """Any number of a list."""
    wrong = format_lazy(_("{field}: choose from the list."), field=label)
    return forms.MultipleChoiceField(
        label=label,
        choices=options,
        required=required,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": wrong, "invalid_choice": wrong, "invalid_list": wrong},
    )


class AnyDayField(forms.CharField):
    """A day as typed, between ``FIRST_DAY`` and a year from now; ``past``: not after today."""

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        super().__init__(help_text=_("For example 26/11/2026."), **kwargs)
        self.past = past

    def clean(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text and not self.required:
            return None
        today = timezone.localdate()
        day = moments.read_day(text, today)
        if day is None:
            self._refuse(_("{field}: type day, month and year, for example 26/11/2026."))
        elif day < FIRST_DAY or day > today + AHEAD:
            self._refuse(_("{field}: look at the year again."))
        elif self.past and day > today:
            self._refuse(_("{field}: it lies in the future. Type today or an earlier day."))
        return day

    def _refuse(self, sentence: Any) -> None:
        raise forms.ValidationError(format_lazy(sentence, field=self.label))


class YearField(forms.CharField):
    """A year of birth, or nothing."""

    def clean(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        latest = timezone.localdate().year - YOUNGEST
        if not (text.isascii() and text.isdigit() and len(text) == 4 and OLDEST_YEAR <= int(text) <= latest):
            raise forms.ValidationError(
                format_lazy(
                    _("{field}: type four digits, between {first} and {last}, or leave it empty."),
                    field=self.label,
                    first=OLDEST_YEAR,
                    last=latest,
                )
            )
        return int(text)


class PhoneField(forms.CharField):
    """A number as typed → E.164; None for an empty box."""

    def clean(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        number = phones.read(text)
        if number is None:
            raise forms.ValidationError(
                format_lazy(_("{field}: type ten digits, for example 0912 345 678."), field=self.label)
            )
        return number


class PersonNameField(LineField):
    """A whole name: at least two words of letters, and no number in it."""

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        if name and (not names.has_letter(name) or names.looks_like_number(name)):
            raise forms.ValidationError(format_lazy(_("{field}: type it in letters."), field=self.label))
        return name


def person_name(*, required: bool = True, hint: Any = "") -> PersonNameField:
    label = _("Full name")
    return PersonNameField(
        label=label,
        max_length=names.LONGEST,
        required=required,
        help_text=hint,
        missing=format_lazy(_("{field}: type it in."), field=label),
        too_long=format_lazy(
            _("{field}: make it shorter than {number} letters."), field=label, number=names.LONGEST
        ),
    )


class TeamForm(forms.Form):
    """What the decision says about a team."""

    name = line(_("Name of the team"), 120)
    decision_number = line(_("Number of the decision"), 60, required=False, hint=_("For example 12/QĐ-UBND."))
    decided_on = AnyDayField(label=_("Day of the decision"), required=False, past=True)
    hamlets = choices(_("Hamlets of the team"), [])
    support = line(
        _("Support money"),
        200,
        required=False,
        hint=_("If there is any: how much, from where. For example 300.000 đ a month, from the commune."),
    )

    def __init__(self, hamlets: list[Hamlet], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(hamlet.pk): hamlet for hamlet in hamlets}
        field = self.fields["hamlets"]
        field.choices = [(key, hamlet.name) for key, hamlet in self.known.items()]  # type: ignore[attr-defined]
        if not hamlets:
            del self.fields["hamlets"]

    @property
    def paper(self) -> OnPaper:
        """After a successful ``is_valid``."""
        data = self.cleaned_data
        return OnPaper(
            data["name"],
            data["decision_number"],
            data["decided_on"],
            data["support"],
            [self.known[key] for key in data.get("hamlets", [])],
        )

    @staticmethod
    def typed_of(team: Team) -> dict[str, Any]:
        """The boxes as they stand for ``team``."""
        return {
            "name": team.name,
            "decision_number": team.decision_number,
            "decided_on": short_date(team.decided_on) if team.decided_on else "",
            "support": team.support,
            "hamlets": [str(hamlet.pk) for hamlet in team.hamlets.all()],
        }


class LineForm(forms.Form):
    """What the roster says of a member."""

    position = choice(_("Place on the team"), Position.choices)
    grade = choice(
        _("Grade"),
        Grade.choices,
        hint=_("An advanced member teaches other members and takes over hard cases."),
    )
    unit = choice(_("Unit"), [("", EMPTY), *Unit.choices], required=False, radio=False)
    birth_year = YearField(label=_("Year of birth"), required=False)
    sex = choice(_("Sex"), [("", EMPTY), *Sex.choices], required=False, radio=False)

    @property
    def roster_line(self) -> RosterLine:
        """After a successful ``is_valid``."""
        data = self.cleaned_data
        return RosterLine(
            Position(data["position"]), Grade(data["grade"]), data["unit"], data["birth_year"], data["sex"]
        )


class AddMemberForm(LineForm):
    """Somebody new on the team, with or without an account."""

    name = person_name(hint=_("As in her papers, for example Giàng A Thử."))
    phone = PhoneField(
        label=_("Phone number"), required=False, help_text=_("If she agrees. For example 0912 345 678.")
    )
    account = line(
        _("Her user name, if she has an account"),
        150,
        required=False,
        hint=_("If she is on another team already. Leave it empty for a new account."),
    )
    since = AnyDayField(label=_("On the team since"))
    field_order = ("name", "phone", "account", "position", "grade", "unit", "birth_year", "sex", "since")
    found: User | None = None

    def clean_account(self) -> str:
        typed = str(self.cleaned_data["account"])
        self.found = accounts.find_account(typed) if typed else None
        if typed and self.found is None:
            raise forms.ValidationError(
                _("Her user name: there is no such account. Look at each letter, or leave it empty.")
            )
        return typed


class EditMemberForm(LineForm):
    """Corrections; the phone number only where whoever corrects may open the account."""

    phone = PhoneField(label=_("Phone number"), required=False)

    def __init__(self, may_open: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_open:
            del self.fields["phone"]


class DissolveForm(forms.Form):
    day = AnyDayField(label=_("Last day"), past=True)


class EndForm(forms.Form):
    """When somebody leaves a team."""

    day = AnyDayField(label=_("First day without her"))


class HandOverForm(forms.Form):
    """Who leads from when, and what she was given."""

    to = choice(_("New leader"), [])
    day = AnyDayField(label=_("From which day"))
    things = choices(
        _("What was handed over"), HandedOver.choices, hint=_("Tick what is in the new leader's hands.")
    )
    note = line(
        _("Still to do"), 300, required=False, hint=_("For example: the second key follows on Monday.")
    )
    stays = forms.BooleanField(label=_("The leader until now stays on the team as a member"), required=False)

    def __init__(self, members: Iterable[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in members}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (key, one.user.get_full_name()) for key, one in self.members.items()
        ]

    @property
    def new_leader(self) -> Membership:
        """After a successful ``is_valid``."""
        return self.members[self.cleaned_data["to"]]
