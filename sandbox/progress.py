"""What others may know of a learner's practice: where she is, never what she typed."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Prefetch, Subquery, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from sandbox.catalogue import current_packs
from sandbox.dossiers import finished_unaided
from sandbox.enums import Furthest, ModeChoice, Place
from sandbox.models import Attempt, AttemptMistake, PackVersion


@dataclass(frozen=True)
class Progress:
    """The latest attempt of one learner; ``step`` of ``steps``, idle time in whole minutes."""

    step: int
    steps: int
    step_label: str
    field_label: str
    mistakes: int
    hints: int
    minutes_idle: int
    mode: str
    finished: bool  # sent
    unaided: bool  # sent in check mode, with no hint and no helper, on a persona not practised before
    helped: bool = False  # somebody sat beside, at least for a while


def progress_of(learner_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Progress]:
    """Learner → progress in her latest attempt; nobody without one. Two queries, however many learners."""
    last_field = (
        AttemptMistake.objects.filter(attempt=OuterRef("pk")).order_by("-at", "-pk").values("field")[:1]
    )
    ranked = (
        Attempt.objects.exercises()
        .filter(learner_id__in=list(learner_ids))
        .annotate(
            rank=Window(RowNumber(), partition_by=F("learner_id"), order_by=F("started_at").desc()),
        )
    )
    latest = (
        Attempt.objects.filter(pk__in=ranked.filter(rank=1).values("pk"))
        .prefetch_related(Prefetch("version", PackVersion.objects.defer("content")))
        .annotate(mistake_count=Count("mistakes"), last_field=Subquery(last_field))
    )
    return {attempt.learner_id: _progress(attempt) for attempt in latest}


def _progress(attempt: Attempt) -> Progress:
    idle = timezone.now() - attempt.touched_at
    return Progress(
        step=attempt.step,
        steps=attempt.steps,
        step_label=attempt.step_label,
        field_label=_field_label(attempt),
        mistakes=attempt.mistake_count,  # type: ignore[attr-defined]  # annotated above
        hints=attempt.hints_used,
        minutes_idle=int(idle.total_seconds() // 60),
        mode=attempt.mode,
        finished=attempt.sent_at is not None,
        unaided=attempt.sent_at is not None and finished_unaided(attempt),
        helped=attempt.helper,
    )


def _field_label(attempt: Attempt) -> str:
    field = attempt.last_field or ""  # type: ignore[attr-defined]  # annotated in progress_of
    return next((spec.label for spec in attempt.pack.eform.fields if spec.id == field), "")


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
