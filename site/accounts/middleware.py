"""The learner behind a request, and the gate that refuses what no view has opened."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.functional import SimpleLazyObject

from accounts import devices, nearby, second_step, service, turns
from accounts.access import Rule, is_behind_second_step, may_edit, public, roles_of, rule_of

GetResponse = Callable[[HttpRequest], HttpResponse]


class LearnerMiddleware:
    """``request.learner``: a Learner or None, looked up when first asked for; and the cookie that carries her.

    On a shared machine her pages are kept nowhere: the Back key, after "Xong", has nothing to show.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.learner = SimpleLazyObject(lambda: service.learner_from_cookie(request))  # type: ignore[attr-defined]
        request.on_shared_device = _is_hers_and_shared(request)  # type: ignore[attr-defined]
        nearby.attach(request)
        # always there: a template that looks for what is missing takes longer than all else on a kept page
        request.idle_seconds = settings.SHARED_IDLE_SECONDS if request.on_shared_device else 0  # type: ignore[attr-defined]
        response = self.get_response(request)
        nearby.keep_private(request, response)
        service.carry_learner(request, response)
        devices.carry_device(request, response)
        turns.carry_turns(request, response)
        if devices.is_shared(request) and "text/html" in response.headers.get("Content-Type", ""):
            response.headers["Cache-Control"] = "no-store, private"
        return response


def _is_hers_and_shared(request: HttpRequest) -> bool:
    """For the shells, which then show "Xong". Asks cookies only: no page becomes slower by it."""
    return devices.is_shared(request) and service.is_remembered(request)


class DefaultDenyMiddleware:
    """Asks each view's rule. Views of libraries state theirs in ``libraries`` below; anything else is refused."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        rule = rule_of(view) or library_rule(request)
        if rule is not None and rule(request):
            if (
                is_behind_second_step(view, rule)
                and not _is_a_door(request)
                and second_step.is_missing(request)
            ):
                return redirect_to_login(request.get_full_path(), "mfa_index")
            return None
        if rule is not None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied


def _is_a_door(request: HttpRequest) -> bool:
    match = cast(ResolverMatch, request.resolver_match)  # process_view runs after the resolver
    return match.view_name in settings.SIGNED_IN_LIBRARY_VIEWS


def library_rule(request: HttpRequest) -> Rule | None:
    """The rule for a view that is not ours, by the name of its address."""
    match = cast(ResolverMatch, request.resolver_match)  # process_view runs after the resolver
    name = match.view_name or ""
    if name in settings.PUBLIC_LIBRARY_VIEWS:
        return rule_of(public(lambda request: None))
    if name in settings.SIGNED_IN_LIBRARY_VIEWS:
        return lambda request: bool(roles_of(request.user))
    if match.route.startswith("quan-tri/"):
        return may_edit
    return None
