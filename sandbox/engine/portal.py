"""What the practice portal itself refuses, in every mode, whatever the scenario: empty, misshapen, in the future."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sandbox.engine import texts, writing
from sandbox.engine.kinds import OneChoice, canonical_answers, kind_of, read_date, visible_fields
from sandbox.engine.schema import FieldSpec, Pack


@dataclass(frozen=True)
class PortalError:
    """A field the portal does not take, with its message."""

    field: str
    label: str
    message: str


def errors(
    pack: Pack,
    answers: Mapping[str, str],
    fields: Collection[str] | None,
    today: date,
    *,
    you: str = texts.YOU,
) -> list[PortalError]:
    """The errors of the given fields (None: of all), in form order; `today` is the day of the practice clock.

    As with the coach, the answers of the whole form decide which fields are on the screen.
    """
    answers = {field: writing.judged(raw) for field, raw in answers.items()}
    found = (
        (field, _message_key(field, answers.get(field.id, ""), today))
        for field in visible_fields(pack.eform, canonical_answers(pack.eform, answers))
        if fields is None or field.id in fields
    )
    return [
        PortalError(field.id, field.label, texts.phrase("portal", key, you=you, label=field.label))
        for field, key in found
        if key
    ]


def _message_key(field: FieldSpec, raw: str, today: date) -> str:
    kind = kind_of(field)
    if kind.empty(raw):
        return ("required_choice" if field.kind == OneChoice.name else "required") if field.required else ""
    if kind.normalise(raw) is None:
        return field.kind if field.kind in texts.phrases()["portal"] else "format"
    day = read_date(raw) if field.kind == "date" else None
    if day is not None and day > today and not field.may_be_future:
        return "future_date"
    return ""
