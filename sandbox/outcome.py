"""The draft, the result, and what she has done on the way: the lines that the office writes, and steps with ticks."""

from typing import Any

from django.utils.translation import gettext as _

from sandbox import attempts, tracking
from sandbox.dossiers import finished_unaided
from sandbox.engine import texts
from sandbox.engine.enums import Rating, Reason
from sandbox.engine.office import result_fields, written
from sandbox.models import Dossier, DossierEvent


def lines(dossier: Dossier) -> list[dict[str, Any]]:
    """The lines of the draft and of the result as the office wrote them: field, number, label, value."""
    attempt, wrote = dossier.attempt, (dossier.draft or {}).get("wrote", {})
    papers = attempt.scenario.fields
    shown = [
        spec
        for spec in attempts.visible(attempt, result_fields(attempt.pack.eform))
        if attempt.answers.get(spec.id)
    ]
    return [
        {
            "field": spec.id,
            "number": number,
            "label": spec.label,
            "value": wrote.get(spec.id) or written(spec, attempt.answers[spec.id], papers.get(spec.id, "")),
        }
        for number, spec in enumerate(shown, 1)
    ]


def slips(dossier: Dossier) -> list[str]:
    """Labels of the lines that the office wrote wrongly, and that nobody put right."""
    wrote = (dossier.draft or {}).get("wrote", {})
    return [line["label"] for line in lines(dossier) if line["field"] in wrote]


def reply(dossier: Dossier) -> dict[str, str] | None:
    """What the office says of the line that she pointed at last: mended, or right as it stands on the papers."""
    event = dossier.events.filter(reason=Reason.DRAFT_CORRECTED).last()
    if event is None:
        return None
    label = dossier.attempt.pack.eform.field(event.data["line"]).label
    if event.data["fixed"]:
        return {"kind": "ok", "text": _("The office has mended the line “%(line)s”.") % {"line": label}}
    said = _("The office has compared “%(line)s” with the papers: it is right as it stands.")
    return {"kind": "warn", "text": said % {"line": label}}


def result(dossier: Dossier) -> dict[str, Any]:
    """The practice result, what to do with it, what she has done, and whether this run counts as done alone."""
    attempt = dossier.attempt
    return {
        "dossier": dossier,
        "title": tracking.title(dossier),
        "result": attempt.pack.procedure.result,
        "agency": attempt.scenario.agency,
        "lines": lines(dossier),
        "slips": slips(dossier),
        "unaided": finished_unaided(attempt),
        "done": done(dossier),
        "rating": rating_name(dossier.rating),
    }


def rating_name(rating: str) -> str:
    """A rating in words; "" for none yet."""
    return texts.phrase("ratings", rating) if rating else ""


def ratings() -> list[tuple[str, str]]:
    """(value, words) of the three steps, the best first."""
    return [(rating.value, rating_name(rating.value)) for rating in Rating]


def done(dossier: Dossier) -> list[dict[str, Any]]:
    """The steps of the whole way with a picture each; `done` says whether she did it."""
    events = list(dossier.events.all())
    steps = [
        ("tim-dung-thu-tuc", _("Found the right procedure"), True),
        ("dang-nhap", _("Signed in, and typed the code yourself"), True),
        ("chon-noi", _("Chose the office"), True),
        ("go-theo-giay", _("Copied the form from the papers"), True),
        ("chup-bon-goc", _("Attached the photo of the paper"), True),
        ("xem-lai-roi-gui", _("Looked once more, then sent it"), True),
        *_answered(dossier, events),
        ("nhan-giay", _("Received the result"), True),
    ]
    return [{"drawing": drawing, "text": words, "done": is_done} for drawing, words, is_done in steps]


def _answered(dossier: Dossier, events: list[DossierEvent]) -> list[tuple[str, str, bool]]:
    """What she did when the office asked."""
    found, rounds = [], dossier.rounds
    if rounds:
        once = _("Sent what the office asked for")
        often = _("Sent what the office asked for, %(n)d times") % {"n": rounds}
        found.append(("gui-ho-so", once if rounds == 1 else often, True))
    reasons = {event.reason for event in events}
    if Reason.PAID in reasons:
        found.append(("nhan-giay", _("Paid for the copies at Ngân hàng Tập"), True))
    if Reason.DRAFT_CORRECTED in reasons:
        found.append(("to-giay", _("Pointed at a line of the draft"), True))
    if Reason.DRAFT_AGREED in reasons:
        found.append(("to-giay", _("Checked the draft before it was signed"), True))
    if Reason.DRAFT_SILENCE in reasons:
        found.append(("to-giay", _("The draft went by unanswered"), False))
    return found
