"""Pairs as an officer reads them: two people side by side, and in words why they may be one."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kit.vietnamese import short_date
from teams import coverage, twins
from teams.coverage import Record
from teams.enums import EvidenceKind, TwinState
from teams.matching import Reason
from teams.models import Attendance, Evidence, Participant, Suspicion, Trainee

DIGITS_SHOWN = 3  # of a telephone: enough to compare, too few to ring
WORDS: dict[str, str | Promise] = {
    Reason.NAME_SAME: gettext_lazy("The same name."),
    Reason.NAME_UNMARKED: gettext_lazy("The same name, one lacks marks."),
    Reason.NAME_SHORT: gettext_lazy("The same family and given name, words between them left out."),
    Reason.NAME_SLIP: gettext_lazy("The names differ in one letter, like a slip of the finger."),
    Reason.NAME_GIVEN: gettext_lazy("One has a given name only, the same one."),
    Reason.YEAR_SAME: gettext_lazy("The same year of birth."),
    Reason.YEAR_NEAR: gettext_lazy("Years of birth one apart."),
    Reason.BAND_FITS: gettext_lazy("The ages fit."),
    Reason.AGE_UNKNOWN: gettext_lazy("Somebody's age is not noted."),
    Reason.HAMLET_SAME: gettext_lazy("The same hamlet."),
    Reason.HAMLET_UNKNOWN: gettext_lazy("Somebody's hamlet is not noted."),
    Reason.HAMLET_OTHER: gettext_lazy("Two hamlets."),
    Reason.PHONE_SAME: gettext_lazy("The same phone number."),
    Reason.PHONE_OTHER: gettext_lazy("Two phone numbers."),
    Reason.SEX_OTHER: gettext_lazy("Woman in one, man in the other."),
}


@dataclass(frozen=True)
class Line:
    """One line of the comparison; ``differs`` where both say something, and not the same."""

    label: str
    first: str
    second: str
    differs: bool = False


@dataclass(frozen=True)
class Card:
    """One pair."""

    id: uuid.UUID
    first: str
    second: str
    is_sure: bool
    put_off: bool
    elsewhere: bool  # a telephone of theirs is on the books of another commune
    reasons: Sequence[str]
    lines: Sequence[Line]


@dataclass
class Doings:
    """What a person has come to and shown, of all her rows together."""

    sessions: dict[uuid.UUID, dt.datetime] = field(default_factory=dict)  # session → when
    kinds: set[str] = field(default_factory=set)


def cards(pairs: Sequence[Suspicion]) -> list[Card]:
    """``pairs`` (with their people) for a page, in a number of queries that does not grow with them."""
    people = [person for pair in pairs for person in (pair.first, pair.second)]
    done = _doings(people)
    elsewhere = twins.elsewhere(people)
    return [_card(pair, done, elsewhere) for pair in pairs]


def _card(pair: Suspicion, done: Mapping[uuid.UUID, Doings], elsewhere: set[str]) -> Card:
    first, second = pair.first, pair.second
    values = [
        (_("Name"), first.display_name, second.display_name),
        (_("Year of birth"), _age(first), _age(second)),
        (_("Sex"), first.get_sex_display(), second.get_sex_display()),
        (_("Hamlet"), first.hamlet.name if first.hamlet else "", second.hamlet.name if second.hamlet else ""),
        (_("Phone"), _end(first.phone), _end(second.phone)),
    ]
    lines = [
        Line(label, one or _("not noted"), two or _("not noted"), _differ(one, two))
        for label, one, two in values
    ]
    both = (done.get(first.pk, Doings()), done.get(second.pk, Doings()))
    return Card(
        id=pair.pk,
        first=first.display_name,
        second=second.display_name,
        is_sure=pair.is_sure,
        put_off=pair.put_off,
        elsewhere=not elsewhere.isdisjoint({first.phone_key, second.phone_key} - {""}),
        reasons=[str(WORDS[reason]) for reason in pair.reasons if reason in WORDS],
        lines=[
            *lines,
            Line(_("Sessions"), _sessions(both[0]), _sessions(both[1])),
            Line(_("What she can do"), _abilities(both[0]), _abilities(both[1])),
        ],
    )


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one.casefold() != other.casefold())


def _age(person: Trainee) -> str:
    return str(person.birth_year) if person.birth_year else person.get_age_band_display()


def _end(phone: str) -> str:
    """The last digits of a telephone, with dots for the others."""
    return f"… {phone[-DIGITS_SHOWN:]}" if phone else ""


def _sessions(done: Doings) -> str:
    """How many, and the day of the latest."""
    if not done.sessions:
        return _("none yet")
    number = len(done.sessions)
    day = short_date(timezone.localtime(max(done.sessions.values())).date())
    told = ngettext(
        "%(number)s session, the latest on %(day)s", "%(number)s sessions, the latest on %(day)s", number
    )
    return told % {"number": number, "day": day}


def _abilities(done: Doings) -> str:
    labels = [str(kind.label) for kind in EvidenceKind if kind.value in done.kinds]
    return ", ".join(labels) or _("nothing seen yet")


# --- What they have done -------------------------------------------------------------------------------------------
def _doings(people: Iterable[Trainee]) -> dict[uuid.UUID, Doings]:
    """Person → doings, of all rows that were merged into her as well."""
    asked = {person.pk: Doings() for person in people}
    keepers = Trainee.objects.keepers(person.commune_id for person in people)
    rows = {**{pk: pk for pk in asked}, **{row: kept for row, kept in keepers.items() if kept in asked}}
    for row, session, at in _visits(rows):
        asked[rows[row]].sessions[session] = at
    for record in _standing(rows):
        if record.trainee in asked:
            asked[record.trainee].kinds.add(record.kind)
    return asked


def _visits(rows: Iterable[uuid.UUID]) -> Iterable[tuple[uuid.UUID, uuid.UUID, dt.datetime]]:
    """Row, session and its beginning: by the list that a member kept, or by her own telephone."""
    columns = ("trainee", "session", "session__starts_at")
    listed = Attendance.objects.standing().filter(trainee__in=rows)
    joined = Participant.objects.filter(trainee__in=rows)
    return [*listed.values_list(*columns), *joined.values_list(*columns)]


def _standing(rows: Iterable[uuid.UUID]) -> list[Record]:
    return coverage.standing(Evidence.objects.filter(trainee__in=rows).records())


# --- What was decided ----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Decided:
    """A pair that was decided, and by whom."""

    id: uuid.UUID
    first: str
    second: str
    is_one: bool
    by: str
    day: str


def decided(pairs: Sequence[Suspicion]) -> list[Decided]:
    """``pairs`` that were decided (with their decisions fetched), for a page."""
    return [_decided(pair) for pair in pairs]


def _decided(pair: Suspicion) -> Decided:
    undone = {said.undoes_id for said in pair.decisions.all()}
    standing = [said for said in pair.decisions.all() if said.pk not in undone and said.undoes_id is None]
    by = next((said.by for said in standing if said.verdict == pair.state), None)
    return Decided(
        id=pair.pk,
        first=pair.first.display_name,
        second=pair.second.display_name,
        is_one=pair.state == TwinState.SAME,
        by=(by.get_full_name() or by.get_username()) if by else "",
        day=short_date(timezone.localtime(pair.decided_at).date()) if pair.decided_at else "",
    )
