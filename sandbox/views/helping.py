"""Who holds the machine: changed at any step, with nothing lost that was typed there."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sandbox import access, attempts, helping, pages, service
from sandbox.enums import PLACES, Place
from sandbox.gate import replica
from sandbox.models import Attempt

AFTER_SENDING = "ho-so"


@replica
@require_POST
def who_holds(request: HttpRequest, attempt_id: uuid.UUID, place: str) -> HttpResponse:
    """Keep the answer and go back to the step; what stands in the step's form comes with it and is kept first."""
    attempt = access.get_attempt(request, attempt_id)
    if place not in (*PLACES, AFTER_SENDING):
        raise Http404
    helping.hold(attempt, request.POST.get("cam_may", ""))
    if attempt.sent_at is not None:
        return redirect("sandbox:dossier", attempt.dossier.id)
    if place == AFTER_SENDING or not attempt.reached(Place(place)):
        return pages.to_step(attempt, attempt.place)
    _keep_typed(request, attempt, Place(place))
    return pages.to_step(attempt, place)


def _keep_typed(request: HttpRequest, attempt: Attempt, place: Place) -> None:
    """The button stands in the form of the step, so everything typed there is sent along."""
    if place not in (Place.APPLICANT, Place.DECLARE):
        return
    fields = attempts.step_of(attempt, place).fields
    typed = {spec.id: str(request.POST[spec.id]) for spec in fields if spec.id in request.POST}
    if typed:
        service.save_answers(attempt, typed, pages.posted_revision(request, attempt))
