"""What the practice portal itself refuses, in every mode, whatever the scenario.

Empty, misshapen, in the future; a province that no longer exists; words of another date than the figures
(domain.md 2.18).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sandbox.engine import old_places, texts, writing
from sandbox.engine.conditions import FILED_ON
from sandbox.engine.kinds import FieldKind, kind_of, on_screen, read_date
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

    As with the coach, the answers of the whole form decide which fields are on the screen; `today` is the day
    of filing where the answers do not name one.
    """
    answers = {field: writing.judged(raw) for field, raw in answers.items()}
    shown, _ = on_screen(pack.eform, {FILED_ON: today.isoformat()} | answers)
    asked = (field for field in shown if fields is None or field.id in fields)
    found = ((field, _message(kind_of(field), answers, today, you)) for field in asked)
    return [PortalError(field.id, field.label, message) for field, message in found if message]


def _message(kind: FieldKind, answers: Mapping[str, str], today: date, you: str) -> str:
    field, raw = kind.field, answers.get(kind.field.id, "")
    if kind.empty(raw):
        return _say(field, _required(kind), you) if field.required else ""
    if old := _old_province(kind, raw):
        return _say(field, "old_place" if old.new else "old_district", you, old=old.old, new=old.new)
    if not kind.takes(raw):
        return _say(field, _misshapen(kind), you, range=texts.number_range(field.minimum, field.maximum))
    key = _senseless(kind, raw, answers, today)
    return _say(field, key, you) if key else ""


def _say(field: FieldSpec, key: str, you: str, **values: str) -> str:
    return texts.phrase("portal", key, you=you, label=field.label, **values)


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
    day = kind.day(raw)
    if day is None:
        return ""
    if kind.name == "date":
        return "future_date" if day > today and not kind.field.may_be_future else ""
    figures = read_date(answers.get(kind.field.of, ""))
    return "figures_and_words" if figures and figures != day else ""
