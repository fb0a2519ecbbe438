"""What the portal writes into the form by itself: defaults, facts of the signed-in persona, and blocks that follow a
choice.

Both are traps of the ministry's electronic forms: data in the wrong block, and typed answers that a later choice
wipes out (seen in 2.000635, taken to hold for 1.001193).
"""

from collections.abc import Mapping

from sandbox.engine.kinds import canonical_answers, kind_of
from sandbox.engine.schema import Eform, Fill, Pack, Persona

Answers = Mapping[str, str]


def prefilled(pack: Pack, persona: Persona) -> dict[str, str]:
    """Field id → what stands there when the form opens, in the form that the screen sends back."""
    found = {
        field.id: kind_of(field).stored(persona.fact(field.prefill)) if field.prefill else field.default
        for field in pack.eform.fields
    }
    return {field: value for field, value in found.items() if value}


def refilled(eform: Eform, before: Answers, after: Answers) -> dict[str, str]:
    """The answers `after` a change, with every fill whose condition did not hold `before` and does now.

    Fills run in the order of the pack and overwrite what was typed; one fill reads all its sources first.
    Applied again to its own result it changes nothing.
    """
    held = [fill.when.holds(canonical_answers(eform, before)) for fill in eform.fills]
    holds = [fill.when.holds(canonical_answers(eform, after)) for fill in eform.fills]
    answers = dict(after)
    for fill, was, now in zip(eform.fills, held, holds, strict=True):
        if now and not was:
            answers |= _written(fill, answers)
    return answers


def _written(fill: Fill, answers: Answers) -> dict[str, str]:
    copied = {target: answers.get(source, "") for target, source in fill.copies.items()}
    return copied | dict.fromkeys(fill.clear, "")
