"""/to/nguoi/<id>/lam-duoc/: what somebody can do and how we know; the card for the real thing, and its question."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import public, roles, signed_in
from accounts.enums import Role
from kit import qr
from kit.vietnamese import short_date
from sandbox import service as sandbox_service
from teams import access, looks, observing
from teams.enums import Answer, EvidenceKind, Rung, Task
from teams.forms_abilities import AnswerForm, ChecklistForm
from teams.models import Checklist, Evidence, Question, Trainee
from teams.views.people import SEES_NAMES, read_id
from ui.service import error_items


# --- One person -------------------------------------------------------------------------------------------------
@roles(*SEES_NAMES)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def abilities(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Her ladder with its evidence; a post is a member's list of what she saw."""
    user = signed_in(request)
    if request.method != "POST":
        her = access.get_person_for(user, person_id)
        looks.at_person(user, her)
        return _show(request, her, ChecklistForm())
    her = access.get_person_to_observe(user, person_id)
    form = ChecklistForm(request.POST)
    if not form.is_valid():
        return _show(request, her, form)
    made = observing.observe(her, form.cleaned_data["thu_tuc"], form.cleaned_data["viec"], by=user)
    said = _("Noted: %(name)s can do it alone.") if made.evidence else _("Noted what %(name)s did.")
    messages.success(request, said % {"name": her.display_name})
    return redirect("teams:abilities", person_id=her.id)


def _show(request: HttpRequest, her: Trainee, form: ChecklistForm) -> HttpResponse:
    user = signed_in(request)
    names = dict(sandbox_service.procedure_choices())
    asked = set(her.questions.open().values_list("procedure", flat=True))
    context = {
        "person": her,
        "rungs": _rungs(her, names),
        "checklists": [_line(one, names) for one in observing.checklists_of(her)],
        "questions": [_asked(request, one, names) for one in her.questions.order_by("-given_at")],
        "procedures": [(code, name) for code, name in names.items() if code not in asked],
        "may_observe": access.may_observe(user, her),
        "form": form,
        "errors": error_items(form) if form.is_bound else [],
    }
    return render(request, "teams/abilities.html", context, status=422 if form.is_bound else 200)


def _rungs(her: Trainee, names: dict[str, str]) -> list[dict[str, Any]]:
    """One line for each procedure: the rung, all rungs with those she has passed, and how we know."""
    evidence = observing.evidence_of(her)
    lines = []
    for code, rung in sorted(observing.ladder_of(her).items()):
        known = [_evidence(one) for one in evidence if one.procedure == code]
        lines.append({"name": names.get(code, code), "rung": rung, "steps": _steps(rung), "evidence": known})
    return lines


def _steps(rung: Rung) -> list[dict[str, str]]:
    """The rungs for ui/way.html: those behind her, the one she stands on, those ahead."""
    return [
        {"label": str(one.label), "state": "past" if one < rung else "now" if one == rung else ""}
        for one in Rung
    ]


def _evidence(one: Evidence) -> str:
    day = short_date(timezone.localdate(one.at))
    if one.kind == EvidenceKind.OBSERVED and one.member is not None:
        return _("%(day)s: %(member)s saw it") % {"day": day, "member": one.member}
    return f"{day}: {one.get_kind_display()}"


def _line(one: Checklist, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": one.id,
        "what": names.get(one.procedure, one.procedure),
        "day": short_date(timezone.localdate(one.at)),
        "member": str(one.member),
        "tasks": [str(Task(task).label) for task in one.tasks],
    }


def _asked(request: HttpRequest, question: Question, names: dict[str, str]) -> dict[str, Any]:
    path = reverse("join:question", args=[observing.link_word(question)])
    address = f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
    return {
        "what": names.get(question.procedure, question.procedure),
        "code": question.procedure if question.procedure in names else "",
        "given": short_date(timezone.localdate(question.given_at)),
        "due": short_date(question.due_on),
        "answer": str(question.get_answer_display()),
        "address": "" if question.answered_at else address,
        "qr": ""
        if question.answered_at
        else qr.svg(address, label=_("Square code that leads to the question")),
    }


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def take_back(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """The ticks were a slip."""
    user = signed_in(request)
    her = access.get_person_to_observe(user, person_id)
    wanted = read_id(request.POST.get("danh_sach", ""))
    checklist = get_object_or_404(Checklist.objects.filter(trainee=her, undoes=None), pk=wanted)
    observing.take_back(checklist, by=user)
    messages.success(request, _("Taken back."))
    return redirect("teams:abilities", person_id=her.id)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def give_card(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """She takes the card home, and is asked in two weeks."""
    user = signed_in(request)
    her = access.get_person_to_observe(user, person_id)
    procedure = request.POST.get("thu_tuc", "")
    if procedure not in dict(sandbox_service.procedure_choices()):
        raise Http404
    question = observing.give_card(her, procedure, by=user)
    said = _("Written down. On %(day)s you will be reminded to ask %(name)s.")
    messages.success(request, said % {"day": short_date(question.due_on), "name": her.display_name})
    return redirect("teams:abilities", person_id=her.id)


# --- Two weeks later ----------------------------------------------------------------------------------------------
@roles(*SEES_NAMES)
@never_cache
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Whom to ask now: "Bác nộp được chưa?" """
    user = signed_in(request)
    names = dict(sandbox_service.procedure_choices())
    due = list(access.questions_of(user).due()[:100])
    context = {
        "due": [
            {
                "question": one,
                "what": names.get(one.procedure, one.procedure),
                "given": short_date(timezone.localdate(one.given_at)),
                "may_ask": access.may_observe(user, one.trainee),
            }
            for one in due
        ],
        "waiting": access.questions_of(user).open().count() - len(due),
        "answers": Answer.choices,
    }
    return render(request, "teams/questions.html", context)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def told(request: HttpRequest, question_id: uuid.UUID) -> HttpResponse:
    """A member asked, and was told."""
    user = signed_in(request)
    question = access.get_question_for(user, question_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Press one of the answers."))
        return redirect("teams:questions")
    _keep(request, question, Answer(form.cleaned_data["tra_loi"]), by_member=True)
    return redirect("teams:questions")


def _keep(request: HttpRequest, question: Question, said: Answer, *, by_member: bool) -> bool:
    """Whether the answer stands; one that came before stays, and that is said."""
    try:
        observing.answer(question, said, by=signed_in(request) if by_member else None)
    except observing.Answered:
        messages.warning(request, _("This question was answered before. The first answer stays."))
        return False
    if by_member:
        messages.success(request, _("Noted. Thank you."))
    return True


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, word: str) -> HttpResponse:
    """ "Bác nộp được chưa?" by the link: no name on it, and one press answers."""
    found = observing.question_of_link(word)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if (
        form.is_bound
        and form.is_valid()
        and _keep(request, found, Answer(form.cleaned_data["tra_loi"]), by_member=False)
    ):
        return redirect("join:question", word=word)
    names = dict(sandbox_service.procedure_choices())
    context = {
        "what": names.get(found.procedure, ""),
        "code": found.procedure if found.procedure in names else "",
        "given": short_date(timezone.localdate(found.given_at)),
        "answer": found.answer,
        "answers": Answer.choices,
        "errors": error_items(form) if form.is_bound else [],
    }
    return render(
        request, "teams/question.html", context, status=422 if form.is_bound and not form.is_valid() else 200
    )
