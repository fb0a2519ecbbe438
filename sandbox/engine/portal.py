"""What the practice portal itself refuses, in every mode, whatever the scenario.

Empty, misshapen, in the future; a province that no longer exists; words of another date than the figures: faults
that data/errors/catalog.json of github.com/VoidKeishi/OpenGOV lists (18/07/2026), and what a field's kind rules out.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from sandbox.engine import old_places, texts, writing
from sandbox.engine.conditions import FILED_ON
from sandbox.engine.kinds import FieldKind, kind_of, on_screen
from sandbox.engine.schema import Eform, FieldSpec, Pack


@dataclass(frozen=True)
class PortalError:
    """A field the portal does not take, with its message."""

    field: str
    label: str
    message: str


class Wrong(NamedTuple):
    """What is wrong with an answer: the key of its sentence, and what the sentence names."""

    key: str
    values: Mapping[str, str] = MappingProxyType({})


def errors(
    pack: Pack,
    answers: Mapping[str, str],
    fields: Collection[str] | None,
    today: date,
    *,
    you: str = texts.YOU,
) -> list[PortalError]:
    """The errors of the given fields (None: of all), in form order; `today` is the day of the practice clock.

    As with the coach, the answers of the whole form decide which fields are on the screen; `today` is the day
    of filing where the answers do not name one.
    """
    found = _found(pack, answers, fields, today)
    return [PortalError(field.id, field.label, _say(field, wrong, you)) for field, wrong in found]


def is_clear(pack: Pack, answers: Mapping[str, str], fields: Collection[str] | None, today: date) -> bool:
    """Whether `errors` would find nothing; quicker, for no words are looked for."""
    return next(_found(pack, answers, fields, today), None) is None


def _found(
    pack: Pack, answers: Mapping[str, str], fields: Collection[str] | None, today: date
) -> Iterator[tuple[FieldSpec, Wrong]]:
    answers = {field: writing.judged(raw) for field, raw in answers.items()}
    shown, _ = on_screen(pack.eform, {FILED_ON: today.isoformat()} | answers)
    marked = _marked_rows(pack.eform, answers, shown)
    for field in shown:
        if fields is None or field.id in fields:
            wrong = _wrong(kind_of(field), answers, today) or marked.get(field.id)
            if wrong:
                yield field, wrong


def _marked_rows(eform: Eform, answers: Mapping[str, str], shown: Collection[FieldSpec]) -> dict[str, Wrong]:
    """Field → what is wrong with the marks of a table of which exactly one row has one."""
    found: dict[str, Wrong] = {}
    on_page = {field.id: field for field in shown}
    for rows in (rows for rows in eform.tables if rows.exactly_one):
        cells = [name for name in rows.cells(rows.exactly_one) if name in on_page]
        ticked = [name for name in cells if not kind_of(on_page[name]).empty(answers.get(name, ""))]
        wrong = ticked[1:] if ticked else cells[:1]
        found |= {name: Wrong("one_row", {"noun": rows.noun}) for name in wrong}
    return found


def _wrong(kind: FieldKind, answers: Mapping[str, str], today: date) -> Wrong | None:
    field, raw = kind.field, answers.get(kind.field.id, "")
    if kind.empty(raw):
        return Wrong(_required(kind)) if field.required else None
    if old := _old_province(kind, raw):
        return Wrong("old_place" if old.new else "old_district", {"old": old.old, "new": old.new})
    if not kind.takes(raw):
        return Wrong(_misshapen(kind), {"range": texts.number_range(field.minimum, field.maximum)})
    key = _senseless(kind, raw, answers, today)
    return Wrong(key) if key else None


def _say(field: FieldSpec, wrong: Wrong, you: str) -> str:
    return texts.phrase("portal", wrong.key, you=you, label=field.label, **wrong.values)


def _required(kind: FieldKind) -> str:
    own = f"required_{kind.name}"
    return own if own in texts.phrases()["portal"] else "required_choice" if kind.chosen else "required"


def _misshapen(kind: FieldKind) -> str:
    if kind.name == "date" and kind.field.precision != ("day",):
        return "date_partial"
    if kind.name in texts.phrases()["portal"]:
        return kind.name
    return "choice" if kind.chosen else "format"


def _old_province(kind: FieldKind, raw: str) -> old_places.OldPlace | None:
    return old_places.find(raw, ("province", "district")) if kind.name == "province" else None


def _senseless(kind: FieldKind, raw: str, answers: Mapping[str, str], today: date) -> str:
    """The key of what is wrong with a well-formed value; empty where nothing is."""
    if kind.name == "date":
        day = kind.day(raw)
        return "future_date" if day and day > today and not kind.field.may_be_future else ""
    words, figures = kind.spelt(raw), kind.figures(answers.get(kind.field.of, ""))
    if words is None or figures is None or words == figures:
        return ""
    return "sum_in_words" if kind.name == "money_words" else "figures_and_words"
