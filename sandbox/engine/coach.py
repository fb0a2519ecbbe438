"""The coach: answers beside the answer key, and for each that is not right one mistake with three hints.

Pure and total: any text may be given, nothing is stored, and the same answers always give the same mistakes.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sandbox.engine import texts, writing
from sandbox.engine.enums import MistakeKind
from sandbox.engine.kinds import FieldKind, canonical_answers, kind_of, visible_fields
from sandbox.engine.mistakes import Typed, first_kind
from sandbox.engine.schema import Answer, FieldSpec, Pack, Person, Scenario


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one answer.

    `message` is the short line for a summary ("Ngày, tháng, năm sinh: đổi chỗ ngày và tháng"); `hints` go
    from a nudge to the line of the paper to the right value itself.
    """

    field: str
    label: str
    kind: MistakeKind
    hints: tuple[str, str, str]
    message: str


def review(
    pack: Pack,
    scenario: Scenario,
    answers: Mapping[str, str],
    fields: Collection[str] | None = None,
    *,
    you: str = texts.YOU,
) -> list[Mistake]:
    """The mistakes in these answers (as typed), in form order, at most one a field.

    `fields` limits the review, as to one step; the answers should still be those of the whole form, because
    they decide what is on the screen. Hidden fields, and fields the scenario has no answer for, are not
    judged.
    """
    answers = {field: writing.judged(raw) for field, raw in answers.items()}
    found = (
        _mistake(pack, scenario, field, answers.get(field.id, ""), you)
        for field in visible_fields(pack.eform, canonical_answers(pack.eform, answers))
        if field.id in scenario.answers and (fields is None or field.id in fields)
    )
    return [mistake for mistake in found if mistake is not None]


def _mistake(pack: Pack, scenario: Scenario, field: FieldSpec, raw: str, you: str) -> Mistake | None:
    answer, kind = scenario.answers[field.id], kind_of(field)
    right = tuple(value for value in (answer.value, *answer.also) if value)
    typed = Typed(raw, kind, right, _others(pack, scenario, field))
    if kind.empty(raw):
        found = MistakeKind.MISSING if field.required and right else None
    else:
        found = first_kind(typed)
    if found is None:
        return None
    return Mistake(
        field=field.id,
        label=field.label,
        kind=found,
        hints=_hints(found, typed, scenario, answer, you),
        message=f"{field.label}: {texts.kind_name(found)}",
    )


def _hints(
    found: MistakeKind, typed: Typed, scenario: Scenario, answer: Answer, you: str
) -> tuple[str, str, str]:
    kind, paper, person = typed.kind, scenario.paper(answer.paper), typed.other_person()
    right = kind.show(answer.value)
    return texts.hints(
        found,
        kind.name if typed.right else "should_be_empty",
        you=you,
        said=kind.field.said,
        label=kind.field.label,
        paper=paper.said if paper else "",
        line=str(answer.line),
        right=right,
        telex=writing.to_telex(right),
        shape=_shape(kind, typed.raw),
        person=person.said if person else texts.phrase("people", "unknown"),
    )


def _shape(kind: FieldKind, raw: str) -> str:
    digits = kind.digit_count(raw)
    if digits is None:
        return texts.phrase("shapes", "strange")
    return texts.phrase("shapes", "digits", count=str(digits))


def _others(pack: Pack, scenario: Scenario, field: FieldSpec) -> tuple[Person, ...]:
    """Everybody whose data may have been typed by mistake: the scenario's other people, then those of the
    others.

    People of other scenarios (other personas' papers) count only for what names a person; a date or a hamlet
    does not.
    """
    owner = scenario.persona_role if field.whose == "applicant" else field.whose
    here = tuple(person for person in pack.people(scenario) if person.role != owner)
    if not kind_of(field).identifies:
        return here
    said = texts.phrase("people", "elsewhere")
    elsewhere = (
        person for other in pack.scenarios if other.id != scenario.id for person in pack.people(other)
    )
    return here + tuple(person.model_copy(update={"said": said}) for person in elsewhere)
