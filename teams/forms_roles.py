"""Appointing to an office: whom, to what, where, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import service as accounts
from accounts.enums import Role
from accounts.models import User
from places.models import Commune, Province
from places.service import find_communes, find_provinces
from teams.enums import OFFICES
from teams.forms_rosters import choice, line, person_name

Place = Commune | Province


def places_for(role: str, typed: str) -> list[Place]:
    """The places of which the office can be meant; none for the administrator, who has the whole site."""
    if role == Role.ADMINISTRATOR:
        return []
    return [*find_provinces(typed)] if role == Role.PROVINCE_OFFICER else [*find_communes(typed)]


class AppointForm(forms.Form):
    """A user name, or a whole name for a new account; the place is typed, and chosen where several bear its name."""

    username = line(
        _("User name"), 150, required=False, hint=_("Of somebody who has an account. Or leave it empty.")
    )
    full_name = person_name(required=False, hint=_("Only for a new account, for example Giàng A Thử."))
    role = choice(_("Office"), [(role.value, label) for role, label in OFFICES.items()])
    place = line(
        _("Commune or province"),
        120,
        required=False,
        hint=_("Type its name. For example: Mẫu, or: Mẫu, Thực Hành. Not for an administrator."),
    )
    code = choice(_("Which one"), [], required=False)
    reason = line(_("Reason"), 200, hint=_("For example: decision 12/QĐ-UBND of 2/3/2026."))
    found: User | None = None

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        typed = data or {}
        self.candidates = places_for(typed.get("role", ""), typed.get("place", "")) if data else []
        if len(self.candidates) > 1:
            field: Any = self.fields["code"]
            field.choices = [(one.pk, _said(one)) for one in self.candidates]
        else:
            del self.fields["code"]

    def clean_username(self) -> str:
        typed = str(self.cleaned_data["username"])
        self.found = accounts.find_account(typed) if typed else None
        if typed and self.found is None:
            raise forms.ValidationError(_("User name: there is no such account. Look at each letter."))
        return typed

    def clean(self) -> dict[str, Any]:
        """Somebody, and somewhere; a name that many places bear has to be chosen from the list."""
        data = self.cleaned_data
        if not data.get("username") and not data.get("full_name") and "username" not in self.errors:
            self.add_error("username", _("User name: type it in, or a full name for a new account."))
        if data.get("username") and data.get("full_name"):
            self.add_error(
                "full_name", _("Full name: leave it empty, for the user name says who it is already.")
            )
        if data.get("role") and data["role"] != Role.ADMINISTRATOR and "place" not in self.errors:
            self._judge_place()
        return data

    def _judge_place(self) -> None:
        if not self.candidates:
            self.add_error("place", _("Commune or province: there is none of this name. Look at it again."))
        elif "code" in self.fields and not self.cleaned_data.get("code") and "code" not in self.errors:
            self.add_error(
                "code",
                _("Which one: several bear this name. Choose one, or type the province after a comma."),
            )

    @property
    def chosen(self) -> dict[str, Any]:
        """``commune`` or ``province`` for `accounts.service.appoint`; after a successful ``is_valid``."""
        code = self.cleaned_data.get("code")
        found = next((one for one in self.candidates if code in (None, "", one.pk)), None)
        if found is None:
            return {}
        return {"commune" if isinstance(found, Commune) else "province": found}


def _said(place: Place) -> str:
    return f"{place}, {place.province}" if isinstance(place, Commune) else str(place)


class DismissForm(forms.Form):
    reason = line(_("Reason"), 200, hint=_("For example: moved to another commune."))
