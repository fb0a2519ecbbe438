"""How allauth behaves here: accounts are made by appointment, one limiter for every door, a second step."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import doors, phones, sms
from accounts.models import User
from accounts.phone_field import PhoneField
from kit import qr


class ClosedSignup(DefaultAccountAdapter):
    """No open registration; refusals in the words of the house."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The name or the password is not right. Check both and try again."),
        "account_inactive": _("This account is closed. Ask the leader of your team."),
        "enter_current_password": _("Password until now: it is not right. Type it once more."),
        "incorrect_password": _("Password: it is not right. Type it once more."),
        "incorrect_code": _("Six digits: not right. Look at the message and type them again."),
        "too_many_login_attempts": _("This code is over. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to work: the page of the form would only ask again."""
        return str(settings.LOGIN_REDIRECT_URL)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The user behind name and password. Raises ValidationError when there were too many tries.

        Signing in and "is it you?" both come through here; allauth hashes the password of an unknown name too.
        """
        account = doors.account_key(credentials.get("username") or "")
        doors.knock(doors.PASSWORD, request, account)
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            doors.PASSWORD.let_in(request, account)
        return user

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not for whoever has typed a password or a code within ACCOUNT_REAUTHENTICATION_TIMEOUT seconds.

        allauth itself asks again a moment after signing in too.
        """
        request = context.request
        proofs = get_authentication_records(request, request.user) if request.user.is_authenticated else []
        youngest = max((proof["at"] for proof in proofs), default=0)
        return bool(time.time() - youngest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """A number the way people here type it."""
        return PhoneField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Her number (E.164), and whether she has typed a code that was sent there."""
        return (user.phone, user.phone_confirmed_at is not None) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        """Keep a number. Raises phones.Taken."""
        (phones.confirm if verified else phones.note)(user, phone)

    def set_phone_verified(self, user: User, phone: str) -> None:
        """Signing in with a number that somebody else noted for her does not make it hers."""

    def get_user_by_phone(self, phone: str) -> User | None:
        return phones.owner_of(phone)

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        """Six digits and what they are for; no name, for a locked phone shows messages to everybody."""
        sms.post(user, phone, phones.words(code))

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Nothing is sent. What is written down is as much as for a known number, so it takes as long."""
        sms.post(None, "", phones.words(self.generate_phone_verification_code(user=None, phone=phone)))

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """The password, if it is good enough. Raises ValidationError with one sentence, whatever was wrong."""
        try:
            return str(super().clean_password(password, user))
        except ValidationError as error:
            raise ValidationError(
                _("New password: at least 10 characters, none that many people use, and not your name.")
            ) from error


class SecondStep(DefaultMFAAdapter):
    """Codes of an app on the phone."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Six digits: not right, or over by now. Look at the app and type what it shows."),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def build_totp_svg(self, url: str) -> SafeString:
        return qr.svg(url, label=gettext("Square code for the app that makes the six digits"))
