"""Who holds the machine: changed at any step, with nothing lost that was typed there."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sandbox import access, helping, journey, pages, parts
from sandbox.gate import replica

AFTER_SENDING = "ho-so"


@replica
@require_POST
def who_holds(request: HttpRequest, attempt_id: uuid.UUID, place: str) -> HttpResponse:
    """Keep the answer and go back to the step; what stands in the step's form comes with it and is kept first."""
    attempt = access.get_attempt(request, attempt_id)
    if place not in (*journey.places(attempt.pack), AFTER_SENDING):
        raise Http404
    helping.hold(attempt, request.POST.get("cam_may", ""))
    if attempt.sent_at is not None:
        return redirect("sandbox:dossier", attempt.dossier.id)
    if place == AFTER_SENDING or not attempt.reached(place):
        return pages.to_step(attempt, attempt.place)
    pages.keep_typed(request, attempt, place)  # the button stands in the form of the step
    return redirect(parts.address(attempt, place, request.POST.get(parts.NAME, "")))
