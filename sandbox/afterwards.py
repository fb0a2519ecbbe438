"""What lessons may know of practice afterwards: what was done, where she stumbled, and one field to ask again alone."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.http import Http404
from django.urls import reverse

from accounts.models import Learner
from sandbox import catalogue, journey
from sandbox.copying import COPY_FIELDS
from sandbox.dossiers import finished_unaided
from sandbox.engine.kinds import kind_of
from sandbox.engine.schema import FieldSpec, Scenario
from sandbox.models import Attempt, AttemptMistake, Dossier, pack_of_digest

MOST_OPTIONS = 6
_COLUMNS = {
    "attempt": "pk",
    "digest": "version__digest",
    "scenario": "scenario_id",
    "place": "place",
    "at": "touched_at",
}
_KINDS = {kind: name for name, kind in COPY_FIELDS.items()}


@dataclass(frozen=True)
class Left:
    """An exercise that was begun and not sent: where it stands, and when she was last there."""

    title: str
    step: int
    steps: int
    url: str
    touched_at: dt.datetime


@dataclass(frozen=True)
class Stumble:
    """A field of an exercise in which mistakes were made; never what was typed."""

    scenario: str
    field: str
    times: int


@dataclass(frozen=True)
class FieldAlone:
    """One field of an exercise, asked by itself: the line of the sample paper, and the right answer to it.

    ``copies`` names one of COPY_FIELDS for what is typed, and is empty where it is chosen among ``options`` (words,
    whether right).
    """

    exercise: str
    label: str
    paper: str
    line: str
    value: str
    copies: str = ""
    options: tuple[tuple[str, bool], ...] = ()


def left_columns() -> dict[str, Subquery]:
    """To annotate learners with: the exercise that each left last, as `left_exercise` reads it."""
    mine = Attempt.objects.exercises().unfinished().filter(learner=OuterRef("pk")).order_by("-touched_at")
    return {f"left_{name}": Subquery(mine.values(column)[:1]) for name, column in _COLUMNS.items()}


def left_exercise(row: Mapping[str, Any]) -> Left | None:
    """What `left_columns` found; None where she left nothing."""
    if row["left_attempt"] is None:
        return None
    pack = pack_of_digest(row["left_digest"])
    place = journey.number(pack, row["left_place"])
    url = reverse("sandbox:attempt", args=[row["left_attempt"]])
    title = pack.scenario(row["left_scenario"]).title
    return Left(title, place, len(journey.places(pack)), url, row["left_at"])


def modes_sent(learner: Learner, scenario_ids: Iterable[str]) -> dict[str, set[str]]:
    """Exercise → the ways (names of modes) in which she has sent it; nothing for one never sent. One query."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = Attempt.objects.of(learner).exercises().filter(scenario_id__in=list(scenario_ids))
    for scenario_id, mode in rows.exclude(sent_at=None).values_list("scenario_id", "mode"):
        found[scenario_id].add(mode)
    return dict(found)


def unaided_passes(learner: Learner) -> dict[str, list[dt.datetime]]:
    """Procedure → when she came to a result alone (sandbox/README.md, "Unaided"), the earliest first. One query."""
    found: dict[str, list[dt.datetime]] = defaultdict(list)
    rows = Dossier.objects.filter(attempt__learner=learner, attempt__drill="").exclude(decided_at=None)
    for dossier in rows.with_pack().order_by("decided_at"):
        if finished_unaided(dossier.attempt) and dossier.decided_at is not None:
            found[dossier.attempt.version.procedure_code].append(dossier.decided_at)
    return dict(found)


def stumbles_of(dossier_id: uuid.UUID) -> list[Stumble]:
    """In which fields of a dossier's exercise mistakes were made, the most often first. One query."""
    mistakes = AttemptMistake.objects.filter(attempt__dossier=dossier_id, attempt__drill="")
    rows = mistakes.values_list("attempt__scenario_id", "field").annotate(times=Count("pk"))
    return [Stumble(*row) for row in rows.order_by("-times", "field")]


def field_alone(scenario_id: str, field_id: str) -> FieldAlone | None:
    """A field to ask by itself; None where that makes no sense: outside the form, or not to be read off one line."""
    try:
        version, scenario = catalogue.find_scenario(scenario_id)
    except Http404:
        return None
    spec = next((one for one in version.pack.eform.fields if one.id == field_id), None)
    if spec is None or field_id not in scenario.answers:
        return None
    return _alone(scenario, spec)


def _alone(scenario: Scenario, spec: FieldSpec) -> FieldAlone | None:
    answer = scenario.answers[spec.id]
    paper = scenario.paper(answer.paper)
    line = paper.line(answer.line) if paper else None
    if paper is None or line is None or not answer.value:
        return None
    asked = (scenario.title, spec.label, paper.title, line.label, line.value)
    if spec.choices:
        options = tuple((one.label, one.value == answer.value) for one in spec.choices)
        fits = 2 <= len(options) <= MOST_OPTIONS and sum(right for _, right in options) == 1
        return FieldAlone(*asked, options=options) if fits else None
    copies = _KINDS.get(spec.kind)
    if copies is None or not kind_of(spec).same(line.value, answer.value):
        return None
    return FieldAlone(*asked, copies=copies)
