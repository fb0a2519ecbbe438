"""What the pages after sending show where she has something to answer: the draft, the result with her rating."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from sandbox import attempts, outcome, pages, tracking
from sandbox.engine import guard
from sandbox.engine.enums import GuardReason
from sandbox.engine.kinds import kind_of
from sandbox.models import Attempt, Dossier
from sandbox.turn_forms import RIGHT, CorrectionForm, RatingForm
from ui.service import error_items

AGREED = "dung"  # the name of the button "Đúng rồi"


class Correction:
    """A line of the draft that she points at, as posted: read, guarded, judged."""

    def __init__(self, dossier: Dossier, data: QueryDict) -> None:
        self.dossier, attempt = dossier, dossier.attempt
        lines = outcome.lines(dossier)
        self.field = data.get("dong", "") if data.get("dong") in {line["field"] for line in lines} else ""
        self.right, dropped = _guarded(attempt, data.get(RIGHT, ""))
        posted = {"dong": self.field, RIGHT: self.right}
        refused = guard.message(dropped) if dropped else ""
        self.form = CorrectionForm(lines, attempt.pack.eform, refused, data=posted)
        if dropped:
            attempts.note_dropped(attempt, {self.field or RIGHT: dropped})

    @property
    def is_clear(self) -> bool:
        """Whether it can be sent."""
        return self.form.is_valid()


def _guarded(attempt: Attempt, raw: str) -> tuple[str, GuardReason | None]:
    """What may be kept of a correction, and why the rest may not."""
    clean, dropped = attempts.screened({RIGHT: raw}, attempts.known_values(attempt))
    return clean[RIGHT].strip(), dropped.get(RIGHT)


def show_draft(
    request: HttpRequest, dossier: Dossier, token: str, correction: Correction | None = None
) -> HttpResponse:
    """The draft beside the papers, "Đúng rồi", and the way to point at a line."""
    attempt = dossier.attempt
    lines = outcome.lines(dossier)
    form = correction.form if correction else CorrectionForm(lines, attempt.pack.eform)
    fields = [attempt.pack.eform.field(line["field"]) for line in lines]
    context = {
        "dossier": dossier,
        "title": tracking.title(dossier),
        "turn": tracking.turn(dossier),
        "result": attempt.pack.procedure.result,
        "agency": attempt.scenario.agency,
        "lines": lines,
        "reply": outcome.reply(dossier),
        "form": form,
        "errors": error_items(form) if correction else [],
        "papers": pages.paper_views(attempt.scenario, pages.papers_for(attempt, fields)[:1]),
        "coached": attempt.coached,
        "token": token,
    }
    return render(request, "sandbox/draft.html", context)


def draft_body(attempt: Attempt, data: QueryDict) -> dict[str, str]:
    """Her answer to a draft, after the guard: it tells a second press from a second meaning."""
    if AGREED in data:
        return {AGREED: "1"}
    names = {spec.id for spec in attempt.pack.eform.fields}
    field = data.get("dong", "") if data.get("dong") in names else ""
    return {"dong": field, RIGHT: _guarded(attempt, data.get(RIGHT, ""))[0]}


def draft_rows(attempt: Attempt, body: Mapping[str, str]) -> list[dict[str, str]]:
    """Her answer to a draft as people read it."""
    if AGREED in body or not body.get("dong"):
        return [{"label": _("The draft"), "value": _("It is right")}]
    spec = attempt.pack.eform.field(body["dong"])
    return [{"label": spec.label, "value": kind_of(spec).show(body.get(RIGHT, ""))}]


def show_result(
    request: HttpRequest, dossier: Dossier, form: RatingForm | None = None, *, thanks: bool = False
) -> HttpResponse:
    """The result, and the rating as it stands."""
    if form is None:
        form = RatingForm(initial={"muc": dossier.rating, "loi": dossier.said.get("rating", "")})
    context: dict[str, Any] = outcome.result(dossier) | {
        "form": form,
        "errors": error_items(form) if form.is_bound else [],
        "thanks": thanks,
    }
    return render(request, "sandbox/result.html", context)
