"""/hoc/ba-cau-hoi/ and /hoc/lo-trinh/: three questions suggest a path; a path says what is next.

What was answered stands in the address, so that a stranger stays one, and a page of a path is the same for all who
have no cookie. Only "Học theo lộ trình này" keeps something.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import public
from accounts.service import current_learner, ensure_learner
from courses.lessons.forms import TypedForm
from courses.lessons.grading import TypedQuestion
from courses.lessons.listing import Pick
from courses.lessons.origin import from_our_page
from courses.models import LearningPath
from courses.paths import placement, walking
from courses.paths.placement import Answers, Level
from courses.paths.schema import PlacementData, questions
from ui.service import error_items


@sensitive_post_parameters()
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest) -> HttpResponse:
    """The first question: a name to type. What was typed is judged and forgotten."""
    question = questions()[0]
    form = _task_form(question, request)
    if form.is_bound and form.is_valid():
        level = Level.ALONE if form.verdict().right else Level.HELPED
        return redirect("courses:placement", level.value)
    never = question.task.never if question.task else None
    pick = (
        Pick(never.title, never.text, never.icon, _question_url(request, (Level.NEVER,))) if never else None
    )
    context = {**_asked(question, 1), "form": form, "picks": [pick], "errors": error_items(form)}
    return render(request, "courses/placement.html", context, status=422 if form.is_bound else 200)


def _task_form(question: PlacementData, request: HttpRequest) -> TypedForm:
    task = question.task
    if task is None:
        raise Http404
    asked = TypedQuestion(question.title, "name", task.value, f"{task.label}: {task.value}", "", "")
    return TypedForm(asked, {"chu": request.POST.get("chu", "")} if request.method == "POST" else None)


@public
@require_safe
def ask(request: HttpRequest, answers: str) -> HttpResponse:
    """The second and the third question; after that the path. The same for everybody."""
    given = _read(answers)
    if len(given) == len(placement.SKILLS):
        path = LearningPath.objects.filter(entry=placement.entry(given)).first()
        return redirect("courses:suggested", path.slug, answers) if path else redirect("courses:paths")
    question = questions()[len(given)]
    picks = [
        Pick(choice.title, choice.text, choice.icon, _question_url(request, (*given, level)))
        for choice, level in zip(question.choices, Level, strict=True)
    ]
    back = _question_url(request, given[:-1])
    return render(
        request, "courses/placement.html", {**_asked(question, len(given) + 1), "picks": picks, "back": back}
    )


def _read(answers: str) -> Answers:
    try:
        return placement.read(answers)
    except placement.NoAnswers as error:
        raise Http404 from error


def _question_url(request: HttpRequest, given: Answers) -> str:
    return reverse("courses:placement", args=[placement.written(given)]) if given else reverse("courses:task")


def _asked(question: PlacementData, number: int) -> dict[str, Any]:
    return {"question": question, "number": number, "total": len(placement.SKILLS)}


@public
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """Every path: for whom it is."""
    picks = [
        Pick(path.title, path.lead, path.icon, f"/hoc/lo-trinh/{path.slug}/")
        for path in LearningPath.objects.all()
    ]
    return render(request, "courses/paths.html", {"picks": picks})


@public
@require_safe
def path(request: HttpRequest, slug: str, answers: str = "") -> HttpResponse:
    """One path, after ``answers`` or as it is; for a learner on it with what she did and what is next."""
    if answers and len(_read(answers)) != len(placement.SKILLS):
        raise Http404
    found = get_object_or_404(LearningPath, slug=slug)
    learner = current_learner(request)
    mine = walking.path_of(learner)
    is_mine = mine is not None and mine.path == found and (not answers or answers == mine.answers)
    answers = mine.answers if mine and is_mine else answers
    walk = walking.walk(request, found, learner, answers)
    context = {
        "path": found,
        "walk": walk,
        "answers": answers,
        "is_mine": is_mine,
        "known": [stop.title for stop in walk.stops if stop.known],
    }
    response = render(request, "courses/path.html", context)
    patch_vary_headers(response, ["Cookie"])
    return response


@csrf_exempt
@public
@never_cache
@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """ "I go this way": keep it, then on to what is next."""
    found = get_object_or_404(LearningPath, slug=slug)
    typed = request.POST.get("tra_loi", "")
    answers = typed if not typed or len(_read(typed)) == len(placement.SKILLS) else ""
    learner = current_learner(request)
    if from_our_page(request):
        learner = ensure_learner(request)
        walking.keep(learner, found, answers)
    following = walking.walk(request, found, learner, answers).next
    return redirect(following.url if following else reverse("courses:path", args=[slug]))
