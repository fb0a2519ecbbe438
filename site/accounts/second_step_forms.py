"""Forms of the second step. allauth has no Vietnamese catalogue, so every word of theirs is said here."""

import unicodedata
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import doors
from accounts.forms import speak

LONGEST = 40  # letters and digits of anything that can be a code


class CodeInput(forms.TextInput):
    """A box for a code: what was typed is a secret, and over in half a minute, so it never comes back."""

    def format_value(self, value: Any) -> None:
        return None


class CodeForm(forms.Form):
    """What the three forms for a code share: words, keyboard, and the limiter before the code is looked at."""

    user: Any
    door = doors.SECOND_STEP
    missing = _("Six digits: type the code that the app shows now.")

    def account(self) -> str:
        """Who is guessed at, as the door counts it."""
        return str(self.user.pk)

    def dress(self, hint: Any) -> None:
        """Words and keyboard of the field; any spacing and width of the digits is fine."""
        speak(self, {"code": (_("Six digits"), self.missing)})
        field = self.fields["code"]
        field.help_text = hint
        field.widget = CodeInput(attrs=field.widget.attrs)
        field.widget.attrs |= {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "spellcheck": "false",
        }

    def guarded(self, look: Any) -> str:
        """``look()``, if there were not too many tries; a right code is no try. Raises ValidationError."""
        typed = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        self.cleaned_data["code"] = "".join(typed.split())[:LONGEST]
        account = self.account()
        doors.knock(self.door, context.request, account)
        found = str(look())
        self.door.let_in(context.request, account)
        return found


class SecondStepForm(CodeForm, AuthenticateForm):
    """The code after the password: of the app, or one of the paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(_("Without the phone: one of the eight-digit codes on your paper."))

    def clean_code(self) -> str:
        return self.guarded(super().clean_code)


class IsItYouByCodeForm(CodeForm, ReauthenticateForm):
    """The code again, before something that cannot be undone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress(_("Without the phone: one of the eight-digit codes on your paper."))

    def clean_code(self) -> str:
        return self.guarded(super().clean_code)


class SetUpForm(CodeForm, ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dress("")

    def clean_code(self) -> str:
        return self.guarded(super().clean_code)
