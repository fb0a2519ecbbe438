"""The sample papers as drawn papers: one page for each, and one with all of an exercise to print for a class."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.service import current_learner
from sandbox import attempts
from sandbox.catalogue import find_scenario
from sandbox.engine import sheets
from sandbox.engine.schema import Scenario
from sandbox.gate import replica
from sandbox.models import Attempt

LARGE = "lon"  # ?co=lon: the same paper with letters half as large again


@replica
@require_safe
def exercise(request: HttpRequest, scenario_id: str) -> HttpResponse:
    """Every paper of an exercise, each on a page of its own when printed."""
    attempt, scenario = _known(request, scenario_id)
    drawn = [sheets.arrange(paper) for paper in scenario.papers]
    return render(request, "sandbox/sheets.html", _context(attempt, scenario) | {"sheets": drawn})


@replica
@require_safe
def paper(request: HttpRequest, scenario_id: str, paper_id: str) -> HttpResponse:
    """One paper; ``?co=lon`` enlarges it."""
    attempt, scenario = _known(request, scenario_id)
    found = scenario.paper(paper_id)
    if found is None:
        raise Http404
    large = request.GET.get("co") == LARGE
    context = _context(attempt, scenario) | {"sheet": sheets.arrange(found), "large": large}
    return render(request, "sandbox/sheet.html", context)


def _known(request: HttpRequest, scenario_id: str) -> tuple[Attempt | None, Scenario]:
    """Her latest run through the exercise, and the exercise as it is in that run, else as it is now. Raises Http404."""
    hers = attempts.latest_of(current_learner(request), scenario_id)
    return hers, hers.scenario if hers else find_scenario(scenario_id)[1]


def _context(attempt: Attempt | None, scenario: Scenario) -> dict[str, Any]:
    open_one = attempt if attempt and attempt.sent_at is None else None
    return {"scenario": scenario, "attempt": open_one}
