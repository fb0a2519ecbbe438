"""What others may know of a learner's practice: where she is, never what she typed."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.urls import reverse

from accounts.models import Learner
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


# Of an attempt, what is told of it: never the answers, which are long and nobody's business.
_TOLD = (
    "learner_id",
    "version__digest",
    "place",
    "mode",
    "hints_used",
    "persona_practised_before",
    "helper",
    "touched_at",
    "sent_at",
    "mistakes_made",
    "last_field",
    "last_kind",
)


def progress_of(learner_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Progress]:
    """Learner → progress in her latest attempt; nobody without one. One query, however many learners."""
    runs = Attempt.objects.exercises().filter(learner=OuterRef("pk")).order_by("-started_at")
    learners = Learner.objects.filter(id__in=list(learner_ids))
    latest = Attempt.objects.filter(
        pk__in=learners.annotate(latest=Subquery(runs.values("pk")[:1])).values("latest")
    )
    mistakes = AttemptMistake.objects.filter(attempt=OuterRef("pk")).order_by(
        "-pk"
    )  # numbered as they are made
    count = mistakes.order_by().values("attempt").annotate(number=Count("pk")).values("number")
    told = latest.annotate(
        mistakes_made=Subquery(count),
        last_field=Subquery(mistakes.values("field")[:1]),
        last_kind=Subquery(mistakes.values("kind")[:1]),
    ).values_list(*_TOLD, named=True)
    return {row.learner_id: _progress(row) for row in told}


def _progress(row: Any) -> Progress:
    """``row``: the columns of _TOLD."""
    pack = pack_of_digest(row.version__digest)
    places = journey.places(pack)
    step = journey.number(pack, row.place)
    sent = row.sent_at is not None
    return Progress(
        step=step,
        steps=len(places),
        step_label=journey.label(pack, places[step - 1]),
        field_label=field_in_words(pack, row.last_field) if row.last_field else "",
        mistake_kind=kind_in_words(row.last_kind) if row.last_kind else "",
        mistakes=row.mistakes_made or 0,
        hints=row.hints_used,
        touched_at=row.touched_at,
        mode=row.mode,
        finished=sent,
        unaided=sent and finished_unaided(row),
        helped=row.helper,
    )


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
