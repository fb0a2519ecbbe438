"""Forms of the doors. allauth has no Vietnamese catalogue, so every word of theirs is said here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import devices, doors

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = Mapping[str, tuple["StrOrPromise", "StrOrPromise"]]


def speak(form: forms.Form, words: Words) -> None:
    """Give each field of ``words`` its label, and what the list of mistakes says when it is empty."""
    for name, (label, missing) in words.items():
        field = form.fields[name]
        field.label = label
        field.error_messages["required"] = missing
        for validator in field.validators:  # too long, or with a NUL in it: no name and no password is
            if hasattr(validator, "message"):
                validator.message = missing
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""


class SignInForm(LoginForm):
    """User name and password, in the words of the house; never "remember me" on a shared computer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(
            self,
            {
                "login": (_("User name"), _("User name: type it in.")),
                "password": (_("Password"), _("Password: type it in.")),
            },
        )
        self.fields.pop("remember", None)
        if self.request is not None and devices.is_shared(self.request):
            for field in self.fields.values():  # the browser of a shared machine is to offer nobody's name
                field.widget.attrs["autocomplete"] = "off"


def came_by_code(request: HttpRequest) -> bool:
    """Whether this session was opened with a code sent to a telephone."""
    proofs = get_authentication_records(request, request.user)
    return any(proof["method"] == "code" for proof in proofs)


class NewPasswordForm(ChangePasswordForm):
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(
            self,
            {
                "oldpassword": (_("Password until now"), _("Password until now: type it in.")),
                "password1": (_("New password"), _("New password: type it in.")),
                "password2": (_("New password, once more"), _("New password, once more: type it in.")),
            },
        )
        if self.user.must_change_password and came_by_code(context.request):
            del self.fields["oldpassword"]  # the slip is lost, or was never handed over

    def clean_oldpassword(self) -> str:
        """The password until now, guessed at no more often than at the door. Raises ValidationError."""
        account = doors.account_key(self.user.get_username())
        doors.knock(doors.PASSWORD, context.request, account)
        found = str(super().clean_oldpassword())
        doors.PASSWORD.let_in(context.request, account)
        return found

    def clean(self) -> dict[str, Any]:
        """The same twice: said in our words, ahead of allauth's own check."""
        old, first, second = (
            self.cleaned_data.get(name) for name in ("oldpassword", "password1", "password2")
        )
        if first and first == old:
            self.add_error("password1", _("New password: it has to be another one than until now."))
        if first and second and first != second:
            self.add_error("password2", _("New password, once more: it is not the same as above."))
        return self.cleaned_data


class IsItYouForm(ReauthenticateForm):
    """The password again, before something that cannot be undone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self, {"password": (_("Password"), _("Password: type it in."))})
