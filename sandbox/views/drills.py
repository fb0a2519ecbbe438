"""/tap/su-co/: Tập xử lý sự cố."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.service import choose_device, current_learner, ensure_learner, understand
from sandbox import drill_pages, drilling
from sandbox.gate import replica


@replica
@require_http_methods(["GET", "HEAD", "POST"])
def intro(request: HttpRequest, slug: str) -> HttpResponse:
    """What this drill is for; "Tôi hiểu đây là tập, bắt đầu"."""
    drill = drilling.find(slug)
    learner = current_learner(request)
    if request.method != "POST":
        return drill_pages.show_intro(request, drill, drilling.open_run(learner, drill))
    learner = ensure_learner(request)
    understand(learner)
    choose_device(request, request.POST.get("may", ""))
    try:
        run = drilling.begin(learner, drill)
    except drilling.NoExercise:
        return drill_pages.show_intro(request, drill, None, is_possible=False)
    return redirect(drill_pages.address(run))


@replica
@require_safe
def scene(request: HttpRequest, slug: str) -> HttpResponse:
    """A screen of the drill's own."""
    run = drilling.open_run(current_learner(request), drilling.find(slug))
    if run is None:
        return redirect("sandbox:drill", slug)
    here = drill_pages.address(run)
    return drill_pages.show_scene(request, run) if here == request.path else redirect(here)


@replica
@require_POST
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """One way to act. A choice of an old tab, which the state does not know, leads to where the run stands."""
    run = drilling.open_run(current_learner(request), drilling.find(slug))
    if run is None:
        return redirect("sandbox:drill", slug)
    step = drilling.step_of(run)
    if step is not None and step.asks and not request.POST.get("chon"):
        form = drill_pages.choice_form(drill_pages.scene_of(run), request.POST)
        return drill_pages.show_scene(request, run, form)
    drilling.choose(run, request.POST.get("chon", ""))
    return redirect(drill_pages.address(run))


@replica
@require_safe
def done(request: HttpRequest, slug: str) -> HttpResponse:
    """The debrief of the run that she finished last."""
    run = drilling.last_finished(current_learner(request), drilling.find(slug))
    return drill_pages.show_done(request, run) if run else redirect("sandbox:drill", slug)
