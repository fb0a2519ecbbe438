"""Reads the lists of places under data/, checks them, and brings the tables in line with them."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from django.db import models, transaction

from places.models import Commune, CommuneKind, Hamlet, HamletName, Province

DATA = Path(__file__).resolve().parent / "data"
REAL, PRACTICE = DATA / "places.json", DATA / "practice.json"
Row = TypeVar("Row", bound=models.Model)


class ProvinceRow(NamedTuple):
    code: str
    name: str


class CommuneRow(NamedTuple):
    code: str
    province: str
    kind: str
    name: str


class HamletRow(NamedTuple):
    commune: str
    name: str
    households: int
    adults: int


@dataclass(frozen=True)
class PlaceList:
    """One file: rows as written, the day from which they hold, and whether the places are invented."""

    in_force_from: dt.date
    is_fictional: bool
    provinces: Sequence[ProvinceRow]
    communes: Sequence[CommuneRow]
    hamlets: Sequence[HamletRow]


@dataclass
class Outcome:
    """What a run found and did; ``problems`` are sentences, and with any of them nothing was written."""

    counts: dict[str, int] = field(default_factory=dict)
    written: int = 0
    problems: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return {**self.counts, "written": self.written, "problems": self.problems}


def read(path: Path, *, is_fictional: bool = False) -> PlaceList:
    """The list in ``path``. Raises ValueError or TypeError on a file that is no such list."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return PlaceList(
        in_force_from=dt.date.fromisoformat(raw["in_force_from"]),
        is_fictional=is_fictional,
        provinces=[ProvinceRow(*row) for row in raw["provinces"]],
        communes=[CommuneRow(*row) for row in raw["communes"]],
        hamlets=[HamletRow(*row) for row in raw.get("hamlets", [])],
    )


def shipped() -> list[PlaceList]:
    """The lists that come with the site: the country, and the province invented for practice."""
    return [read(REAL), read(PRACTICE, is_fictional=True)]


def _twice(what: str, keys: Iterable[str]) -> list[str]:
    return [f"{what} {key} is listed {number} times" for key, number in Counter(keys).items() if number > 1]


def _strays(lists: Sequence[PlaceList]) -> Iterable[str]:
    """Rows whose parent, kind or name is missing."""
    for one in lists:
        provinces = {row.code for row in one.provinces}
        communes = {row.code for row in one.communes}
        for commune in one.communes:
            if commune.province not in provinces:
                yield f"commune {commune.code} lies in province {commune.province}, which is not listed"
            if commune.kind not in CommuneKind.values:
                yield f"commune {commune.code} is of kind {commune.kind!r}, not of {CommuneKind.values}"
        for hamlet in one.hamlets:
            if hamlet.commune not in communes:
                yield f"hamlet {hamlet.name} lies in commune {hamlet.commune}, which is not listed"
        rows: list[ProvinceRow | CommuneRow | HamletRow] = [*one.provinces, *one.communes, *one.hamlets]
        for row in rows:
            if not row.name.strip():
                yield f"{row[0]} has no name"


def problems(lists: Sequence[PlaceList]) -> list[str]:
    """One sentence for each code given twice and each row without parent, kind or name."""
    return [
        *_twice("province", (row.code for one in lists for row in one.provinces)),
        *_twice("commune", (row.code for one in lists for row in one.communes)),
        *_twice("hamlet", (f"{row.commune} {row.name}" for one in lists for row in one.hamlets)),
        *_strays(lists),
    ]


def _write_changed(wanted: Sequence[Row], known: Mapping[str, Row], fields: Sequence[str]) -> int:
    """Write those of ``wanted`` that the table lacks or has otherwise; how many they were."""

    def as_told(row: Row) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in fields)

    changed = [row for row in wanted if row.pk not in known or as_told(known[row.pk]) != as_told(row)]
    if changed:
        type(changed[0])._default_manager.bulk_create(
            changed, update_conflicts=True, unique_fields=["code"], update_fields=fields, batch_size=500
        )
    return len(changed)


def _write_provinces(one: PlaceList) -> int:
    wanted = [
        Province(
            code=row.code, name=row.name, is_fictional=one.is_fictional, effective_from=one.in_force_from
        )
        for row in one.provinces
    ]
    return _write_changed(wanted, Province.objects.in_bulk(), ["name", "is_fictional", "effective_from"])


def _write_communes(one: PlaceList) -> int:
    wanted = [
        Commune(
            code=row.code,
            name=row.name,
            kind=row.kind,
            province_id=row.province,
            is_fictional=one.is_fictional,
            effective_from=one.in_force_from,
        )
        for row in one.communes
    ]
    fields = ["name", "kind", "province_id", "is_fictional", "effective_from"]
    return _write_changed(wanted, Commune.objects.in_bulk(), fields)


def _write_hamlets(one: PlaceList) -> int:
    """Only what was never there: names, households and adults are the commune's own once they are there."""
    known = set(Hamlet.objects.values_list("commune_id", "name"))
    known |= set(HamletName.objects.values_list("hamlet__commune_id", "name"))
    missing = [row for row in one.hamlets if (row.commune, row.name) not in known]
    Hamlet.objects.bulk_create(
        Hamlet(commune_id=row.commune, name=row.name, households=row.households, adults=row.adults)
        for row in missing
    )
    return len(missing)


@transaction.atomic
def load(lists: Sequence[PlaceList]) -> Outcome:
    """Bring provinces, communes and hamlets in line with ``lists``; a list with a problem writes nothing."""
    outcome = Outcome(problems=problems(lists))
    outcome.counts = {
        "provinces": sum(len(one.provinces) for one in lists if not one.is_fictional),
        "communes": sum(len(one.communes) for one in lists if not one.is_fictional),
        "fictional_communes": sum(len(one.communes) for one in lists if one.is_fictional),
        "hamlets": sum(len(one.hamlets) for one in lists),
    }
    if not outcome.problems:
        outcome.written = sum(
            write(one) for one in lists for write in (_write_provinces, _write_communes, _write_hamlets)
        )
    return outcome
