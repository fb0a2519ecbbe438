"""For whoever asks a person: which page of the replica it is about, in words; and no real number in the question."""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from django.urls import Resolver404, resolve

from sandbox import journey
from sandbox.engine import guard
from sandbox.enums import Place
from sandbox.models import Attempt, Dossier

_MAIL = re.compile(r"\S*@\s?\S*")
_NUMBER = re.compile(r"\w?\d(?:[\W_]{0,3}\d){6,}")  # with the letter of a passport
_GONE = "…"


def without_real_numbers(text: str) -> tuple[str, str]:
    """``text`` without numbers and addresses that look real, and the guard's kind reason; "" where nothing was found.

    Somebody who asks has written a whole sentence, so only the number goes; where it cannot be told apart from
    the rest, all of it does.
    """
    reason = guard.screen("text", text, ()).reason
    if reason is None:
        return text, ""
    left = _NUMBER.sub(_GONE, _MAIL.sub(_GONE, text)).strip()
    return guard.screen("text", left, ()).value.strip(_GONE), guard.message(reason)


def page_words(learner_id: uuid.UUID, path: str, field: str = "") -> str:
    """A page of the learner's own practice: procedure · step · field; "" for any other address."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    if match.namespace != "sandbox":
        return ""
    attempt = _attempt(learner_id, match.kwargs)
    if attempt is None:
        return ""
    name = attempt.pack.procedure.short_name
    if "dossier_id" in match.kwargs:
        return name
    place = _place(attempt, match.url_name or "", match.kwargs)
    return " · ".join(filter(None, (name, journey.label(attempt.pack, place), _field(attempt, field))))


def _attempt(learner_id: uuid.UUID, named: Mapping[str, Any]) -> Attempt | None:
    attempts = Attempt.objects.with_pack().filter(learner=learner_id)
    if "attempt_id" in named:
        return attempts.filter(id=named["attempt_id"]).first()
    if "dossier_id" in named:
        return attempts.filter(
            id__in=Dossier.objects.filter(id=named["dossier_id"]).values("attempt")
        ).first()
    return None


def _place(attempt: Attempt, page: str, named: Mapping[str, Any]) -> str:
    """The step that the page belongs to; where she stands for a page that belongs to none."""
    step = str(named.get("step_id", ""))
    if any(one.id == step for one in attempt.pack.eform.steps):
        return step
    return Place.__members__.get(page.removeprefix("step_").upper(), attempt.place)


def _field(attempt: Attempt, field: str) -> str:
    wanted = field.removeprefix("id_")
    return next((spec.label for spec in attempt.pack.eform.fields if spec.id == wanted), "")
