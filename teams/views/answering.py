"""/to/cau-hoi/: what learners asked their team. What waits for two days reaches the commune's officers."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import roles, signed_in
from accounts.models import User
from teams import access_asking as access
from teams import asking
from teams.access import communes_of, teams_of
from teams.forms_asking import ReplyForm
from teams.models import HelpQuestion
from teams.views.acts import once
from teams.views.people import SEES_NAMES
from ui.service import error_items

SHOWN = 100


@roles(*SEES_NAMES)
@never_cache
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Waiting, the oldest first; answered, the latest first."""
    user = signed_in(request)
    found = access.help_questions_of(user)
    own = set(teams_of(user).values_list("pk", flat=True))
    context = {
        "waiting": _lines(found.waiting().order_by("asked_at", "id")[:SHOWN], own),
        "answered": _lines(found.exclude(answered_at=None).order_by("-answered_at", "id")[:SHOWN], own),
        "has_office": bool(communes_of(user)),
    }
    return render(request, "teams/help_questions.html", context)


def _lines(found: Iterable[HelpQuestion], own: set[uuid.UUID]) -> list[dict[str, object]]:
    """Each question with the name of who asked, where the reader's own team was asked."""
    return [
        {"question": one, "name": one.participant.display_name if one.team_id in own else ""} for one in found
    ]


@roles(*SEES_NAMES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """One question with the box for its answer; a tapped sentence comes into the box, to be read before it is sent."""
    user = signed_in(request)
    if request.method != "POST":
        return _show(request, access.get_help_question(user, question_id), ReplyForm())
    found = access.get_help_question_to_answer(user, question_id)
    if "san" in request.POST:
        return _show(request, found, ReplyForm(initial={"tra_loi": _with_ready(request)}))
    form = ReplyForm(request.POST)
    if not form.is_valid() and found.answered_at is None:
        return _show(request, found, form)
    _answer(request, found, form.cleaned_data.get("tra_loi", ""), user)
    return redirect("teams:help_questions")


def _answer(request: HttpRequest, found: HelpQuestion, text: str, by: User) -> None:
    def perform() -> str:
        asking.answer(found, text, by=by)
        return str(found.id)

    try:
        once(request, "help.answer", perform)
    except asking.AnsweredAlready:
        messages.warning(request, _("Somebody else has answered this question in the meantime."))
    else:
        messages.success(request, _("Sent. She sees the answer when she practises again."))


def _with_ready(request: HttpRequest) -> str:
    """What was typed, and behind it the sentence that was tapped; a number that names none adds nothing."""
    typed, number = request.POST.get("tra_loi", ""), request.POST["san"]
    known = {str(place): str(sentence) for place, sentence in enumerate(asking.READY)}
    sentence = known.get(number, "")
    return typed if sentence in typed else f"{typed.rstrip()}\n{sentence}".strip()


def _show(request: HttpRequest, found: HelpQuestion, form: ReplyForm) -> HttpResponse:
    user = signed_in(request)
    wrong = form.is_bound and bool(form.errors)
    context = {
        "question": found,
        "name": found.participant.display_name if access.sees_name(user, found) else "",
        "may_answer": found.answered_at is None and access.may_answer(user, found),
        "form": form,
        "ready": list(enumerate(asking.READY)),
        "errors": error_items(form) if wrong else [],
    }
    return render(request, "teams/help_question.html", context, status=422 if wrong else 200)
