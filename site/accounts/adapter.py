"""How allauth behaves here: staff accounts are made by appointment, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ClosedSignup(DefaultAccountAdapter):
    """No open registration; refusals in the words of the house."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The name or the password is not right. Check both and try again."),
        "account_inactive": _("This account is closed. Ask the leader of your team."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "enter_current_password": _("Password until now: it is not right. Type it once more."),
        "incorrect_password": _("Password: it is not right. Type it once more."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to work: the page of the form would only ask again."""
        return str(settings.LOGIN_REDIRECT_URL)

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """The password, if it is good enough. Raises ValidationError with one sentence, whatever was wrong."""
        try:
            return str(super().clean_password(password, user))
        except ValidationError as error:
            raise ValidationError(
                _("New password: at least 10 characters, none that many people use, and not your name.")
            ) from error
