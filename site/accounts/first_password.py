"""A password that somebody else has seen opens one page only: where she gives herself another one."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import public, rule_of
from accounts.models import User

CHANGE = "account_change_password"
FREE = frozenset({CHANGE, "account_logout", "account_login"})
_ANYBODY = rule_of(public(lambda request: None))


class FirstPasswordMiddleware:
    """Leads whoever signed in with a one-time password to the page where it is changed.

    Pages that anybody may open stay open, and are not asked who is there: they are the same for all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name in FREE or not _is_guarded(request, view):
            return None
        user = request.user
        if isinstance(user, User) and user.must_change_password:
            return redirect(CHANGE)
        return None


def _is_guarded(request: HttpRequest, view: Callable[..., Any]) -> bool:
    from accounts.middleware import library_rule  # the gate, which imports the door behind which this stands

    return (rule_of(view) or library_rule(request)) is not _ANYBODY


def password_was_changed(sender: Any, *, user: User, **kwargs: Any) -> None:
    """Receiver of allauth's signal: from now on only she knows it."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
