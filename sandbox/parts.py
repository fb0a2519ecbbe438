"""A long step of the form, shown part by part.

The step of the real portal is one page of sixty fields. On a phone that is twenty screens, and over a slow line more
than comes in one go; so each part (I, II, …) is a page, saved by itself, and the whole step stays one press away.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from django.http import HttpRequest

from sandbox import attempts
from sandbox.engine import rows
from sandbox.engine.conditions import All
from sandbox.engine.schema import FieldSpec, Section, Step
from sandbox.models import Attempt
from sandbox.progress import step_url

LONG = 24  # fields; a step with more, and with several parts, is shown part by part
NAME, WHOLE = "phan", "tat-ca"  # of the query, and of the hidden field: which part, or all of them


@dataclass(frozen=True)
class Sheet:
    """What one page shows of a step: these parts, without the fields that other parts have ruled out.

    `number` counts the part among those of the step, from 1, and is 0 where all of them are shown; `place` and `total`
    count among the parts that apply; `total` is 0 too while a choice on the page has still to decide which do.
    """

    step: Step
    sections: tuple[Section, ...]
    number: int = 0
    place: int = 0
    total: int = 0

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields on the page, in form order."""
        return tuple(spec for section in self.sections for spec in section.fields)


def is_long(step: Step) -> bool:
    """Whether a step is shown part by part."""
    return len(step.sections) > 1 and len(step.fields) > LONG


def asked(request: HttpRequest, attempt: Attempt, step: Step) -> Sheet:
    """The page that was asked for or sent. Without a word about parts: the first with a gap, or, sent, the whole."""
    raw = request.POST.get(NAME) or request.GET.get(NAME, "")
    if not is_long(step) or raw == WHOLE or (not raw and request.method == "POST"):
        return Sheet(step, tuple(_with_open_rows(attempt, part) for part in step.sections))
    numbers = applying(attempt, step)
    number = _number(raw)
    if number not in numbers:
        number = next(gaps(attempt, step), numbers[0])
    return _part(attempt, step, number, numbers)


def following(attempt: Attempt, sheet: Sheet) -> int:
    """The part to go on with; 0 where the step is done."""
    if not sheet.number:
        return 0
    later = [number for number in applying(attempt, sheet.step) if number > sheet.number]
    return later[0] if later else next(gaps(attempt, sheet.step), 0)


def applying(attempt: Attempt, step: Step) -> list[int]:
    """The numbers of the parts that have a field to fill in, with the answers so far."""
    shown = {spec.id for spec in attempts.visible(attempt, step.fields)}
    return [n for n, part in enumerate(step.sections, 1) if any(spec.id in shown for spec in part.fields)]


def gaps(attempt: Attempt, step: Step) -> Iterator[int]:
    """The parts in which something stands in the way, one after the other: each has to be judged."""
    for number in applying(attempt, step):
        if not attempts.is_clear(attempt, step.sections[number - 1].fields):
            yield number


def url(attempt: Attempt, step: Step, number: int) -> str:
    """The address of a part; of the step where there are none."""
    return step_url(attempt, step.id) + (f"?{NAME}={number}" if is_long(step) and number else "")


def address(attempt: Attempt, place: str, raw: str) -> str:
    """The address of a place; where it is a step of the form, of its part as a browser names it."""
    step = next((step for step in attempt.pack.eform.steps if step.id == place), None)
    if step is None:
        return step_url(attempt, place)
    return url(attempt, step, _number(raw) if _number(raw) <= len(step.sections) else 0)


def _number(raw: str) -> int:
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 4 else 0


def number_of(step: Step, field: str) -> int:
    """The part that a field stands in; 0 for a field that the step does not have."""
    return next((n for n, part in enumerate(step.sections, 1) if field in (s.id for s in part.fields)), 0)


def urls(attempt: Attempt, sheet: Sheet) -> dict[str, str]:
    """Ways from one part: to the one before, and to the whole step."""
    before = [number for number in applying(attempt, sheet.step) if number < sheet.number]
    address = step_url(attempt, sheet.step.id)
    return {
        "before": url(attempt, sheet.step, before[-1]) if before else "",
        "whole": f"{address}?{NAME}={WHOLE}" if sheet.number else "",
    }


def known_elsewhere(attempt: Attempt, sheet: Sheet) -> dict[str, str]:
    """Answers of other pages that the conditions on this one look at, for the script."""
    here = {spec.id for spec in sheet.fields}
    asked_for = {name for spec in sheet.fields if spec.show_if for name in spec.show_if.names()}
    return {name: attempt.answers.get(name, "") for name in sorted(asked_for - here)}


def _part(attempt: Attempt, step: Step, number: int, numbers: list[int]) -> Sheet:
    section = _with_open_rows(attempt, step.sections[number - 1])
    here = {spec.id for spec in section.fields}
    now = attempts.walk(attempt)
    fields = [
        _settled(spec, here)
        for spec in section.fields
        if spec.id in now.shown or (_depends(spec, here) and _may_show(spec, here, now.known))
    ]
    return Sheet(
        step,
        (section.model_copy(update={"fields": tuple(fields)}),),
        number,
        place=numbers.index(number) + 1,
        total=0 if _is_open(attempt, step, step.sections[number - 1]) else len(numbers),
    )


def _with_open_rows(attempt: Attempt, section: Section) -> Section:
    """A table with the rows that are open now, which need not say when they apply; another section as it is."""
    if section.rows is None:
        return section
    last, counter = rows.count(section.rows, attempt.answers), section.rows.counter
    fields = (spec for spec in section.fields if section.rows.row_of(spec.id) <= last)
    return section.model_copy(update={"fields": tuple(_without(spec, counter) for spec in fields)})


def _without(spec: FieldSpec, counter: str) -> FieldSpec:
    """A field without the part of its condition that counts rows."""
    rule = spec.show_if
    if rule is None or counter not in rule.names():
        return spec
    left = [part for part in rule.inner if counter not in part.names()] if isinstance(rule, All) else []
    return spec.model_copy(update={"show_if": All(tuple(left)) if left else None})


def _is_open(attempt: Attempt, step: Step, section: Section) -> bool:
    """Whether a choice that is still to be made in ``section`` decides which other parts there will be."""
    others = (spec for other in step.sections if other is not section for spec in other.fields)
    deciding = {name for spec in others if spec.show_if for name in spec.show_if.names()}
    return any(spec.id in deciding and not attempt.answers.get(spec.id) for spec in section.fields)


def _depends(spec: FieldSpec, here: Set[str]) -> bool:
    """Whether a field shows or not with what is answered on the same page."""
    return bool(spec.show_if and spec.show_if.names() & here)


def _may_show(spec: FieldSpec, here: Set[str], known: Mapping[str, str]) -> bool:
    """Whether what other pages hold leaves it open that a field shows."""
    rule = spec.show_if
    return not isinstance(rule, All) or all(part.names() & here or part.holds(known) for part in rule.inner)


def _settled(spec: FieldSpec, here: Set[str]) -> FieldSpec:
    """A field with what this page has to say of its condition; other pages have met the rest."""
    rule = spec.show_if if _depends(spec, here) else None
    return spec.model_copy(update={"show_if": rule.among(here) if isinstance(rule, All) else rule})
