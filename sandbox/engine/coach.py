"""The coach: answers beside the answer key, and for each that is not right one mistake with three hints.

Pure and total: any text may be given, nothing is stored, and the same answers always give the same mistakes.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sandbox.engine import texts, writing
from sandbox.engine.conditions import FILED_ON
from sandbox.engine.enums import MistakeKind
from sandbox.engine.kinds import FieldKind, kind_of, on_screen
from sandbox.engine.ledger import Ledger, NoLedger
from sandbox.engine.mistakes import Typed, first_kind
from sandbox.engine.rows import arranged
from sandbox.engine.schema import FieldSpec, Pack, Scenario


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
    judged. The day of filing is that of the answers (`conditions.FILED_ON`), else the day of the story.
    """
    judge, asked = _judge(pack, scenario, answers, fields, you)
    found = map(judge.mistake, asked)
    return [mistake for mistake in found if mistake is not None]


def is_right(
    pack: Pack, scenario: Scenario, answers: Mapping[str, str], fields: Collection[str] | None = None
) -> bool:
    """Whether `review` would find nothing, without the words that explain it."""
    judge, asked = _judge(pack, scenario, answers, fields, texts.YOU)
    return all(judge.kind(field)[0] is None for field in asked)


def _judge(
    pack: Pack, scenario: Scenario, answers: Mapping[str, str], fields: Collection[str] | None, you: str
) -> tuple["_Judge", list[FieldSpec]]:
    """What `review` judges with, and the fields that it judges."""
    typed = {FILED_ON: scenario.told_on.isoformat()}
    typed |= {field: writing.judged(raw) for field, raw in answers.items()}
    shown, known = on_screen(pack.eform, typed)
    scenario = arranged(pack.eform, scenario, typed)
    asked = [
        field for field in shown if field.id in scenario.answers and (fields is None or field.id in fields)
    ]
    return _Judge(pack, scenario, typed, known, you), asked


def copied(field: FieldSpec, answer: str, raw: str, *, paper: str, you: str = texts.YOU) -> Mistake | None:
    """What is wrong with ``raw``, copied into ``field`` from the only line of ``paper``, which says ``answer``.

    For a line that belongs to no exercise, so there is nobody else whose data it could be. None where it is right.
    """
    kind = kind_of(field)
    typed = Typed(raw=writing.judged(raw), kind=kind, right=(answer,), ledger=NoLedger())
    found = MistakeKind.MISSING if kind.empty(raw) else first_kind(typed)
    if found is None:
        return None
    hints = _hints(found, typed, right=kind.show(answer), paper=paper, line="1", you=you)
    return Mistake(field.id, field.label, found, hints, f"{field.label}: {texts.kind_name(found)}")


class _Judge:
    """One review: the scenario beside one set of answers, as typed and as conditions see them (`known`)."""

    def __init__(
        self, pack: Pack, scenario: Scenario, answers: Mapping[str, str], known: Mapping[str, str], you: str
    ) -> None:
        self.scenario, self.answers, self.you = scenario, answers, you
        self.ledger = Ledger(pack, scenario)
        broken = [rule for rule in pack.eform.all_rules if rule.when.holds(known)]
        self.rules = {rule.field: rule for rule in reversed(broken)}

    def mistake(self, field: FieldSpec) -> Mistake | None:
        """What is wrong with the answer to this field, and how to put it right."""
        found, typed = self.kind(field)
        if found is None:
            return None
        return Mistake(
            field=field.id,
            label=field.label,
            kind=found,
            hints=self._hints(found, typed),
            message=f"{field.label}: {texts.kind_name(found)}",
        )

    def kind(self, field: FieldSpec) -> tuple[MistakeKind | None, Typed]:
        """The kind of mistake in the answer to this field, and what was judged."""
        typed = self._typed(field)
        if typed.kind.empty(typed.raw):
            return (MistakeKind.MISSING if field.required and typed.right else None), typed
        return first_kind(typed), typed

    def _typed(self, field: FieldSpec) -> Typed:
        answer = self.scenario.answers[field.id]
        return Typed(
            raw=self.answers.get(field.id, ""),
            kind=kind_of(field),
            right=tuple(value for value in (answer.value, *answer.also) if value),
            ledger=self.ledger,
            beside=self.answers.get(field.of, ""),
            rule=self.rules.get(field.id),
        )

    def _hints(self, found: MistakeKind, typed: Typed) -> tuple[str, str, str]:
        answer = self.scenario.answers[typed.kind.field.id]
        paper = self.scenario.paper(answer.paper)
        return _hints(
            found,
            typed,
            you=self.you,
            paper=paper.said if paper else "",
            line=str(answer.line),
            right=typed.kind.show(answer.value),
        )


def _hints(found: MistakeKind, typed: Typed, *, right: str, **values: str) -> tuple[str, str, str]:
    """The hints for a mistake; ``values`` are "you", "paper" and "line"."""
    field = typed.kind.field
    return texts.hints(
        found,
        *_wordings(found, typed),
        said=field.said,
        label=field.label,
        right=right,
        telex=writing.to_telex(right),
        shape=_shape(typed.kind, typed.raw),
        range=texts.number_range(field.minimum, field.maximum),
        person=_person(typed),
        what=_what(typed),
        old=typed.old_place.old if typed.old_place else "",
        reason=typed.rule.said if typed.rule else "",
        **values,
    )


def _wordings(found: MistakeKind, typed: Typed) -> Iterator[str]:
    """Which wordings of the hints fit, the closest first."""
    if not typed.right:
        yield "should_be_empty"
    if found is MistakeKind.OLD_PLACE and typed.old_place and not typed.old_place.old:
        yield "unnamed"
    if found is MistakeKind.WRONG_BLOCK and typed.repeats_places and not typed.own:
        yield "repeated"
    yield typed.kind.name
    if typed.kind.chosen:
        yield "choice"


def _person(typed: Typed) -> str:
    return (typed.others and typed.others.said) or texts.phrase("people", "unknown")


def _what(typed: Typed) -> str:
    """Which field's value was typed, in everyday words."""
    return (typed.own and typed.own.what) or texts.phrase("people", "other_box")


def _shape(kind: FieldKind, raw: str) -> str:
    digits = kind.digit_count(raw)
    if digits is None:
        return texts.phrase("shapes", "strange")
    return texts.phrase("shapes", "digits", count=str(digits))
