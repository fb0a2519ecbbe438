"""`{% load in_class %}`: what the replica shows of the class that she is in; outside one nothing, at no cost."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sandbox import seats
from sandbox.models import Seat

register = template.Library()
NOTHING = SafeString("")


def _seat(context: template.Context) -> tuple[HttpRequest | None, Seat | None]:
    request = context.get("request")
    return request, seats.seat_of(request) if request is not None else None


def _bar(context: template.Context) -> tuple[HttpRequest | None, dict[str, Any] | None]:
    request, seat = _seat(context)
    if request is None or seat is None:
        return request, None
    attempt, place = context.get("attempt"), str(context.get("place", ""))
    return request, seats.bar(request, seat, attempt, place, str(context.get("form_id", "")))


@register.simple_tag(takes_context=True)
def class_bar(context: template.Context) -> SafeString:
    """Her number, "Giơ tay" and "Đổi người"."""
    request, bar = _bar(context)
    if request is None or bar is None:
        return NOTHING
    match = request.resolver_match
    bar["mine"] = seats.way_back(bar["seat"]) if match and match.url_name == "watch" else ""
    return render_to_string("sandbox/parts/class_bar.html", bar, request)


@register.simple_tag(takes_context=True)
def class_news(context: template.Context) -> SafeString:
    """What the class asks of her: to listen, to look, and a kind word. Empty until there is something."""
    request, bar = _bar(context)
    if bar is None:
        return NOTHING
    return SafeString(
        f'<div class="stack noprint" data-lop-news role="status">'
        f"{render_to_string('sandbox/parts/class_news.html', bar, request)}</div>"
    )
