"""Packs: from the folders on disk to rows, and the list of procedures that the portal's search knows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import transaction
from django.http import Http404

from sandbox.engine import holidays, packs, search
from sandbox.engine.calendar import WorkingDays
from sandbox.engine.checks import check_pack
from sandbox.engine.problems import PackError, Problem
from sandbox.engine.schema import Pack, Scenario
from sandbox.models import Holiday, PackVersion

LIST = "catalogue.yaml"


@dataclass(frozen=True)
class Report:
    """What is wrong with one pack folder; nothing, when ``problems`` is empty."""

    pack: str
    problems: tuple[Problem, ...]


def pack_folders() -> list[Path]:
    """The folder of every shipped pack."""
    return packs.shipped_packs()


def check_packs() -> list[Report]:
    """Read and check every shipped pack."""
    return [_check(folder) for folder in pack_folders()]


def _check(folder: Path) -> Report:
    try:
        pack = packs.read_pack(folder)
    except PackError as error:
        return Report(folder.name, tuple(error.problems))
    return Report(folder.name, tuple(_problems(pack, folder)))


def _problems(pack: Pack, folder: Path) -> list[Problem]:
    """What is wrong with a pack by itself, and with its place in the list of procedures beside its folder."""
    beside = folder.parent / LIST
    return [
        *check_pack(pack),
        *_listing(pack, search.read_catalogue(beside) if beside.exists() else entries()),
    ]


def _listing(pack: Pack, known: Iterable[search.Entry]) -> Iterator[Problem]:
    """The portal's search has to lead to the pack, under the pack's own code and name."""
    entry = next((entry for entry in known if entry.pack == pack.slug), None)
    wanted = (pack.procedure.code, pack.procedure.name)
    if entry is None:
        yield Problem(LIST, pack.slug, f"an entry with pack: {pack.slug}, else nobody finds the procedure")
    elif (entry.code, entry.name) != wanted:
        yield Problem(
            LIST, f"{pack.slug}: {entry.code}", "the code and the name of the pack: {}, {}".format(*wanted)
        )


@transaction.atomic
def load_packs() -> int:
    """Make rows of the shipped packs and holidays; how many versions are new. Loading again changes nothing.

    Raises PackError, naming the pack, where one has a problem, and then nothing is loaded.
    """
    _load_holidays()
    return sum(_load(_sound_pack(folder)) for folder in pack_folders())


def _sound_pack(folder: Path) -> Pack:
    try:
        pack = packs.read_pack(folder)
        if problems := _problems(pack, folder):
            raise PackError(problems)
    except PackError as error:
        raise error.of_pack(folder.name) from error
    return pack


def _load(pack: Pack) -> bool:
    digest = packs.digest(pack)
    if PackVersion.objects.current().filter(slug=pack.slug, digest=digest).exists():
        return False
    PackVersion.objects.current().filter(slug=pack.slug).update(is_current=False)
    _, made = PackVersion.objects.update_or_create(
        digest=digest,
        defaults={
            "slug": pack.slug,
            "procedure_code": pack.procedure.code,
            "content": packs.canonical_json(pack),
            "is_current": True,
        },
    )
    return made


def _load_holidays() -> None:
    """Add the shipped days. A day that an administrator has edited stays as edited."""
    shipped = holidays.read()
    known = set(Holiday.objects.values_list("date", flat=True))
    off = [
        Holiday(
            date=day.day, name=day.name, status=day.status, source=day.source, verified_on=day.verified_on
        )
        for day in shipped.holidays
    ]
    source = shipped.hours.source
    worked = [
        Holiday(date=day, kind=Holiday.Kind.WORKING, source=source.title, verified_on=source.verified_on)
        for day in shipped.working
    ]
    Holiday.objects.bulk_create(day for day in (*off, *worked) if day.date not in known)


def working_days() -> WorkingDays:
    """The calendar of the offices: days from the rows, hours from the shipped file."""
    rows = list(Holiday.objects.values_list("date", "kind", "name"))
    off = {date: name for date, kind, name in rows if kind == Holiday.Kind.OFF}
    return WorkingDays(
        off=frozenset(off),
        working=frozenset(date for date, kind, _name in rows if kind == Holiday.Kind.WORKING),
        names=off,
        hours=holidays.shipped().hours,
    )


def current_packs() -> list[PackVersion]:
    """The packs in which attempts can begin."""
    return list(PackVersion.objects.current().order_by("slug"))


def pack_version(slug: str) -> str:
    """The digest of the current version of a pack; empty where none is loaded."""
    digests = PackVersion.objects.current().filter(slug=slug).values_list("digest", flat=True)
    return digests.first() or ""


def find_scenario(scenario_id: str) -> tuple[PackVersion, Scenario]:
    """The current version that has this scenario, and the scenario. Raises Http404."""
    for version in current_packs():
        for scenario in version.pack.scenarios:
            if scenario.id == scenario_id:
                return version, scenario
    raise Http404


@cache
def entries() -> tuple[search.Entry, ...]:
    """Every procedure that the search knows: those with a pack, and their neighbours."""
    return search.read_catalogue(packs.SHIPPED / LIST)


def known_procedures() -> tuple[search.Entry, ...]:
    """The same, for searches of other apps: code, name, field and aliases of each."""
    return entries()


def search_procedures(query: str) -> list[search.Entry]:
    """Procedures for an everyday phrase, best first."""
    return search.search(entries(), query)


def find_procedure(code: str) -> search.Entry:
    """The procedure with this code. Raises Http404."""
    for entry in entries():
        if entry.code == code:
            return entry
    raise Http404


def shipped_packs() -> Mapping[str, Pack]:
    """Packs straight from disk by slug, for commands that need no database. Raises PackError."""
    return {folder.name: packs.read_pack(folder) for folder in pack_folders()}
