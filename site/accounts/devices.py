"""Whose machine this is: asked once, kept in a cookie of its own that says nothing of anybody."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.enums import Device

DEVICE_COOKIE = "loai_may"
_ANSWERS = frozenset(Device.values)
REMEMBERED = dt.timedelta(days=settings.LEARNER_COOKIE_DAYS)


def device_of(request: HttpRequest) -> Device | None:
    """What was answered on this machine; None where nobody has been asked yet."""
    chosen: Device | None = getattr(request, "device_chosen", None)
    kept = request.COOKIES.get(DEVICE_COOKIE, "")
    return chosen or (Device(kept) if kept in _ANSWERS else None)


def is_shared(request: HttpRequest) -> bool:
    """Whether this machine is to forget her."""
    return device_of(request) is Device.SHARED


def choose_device(request: HttpRequest, answer: str) -> None:
    """Keep the answer, if it is one; the learner's cookie is given again, for as long as such a machine keeps it."""
    if answer in Device.values:
        request.device_chosen = Device(answer)  # type: ignore[attr-defined]  # carried by the middleware
        request.learner_seen = True  # type: ignore[attr-defined]


def cookie_life(request: HttpRequest) -> dt.timedelta:
    """How long this machine remembers a learner who does nothing."""
    shared = dt.timedelta(seconds=settings.SHARED_IDLE_SECONDS)
    return shared if is_shared(request) else dt.timedelta(days=settings.LEARNER_COOKIE_DAYS)


def carry_device(request: HttpRequest, response: HttpResponse) -> None:
    """Give the machine its answer to keep."""
    chosen: Device | None = getattr(request, "device_chosen", None)
    if chosen is None:
        return
    response.set_cookie(
        DEVICE_COOKIE,
        chosen.value,
        max_age=REMEMBERED,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
