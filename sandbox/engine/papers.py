"""Which papers a case asks for: some only show, and some are only required, with certain answers."""

from collections.abc import Iterable, Mapping

from sandbox.engine.conditions import Condition
from sandbox.engine.kinds import visible_answers
from sandbox.engine.schema import Pack, PaperSpec

SETTLED: Mapping[str, Condition | None] = {"show_if": None, "required_if": None}


def asked(pack: Pack, answers: Mapping[str, str]) -> tuple[PaperSpec, ...]:
    """The papers for these answers (as typed, with the day of filing), each `required` or not in this case.

    Their conditions are settled, so that whoever gets them need not know the answers.
    """
    return settled(pack.papers, visible_answers(pack.eform, answers))


def settled(specs: Iterable[PaperSpec], answers: Mapping[str, str]) -> tuple[PaperSpec, ...]:
    """Those of the papers that show with these answers, which are those of visible fields in canonical form."""
    shown = (spec for spec in specs if spec.show_if is None or spec.show_if.holds(answers))
    return tuple(_settle(spec, answers) for spec in shown)


def _settle(spec: PaperSpec, answers: Mapping[str, str]) -> PaperSpec:
    required = spec.required if spec.required_if is None else spec.required_if.holds(answers)
    return spec.model_copy(update={**SETTLED, "required": required})
