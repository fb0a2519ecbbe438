"""What a drill shows: its first page, the screens of its own, the bent page of the code, and the debrief."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Learner
from sandbox import drilling, pages
from sandbox.drilling import Outcome
from sandbox.engine import drills
from sandbox.engine.drills import CODE_PAGE, OWN_SCREEN, Drill, Phone, Scene
from sandbox.engine.kinds import kind_of
from sandbox.forms import ChoiceForm, CodeForm
from sandbox.models import DrillRun
from sandbox.progress import step_url
from ui.service import error_items


def said(text: str) -> str:
    """A sentence of a drill with the address of the real portal in it."""
    return text.replace("{real}", getattr(settings, "TUTAY_REAL_PORTAL", "dichvucong.gov.vn"))


def lines(texts: Sequence[str]) -> list[str]:
    """Sentences of a drill as they are shown."""
    return [said(text) for text in texts]


def address(run: DrillRun) -> str:
    """The page on which a run goes on."""
    step = drilling.step_of(run)
    if step is None:
        return reverse("sandbox:drill_done", args=[run.drill])
    if step.place == OWN_SCREEN or run.attempt is None:
        return reverse("sandbox:drill_scene", args=[run.drill])
    return step_url(run.attempt, drilling.place_of(run.attempt, step))


@dataclass(frozen=True)
class Line:
    """One drill in the list."""

    drill: Drill
    outcome: Outcome

    @property
    def words(self) -> str:
        """How it came out so far."""
        if not self.outcome.done:
            return ""
        return _("Done, right at once") if self.outcome.at_once else _("Played to the end")


def listing(learner: Learner | None) -> list[Line]:
    """Every drill, with how it came out for her."""
    known = drilling.outcomes(learner)
    return [Line(drill, known.get(drill.id, Outcome())) for drill in drills.shipped()]


def show_intro(
    request: HttpRequest, drill: Drill, run: DrillRun | None, *, is_possible: bool = True
) -> HttpResponse:
    """What it is for, and one button."""
    context = {"drill": drill, "story": lines(drill.story), "run": run, "is_possible": is_possible}
    return render(request, "sandbox/drill_intro.html", context)


def scene_of(run: DrillRun) -> Scene:
    """What the state of a run shows. Raises KeyError once it is over."""
    return drilling.drill_of(run).scenes[run.state]


def choice_form(scene: Scene, data: Any = None) -> ChoiceForm:
    """The ways to act in a scene."""
    return ChoiceForm(
        said(scene.ask), [(choice.id, said(choice.label)) for choice in scene.choices], data=data
    )


def _explained(run: DrillRun, scene: Scene) -> str:
    """Why the choice that was made last was not the right one."""
    choice = scene.choice(run.said)
    return said(choice.why) if choice else ""


def _phone(phone: Phone | None, otp: str) -> dict[str, str] | None:
    if phone is None:
        return None
    codes = {"new": otp, "old": drills.old_code(otp), "": ""}
    return {
        "sender": said(phone.sender),
        "text": said(phone.text),
        "code": codes[phone.code],
        "warning": phone.warning,
    }


OTP_OF_NOBODY = "471206"  # on the drawn phone of a drill without a persona


def _scene(run: DrillRun, form: ChoiceForm | None) -> dict[str, Any]:
    scene = scene_of(run)
    otp = run.attempt.persona.otp if run.attempt else OTP_OF_NOBODY
    return {
        "drill": drilling.drill_of(run),
        "run": run,
        "scene": scene,
        "scene_lines": lines(scene.lines),
        "phone": _phone(scene.phone, otp),
        "choice_form": (form or choice_form(scene)) if scene.choices else None,
        "explained": _explained(run, scene),
    }


def show_scene(request: HttpRequest, run: DrillRun, form: ChoiceForm | None = None) -> HttpResponse:
    """The state in which a run stands, on a screen of its own or on the page of the code."""
    step = drilling.step_of(run)
    if step is not None and step.place == CODE_PAGE:
        return show_code(request, run, CodeForm(), form)
    context = _scene(run, form) | {
        "dossiers": _arrived(run),
        "errors": error_items(form) if form else [],
    }
    return render(request, "sandbox/drill_scene.html", context)


def _arrived(run: DrillRun) -> list[str]:
    """The codes of what this run has sent: one, however often it was pressed."""
    is_shown = run.state == "da-den" and run.attempt is not None
    return [run.attempt.dossier.code] if is_shown and run.attempt and run.attempt.sent_at else []


def show_code(
    request: HttpRequest, run: DrillRun, code_form: CodeForm, form: ChoiceForm | None = None
) -> HttpResponse:
    """The page of the code, bent. The code's box is there all the time; what comes of it depends on the state."""
    assert run.attempt is not None  # noqa: S101 - the kinds on this page have one
    errors = [*error_items(code_form), *(error_items(form) if form else [])]
    context = _scene(run, form) | {"form": code_form, "errors": errors}
    return pages.show(request, run.attempt, "drill_code", **context)


def show_done(request: HttpRequest, run: DrillRun) -> HttpResponse:
    """What was right and why, what to keep, and what holds in real life."""
    drill = drilling.drill_of(run)
    context = {
        "drill": drill,
        "run": run,
        "rights": [{"label": said(one.label), "why": said(one.why)} for one in drill.rights()],
        "debrief": lines(drill.debrief),
        "already": lines(drill.already),
        "rule": lines(drill.rule.text),
        "kept": _kept(run),
        "next": _next(run),
    }
    return render(request, "sandbox/drill_done.html", context)


def _kept(run: DrillRun) -> list[dict[str, str]]:
    """What she had typed before the portal signed her out: all of it is still there."""
    if run.attempt is None or drilling.drill_of(run).kind != "session_over":
        return []
    return [
        {"label": spec.label, "value": kind_of(spec).show(run.attempt.answers[spec.id])}
        for spec in run.attempt.pack.eform.step(run.attempt.place).fields
        if run.attempt.answers.get(spec.id)
    ]


def _next(run: DrillRun) -> Drill | None:
    """The next drill that she has not brought to an end."""
    return next((line.drill for line in listing(run.learner) if not line.outcome.done), None)
