"""What a commune does with its hamlets: add, rename, count, close, merge; and what it was on any day."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from kit import audit
from kit.folding import fold
from places import changes
from places.changes import Paper, Refused
from places.models import Change, ChangeKind, Commune, Hamlet, HamletCount, HamletName


def locked(*communes: Commune) -> None:
    """One act at a time on the hamlets of these communes, in one order so that no two wait for each other."""
    list(Commune.objects.select_for_update().filter(pk__in=[one.pk for one in communes]).order_by("pk"))


def _check_name(commune: Commune, name: str, *, but: Sequence[Hamlet] = ()) -> None:
    """No other hamlet of ``commune`` has this name today, however it is written. Raises Refused."""
    others = commune.hamlets.filter(effective_until=None).exclude(pk__in=[one.pk for one in but])
    if fold(name) in {fold(other) for other in others.values_list("name", flat=True)}:
        raise Refused("name", _("Name: there is a hamlet of this name already. Type another name."))


@transaction.atomic
def add_hamlet(
    commune: Commune, name: str, paper: Paper, *, households: int | None = None, adults: int | None = None
) -> Hamlet:
    """A new hamlet of ``commune`` from a day on. Raises Refused."""
    locked(commune)
    changes.check_day(paper.on, [])
    if commune.effective_until is not None or (commune.effective_from or paper.on) > paper.on:
        raise Refused("on", _("Day: the commune is not there on that day. Choose another day."))
    _check_name(commune, name)
    hamlet = Hamlet.objects.create(
        commune=commune, name=name, households=households, adults=adults, effective_from=paper.on
    )
    _log("hamlet.added", hamlet, paper)
    return hamlet


@transaction.atomic
def rename_hamlet(hamlet: Hamlet, name: str, paper: Paper) -> None:
    """``hamlet`` is called ``name`` from a day on; what it was called before is kept. Raises Refused."""
    locked(hamlet.commune)
    hamlet.refresh_from_db()
    changes.check_day(paper.on, [])
    _check_holds(hamlet, paper.on)
    if name == hamlet.name:
        return
    _check_name(hamlet.commune, name, but=[hamlet])
    if hamlet.names.filter(since__gt=paper.on).exists():
        raise Refused("on", _("Day: the hamlet got its name of today after that day. Choose a later day."))
    if not hamlet.names.exists():
        HamletName.objects.create(hamlet=hamlet, name=hamlet.name, since=_beginning(hamlet))
    HamletName.objects.update_or_create(hamlet=hamlet, since=paper.on, defaults={"name": name})
    hamlet.name = name
    hamlet.save(update_fields=["name"])
    _log("hamlet.renamed", hamlet, paper)


def _beginning(hamlet: Hamlet) -> dt.date:
    """The day from which what nobody dated is taken to hold."""
    return hamlet.effective_from or changes.EARLIEST


def _check_holds(hamlet: Hamlet, on: dt.date) -> None:
    if hamlet.effective_until is not None or (hamlet.effective_from or on) > on:
        raise Refused("on", _("Day: the hamlet is not there on that day. Choose another day."))


@transaction.atomic
def count_hamlet(hamlet: Hamlet, paper: Paper, *, households: int | None, adults: int | None) -> None:
    """``hamlet`` has so many households and adults from a day on; earlier days keep their numbers. Raises Refused."""
    locked(hamlet.commune)
    hamlet.refresh_from_db()
    changes.check_day(paper.on, [])
    _check_holds(hamlet, paper.on)
    if not hamlet.counts.exists():
        HamletCount.objects.create(
            hamlet=hamlet, since=_beginning(hamlet), households=hamlet.households, adults=hamlet.adults
        )
    HamletCount.objects.update_or_create(
        hamlet=hamlet, since=paper.on, defaults={"households": households, "adults": adults}
    )
    latest = hamlet.counts.latest("since")
    hamlet.households, hamlet.adults = latest.households, latest.adults
    hamlet.save(update_fields=["households", "adults"])
    _log("hamlet.counted", hamlet, paper)


@transaction.atomic
def close_hamlet(hamlet: Hamlet, paper: Paper) -> Change:
    """``hamlet`` is no more from a day on, and nothing took its place. Raises Refused."""
    locked(hamlet.commune)
    hamlet.refresh_from_db()
    _check_change(paper.on, [hamlet])
    end([hamlet], paper.on)
    return changes.keep(ChangeKind.HAMLET_CLOSED, paper, hamlets={hamlet.pk: None})


@transaction.atomic
def merge_hamlets(hamlets: Sequence[Hamlet], name: str, paper: Paper) -> Change:
    """Two or more hamlets of one commune go on as one, called ``name``, from a day on. Raises Refused."""
    if len({one.pk for one in hamlets}) < 2 or len({one.commune_id for one in hamlets}) > 1:
        raise Refused("places", _("Hamlets: choose two or more of one commune."))
    commune = hamlets[0].commune
    locked(commune)
    old = list(Hamlet.objects.filter(pk__in=[one.pk for one in hamlets]))
    _check_change(paper.on, old)
    _check_name(commune, name, but=old)
    end(old, paper.on)
    new = Hamlet.objects.create(
        commune=commune,
        name=name,
        households=_sum([one.households for one in old]),
        adults=_sum([one.adults for one in old]),
        effective_from=paper.on,
    )
    return changes.keep(
        ChangeKind.HAMLETS_MERGED, paper, hamlets=dict.fromkeys([one.pk for one in old], new.pk)
    )


@transaction.atomic
def move_hamlet(hamlet: Hamlet, into: Commune, paper: Paper) -> Change:
    """``hamlet`` belongs to another commune from a day on, where it goes on as a row of its own. Raises Refused."""
    locked(hamlet.commune, into)
    hamlet.refresh_from_db()
    into.refresh_from_db()
    if into.pk == hamlet.commune_id:
        raise Refused("into", _("Commune: the hamlet belongs to this one already. Choose another."))
    _check_change(paper.on, [hamlet])
    changes.check_day(paper.on, [into])
    end([hamlet], paper.on)
    new = go_on(hamlet, into, paper.on)
    return changes.keep(ChangeKind.HAMLET_MOVED, paper, hamlets={hamlet.pk: new.pk})


def _check_change(on: dt.date, hamlets: Sequence[Hamlet]) -> None:
    """Nothing about ``hamlets`` was entered for ``on`` or a later day. Raises Refused."""
    changes.check_day(on, hamlets)
    changes.check_not_told_later(on, hamlets)


def end(hamlets: Sequence[Hamlet], on: dt.date) -> None:
    """The day before ``on`` is the last one of ``hamlets``."""
    Hamlet.objects.filter(pk__in=[one.pk for one in hamlets]).update(effective_until=on)


def go_on(hamlet: Hamlet, into: Commune, on: dt.date) -> Hamlet:
    """The row as which ``hamlet`` goes on in ``into``; with its old commune behind the name where it is taken."""
    taken = {fold(name) for name in into.hamlets.filter(effective_until=None).values_list("name", flat=True)}
    name, number = hamlet.name, 1
    while fold(name) in taken:
        mark = hamlet.commune.name if number == 1 else f"{hamlet.commune.name} {number}"
        name = f"{hamlet.name[: 77 - len(mark)]} ({mark})"
        number += 1
    return Hamlet.objects.create(
        commune=into, name=name, households=hamlet.households, adults=hamlet.adults, effective_from=on
    )


def _sum(numbers: Sequence[int | None]) -> int | None:
    """All together; None while one is not known, for a part is no whole."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _log(action: str, hamlet: Hamlet, paper: Paper) -> None:
    audit.log(action, actor=paper.by, data={"hamlet": str(hamlet.pk), "on": paper.on.isoformat()})


def adults_on(day: dt.date, communes: Sequence[str]) -> dict[str, int | None]:
    """Commune → adults of all its hamlets on ``day``; None while one is not counted or there is none. Two queries."""
    hamlets = list(Hamlet.objects.on(day).filter(commune__in=communes))
    counts: dict[object, HamletCount] = {}
    rows = HamletCount.objects.filter(hamlet__in=[one.pk for one in hamlets], since__lte=day)
    for row in rows.order_by("since"):
        counts[row.hamlet_id] = row
    by_commune: dict[str, list[int | None]] = {code: [] for code in communes}
    for hamlet in hamlets:
        held = counts.get(hamlet.pk)
        by_commune[hamlet.commune_id].append(held.adults if held else hamlet.adults)
    return {code: _sum(numbers) if numbers else None for code, numbers in by_commune.items()}
