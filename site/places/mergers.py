"""Communes that merge, and the taking back of any change as long as nothing hangs on it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kit import audit
from places import changes, hamlets
from places.changes import Paper, Refused
from places.models import Change, ChangeKind, Commune, Hamlet, HamletCount, HamletName, Succession
from places.signals import change_undone


@dataclass(frozen=True)
class NewCommune:
    """The commune that a merger makes; its province is that of the merged."""

    code: str
    name: str
    kind: str


@transaction.atomic
def merge_communes(sources: Sequence[Commune], into: Commune | NewCommune, paper: Paper) -> Change:
    """``sources`` end on a day and go on, with all their hamlets, as ``into``: one that is there, or a new one.

    Whoever listens to ``places_changed`` (offices, teams, people) follows in the same transaction. Raises Refused.
    """
    if not sources:
        raise Refused("places", _("Communes that end: name one or more."))
    wanted = [one.pk for one in sources]
    old = list(Commune.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    changes.check_day(paper.on, old)
    changes.check_nothing_later(paper.on, old)
    target = _target(old, into, paper)
    mine = list(Hamlet.objects.filter(commune__in=old, effective_until=None).select_related("commune"))
    changes.check_not_told_later(paper.on, mine)
    hamlets.end(mine, paper.on)
    moved: dict[uuid.UUID, uuid.UUID | None] = {
        hamlet.pk: hamlets.go_on(hamlet, target, paper.on).pk for hamlet in mine
    }
    Commune.objects.filter(pk__in=wanted).update(effective_until=paper.on)
    communes = dict.fromkeys([one.pk for one in old], target.pk)
    return changes.keep(ChangeKind.COMMUNES_MERGED, paper, communes=communes, hamlets=moved)


def _target(sources: Sequence[Commune], into: Commune | NewCommune, paper: Paper) -> Commune:
    """The row of the commune that goes on. Raises Refused."""
    if isinstance(into, NewCommune):
        return _made(sources, into, paper)
    if into.pk in {one.pk for one in sources}:
        raise Refused("into", _("Commune that goes on: it cannot be one of those that end."))
    target = Commune.objects.select_for_update().get(pk=into.pk)
    changes.check_day(paper.on, [target])
    if target.is_fictional != sources[0].is_fictional:
        raise Refused("into", _("Commune that goes on: invented places and real ones do not merge."))
    return target


def _made(sources: Sequence[Commune], into: NewCommune, paper: Paper) -> Commune:
    """A new commune; its code may be one that a merger left which was taken back. Raises Refused."""
    if len({one.province_id for one in sources}) > 1:
        raise Refused("places", _("Communes that end: those of a new commune lie in one province."))
    known = Commune.objects.filter(pk=into.code).first()
    if known is not None and not (known.effective_from and known.effective_from == known.effective_until):
        raise Refused("code", _("Code: another commune has it. Look at the decision again."))
    made = Commune(
        code=into.code,
        name=into.name,
        kind=into.kind,
        province=sources[0].province,
        is_fictional=sources[0].is_fictional,
        effective_from=paper.on,
    )
    made.save()
    return made


@transaction.atomic
def undo(change: Change, *, by: str) -> None:
    """As if ``change`` had never been: what ended stands again, what it made never was. Raises Refused.

    Nothing may hang on it: no later change, name or count of what it made, and nothing that a receiver of
    ``change_undone`` objects to.
    """
    change = Change.objects.select_for_update().get(pk=change.pk)
    if change.undone_at is not None:
        return
    rows = list(change.successions.all())
    made = [row.to_hamlet_id for row in rows if row.to_hamlet_id]
    _check_nothing_hangs(change, made, {row.to_commune_id for row in rows if row.to_commune_id})
    old_hamlets = Hamlet.objects.filter(pk__in=[row.from_hamlet_id for row in rows if row.from_hamlet_id])
    _check_names_are_free(old_hamlets, made)
    Hamlet.objects.filter(pk__in=made).update(effective_until=F("effective_from"))
    old_hamlets.update(effective_until=None)
    _bring_back([row for row in rows if row.from_commune_id], change)
    change.undone_at, change.undone_by = timezone.now(), by
    change.save(update_fields=["undone_at", "undone_by"])
    change_undone.send(
        sender=Change,
        change=change,
        communes={row.from_commune_id: row.to_commune_id for row in rows if row.from_commune_id},
        hamlets={row.from_hamlet_id: row.to_hamlet_id for row in rows if row.from_hamlet_id},
    )
    audit.log("places.undone", actor=by, data={"change": str(change.pk)})


def _check_nothing_hangs(change: Change, made: Sequence[uuid.UUID], communes: set[str]) -> None:
    later = Succession.objects.filter(change__undone_at=None, change__made_at__gt=change.made_at)
    of_communes = Q(from_commune__in=communes) | Q(to_commune__in=communes)
    touched = (
        later.filter(Q(from_hamlet__in=made) | of_communes).exists()
        or HamletName.objects.filter(hamlet__in=made).exists()
        or HamletCount.objects.filter(hamlet__in=made).exists()
        or _has_new_hamlets(change, communes, made)
    )
    if touched:
        raise Refused("", _("This cannot be taken back: the places have changed again since then."))


def _has_new_hamlets(change: Change, communes: set[str], made: Sequence[uuid.UUID]) -> bool:
    """Whether a commune that ``change`` made has got hamlets of its own since."""
    mine = Hamlet.objects.filter(commune__in=communes, commune__effective_from=change.on)
    return mine.filter(effective_until=None).exclude(pk__in=made).exists()


def _check_names_are_free(old: Iterable[Hamlet], made: Sequence[uuid.UUID]) -> None:
    for hamlet in old:
        others = hamlet.commune.hamlets.filter(effective_until=None).exclude(pk__in=made)
        if others.filter(name=hamlet.name).exists():
            raise Refused(
                "",
                _("This cannot be taken back: there is another hamlet called %(name)s by now.")
                % {"name": hamlet.name},
            )


def _bring_back(rows: Sequence[Succession], change: Change) -> None:
    """Communes that ended stand again; one that began with the change never was."""
    if not rows:
        return
    Commune.objects.filter(pk__in=[row.from_commune_id for row in rows]).update(effective_until=None)
    was_made = Commune.objects.filter(pk__in=[row.to_commune_id for row in rows], effective_from=change.on)
    was_made.update(effective_until=F("effective_from"))
