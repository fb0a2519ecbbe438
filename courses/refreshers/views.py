"""/hoc/on-lai/: the step that went wrong, asked again after days; and the message that says so, or no message."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import public
from accounts.models import Learner
from accounts.service import current_learner, is_shared
from courses.lessons.forms import form_for, posted_answer, sent_answer
from courses.lessons.grading import AnyQuestion
from courses.lessons.reading import Reading
from courses.models import Refresher
from courses.refreshers import asking, reminding
from ui.service import error_items


@public
@never_cache
@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """What is due, one question after the other; and whether she wants a message."""
    learner = current_learner(request)
    asked = asking.with_questions(asking.due(learner)) if learner else []
    coming = (
        learner.refreshers.exclude(due_on=None).order_by("due_on").first() if learner and not asked else None
    )
    context = {"asked": asked, "coming": coming, **_messages(request, learner)}
    if asked:
        row, question = asked[0]
        context |= _question(row, question) | {"form": form_for(question), "left": len(asked)}
    return render(request, "courses/refreshers.html", context)


def _messages(request: HttpRequest, learner: Learner | None) -> dict[str, object]:
    """Whether messages come, or could: not from a machine that many use, where it may be somebody else's number."""
    if learner is None:
        return {}
    if reminding.is_on(learner):
        return {"told": True}
    phone = "" if is_shared(request) else reminding.may_be_offered(learner)
    return {"may_tell": phone[-3:]}


def _question(row: Refresher, question: AnyQuestion) -> dict[str, object]:
    return {"row": row, "question": question, "title": asking.title_of(row)}


@sensitive_post_parameters()
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def refresher(request: HttpRequest, refresher_id: uuid.UUID) -> HttpResponse:
    """One question of hers: POST keeps whether it was right, GET says what to think of the answer."""
    row = asking.get(current_learner(request), refresher_id)
    address = reverse("courses:refresher", args=[row.pk])
    return _answered(request, row, address)


@sensitive_post_parameters()
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, key: str) -> HttpResponse:
    """The link of a message: one question, and "Đừng nhắn nữa". It makes no machine hers."""
    row = reminding.refresher_of(key)
    if "thoi" in request.POST:
        reminding.stop(row.learner)
        return render(request, "courses/refresher_stopped.html")
    return _answered(request, row, reverse("courses:refresher_link", args=[key]), by_link=True)


def _answered(request: HttpRequest, row: Refresher, address: str, *, by_link: bool = False) -> HttpResponse:
    question = asking.question_of(row)
    if question is None:
        return redirect("courses:refreshers")
    if request.method == "POST":
        form = form_for(question, posted_answer(question, request.POST))
        response = redirect(f"{address}?{form.address()}")
        form.remember(response, address, secure=request.is_secure())
        if form.is_valid():
            asking.answer(row, right=form.verdict().right)
        return response
    form = form_for(question, sent_answer(question, request))
    context = {
        **_question(row, question),
        "form": form,
        "errors": error_items(form),
        "by_link": by_link,
        "address": address,
        "lesson_url": _lesson_url(request, row),
    }
    if form.is_valid():
        context["verdict"] = form.verdict()
        context["form"] = form if form.kept else form_for(question)
    return render(request, "courses/refresher.html", context)


def _lesson_url(request: HttpRequest, row: Refresher) -> str:
    """The step itself, to read it again; empty for a field of an exercise."""
    if row.lesson is None:
        return ""
    number = next((n for n, step in enumerate(row.lesson.steps, 1) if str(step.id) == row.block), 1)
    return Reading(row.lesson, row.lesson.get_url(request), number).url


@public
@never_cache
@require_POST
def messages(request: HttpRequest) -> HttpResponse:
    """ "Nhắn cho tôi" and "Đừng nhắn nữa"."""
    learner = current_learner(request)
    if learner is not None and "thoi" in request.POST:
        reminding.stop(learner)
    elif learner is not None and not is_shared(request) and reminding.may_be_offered(learner):
        reminding.agree(learner)
    return redirect("courses:refreshers")
