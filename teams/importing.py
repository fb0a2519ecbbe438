"""Lists from Excel onto a book: sent, looked at, entered all at once or not at all, taken back."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import User
from kit import audit
from kit.folding import fold
from kit.jobs import job
from places.service import hamlets_by_any_name
from teams import consent_texts, erasing, excel, fates, names, people, reading_sheets, twins
from teams.enums import TwinState
from teams.excel import Row
from teams.fates import Fate, Known, Planned
from teams.models import (
    Access,
    Attendance,
    Book,
    Checklist,
    Consent,
    Evidence,
    Import,
    ImportedPerson,
    Participant,
    Suspicion,
    Team,
    Trainee,
    TraineeQuerySet,
)
from teams.people import Details
from teams.reading_sheets import Column, Part, Table

LIFE = dt.timedelta(hours=24)  # of the rows of a list that nobody decides about
_AT_ONCE = 500  # rows a statement
_FIELDS = {"hamlet": "hamlet_id", "sex": "sex", "band": "age_band", "year": "birth_year", "phone": "phone"}
_COLUMNS = [*_FIELDS.values(), "phone_key"]


class Decided(Exception):
    """The list has been entered already, or forgotten."""


class Prevented(Exception):
    """Somebody whom the list entered has come to a session or shown something since: ``who``."""

    def __init__(self, who: Sequence[Trainee]) -> None:
        super().__init__(len(who))
        self.who = who


# --- Sent and looked at --------------------------------------------------------------------------------------------
@transaction.atomic
def start(team: Team, data: bytes, *, by: User) -> Import:
    """Keep the rows of a file for a day, without the columns that may not be kept. Raises excel.Refused."""
    rows = excel.read(data)
    table = reading_sheets.find_table(rows)
    forbidden = {one.place for one in table.columns if one.part is Part.FORBIDDEN}
    forget_old()
    kept = [[row.number, _without(row.cells, forbidden)] for row in rows if row.number >= table.top]
    made = Import.objects.create(team=team, by=by, rows=kept, table=asdict(table))
    audit.log("list.sent", actor=people.actor(by), data={"import": str(made.id), "rows": len(kept)})
    return made


def _without(cells: Sequence[str], forbidden: set[int]) -> list[str]:
    return ["" if place in forbidden else cell for place, cell in enumerate(cells)]


def table_of(imported: Import) -> Table:
    """The headings as found, with what each column is taken for now."""
    columns = (
        Column(one["place"], one["label"], Part(one["part"]), tuple(one["samples"]))
        for one in imported.table["columns"]
    )
    return Table(imported.table["top"], imported.table["below"], tuple(columns))


def choose(imported: Import, mapping: Mapping[int, Part], *, on_paper: bool) -> None:
    """What each column holds, and whether everybody on the list has agreed on paper."""
    for column in imported.table["columns"]:
        if column["part"] != Part.FORBIDDEN:
            column["part"] = mapping.get(column["place"], Part.NOTHING).value
    imported.on_paper = on_paper
    imported.save(update_fields=["table", "on_paper"])


def plan(imported: Import, seen: TraineeQuerySet) -> list[Planned]:
    """The fate of each row among ``seen``, the people whom the reader may see. Some queries, as many for any list."""
    this_year = timezone.localdate().year
    table = table_of(imported)
    rows = [Row(number, tuple(cells)) for number, cells in imported.rows]
    hamlets = [(name, str(one.id)) for name, one in hamlets_by_any_name(imported.team.commune)]
    records = reading_sheets.records(rows, table, table.mapping, hamlets, this_year)
    return fates.plan(records, _known(imported.team, seen), this_year, agreed=imported.on_paper)


def _known(team: Team, seen: TraineeQuerySet) -> list[Known]:
    rows = seen.filter(commune=team.commune_id).select_related(None).order_by("id").distinct()
    on_book = set(Book.objects.filter(team=team).values_list("trainee_id", flat=True))
    standing = Consent.objects.standing().filter(trainee__commune=team.commune_id)
    agreed = set(standing.values_list("trainee_id", flat=True))
    fields = ("id", "display_name", "folded_name", "birth_year", "age_band", "sex", "hamlet_id", "phone")
    return [
        Known(
            id=str(one["id"]),
            name=one["display_name"],
            folded=one["folded_name"],
            year=one["birth_year"],
            band=one["age_band"],
            sex=one["sex"],
            hamlet=str(one["hamlet_id"] or ""),
            phone=one["phone"],
            is_on_book=one["id"] in on_book,
            has_agreed=one["id"] in agreed,
        )
        for one in rows.values(*fields)
    ]


# --- Entered -------------------------------------------------------------------------------------------------------
@transaction.atomic
def lock(imported: Import) -> Import:
    """The list with its team, both locked: two lists for one book wait for each other. Raises Decided."""
    Team.objects.select_for_update().get(pk=imported.team_id)
    rows = Import.objects.select_for_update(of=("self",)).select_related("team")
    locked = rows.undecided().filter(pk=imported.pk).first()
    if locked is None:
        raise Decided
    return locked


def entered(planned: Iterable[Planned], *, with_suspected: bool) -> list[Planned]:
    """The rows that become new people."""
    wanted = {Fate.NEW, Fate.SUSPECTED} if with_suspected else {Fate.NEW}
    return [one for one in planned if one.fate in wanted]


@transaction.atomic
def enter(imported: Import, planned: Sequence[Planned], *, with_suspected: bool, by: User) -> None:
    """All of ``planned`` onto the book, then forget the rows. ``imported`` comes from `lock`.

    Statements grow with hundreds of people, not with each one.
    """
    at = timezone.now()
    new = entered(planned, with_suspected=with_suspected)
    _enter_new(imported, new, at, by=by)
    _fill_in(imported, [one for one in planned if one.fate is Fate.SAME and one.filled], at, by=by)
    imported.counts = dict(Counter(one.fate.value for one in planned)) | {"entered": len(new)}
    imported.decided_at, imported.by = at, by
    imported.rows, imported.table = [], {}
    imported.save()
    if new:
        twins.people_added(imported.team.commune_id, len(new))
    audit.log(
        "list.entered", actor=people.actor(by), data={"import": str(imported.id), "counts": imported.counts}
    )


def _details(one: Planned, *, on_paper: bool) -> Details:
    record = one.record
    details = Details(record.name, record.year, record.band, record.sex, phone=record.phone)
    return details if on_paper else people.without_consent(details)


def _enter_new(imported: Import, new: Sequence[Planned], at: dt.datetime, *, by: User) -> None:
    made = []
    for one in new:
        details = _details(one, on_paper=imported.on_paper)
        made.append(
            Trainee(
                commune_id=imported.team.commune_id,
                hamlet_id=one.record.hamlet or None,
                display_name=details.name,
                folded_name=fold(details.name),
                order_key=names.order_key(details.name),
                birth_year=details.birth_year,
                age_band="" if details.birth_year else details.band,
                sex=details.sex,
                phone=details.phone,
                phone_key=people.phone_key(details.phone),
                created_by=by,
                created_at=at,
            )
        )
    Trainee.objects.bulk_create(made, batch_size=_AT_ONCE)
    people.put_on_book(imported.team, [one.id for one in made], by=by)
    if imported.on_paper:
        _agree_on_paper([one.id for one in made], at, by=by)
    lines = [ImportedPerson(imported=imported, trainee=one, is_new=True) for one in made]
    ImportedPerson.objects.bulk_create(lines, batch_size=_AT_ONCE)


def _agree_on_paper(trainees: Sequence[Any], at: dt.datetime, *, by: User) -> None:
    version = consent_texts.current().version
    rows = [
        Consent(trainee_id=one, text_version=version, given_at=at, recorded_by=by, on_paper=True)
        for one in trainees
    ]
    Consent.objects.bulk_create(rows, batch_size=_AT_ONCE)


def _fill_in(imported: Import, known: Sequence[Planned], at: dt.datetime, *, by: User) -> None:
    """What was not known of people already there. Nothing that stands there is overwritten."""
    rows = {one.known.id: one for one in known if one.known}
    locked = _locked(rows)
    lines = []
    for trainee in locked:
        one = rows[str(trainee.id)]
        gained = {
            "hamlet": one.record.hamlet,
            "sex": one.record.sex,
            "year": one.record.year,
            "band": people.without_consent(Details("", one.record.year, one.record.band)).band,
            "phone": one.record.phone,
        }
        for name in one.filled:
            if name in _FIELDS:
                setattr(trainee, _FIELDS[name], gained[name])
        if trainee.birth_year:
            trainee.age_band = ""
        trainee.phone_key = people.phone_key(trainee.phone)
        filled = {name: _digest(trainee, name) for name in one.filled}
        lines.append(ImportedPerson(imported=imported, trainee=trainee, is_new=False, filled=filled))
    people.save_all(locked, _COLUMNS)
    _put(imported, rows, at, by=by)
    ImportedPerson.objects.bulk_create(lines, batch_size=_AT_ONCE)


def _put(imported: Import, rows: Mapping[str, Planned], at: dt.datetime, *, by: User) -> None:
    unlisted = [one.known.id for one in rows.values() if one.known and "book" in one.filled]
    people.put_on_book(imported.team, unlisted, by=by)  # type: ignore[arg-type]
    _agree_on_paper([key for key, one in rows.items() if "consent" in one.filled], at, by=by)


def _locked(ids: Iterable[Any]) -> list[Trainee]:
    """The people of these ids, locked in one order."""
    wanted = sorted(map(str, ids))
    found: list[Trainee] = []
    for start_at in range(0, len(wanted), _AT_ONCE):
        part = wanted[start_at : start_at + _AT_ONCE]
        found += Trainee.objects.select_for_update().filter(id__in=part).order_by("id")
    return found


def _digest(trainee: Trainee, name: str) -> str:
    """By which a value is known again without being kept a second time."""
    value = str(getattr(trainee, _FIELDS.get(name, "pk")))
    return salted_hmac("teams.importing", value, algorithm="sha256").hexdigest()[:16]


# --- Taken back ----------------------------------------------------------------------------------------------------
def who_prevent(imported: Import) -> TraineeQuerySet:
    """People whom the list entered and of whom there is more by now: it would be lost with them."""
    hers = Q(trainee=OuterRef("pk"))
    pairs = Q(first=OuterRef("pk")) | Q(second=OuterRef("pk"))
    decided = Suspicion.objects.filter(pairs, state__in=[TwinState.SAME, TwinState.DIFFERENT])
    more = (
        Exists(Attendance.objects.filter(hers))
        | Exists(Evidence.objects.filter(hers))
        | Exists(Checklist.objects.filter(hers))
        | Exists(Participant.objects.filter(hers))
        | Exists(decided)
        | Exists(Trainee.objects.filter(merged_into=OuterRef("pk")))
        | Q(merged_into__isnull=False)
    )
    new = Trainee.objects.filter(imports__imported=imported, imports__is_new=True, erased_at=None)
    return new.filter(more).in_order()


@transaction.atomic
def undo(imported: Import, *, by: User) -> bool:
    """As if the list had never been entered. False: it has been taken back already. Raises Prevented.

    Whom somebody has looked at is erased, not deleted: that she was looked at stays on record.
    """
    locked = Import.objects.select_for_update().get(pk=imported.pk)
    if locked.undone_at or not locked.decided_at:
        return False
    new = _locked(locked.people.filter(is_new=True).values_list("trainee_id", flat=True))
    if who := list(who_prevent(locked)):
        raise Prevented(who)
    _empty_again(locked)
    looked = set(
        Access.objects.filter(trainee__in=[one.pk for one in new]).values_list("trainee_id", flat=True)
    )
    for one in new:
        if one.pk in looked:
            erasing.erase(one, by=by)
    gone = [one.pk for one in new if one.pk not in looked]
    Trainee.objects.filter(pk__in=gone).delete()
    locked.undone_at, locked.undone_by = timezone.now(), by
    locked.save(update_fields=["undone_at", "undone_by"])
    audit.log("list.undone", actor=people.actor(by), data={"import": str(locked.id), "people": len(new)})
    return True


def _empty_again(imported: Import) -> None:
    """Take out what the list filled in, where it still stands as the list wrote it."""
    lines = {one.trainee_id: one.filled for one in imported.people.filter(is_new=False)}
    trainees = _locked(lines)
    at = imported.decided_at or timezone.now()
    Consent.objects.filter(trainee__in=lines, given_at=at, on_paper=True).delete()
    agreed = set(Consent.objects.standing().filter(trainee__in=lines).values_list("trainee_id", flat=True))
    for trainee in trainees:
        for name, digest in lines[trainee.pk].items():
            if name in _FIELDS and _digest(trainee, name) == digest:
                setattr(trainee, _FIELDS[name], None if name in ("hamlet", "year") else "")
        if trainee.pk not in agreed:
            _drop_unagreed(trainee)
        trainee.phone_key = people.phone_key(trainee.phone)
    people.save_all(trainees, _COLUMNS)
    unlisted = [pk for pk, filled in lines.items() if "book" in filled]
    came = Attendance.objects.filter(session__team=imported.team_id, trainee=OuterRef("trainee"))
    books = Book.objects.filter(~Exists(came), team=imported.team_id, trainee__in=unlisted)
    books.delete()


def _drop_unagreed(trainee: Trainee) -> None:
    details = people.without_consent(people.details_of(trainee))
    trainee.birth_year, trainee.age_band, trainee.phone = None, details.band, ""


# --- Forgotten -----------------------------------------------------------------------------------------------------
def forget_old() -> int:
    """Drop the lists that nobody decided about in a day; how many there were."""
    number, _rows = Import.objects.undecided().filter(made_at__lt=timezone.now() - LIFE).delete()
    return number


@transaction.atomic
def drop(imported: Import, *, by: User) -> None:
    """Whoever sent the list does not want it. Nothing of it is kept. Raises Decided."""
    lock(imported).delete()
    audit.log("list.dropped", actor=people.actor(by), data={"import": str(imported.pk)})


@job("teams.forget_lists", daily=True)
def forget_lists(subject: str) -> None:
    """Every day, for lists after which no other was sent."""
    forget_old()
