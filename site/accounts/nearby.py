"""Whom a learner may ask: the member of her team who agreed to be shown, and the team's question box.

Accounts know no teams, so an app further up registers who knows. Nothing of this stands on a page for somebody
without a learner's cookie: those pages are the same for everybody (docs/contributing.md has a section about them).
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.functional import LazyObject, SimpleLazyObject, empty

from accounts.service import learner_id_from_cookie


@dataclass(frozen=True)
class Helper:
    """Somebody who agreed to be shown; ``phone`` and ``zalo`` (an address) are empty where she did not agree."""

    name: str
    phone: str = ""
    zalo: str = ""

    @property
    def digits(self) -> str:
        """The number as a telephone dials it."""
        return "".join(filter(str.isdigit, self.phone))


@dataclass(frozen=True)
class News:
    """A question of hers that has been answered lately."""

    text: str
    answer: str


@dataclass(frozen=True)
class Nearby:
    """``ask``: the question box, as a name for `{% url %}`."""

    team: str
    helper: Helper | None
    ask: str
    news: News | None


# One query: these pages have room for no more. Nothing for a learner who was in no session.
Provider = Callable[[uuid.UUID], Nearby | None]
_providers: list[Provider] = []


def register_nearby_provider(provider: Provider) -> None:
    """Let an app further up say whom a learner (by her id) may ask."""
    if provider not in _providers:
        _providers.append(provider)


def nearby(request: HttpRequest) -> Nearby | None:
    """Whom the learner behind ``request`` may ask; None without a learner's cookie. Reads no learner's row."""
    learner_id = None if getattr(request, "learner_forgotten", False) else learner_id_from_cookie(request)
    if learner_id is None:
        return None
    return next((found for provider in _providers if (found := provider(learner_id))), None)


def attach(request: HttpRequest) -> None:
    """``request.nearby``, looked up when a page first asks for it."""
    request.nearby = SimpleLazyObject(lambda: nearby(request))  # type: ignore[attr-defined]


def keep_private(request: HttpRequest, response: HttpResponse) -> None:
    """A page that has shown somebody's name is kept by no cache between her and us."""
    lazy: LazyObject = request.nearby  # type: ignore[attr-defined]
    was_asked = lazy.__dict__["_wrapped"] is not empty
    if was_asked and lazy and "no-store" not in response.headers.get("Cache-Control", ""):
        patch_cache_control(response, private=True, no_cache=True, max_age=0)
