"""Which field of which procedure stops people: counted in learners, never in tries."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from sandbox.catalogue import current_packs
from sandbox.models import Attempt, AttemptMistake

MISTAKES = 2  # in one field: the first is a slip, the second says that something was not understood
HINT = 2  # the one that points to the place; the first is a nudge that everybody gets


@dataclass(frozen=True)
class Stuck:
    """A field at which ``people`` learners were stuck."""

    procedure: str
    procedure_name: str
    field: str
    label: str
    people: int


def stuck(learner_ids: Iterable[uuid.UUID], since: dt.datetime, until: dt.datetime) -> list[Stuck]:
    """Where these learners were stuck in exercises begun from ``since`` to before ``until``; most people first.

    Stuck is who made two mistakes in a field, or needed its second hint. Fields that no current pack has any more
    are left out: nobody can meet them. ``learner_ids`` may be a query, which then becomes a part of ours. Three
    queries, however many learners.
    """
    attempts = Attempt.objects.exercises().filter(
        learner_id__in=learner_ids, started_at__gte=since, started_at__lt=until
    )
    people: dict[tuple[str, str], set[uuid.UUID]] = defaultdict(set)
    mistakes = AttemptMistake.objects.filter(attempt__in=attempts)
    rows = mistakes.values_list("attempt__version__procedure_code", "field", "attempt__learner_id")
    for procedure, field, learner, number in rows.annotate(number=Count("pk")):
        if number >= MISTAKES:
            people[procedure, field].add(learner)
    hinted = attempts.exclude(hints={}).values_list("version__procedure_code", "learner_id", "hints")
    for procedure, learner, hints in hinted:
        for field, level in hints.items():
            if level >= HINT:
                people[procedure, field].add(learner)
    return _named(people)


def _named(people: dict[tuple[str, str], set[uuid.UUID]]) -> list[Stuck]:
    found = []
    for version in current_packs() if people else ():
        pack = version.pack
        for spec in pack.eform.fields:
            if who := people.get((version.procedure_code, spec.id)):
                name = pack.procedure.short_name
                found.append(Stuck(version.procedure_code, name, spec.id, spec.label, len(who)))
    return sorted(found, key=lambda one: -one.people)
