"""Before the replica: what there is to practise, and "Tôi hiểu đây là tập"."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.service import choose_device, current_learner, device_question, ensure_learner, understand
from kit.idempotency import Result, once, token
from sandbox import access, attempts, catalogue, drill_pages, helping, pages, service
from sandbox.enums import ModeChoice, Place
from sandbox.forms import WhoForm
from sandbox.gate import replica
from sandbox.models import Attempt


@replica
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """/tap/: go on where she stopped, or choose an exercise."""
    scenarios = [
        {"version": version, "scenario": scenario, "persona": version.pack.persona(scenario.persona)}
        for version in catalogue.current_packs()
        for scenario in version.pack.scenarios
    ]
    return render(
        request,
        "sandbox/home.html",
        {
            "scenarios": scenarios,
            "unfinished": attempts.latest_unfinished(current_learner(request)),
            "dossiers": access.dossiers_of(request)[:3],
            "drills": drill_pages.listing(current_learner(request)),
        },
    )


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
