"""What is not a page of Wagtail: answers, places, the end of a lesson.

Lesson pages carry no form token (see courses.lessons.origin), so the views they post to are exempt from Django's
check and make their own. A learner is made by acts only: reading leaves no trace.
"""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import public
from accounts.service import current_learner, ensure_learner
from courses.access import get_lesson, get_step
from courses.lessons import recorder
from courses.lessons.forms import form_for, posted_answer, sent_answer
from courses.lessons.grading import AnyQuestion
from courses.lessons.origin import from_our_page
from courses.lessons.reading import Reading
from courses.models.lesson import FINISHED
from ui.service import error_items


@sensitive_post_parameters()
@csrf_exempt
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, lesson_key: uuid.UUID, number: int) -> HttpResponse:
    """The check question of a step: POST keeps the choice, GET says what to think of it."""
    reading = _reading(request, lesson_key, number)
    question = reading.question
    if question is None:
        return redirect(reading.url)
    if request.method == "POST":
        return _keep_answer(request, reading, question)
    form = form_for(question, sent_answer(question, request))
    context: dict[str, Any] = {
        "reading": reading,
        "question": question,
        "form": form,
        "errors": error_items(form),
    }
    if form.is_valid():
        context["verdict"] = form.verdict()
        context["form"] = form if form.kept else form_for(question)
    return render(request, "courses/answer.html", context)


def _keep_answer(request: HttpRequest, reading: Reading, question: AnyQuestion) -> HttpResponse:
    """Keep it, then lead to an address that can be loaded again: a waking phone asks nobody to resend."""
    form = form_for(question, posted_answer(question, request.POST))
    response = redirect(f"{reading.answer_url}?{form.address()}")
    if from_our_page(request):
        form.remember(response, reading.answer_url, secure=request.is_secure())
        if form.is_valid():
            right = form.verdict().right
            recorder.keep_answer(ensure_learner(request), reading.lesson, reading.number, right=right)
    return response


@csrf_exempt
@public
@never_cache
@require_POST
def place(request: HttpRequest, lesson_key: uuid.UUID, number: int) -> HttpResponse:
    """The script's word that a step is being read. Kept for learners we know; strangers stay strangers."""
    reading = _reading(request, lesson_key, number)
    learner = current_learner(request) if from_our_page(request) else None
    if learner:
        recorder.keep_place(learner, reading.lesson, number)
    return HttpResponse(status=204)


@csrf_exempt
@public
@never_cache
@require_POST
def rest(request: HttpRequest, lesson_key: uuid.UUID, number: int) -> HttpResponse:
    """ "I stop here for now": keep the place and show where to go on."""
    reading = _reading(request, lesson_key, number)
    if not from_our_page(request):
        return redirect(reading.url)
    recorder.keep_place(ensure_learner(request), reading.lesson, number)
    return redirect("/#hoc-do")


@csrf_exempt
@public
@never_cache
@require_POST
def finish(request: HttpRequest, lesson_key: uuid.UUID) -> HttpResponse:
    """ "I have finished this lesson": keep it, then show the end."""
    lesson = get_lesson(lesson_key)
    if from_our_page(request):
        recorder.keep_finish(ensure_learner(request), lesson)
    return redirect(f"{lesson.get_url(request)}{FINISHED}/")


def _reading(request: HttpRequest, lesson_key: uuid.UUID, number: int) -> Reading:
    lesson = get_lesson(lesson_key)
    return get_step(lesson, number, lesson.get_url(request))
