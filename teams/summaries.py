"""Keeps the tables of firsts and of contacts right: a little after each act, or all of a commune from nothing.

Both add up over persons, so an act changes only what the persons whom it concerns add to them: these are counted
before and after it, in its transaction, and the difference is added. Whatever writes attendance, evidence, what is
known of a person, or which row speaks for her, does it through ``keep``.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import Enum, auto
from typing import Any, NamedTuple, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from places.models import Commune
from teams import contacts, coverage
from teams.contacts import Count, Details, Line
from teams.coverage import First
from teams.enums import SHOWS_UNAIDED
from teams.models import Attendance, ContactMonth, CoverageMonth, Evidence, Trainee, TraineeQuerySet

Done = TypeVar("Done")
Sums = dict[tuple[Any, ...], dict[str, int]]  # key of a row → column → number


class Part(Enum):
    """What is counted: people (who they are, which row speaks for whom), their evidence, their visits."""

    PEOPLE = auto()
    EVIDENCE = auto()
    VISITS = auto()


class Tables(NamedTuple):
    """What some persons add to either table."""

    firsts: Counter[First]
    contacts: Counter[tuple[Line, Count]]


@transaction.atomic
def record(trainee: Trainee, **fields: object) -> Evidence:
    """Add one piece of evidence of ``trainee`` and bring the summaries along, in one transaction.

    Raises IntegrityError for a dossier that was counted before, or for evidence that was undone before.
    """
    return keep(
        [trainee.pk], lambda: Evidence.objects.create(trainee=trainee, **fields), only=(Part.EVIDENCE,)
    )


@transaction.atomic
def keep(
    rows: Collection[uuid.UUID], act: Callable[[], Done], *, only: Collection[Part] = tuple(Part)
) -> Done:
    """Run ``act``, which changes something about the persons of these ``rows``, and bring the summaries along.

    The rows by which the persons are counted are locked, so that two members who mark one person at once are
    counted one after the other. The number of queries does not grow with that of the rows. ``only``: what ``act``
    changes, where it is not everything; the rest is not read twice.
    """
    if not rows:
        return act()
    which = Trainee.objects.filter(pk__in=_families(_lock(rows)))
    read = _read(which, tuple(Part))
    before = _tables(read)
    done = act()
    after = _tables(read | _read(which, only))
    _add(CoverageMonth, _sums_of_firsts(coverage.difference(before.firsts, after.firsts)))
    _add(ContactMonth, _sums_of_contacts(coverage.difference(before.contacts, after.contacts)))
    return done


def _lock(rows: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """The rows by which these rows' persons are counted, locked, and all on the way to them.

    Always from a row up to the one that keeps it, so that no two writers wait for each other.
    """
    ends: set[uuid.UUID] = set()
    level = set(rows)
    while level:
        locked = Trainee.objects.select_for_update().filter(pk__in=level).order_by("pk")
        above = dict(locked.values_list("pk", "merged_into_id"))
        ends |= {row for row, keeper in above.items() if keeper is None}
        level = {keeper for keeper in above.values() if keeper is not None} - ends
    return ends


def _families(rows: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """These rows and every row that was merged into one of them, by whatever way."""
    level = set(rows)
    found = set(level)
    while level:
        level = set(Trainee.objects.filter(merged_into__in=level).values_list("pk", flat=True)) - found
        found |= level
    return found


def family(trainee_id: uuid.UUID) -> list[uuid.UUID]:
    """This row and every row that was merged into it, by whatever way."""
    return list(_families([trainee_id]))


def lock_person(trainee_id: uuid.UUID) -> Trainee:
    """The row by which this row's person is counted, locked, and all on the way to it."""
    (end,) = _lock([trainee_id])
    return Trainee.objects.get(pk=end)


# --- Counting ----------------------------------------------------------------------------------------------------
def _read(which: TraineeQuerySet, parts: Collection[Part]) -> dict[Part, list[Any]]:
    """The rows of these people, one query for each part."""
    found: dict[Part, list[Any]] = {}
    if Part.PEOPLE in parts:
        people = which.order_by("created_at", "pk")
        found[Part.PEOPLE] = list(people.values_list("pk", "merged_into_id", "sex", "birth_year", "age_band"))
    if Part.EVIDENCE in parts:
        found[Part.EVIDENCE] = Evidence.objects.filter(trainee__in=which).rows()
    if Part.VISITS in parts:
        found[Part.VISITS] = Attendance.objects.filter(trainee__in=which).visits()
    return found


def tables(which: TraineeQuerySet) -> Tables:
    """What the persons of these rows add to the tables. ``which`` holds all rows of each of them. Three queries."""
    return _tables(_read(which, tuple(Part)))


def _tables(read: Mapping[Part, list[Any]]) -> Tables:
    people = read[Part.PEOPLE]
    keepers = coverage.roots({row: keeper for row, keeper, *_ in people if keeper is not None})
    about: dict[uuid.UUID, list[Details]] = defaultdict(list)
    for row, _, sex, born, band in sorted(people, key=lambda one: one[0] in keepers):  # the kept rows first
        about[keepers.get(row, row)].append(Details(sex, born, band))
    evidence = coverage.of_persons(read[Part.EVIDENCE], keepers)
    visits = contacts.of_persons(read[Part.VISITS], keepers)
    shows = [one for one in coverage.standing(evidence) if one.kind in SHOWS_UNAIDED]
    return Tables(
        coverage.firsts([*evidence, *(visit.record() for visit in visits)]),
        contacts.count(visits, about, contacts.alone_since(shows)),
    )


def _sums_of_firsts(table: Mapping[First, int]) -> Sums:
    return {tuple(first): {"firsts": number} for first, number in table.items()}


def _sums_of_contacts(table: Mapping[tuple[Line, Count], int]) -> Sums:
    sums: Sums = defaultdict(dict)
    for (line, what), number in table.items():
        sums[tuple(line)][what.value] = number
    return sums


# --- Keeping -----------------------------------------------------------------------------------------------------
Kept = type[CoverageMonth] | type[ContactMonth]


def _add(model: Kept, changes: Sums) -> None:
    """Add ``changes`` to the summary, its rows locked in one order so that no two writers block each other."""
    if not changes:
        return
    keys = sorted(changes)
    made: list[Any] = [model(**dict(zip(model.KEY, key, strict=True))) for key in keys]
    model.objects.bulk_create(made, ignore_conflicts=True)
    rows = _locked(model, keys)
    for key, numbers in changes.items():
        for column, number in numbers.items():
            setattr(rows[key], column, getattr(rows[key], column) + number)
    columns = {column for numbers in changes.values() for column in numbers}
    model.objects.bulk_create(  # in one statement, and quicker to put together than bulk_update
        rows.values(), update_conflicts=True, unique_fields=["id"], update_fields=sorted(columns)
    )


def _locked(model: Kept, keys: Collection[tuple[Any, ...]]) -> dict[tuple[Any, ...], Any]:
    homes = {key[model.KEY.index("home_id")] for key in keys}
    months = {key[model.KEY.index("month")] for key in keys}
    found = model.objects.select_for_update().filter(home__in=homes, month__in=months).order_by("pk")
    rows = {tuple(getattr(row, part) for part in model.KEY): row for row in found}
    return {key: rows[key] for key in keys if key in rows}


@transaction.atomic
def rebuild(commune: Commune) -> None:
    """Both summaries of ``commune`` again from evidence and attendance. Gives what the increments gave."""
    for model in (CoverageMonth, ContactMonth):
        model.objects.filter(home=commune).delete()
    fresh = counted(commune)
    for model, sums in fresh.items():
        rows: list[Any] = [
            model(**dict(zip(model.KEY, key, strict=True)), **numbers) for key, numbers in sums.items()
        ]
        model.objects.bulk_create(rows)


def counted(commune: Commune) -> dict[Kept, Sums]:
    """The lines of ``commune`` of today from nothing: firsts of its people, contacts of its teams."""
    found = tables(_concerned(commune))
    firsts = {first: number for first, number in found.firsts.items() if first.home == commune.pk}
    came = {key: number for key, number in found.contacts.items() if key[0].home == commune.pk}
    return {CoverageMonth: _sums_of_firsts(firsts), ContactMonth: _sums_of_contacts(came)}


def _concerned(commune: Commune) -> TraineeQuerySet:
    """Its people, and whoever from elsewhere came to its teams; all rows of each."""
    visitors = Trainee.objects.filter(attendances__session__team__commune=commune).exclude(commune=commune)
    from_elsewhere = set(visitors.values_list("pk", flat=True))
    level = from_elsewhere
    while level:
        above = Trainee.objects.filter(pk__in=level, merged_into__isnull=False)
        level = set(above.values_list("merged_into_id", flat=True)) - from_elsewhere
        from_elsewhere |= level
    return Trainee.objects.filter(Q(commune=commune) | Q(pk__in=_families(from_elsewhere)))


def kept(commune: Commune) -> dict[Kept, Sums]:
    """The same lines as they stand in the summaries, without those where nothing is left."""
    return {
        model: _kept(model, model.objects.filter(home=commune)) for model in (CoverageMonth, ContactMonth)
    }


def _kept(model: Kept, rows: QuerySet[Any]) -> Sums:
    found = {}
    for row in rows:
        numbers = {column: getattr(row, column) for column in model.COUNTS if getattr(row, column)}
        if numbers:
            found[tuple(getattr(row, part) for part in model.KEY)] = numbers
    return found
