"""What every change of places has in common: the days it may have, its row, its news, its taking back."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kit import audit
from kit.vietnamese import short_date
from places.models import Change, ChangeKind, Commune, Hamlet, HamletCount, HamletName, Succession
from places.signals import places_changed

EARLIEST = dt.date(
    2025, 7, 1
)  # two tiers since then (Resolution 202/2025/QH15); what was before is not kept here
MOST = 999_999  # households or adults of one hamlet


class Refused(Exception):
    """It cannot be done like this. ``field`` of the act and a sentence that says what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


@dataclass(frozen=True)
class Paper:
    """On what an act rests: the day from which it holds, the number of the decision, and who enters it ("user:5")."""

    on: dt.date
    by: str
    decision: str = ""


def check_day(on: dt.date, places: Iterable[Commune | Hamlet]) -> None:
    """A day on which every one of ``places`` had been there for a day and was not gone. Raises Refused.

    Days to come are refused as well: until then the old places work on, so it is entered when it has come.
    """
    if on > timezone.localdate():
        raise Refused("on", _("Day: it has not come yet. Enter the change on that day or after it."))
    if on < EARLIEST:
        raise Refused("on", _("Day: choose 01/07/2025 or a later day."))
    for place in places:
        if place.effective_until is not None:
            raise Refused(
                "places",
                _("%(place)s is no more since %(day)s. Choose a place that is there today.")
                % {"place": _name(place), "day": short_date(place.effective_until)},
            )
        if place.effective_from is not None and place.effective_from >= on:
            raise Refused(
                "on",
                _("Day: %(place)s is there only since %(day)s. Choose a later day.")
                % {"place": _name(place), "day": short_date(place.effective_from)},
            )


def check_nothing_later(on: dt.date, communes: Iterable[Commune]) -> None:
    """No hamlet of ``communes`` began or ended on ``on`` or later: two acts may not overlap. Raises Refused."""
    late = Q(effective_from__gte=on) | Q(effective_until__gte=on)
    hamlet = Hamlet.objects.filter(late, been(), commune__in=list(communes)).first()
    if hamlet is not None:
        day = max(filter(None, (hamlet.effective_from, hamlet.effective_until)))
        raise Refused("on", _changed(hamlet, day))


def _changed(hamlet: Hamlet, on: dt.date) -> str:
    return _("Day: the hamlet %(place)s changed on %(day)s. Choose a later day.") % {
        "place": hamlet.name,
        "day": short_date(on),
    }


def been() -> Q:
    """Places that are or were; not the leftovers of an act that was taken back, which end on their first day."""
    return Q(effective_from=None) | Q(effective_until=None) | Q(effective_until__gt=F("effective_from"))


def check_not_told_later(on: dt.date, hamlets: Collection[Hamlet]) -> None:
    """No name or count of ``hamlets`` holds from ``on`` or a later day. Raises Refused. Two queries."""
    for model in (HamletName, HamletCount):
        told = model._default_manager.filter(hamlet__in=[one.pk for one in hamlets], since__gte=on)
        if late := told.select_related("hamlet").order_by("-since").first():
            raise Refused("on", _changed(late.hamlet, late.since))


def _name(place: Commune | Hamlet) -> str:
    name = str(place)
    return name[:1].upper() + name[1:]


def keep(
    kind: ChangeKind,
    paper: Paper,
    *,
    communes: Mapping[str, str] | None = None,
    hamlets: Mapping[uuid.UUID, uuid.UUID | None] | None = None,
) -> Change:
    """The row of an act with its successions; whoever listens follows in the same transaction."""
    change = Change.objects.create(kind=kind, on=paper.on, decision=paper.decision, made_by=paper.by)
    of_communes, of_hamlets = communes or {}, hamlets or {}
    Succession.objects.bulk_create(
        [
            *(
                Succession(change=change, from_commune_id=old, to_commune_id=new)
                for old, new in of_communes.items()
            ),
            *(
                Succession(change=change, from_hamlet_id=old, to_hamlet_id=new)
                for old, new in of_hamlets.items()
            ),
        ]
    )
    places_changed.send(sender=Change, change=change, communes=of_communes, hamlets=of_hamlets)
    audit.log(
        f"places.{kind.value}", actor=paper.by, data={"change": str(change.id), "on": paper.on.isoformat()}
    )
    return change
