"""A shared machine forgets whoever was on it after some idle minutes: learner and staff alike.

The server decides, by when it last heard of her: the learner's cookie is signed anew with every page and lives that
long only; a staff session carries the moment. `accounts/idle.js` says so in good time, tells the server of typing,
and leaves the page; without scripts the page leaves by itself.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from accounts import devices

SEEN = "seen_at"  # in a staff session on a shared machine: seconds since 1970
HERE = "X-Here"  # sent by the script while somebody types, taps or scrolls
NOTED_EVERY = 20  # seconds; a session is a row, and not every page has to write it


def is_activity(request: HttpRequest) -> bool:
    """Whether a person did something. Lists that refresh themselves, pictures and sounds say nothing of that."""
    fetched = request.headers.get("Sec-Fetch-Dest", "document")
    return fetched == "document" or HERE in request.headers


class SharedMachineMiddleware:
    """Ends a staff session on a shared machine where nobody did anything for SHARED_IDLE_SECONDS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and devices.is_shared(request) and request.user.is_authenticated:
            end_or_note(request)
        return self.get_response(request)


def end_or_note(request: HttpRequest) -> None:
    """Sign out whoever has been idle too long; else note that somebody is here."""
    now = int(time.time())
    seen = request.session.get(SEEN, now)
    if now - seen >= settings.SHARED_IDLE_SECONDS:
        logout(request)
        return
    if SEEN not in request.session or (is_activity(request) and now - seen >= _noted_every()):
        request.session[SEEN] = now
    request.idle_seconds = settings.SHARED_IDLE_SECONDS  # type: ignore[attr-defined]  # for the shells


def _noted_every() -> int:
    return min(NOTED_EVERY, settings.SHARED_IDLE_SECONDS // 4)
