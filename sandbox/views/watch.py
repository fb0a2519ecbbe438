"""Xem làm mẫu: the worked example of a scenario, a page for each frame, at the reader's pace."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sandbox import catalogue, watching
from sandbox.gate import replica_for_all


@replica_for_all
@require_safe
def frame(request: HttpRequest, scenario_id: str, number: int) -> HttpResponse:
    """One frame, counted from 1. A scenario without an example, and a frame too far, are missing pages."""
    version, scenario = catalogue.find_scenario(scenario_id)
    frames = watching.frames_of(version.pack, scenario_id)
    if not 1 <= number <= len(frames):
        raise Http404
    return render(request, "sandbox/watch.html", watching.page(version.pack, scenario, number))
