"""Before the replica: what there is to practise, and "Tôi hiểu đây là tập"."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Learner
from accounts.service import choose_device, current_learner, device_question, ensure_learner, understand
from kit.idempotency import Result, once, token
from sandbox import access, attempts, catalogue, drill_pages, helping, ladder, pages, service
from sandbox.engine.enums import Mode
from sandbox.enums import ModeChoice, Place
from sandbox.forms import WhoForm
from sandbox.gate import replica
from sandbox.models import Attempt


@replica
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """/tap/: go on where she stopped, or choose an exercise."""
    learner = current_learner(request)
    unfinished = attempts.latest_unfinished(learner)
    return render(
        request,
        "sandbox/home.html",
        {
            "scenarios": _exercises(learner, filled=unfinished is None),
            "unfinished": unfinished,
            "dossiers": access.dossiers_of(request)[:3],
            "drills": drill_pages.listing(learner),
        },
    )


def _exercises(learner: Learner | None, *, filled: bool) -> list[dict[str, Any]]:
    """Every exercise with its ladder. ``filled``: the next step of one of them is the filled button of the page."""
    known = [
        (version, scenario) for version in catalogue.current_packs() for scenario in version.pack.scenarios
    ]
    done = ladder.done_by(learner, [scenario.id for _version, scenario in known])
    rows: list[dict[str, Any]] = [
        {
            "version": version,
            "scenario": scenario,
            "persona": version.pack.persona(scenario.persona),
            "rungs": ladder.rungs(version.pack, scenario.id, done.get(scenario.id, ladder.Done())),
            "filled": False,
        }
        for version, scenario in known
    ]
    going_on = [
        row for row in rows if any(rung.suggested and rung.mode != Mode.CHECK for rung in row["rungs"])
    ]
    for row in (going_on or rows)[:1]:
        row["filled"] = filled
    return rows


@replica
@require_safe
def next_mode(request: HttpRequest, scenario_id: str) -> HttpResponse:
    """On to the way to practise this exercise that is right for her now."""
    return redirect(ladder.next_url(current_learner(request), scenario_id))


@replica
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, scenario_id: str, mode: str) -> HttpResponse:
    """The story, and one button: "Tôi hiểu đây là tập, bắt đầu". Pressing it twice starts one attempt."""
    version, scenario = catalogue.find_scenario(scenario_id)
    if mode not in ModeChoice.values:
        raise Http404
    if request.method == "POST":
        learner = ensure_learner(request)
        understand(learner)
        choose_device(request, request.POST.get("may", ""))
        exercise = f"{scenario.title}, {ModeChoice(mode).label}"
        body = {"scenario": scenario_id, "mode": mode, "exercise": exercise}
        outcome = once(
            request.POST.get("token", ""),
            "start",
            f"learner:{learner.pk}",
            body,
            lambda: str(service.start(learner, scenario_id, mode).id),
        )
        helping.hold(Attempt.objects.get(pk=outcome.answer), request.POST.get("cam_may", ""))
        go_on = reverse("sandbox:attempt", args=[outcome.answer])
        if outcome.result is Result.CONFLICT:
            first, second = (pages.act_rows(begun) for begun in (outcome.first_body, body))
            return pages.show_conflict(request, first, second, go_on)
        return redirect(go_on)
    context = {
        "scenario": scenario,
        "procedure": version.pack.procedure,
        "persona": version.pack.persona(scenario.persona),
        "mode": ModeChoice(mode),
        "rungs": ladder.of(current_learner(request), version.pack, scenario.id),
        "token": token(),
        "device_form": device_question(request),
        "who_form": WhoForm(initial={"cam_may": helping.held_last(current_learner(request))}),
    }
    return render(request, "sandbox/start.html", context)


@replica
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """/tap/tim/: the portal's search belongs to an exercise; go to the one she is in, else choose one."""
    attempt = attempts.latest_unfinished(current_learner(request))
    return pages.to_step(attempt, Place.SEARCH) if attempt else redirect("sandbox:home")
