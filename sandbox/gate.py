"""What every page of the replica has in common: open to all, never cached, out of search engines, in its order."""

import functools
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.cache import cache_control

from accounts.access import public
from accounts.service import LEARNER_COOKIE
from sandbox import access, attempts, bending
from sandbox.engine.schema import PaperSpec, Step
from sandbox.enums import Place
from sandbox.models import Attempt
from sandbox.progress import step_url

KEPT = 300  # seconds that a cache may keep a page that is the same for everybody
View = Callable[..., HttpResponse]
StepView = Callable[[HttpRequest, Attempt], HttpResponse]
PaperView = Callable[[HttpRequest, Attempt, PaperSpec], HttpResponse]
FieldsView = Callable[[HttpRequest, Attempt, Step], HttpResponse]


def replica(view: View) -> View:
    """A page of the replica. It needs no account, and it must not be found by a search engine."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    # Not no-store: the Back key after a corrected mistake has to find the page, not "confirm resubmission".
    return public(cache_control(private=True, no_cache=True, max_age=0)(wrapped))


def replica_for_all(view: View) -> View:
    """A page of the replica that is the same for everybody: no form, no name, nothing personal.

    Caches keep it for readers without a cookie of ours (rules: docs/contributing.md).
    """

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_vary_headers(response, ["Cookie"])
        if {LEARNER_COOKIE, settings.SESSION_COOKIE_NAME}.isdisjoint(request.COOKIES):
            patch_cache_control(response, public=True, max_age=KEPT)
        else:
            patch_cache_control(response, private=True, no_cache=True, max_age=0)
        return response

    return public(wrapped)


def _to_dossier(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    return redirect("sandbox:dossier", attempt.dossier.id)


def _turned_away(attempt: Attempt, place: str, request: HttpRequest, sent: StepView) -> HttpResponse | None:
    """Where to go instead of this step; None when it is open."""
    if attempt.sent_at is not None:
        return sent(request, attempt)
    return None if attempt.reached(place) else redirect(step_url(attempt, attempt.place))


def at(place: str, *, sent: StepView = _to_dossier) -> Callable[[StepView], View]:
    """A step of an attempt: her own one, reached in its order. ``sent`` answers once the attempt has been sent."""

    def decorate(view: StepView) -> View:
        @functools.wraps(view)
        def wrapped(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
            attempt = access.get_attempt(request, attempt_id)
            if attempt.drill and (bent := bending.answer(request, attempt, place, view)):
                return bent
            return _turned_away(attempt, place, request, sent) or view(request, attempt)

        return replica(wrapped)

    return decorate


def at_form(view: StepView) -> View:
    """A page of the form as a whole, open as soon as its first step is. A drill has none."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
        attempt = access.get_attempt(request, attempt_id)
        if attempt.drill:
            return redirect(step_url(attempt, attempt.place))
        first = attempt.pack.eform.steps[0].id
        return _turned_away(attempt, first, request, _to_dossier) or view(request, attempt)

    return replica(wrapped)


def at_paper(view: PaperView) -> View:
    """A page of one row of "Thành phần hồ sơ". A paper that this case does not ask for is a missing page."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, attempt_id: uuid.UUID, paper_id: str) -> HttpResponse:
        attempt = access.get_attempt(request, attempt_id)
        spec = next((paper for paper in attempts.papers_to_attach(attempt) if paper.id == paper_id), None)
        if spec is None:
            raise Http404
        if attempt.drill:
            return redirect(step_url(attempt, attempt.place))
        return _turned_away(attempt, Place.PAPERS, request, _to_dossier) or view(request, attempt, spec)

    return replica(wrapped)


def at_fields(view: FieldsView) -> View:
    """A step of the e-form, named by the address. A step that the form does not have is a missing page."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, attempt_id: uuid.UUID, step_id: str) -> HttpResponse:
        attempt = access.get_attempt(request, attempt_id)
        if step_id not in (step.id for step in attempt.pack.eform.steps):
            raise Http404
        step = attempt.pack.eform.step(step_id)

        def this_step(request: HttpRequest, attempt: Attempt) -> HttpResponse:
            return view(request, attempt, step)

        if attempt.drill and (bent := bending.answer(request, attempt, step_id, this_step)):
            return bent
        return _turned_away(attempt, step_id, request, _to_dossier) or this_step(request, attempt)

    return replica(wrapped)
