"""What the pages of "làm cùng" show: one field, the line of the paper it comes from, and what has been done so far."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sandbox import attempts, guiding, pages
from sandbox.attempts import Judgement, Saved
from sandbox.engine.kinds import kind_of
from sandbox.engine.schema import FieldSpec, Step
from sandbox.forms import AgencyForm, EformForm, GeneralForm, PaperForm, close_others, is_inline
from sandbox.models import Attempt
from sandbox.progress import step_url
from ui.service import error_items

FIELD = "o-nay"  # names the field of a page, in its address and in its form
NEAR = 3  # so many of the fields done stand in sight, the others are folded


def field_url(attempt: Attempt, step: Step, spec: FieldSpec) -> str:
    """The page of one field."""
    return f"{step_url(attempt, step.id)}?{FIELD}={spec.id}"


def to_field(attempt: Attempt, step: Step) -> HttpResponse:
    """On to where she stands; the address names no field, so that Back and "go on" both find it."""
    return redirect(step_url(attempt, step.id))


def form_of(attempt: Attempt, spec: FieldSpec) -> EformForm:
    """The form with this one field; of a choice only the right option is open, and the page says why."""
    answers = dict(attempt.answers)
    if not _is_typed(spec) and not guiding.is_right(attempt, spec, answers.get(spec.id, "")):
        answers[spec.id] = ""  # nothing closed is chosen beforehand
    form = pages.eform_form(attempt, [spec], answers)
    found = guiding.source(attempt, spec)
    said = found.paper.said if found else ""
    line = found.line.number if found else 0
    why = _("Only the option of line %(line)s on the %(paper)s is open here.") % {"line": line, "paper": said}
    close_others(form.fields[spec.id], partial(guiding.is_right, attempt, spec), why)
    return form


def _is_typed(spec: FieldSpec) -> bool:
    """Whether the answer is typed, not chosen from options."""
    return not spec.choices and spec.kind not in ("province", "commune")


def show_field(
    request: HttpRequest,
    attempt: Attempt,
    step: Step,
    spec: FieldSpec,
    judgement: Judgement = pages.CLEAR,
    saved: Saved | None = None,
) -> HttpResponse:
    """One field of the form, with whatever is wrong with it shown at once, answer and all."""
    form = form_of(attempt, spec)
    form.show_errors(pages.messages(attempt.pack.eform, judgement, saved))
    shown = next((mistake.hints[-1] for mistake in judgement.mistakes), "")
    context = {
        "form_id": "to-khai",
        "step": step,
        "spec": spec,
        "bound": form[spec.id],
        "mark": attempt.scenario.lines[spec.id].line,
        "inline": is_inline(spec),
        "short": spec.width == "s",
        "part": guiding.part_title(step, spec),
        "number": guiding.number(attempt, spec),
        "total": len(guiding.all_fields(attempt)),
        "hint": shown,
        "prefilled": not judgement.mistakes and guiding.is_prefilled(attempt, spec, attempt.answers),
        "way": pages.way(attempt, step.id),
        "source": _source(attempt, spec),
        "stale": bool(saved and saved.stale),
        "errors": error_items(form),
        **_done(attempt, step, spec),
    }
    return pages.show(request, attempt, "guided", **context)


def _source(attempt: Attempt, spec: FieldSpec) -> dict[str, Any] | None:
    """The paper with only the line to copy."""
    found = guiding.source(attempt, spec)
    if found is None:
        return None
    paper = found.paper
    return {"id": "dong", "title": paper.title, "number": paper.number, "lines": [found.line]}


def _done(attempt: Attempt, step: Step, spec: FieldSpec) -> dict[str, Any]:
    """What stands before this field on its step, the nearest in sight, each with a way back."""
    specs = guiding.fields_of(attempt, step)
    rows = [
        {
            "label": one.label,
            "value": kind_of(one).show(attempt.answers.get(one.id, "")),
            "url": field_url(attempt, step, one),
        }
        for one in specs[: specs.index(spec)]
    ]
    return {"near": rows[-NEAR:], "far": rows[:-NEAR]}


def answer(request: HttpRequest, attempt: Attempt, step: Step) -> HttpResponse:
    """A field that was sent: saved before it is judged; only a right one leads on."""
    spec = guiding.opened(attempt, step, request.POST.get(FIELD, ""))
    if spec.id != request.POST.get(
        FIELD
    ):  # of a tab that is ahead, or of none: nothing of this field was sent
        return to_field(attempt, step)
    typed = {spec.id: str(request.POST.get(spec.id, ""))}
    saved = attempts.save_answers(attempt, typed, pages.posted_revision(request, attempt))
    if "luu" in request.POST:
        return redirect("sandbox:home")
    judgement = guiding.judge_one(attempt, spec)
    if judgement.clear and not saved.dropped and not saved.stale:
        guiding.pass_by(attempt, spec)
        return to_field(attempt, step)
    attempts.record(attempt, judgement)
    return show_field(request, attempt, step, spec, judgement, saved)


# --- the pages around the form: only the right way is open there, too -------------------------------------------------


def close_photos(attempt: Attempt, form: PaperForm) -> None:
    """Of each paper only the photos that the office can use."""
    for paper in attempts.papers_to_attach(attempt):
        good = [photo.id for photo in paper.photos if photo.good]
        problems = " ".join(photo.problem for photo in paper.photos if not photo.good)
        why = _("The other photos are closed. %(problems)s") % {"problems": problems}
        close_others(form.fields[paper.id], good.__contains__, why if problems else "")


def close_agencies(attempt: Attempt, form: AgencyForm) -> None:
    """Only the office of the exercise."""
    agency = attempt.scenario.agency
    why = _("The exercise files at %(agency)s, so only this one is open.") % {"agency": agency.name}
    close_others(form.fields["province"], agency.province.__eq__, why)
    close_others(form.fields["commune"], agency.commune.__eq__, "")


def close_purposes(attempt: Attempt, form: GeneralForm) -> None:
    """Only for whom this exercise files."""
    self_filed = attempt.scenario.filed_for == "self"
    why = (
        _("The story files in one's own name, so only “Bản thân” is open.")
        if self_filed
        else _("The story files in place of the parents, so only that is open.")
    )
    close_others(form.fields["filed_for"], attempt.scenario.filed_for.__eq__, why)
