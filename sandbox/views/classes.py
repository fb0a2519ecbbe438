"""/tap/lop/: what a learner in a class asks for: the news of the class, and her own signs."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from sandbox import access, pages, parts, seats
from sandbox.enums import Nudge
from sandbox.gate import replica


@replica
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """What the class shows her now, for the script that asks; 304 while nothing has changed."""
    seat = seats.seat_of(request)
    if seat is None:
        return redirect("sandbox:home")
    banner = seats.banner(seat)
    if unchanged := get_conditional_response(request, etag=banner.version, response=None):
        return unchanged
    context = {"banner": banner, "seat": seat, "form_id": "lop", "act": seats.act_url(), "fragment": True}
    response = render(request, "sandbox/parts/class_news.html", context)
    response["ETag"] = banner.version
    return response


@replica
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Her hand up or down, a nudge put away, or on to another page; what stands in the form is kept first."""
    seat = seats.seat_of(request)
    back = _keep(request)
    if seat is not None and request.POST.get("gio_tay") in ("0", "1"):
        seats.set_hand(seat, up=request.POST["gio_tay"] == "1")
    if seat is not None and (read := request.POST.get("da_doc", "")) in Nudge.values:
        seats.put_away(seat, read)
    onward = seats.own_page(request.POST.get("sang", ""))
    return redirect(onward or back or seats.own_page(request.POST.get("ve", "")) or "sandbox:home")


def _keep(request: HttpRequest) -> str:
    """Keep what a step's form sent along; the address of the step, empty where none was named. Raises Http404."""
    raw, place = request.GET.get("bai", ""), request.GET.get("cho", "")
    try:
        attempt = access.get_attempt(request, uuid.UUID(raw)) if raw else None
    except ValueError:
        attempt = None
    if attempt is None or not seats.may_keep(attempt, place):
        return ""
    pages.keep_typed(request, attempt, place)
    return parts.address(attempt, place, request.POST.get(parts.NAME, ""))
