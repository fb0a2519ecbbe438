"""The form as it will be read ("Xem trước"): every part, every answer beside its label, days in words too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox import attempts, journey, pages, service
from sandbox import parts as parts_of_step
from sandbox.attempts import Judgement
from sandbox.engine import numerals
from sandbox.engine.kinds import kind_of
from sandbox.engine.schema import FieldSpec, Section, Step
from sandbox.enums import Place
from sandbox.forms import EformForm
from sandbox.models import Attempt
from sandbox.progress import step_url
from ui.service import target

FULL = len("03/11/2026")  # a date that names a day, as it is shown


@dataclass(frozen=True)
class Line:
    """One answer. ``words``: a day written out; ``own``: a fact of the signed-in persona; ``error``: why not yet."""

    id: str
    label: str
    value: str
    words: str = ""
    own: bool = False
    error: str = ""


@dataclass(frozen=True)
class PreviewPart:
    """One part of the form, and where to change it."""

    title: str
    url: str
    lines: tuple[Line, ...]


def parts(attempt: Attempt, errors: Mapping[str, str]) -> list[PreviewPart]:
    """The parts of every step that has been reached, with all fields that apply."""
    steps = [step for step in attempt.pack.eform.steps if attempt.reached(step.id)]
    return [_part(attempt, step, section, errors) for step in steps for section in step.sections]


def _part(attempt: Attempt, step: Step, section: Section, errors: Mapping[str, str]) -> PreviewPart:
    known = (
        tuple(
            Line(f"x-{shown.fact}", shown.label, attempt.persona.fact(shown.fact), own=True)
            for shown in step.shown
        )
        if section == step.sections[0]
        else ()
    )
    fields = attempts.visible(attempt, section.fields)
    lines = tuple(_line(attempt, spec, errors.get(spec.id, "")) for spec in fields)
    return PreviewPart(section.title or step.title, _change_url(attempt, step, fields[:1]), known + lines)


def _change_url(attempt: Attempt, step: Step, first: tuple[FieldSpec, ...]) -> str:
    """The step, at the first field of the part."""
    form = EformForm(first, {}, data=attempt.answers)
    number = parts_of_step.number_of(step, first[0].id) if first else 0
    return parts_of_step.url(attempt, step, number) + "".join(f"#{target(bound)}" for bound in form)


def _line(attempt: Attempt, spec: FieldSpec, error: str) -> Line:
    value = kind_of(spec).show(attempt.answers.get(spec.id, ""))
    return Line(f"x-{spec.id}", spec.label, value, _in_words(attempt, spec, value), error=error)


def _in_words(attempt: Attempt, spec: FieldSpec, value: str) -> str:
    """A day written out, where the form does not ask for the words itself."""
    asks_for_words = any(
        other.kind == "date_words" and other.of == spec.id for other in attempt.pack.eform.fields
    )
    day = kind_of(spec).day(value) if spec.kind == "date" and len(value) == FULL else None
    return numerals.date_in_words(day) if day and not asks_for_words else ""


@dataclass(frozen=True)
class Confirmation:
    """Where "Xác nhận" leads; or, without a place, what has to be put right before: field → words."""

    place: str = ""
    errors: Mapping[str, str] | None = None


def confirm(attempt: Attempt) -> Confirmation:
    """Go on from the form as it stands: to its first gap, else to what has not been done yet."""
    for place in journey.form_places(attempt.pack):
        if not attempt.reached(place) or place == Place.REVIEW or _papers_open(attempt, place):
            return Confirmation(place)
        judgement = _judged(attempt, place)
        if not judgement.clear:
            service.record(attempt, judgement)
            return Confirmation(errors=pages.messages(attempt.pack.eform, judgement, None))
    return Confirmation(attempt.place)


def _papers_open(attempt: Attempt, place: str) -> bool:
    return place == Place.PAPERS and not attempts.papers_settled(attempt)


def _judged(attempt: Attempt, place: str) -> Judgement:
    return (
        pages.CLEAR
        if place in Place.values
        else attempts.judge(attempt, attempt.pack.eform.step(place).fields)
    )


def error_list(errors: Mapping[str, str]) -> list[dict[str, str]]:
    """For the summary above the page: each leads to its line."""
    return [{"text": text, "target": f"x-{field}"} for field, text in errors.items()]


def context(attempt: Attempt, came_from: tuple[str, str], errors: Mapping[str, str]) -> dict[str, Any]:
    """What the page shows. ``came_from``: the step to go back to, and which part of it."""
    return {
        "parts": parts(attempt, errors),
        "errors": error_list(errors),
        "back_url": _back_url(attempt, *came_from),
    }


def _back_url(attempt: Attempt, place: str, part: str) -> str:
    if place not in journey.places(attempt.pack) or not attempt.reached(place):
        return step_url(attempt, attempt.place)
    return parts_of_step.address(attempt, place, part)
