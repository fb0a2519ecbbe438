"""/mai-di-nop/: what to have ready on the day of the real thing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sandbox import tomorrow
from sandbox.gate import replica_for_all


@replica_for_all
@require_safe
def card(request: HttpRequest, code: str) -> HttpResponse:
    """The card of one procedure, to read, to hear and to print."""
    return render(request, "sandbox/tomorrow.html", {"card": tomorrow.card(code)})
