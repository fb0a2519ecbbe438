"""The second step of signing in: whoever sees people's names proves twice who she is.

A session that is past it carries a mark with the number of her present set-up; a reset raises that number, so every
session of hers is before the step again at its next request.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest

from accounts.access import roles_of
from accounts.enums import SEES_NAMES
from accounts.models import User
from kit import audit

SESSION_KEY = "second_step"


def mark(session: SessionBase, user: User) -> None:
    """This session is past the step."""
    session[SESSION_KEY] = _present(user)


def _present(user: User) -> str:
    return f"{user.pk}:{user.second_step_number}"


def is_past(request: HttpRequest) -> bool:
    """Whether the session of ``request`` is past the step, as set up now."""
    user = request.user
    return isinstance(user, User) and request.session.get(SESSION_KEY) == _present(user)


def is_missing(request: HttpRequest) -> bool:
    """Whether it has to be done before this session sees anybody's name."""
    return settings.SECOND_STEP and not is_past(request) and not roles_of(request.user).isdisjoint(SEES_NAMES)


def is_set_up(user: User) -> bool:
    """Whether she has an app that makes codes."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def with_second_step(people: QuerySet[User]) -> QuerySet[User]:
    """Those of ``people`` who have set it up."""
    return people.filter(pk__in=Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user"))


@transaction.atomic
def reset(user: User, *, by: User) -> None:
    """Forget app and recovery codes of ``user``: at the next sign-in she sets it up anew. The caller may do this."""
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(second_step_number=F("second_step_number") + 1)
    audit.log("second_step.reset", actor=f"user:{by.pk}", data={"user": user.pk})


def mark_when_used(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Receiver of allauth's signal: a right code was typed."""
    mark(request.session, user)
