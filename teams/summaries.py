"""Keeps the table of firsts right: a little after each piece of evidence, or all of it from nothing."""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from django.db import transaction
from django.db.models import F

from places.models import Commune
from teams import coverage
from teams.coverage import First
from teams.models import CoverageMonth, Evidence, Trainee


@transaction.atomic
def record(trainee: Trainee, **fields: object) -> Evidence:
    """Add one piece of evidence of ``trainee`` and bring the summary along, in one transaction.

    The person's row is locked, so that two members who mark her at once are counted one after the other.
    Raises IntegrityError for a dossier that was counted before, or for evidence that was undone before.
    """
    person = lock_person(trainee.pk)
    known = Evidence.objects.filter(trainee__in=family(person.pk)).records()
    evidence = Evidence.objects.create(trainee=trainee, **fields)
    _apply(coverage.change(known, replace(evidence.record(), trainee=person.pk)))
    return evidence


def lock_person(trainee_id: uuid.UUID) -> Trainee:
    """The row by which this row's person is counted, locked, and all on the way to it.

    Always from a row up to the one that keeps it, so that no two writers wait for each other.
    """
    row = Trainee.objects.select_for_update().get(pk=trainee_id)
    return lock_person(row.merged_into_id) if row.merged_into_id else row


def family(trainee_id: uuid.UUID) -> list[uuid.UUID]:
    """This row and every row that was merged into it, by whatever way."""
    found, level = [trainee_id], [trainee_id]
    while level:
        level = list(Trainee.objects.filter(merged_into__in=level).values_list("pk", flat=True))
        found += level
    return found


def regroup(rows: Collection[uuid.UUID], act: Callable[[], object]) -> None:
    """Run ``act``, which merges or parts some of ``rows``, and bring the summary along.

    ``rows`` are all rows of the persons concerned, locked by the caller in its transaction.
    """
    evidence = Evidence.objects.filter(trainee__in=rows)
    before = coverage.firsts(evidence.records())
    act()
    _apply(coverage.difference(before, coverage.firsts(evidence.records())))


def _apply(changes: Mapping[First, int]) -> None:
    """Add ``changes`` to the summary, rows in one order so that no two writers block each other."""
    for first, number in sorted(changes.items()):
        row, _ = CoverageMonth.objects.get_or_create(
            commune_id=first.place, month=first.month, kind=first.kind, home_id=first.home
        )
        CoverageMonth.objects.filter(pk=row.pk).update(firsts=F("firsts") + number)


@transaction.atomic
def rebuild(commune: Commune) -> None:
    """The summary of those who belong to ``commune`` again from their evidence, wherever it was made.

    Gives what the increments gave; proves it, too.
    """
    CoverageMonth.objects.filter(home=commune).delete()
    table = coverage.firsts(Evidence.objects.filter(trainee__commune=commune).records())
    CoverageMonth.objects.bulk_create(
        CoverageMonth(
            commune_id=first.place, month=first.month, kind=first.kind, home_id=first.home, firsts=number
        )
        for first, number in table.items()
    )
