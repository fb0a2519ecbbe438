"""Làm cùng: the form one field at a time, only the right way open (sandbox/README.md, "Help fades").

The fields are those that have a right answer, in form order: with right answers just these are on the screen. She
stands at the first of them that is not right yet, or that she has not been through: what the portal wrote by itself is
looked at, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox import attempts
from sandbox.attempts import Judgement
from sandbox.engine.kinds import kind_of
from sandbox.engine.schema import FieldSpec, PaperLine, SamplePaper, Step
from sandbox.models import Attempt


def all_fields(attempt: Attempt) -> tuple[FieldSpec, ...]:
    """Every field that this exercise has a right answer for, in form order."""
    return tuple(spec for spec in attempt.pack.eform.fields if spec.id in attempt.scenario.answers)


def fields_of(attempt: Attempt, step: Step) -> tuple[FieldSpec, ...]:
    """Those of one step."""
    return tuple(spec for spec in step.fields if spec.id in attempt.scenario.answers)


def number(attempt: Attempt, spec: FieldSpec) -> int:
    """Which field it is in the whole form, from 1."""
    return all_fields(attempt).index(spec) + 1


def furthest(attempt: Attempt) -> int:
    """How many fields she has been through."""
    names = [spec.id for spec in all_fields(attempt)]
    return names.index(attempt.field) + 1 if attempt.field in names else 0


def standing(attempt: Attempt, step: Step) -> FieldSpec | None:
    """The field of this step that is next; None when all of them are done."""
    specs = fields_of(attempt, step)
    wrong = {mistake.field for mistake in attempts.judge(attempt, specs).mistakes}
    done = furthest(attempt)
    return next((spec for spec in specs if spec.id in wrong or number(attempt, spec) > done), None)


def opened(attempt: Attempt, step: Step, wanted: str) -> FieldSpec:
    """The field that a page shows: the one asked for where she has been already, else the next one."""
    specs = fields_of(attempt, step)
    here = standing(attempt, step)
    asked = next((spec for spec in specs if spec.id == wanted), None)
    if asked and (here is None or specs.index(asked) <= specs.index(here)):
        return asked
    return here or specs[0]


def pass_by(attempt: Attempt, spec: FieldSpec) -> None:
    """She has got this field right; going back to an earlier one loses nothing."""
    if number(attempt, spec) > furthest(attempt):
        attempt.field = spec.id
        attempt.save(update_fields=["field"])


def judge_one(attempt: Attempt, spec: FieldSpec) -> Judgement:
    """What is wrong with one field, given all the others."""
    return attempts.judge(attempt, (spec,))


def is_right(attempt: Attempt, spec: FieldSpec, value: str) -> bool:
    """Whether this option says the same as the right answer: a list of places has "Mẫu" for "Xã Mẫu"."""
    answer = attempt.scenario.answers[spec.id]
    return any(kind_of(spec).same(value, right) for right in (answer.value, *answer.also))


@dataclass(frozen=True)
class Source:
    """The line of a paper that a field is copied from."""

    paper: SamplePaper
    line: PaperLine


def source(attempt: Attempt, spec: FieldSpec) -> Source | None:
    """Where the right answer stands."""
    ref = attempt.scenario.lines[spec.id]
    paper = attempt.scenario.paper(ref.paper)
    line = paper.line(ref.line) if paper else None
    return Source(paper, line) if paper and line else None


def part_title(step: Step, spec: FieldSpec) -> str:
    """The heading under which the field stands on the form; that of the step where there is none."""
    return next((part.title for part in step.sections if spec in part.fields and part.title), step.title)


def is_prefilled(attempt: Attempt, spec: FieldSpec, typed: Mapping[str, str]) -> bool:
    """Whether the portal wrote here before she came by."""
    return bool(typed.get(spec.id)) and number(attempt, spec) > furthest(attempt)
