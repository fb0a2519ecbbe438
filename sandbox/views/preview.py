""" "Xem trước": the whole form as it will be read, before going on with it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sandbox import pages, parts, previews, service
from sandbox.gate import at_form
from sandbox.models import Attempt


@at_form
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """What is typed comes with the press of "Xem trước" and is kept first; "Xác nhận" goes on where all is well."""
    if "tu" in request.POST:
        return _kept(request, attempt, request.POST["tu"])
    done = previews.confirm(attempt) if request.method == "POST" else previews.Confirmation()
    if done.place:
        service.reach(attempt, done.place)
        return pages.to_step(attempt, done.place)
    came_from = (request.GET.get("tu", ""), request.GET.get(parts.NAME, ""))
    context = previews.context(attempt, came_from, done.errors or {})
    return pages.show(request, attempt, "preview", refused="bo" in request.GET, **context)


def _kept(request: HttpRequest, attempt: Attempt, step_id: str) -> HttpResponse:
    """Keep the step that was open; a page of its own, so that the Back key finds the form and not a question."""
    if not attempt.reached(step_id):
        return redirect(pages.preview_url(attempt))
    dropped = pages.keep_typed(request, attempt, step_id)
    part = request.POST.get(parts.NAME, "")
    query = {"tu": step_id} | ({parts.NAME: part} if part else {}) | ({"bo": "1"} if dropped else {})
    return redirect(f"{pages.preview_url(attempt)}?{urlencode(query)}")
