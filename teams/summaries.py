"""Keeps the table of firsts right: a little after each piece of evidence, or all of it from nothing."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from places.models import Commune
from teams import coverage
from teams.coverage import First
from teams.models import CoverageMonth, Evidence, Trainee


@transaction.atomic
def record(trainee: Trainee, **fields: object) -> Evidence:
    """Add one piece of evidence of ``trainee`` and bring the summary along, in one transaction.

    The trainee's row is locked, so that two members who mark her at once are counted one after the other.
    Raises IntegrityError for a dossier that was counted before, or for evidence that was undone before.
    """
    locked = Trainee.objects.select_for_update().get(pk=trainee.pk)
    known = Evidence.objects.filter(trainee=locked).records()
    evidence = Evidence.objects.create(trainee=locked, **fields)
    _apply(coverage.change(known, evidence.record()))
    return evidence


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
