"""The answers of a whole form: in the form that conditions expect, and which fields they leave on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.engine.kinds.base import kind_class, kind_of
from sandbox.engine.schema import Eform, FieldSpec, Step


@dataclass(frozen=True)
class Walk:
    """What answers as `typed` leave of a form: the ids of the fields `shown`, and the `known` canonical answers."""

    typed: Mapping[str, str]
    shown: frozenset[str]
    known: Mapping[str, str]


def canonical_answers(eform: Eform, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers as conditions expect them: a choice by its stored value, a tick as "on"; all else as typed."""
    stored = dict(answers)
    for field in eform.fields:
        if field.id in stored and kind_class(field.kind).restored:
            stored[field.id] = kind_of(field).stored(stored[field.id])
    return stored


def visible_fields(part: Step | Eform, answers: Mapping[str, str]) -> list[FieldSpec]:
    """The fields of a step, or of the whole form, that stay on the screen.

    `answers` are those of the whole form, choices by their stored value (`canonical_answers`), and the day of
    filing under `conditions.FILED_ON`. A hidden field counts as empty for the conditions that look at it.
    """
    return _walk(part, answers)[0]


def visible_answers(eform: Eform, answers: Mapping[str, str]) -> dict[str, str]:
    """The canonical answers without those of hidden fields: what conditions outside the fields look at."""
    return on_screen(eform, answers)[1]


def on_screen(eform: Eform, answers: Mapping[str, str]) -> tuple[list[FieldSpec], dict[str, str]]:
    """`visible_fields` and `visible_answers` at once, for answers as typed."""
    return _walk(eform, canonical_answers(eform, answers))


def _walk(part: Step | Eform, answers: Mapping[str, str]) -> tuple[list[FieldSpec], dict[str, str]]:
    known, shown = dict(answers), []
    for field in part.fields:
        if field.show_if is None or field.show_if.holds(known):
            shown.append(field)
        else:
            known.pop(field.id, None)
    return shown, known
