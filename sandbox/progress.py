"""What others may know of a learner's practice: where she is, never what she typed."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language

from accounts.models import Learner
from kit.prepared import Prepared
from sandbox import journey
from sandbox.catalogue import current_packs
from sandbox.dossiers import finished_unaided
from sandbox.enums import Furthest, ModeChoice, Place
from sandbox.kinds_in_words import field_in_words, kind_in_words
from sandbox.models import Attempt, AttemptMistake, PackVersion, pack_of_digest


@dataclass(frozen=True)
class Progress:
    """The latest attempt of one learner; ``step`` of ``steps``, and the moment of her last act."""

    step: int
    steps: int
    step_label: str
    field_label: str
    mistakes: int
    hints: int
    touched_at: dt.datetime
    mode: str
    finished: bool  # sent
    unaided: bool  # sent in check mode, with no hint and no helper, on a persona not practised before
    helped: bool = False  # somebody sat beside, at least for a while
    mistake_kind: str = ""  # of the last mistake, in words


class _Told(NamedTuple):
    """Of an attempt, what is told of it: never the answers, which are long and nobody's business."""

    learner_id: uuid.UUID
    version__digest: str
    place: str
    mode: str
    hints_used: int
    persona_practised_before: bool
    helper: bool
    touched_at: dt.datetime
    sent_at: dt.datetime | None
    mistakes_made: int | None
    last_field: str | None
    last_kind: str | None


def _latest(learner_ids: Any) -> "QuerySet[Attempt, Any]":
    """The latest attempt of each learner, in the columns of _Told."""
    runs = Attempt.objects.exercises().filter(learner=OuterRef("pk")).order_by("-started_at")
    learners = Learner.objects.filter(id__in=learner_ids)
    latest = Attempt.objects.filter(
        pk__in=learners.annotate(latest=Subquery(runs.values("pk")[:1])).values("latest")
    )
    mistakes = AttemptMistake.objects.filter(attempt=OuterRef("pk")).order_by(
        "-pk"
    )  # numbered as they are made
    count = mistakes.order_by().values("attempt").annotate(number=Count("pk")).values("number")
    return latest.annotate(
        mistakes_made=Subquery(count),
        last_field=Subquery(mistakes.values("field")[:1]),
        last_kind=Subquery(mistakes.values("kind")[:1]),
    ).values_list(*_Told._fields)


_LATEST = Prepared(_latest, models.UUIDField(), row=_Told)


def progress_of(learner_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Progress]:
    """Learner → progress in her latest attempt; nobody without one. One query, however many learners."""
    return {row.learner_id: _progress(row) for row in _LATEST.rows(list(learner_ids))}


def _progress(row: _Told) -> Progress:
    language = get_language() or ""
    step, steps, label = _where(row.version__digest, row.place, language)
    sent = row.sent_at is not None
    return Progress(
        step=step,
        steps=steps,
        step_label=label,
        field_label=_field(row.version__digest, row.last_field, language) if row.last_field else "",
        mistake_kind=_kind(row.last_kind, language) if row.last_kind else "",
        mistakes=row.mistakes_made or 0,
        hints=row.hints_used,
        touched_at=row.touched_at,
        mode=row.mode,
        finished=sent,
        unaided=sent and finished_unaided(row),
        helped=row.helper,
    )


# What never changes is looked up once: a version is what its digest says for ever, and words are those of a language.


@lru_cache(maxsize=500)
def _where(digest: str, place: str, language: str) -> tuple[int, int, str]:
    """Number of a place, of how many, and its name."""
    pack = pack_of_digest(digest)
    places = journey.places(pack)
    step = journey.number(pack, place)
    return step, len(places), journey.label(pack, places[step - 1])


@lru_cache(maxsize=2000)
def _field(digest: str, field: str, language: str) -> str:
    return field_in_words(pack_of_digest(digest), field)


@lru_cache(maxsize=500)
def _kind(kind: str, language: str) -> str:
    return kind_in_words(kind)


def scenario_choices() -> list[tuple[str, str]]:
    """(id, title) of every scenario that can be practised."""
    return [
        (scenario.id, scenario.title) for version in current_packs() for scenario in version.pack.scenarios
    ]


def start_url(scenario_id: str, mode: str) -> str:
    """The address at which a scenario starts, in a mode."""
    return reverse("sandbox:start", args=[scenario_id, mode])


def sheets_url(scenario_id: str) -> str:
    """The address of all sample papers of a scenario, with the card of its persona, to print for a class."""
    return reverse("sandbox:sheets", args=[scenario_id])


def real_url(code: str) -> str:
    """The address of "Mai đi nộp thật": what to have ready for the real thing, for the procedure with this code."""
    return reverse("real:tomorrow", args=[code])


def go_on_url(learner: Learner, scenario_id: str, mode: str) -> str:
    """Where ``learner`` goes on: in the run that she has not finished, else at the start of the scenario."""
    mine = Attempt.objects.of(learner).exercises().unfinished().filter(scenario_id=scenario_id)
    latest = mine.order_by("-touched_at").values_list("pk", flat=True).first()
    return reverse("sandbox:attempt", args=[latest]) if latest else start_url(scenario_id, mode)


def step_url(attempt: Attempt, place: str) -> str:
    """The address of one step of an attempt."""
    if place in Place.values:
        return reverse(f"sandbox:step_{Place(place).name.lower()}", args=[attempt.id])
    return reverse("sandbox:step_fields", args=[attempt.id, place])


def procedure_of(scenario_id: str) -> str:
    """Code of the procedure that a scenario practises. Empty for a scenario that no current pack has."""
    for version in current_packs():
        if any(scenario.id == scenario_id for scenario in version.pack.scenarios):
            return version.procedure_code
    return ""


def procedure_names(codes: Iterable[str]) -> dict[str, str]:
    """Code → the short name that people use; nothing for a procedure that no current pack has."""
    wanted = set(codes)
    packs = [version.pack for version in current_packs() if version.procedure_code in wanted]
    return {pack.procedure.code: pack.procedure.short_name for pack in packs}


def procedure_choices() -> list[tuple[str, str]]:
    """(code, the short name that people use) of every procedure that can be practised."""
    packs = [version.pack for version in current_packs()]
    return [(pack.procedure.code, pack.procedure.short_name) for pack in packs]


def furthest_of(learner_ids: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str], Furthest]:
    """(learner, procedure) → the furthest of her attempts; nothing for whoever has begun none. Two queries."""
    found: dict[tuple[uuid.UUID, str], Furthest] = {}
    rows = (
        Attempt.objects.exercises()
        .filter(learner_id__in=list(learner_ids))
        .prefetch_related(Prefetch("version", PackVersion.objects.defer("content")))
    )
    for attempt in rows:
        key = (attempt.learner_id, attempt.version.procedure_code)
        found[key] = max(found.get(key, Furthest.BEGUN), _furthest(attempt))
    return found


def _furthest(attempt: Attempt) -> Furthest:
    if attempt.sent_at is None:
        return Furthest.BEGUN
    if finished_unaided(attempt):
        return Furthest.ALONE
    helped = attempt.helper or attempt.mode == ModeChoice.GUIDED
    return Furthest.HELPED if helped else Furthest.HINTED
