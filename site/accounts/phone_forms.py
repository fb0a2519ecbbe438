"""Forms of the door by telephone: the number, then the code that was sent there."""

import re
import unicodedata
from typing import Any

from allauth.account.forms import BaseConfirmCodeForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import doors, phones
from accounts.models import User
from accounts.phone_field import PhoneField
from accounts.second_step_forms import CodeForm

SPACING = str.maketrans("", "", ".-")
SIX_DIGITS = re.compile(r"\d{6}", re.ASCII)


class AskCodeForm(forms.Form):
    """A number, known or not: the same is counted, the same is said. ``_user`` is what allauth's view goes on with."""

    phone = PhoneField()
    _user: User | None = None

    def clean_phone(self) -> str:
        """The number, unless it or this address has asked too often. Raises ValidationError."""
        phone = str(self.cleaned_data["phone"])
        doors.ask_for_code(context.request, phone)
        self._user = phones.owner_of(phone)
        return phone


class TypeCodeForm(CodeForm, BaseConfirmCodeForm):
    """The code of the message. ``code``: the right one, empty when there is none; ``phone``: where it was sent."""

    door = doors.CODE_TYPED
    missing = _("Six digits: type the code of the message.")

    def __init__(self, *args: Any, phone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phone = phone
        self.dress("")

    def account(self) -> str:
        return self.phone

    def clean_code(self) -> str:
        """What is no six digits is a slip, not a try.

        A right code gives back the message that was asked for as well: a hall can come in again and again.
        """
        digits = unicodedata.normalize("NFKC", self.cleaned_data["code"]).translate(SPACING)
        if not SIX_DIGITS.fullmatch("".join(digits.split())):
            raise forms.ValidationError(self.missing, code="no_code")
        self.cleaned_data["code"] = digits
        found = self.guarded(super().clean_code)
        doors.CODE_ASKED.let_in(context.request, self.phone)
        return found
