"""Pages that belong to the whole site."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public


@public
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers; anything else makes the proxy look elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep the replica out of search engines."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open too long, or cookies that are off: say so, and how to go on."""
    return render(request, "csrf_failure.html", status=403)
