"""The door to places."""

import datetime as dt
import json
from collections.abc import Collection
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from django.core.cache import caches

from kit.folding import fold
from kit.vietnamese import sort_key
from places.changes import EARLIEST, MOST, Paper, Refused
from places.hamlets import (
    add_hamlet,
    adults_on,
    close_hamlet,
    count_hamlet,
    merge_hamlets,
    move_hamlet,
    rename_hamlet,
)
from places.loader import DATA
from places.mergers import NewCommune, merge_communes, undo
from places.models import Commune, CommuneKind, Hamlet, HamletName, Province, Succession

__all__ = [
    "EARLIEST",
    "MOST",
    "NewCommune",
    "OldProvince",
    "Paper",
    "Refused",
    "add_hamlet",
    "adults_on",
    "bare_name",
    "close_hamlet",
    "communes_by_province",
    "communes_named",
    "count_hamlet",
    "hamlets_by_any_name",
    "hamlets_of",
    "merge_communes",
    "merge_hamlets",
    "move_hamlet",
    "old_provinces",
    "practice_commune",
    "province_names",
    "provinces_named",
    "provinces_today",
    "rename_hamlet",
    "undo",
]

_kept = caches["memory"]  # lists of places are on every page of a form, and change a few times a year
PRACTICE_COMMUNE = "TH001"  # Xã Mẫu of Tỉnh Thực Hành, see data/practice.json


def practice_commune() -> Commune:
    """Xã Mẫu, where the scenarios and the demo are set. Raises Commune.DoesNotExist before `load_places`."""
    return Commune.objects.select_related("province").get(code=PRACTICE_COMMUNE)


def hamlets_of(commune: Commune, day: dt.date | None = None) -> list[Hamlet]:
    """The hamlets that ``commune`` has today, or had on ``day``, in the Vietnamese order of their names of today."""
    rows = commune.hamlets.today() if day is None else commune.hamlets.on(day)
    return sorted(rows, key=lambda hamlet: sort_key(hamlet.name))


def hamlets_by_any_name(commune: Commune) -> list[tuple[str, Hamlet]]:
    """The hamlets of today under their names, under those that they had, and of those that became part of them.

    A name of today is never an old one of another hamlet.
    """
    today = hamlets_of(commune)
    ids = {hamlet.id: hamlet for hamlet in today}
    taken = {fold(hamlet.name) for hamlet in today}
    renamed = HamletName.objects.filter(hamlet__in=ids).values_list("name", "hamlet_id")
    merged = Succession.objects.filter(to_hamlet__in=ids, change__undone_at=None)
    former = [*renamed, *merged.values_list("from_hamlet__name", "to_hamlet_id")]
    old = {(name, key) for name, key in former if key is not None and fold(name) not in taken}
    return [
        *((hamlet.name, hamlet) for hamlet in today),
        *((name, ids[key]) for name, key in sorted(old, key=str)),
    ]


class OldProvince(NamedTuple):
    """A province up to 30 June 2025: its code then, its name, and the code of the one that it belongs to now."""

    code: str
    name: str
    became: str


@cache
def old_provinces() -> tuple[OldProvince, ...]:
    """The 63 of before, by their codes (Resolution 202/2025/QH15; data/old_provinces.json)."""
    raw = json.loads((DATA / "old_provinces.json").read_text(encoding="utf-8"))
    return tuple(OldProvince(*row) for row in raw["provinces"])


def bare_name(name: str) -> str:
    """``name`` folded, without the word for its sort in front: "TP. Hồ Chí Minh" and "ho chi minh" are one."""
    plain = " ".join(fold(name).replace("-", " ").replace(".", " ").split())
    for sort in ("thanh pho ", "tinh ", "tp ", "phuong ", "xa ", "dac khu "):
        plain = plain.removeprefix(sort)
    return plain


def provinces_today() -> list[Province]:
    """The provinces that there are, by their codes."""
    return list(Province.objects.today())


def provinces_named(typed: str) -> list[Province]:
    """The provinces of today that somebody means by ``typed``: a name of today or of before, with or without marks.

    A name that was two things ("Lào Cai" then and now) means one province; mostly the list has one row or none.
    """
    wanted = bare_name(typed)
    codes = {row.became for row in old_provinces() if bare_name(row.name) == wanted}
    return [row for row in provinces_today() if row.code in codes or bare_name(row.name) == wanted]


def communes_named(typed: str) -> list[Commune]:
    """The communes of today that ``typed`` may mean: a code, or a name with its province behind a comma or without.

    "xã Mẫu, Tỉnh Thực Hành", "Mau, Ha Giang" (a province of before counts as what it became), "TH001".
    """
    rows = Commune.objects.today().select_related("province")
    exact = list(rows.filter(code=typed.strip().upper())) if typed.isprintable() else []
    if exact or not typed.strip():
        return exact
    name, _comma, province = typed.partition(",")
    wanted = bare_name(name)
    if province.strip():
        rows = rows.filter(province__in=provinces_named(province))
    return [row for row in rows if bare_name(row.name) == wanted]


def communes_by_province(provinces: Collection[str]) -> dict[str, list[str]]:
    """Province → its communes of today as papers name them ("Xã Mẫu", "Phường Ví Dụ"), in the Vietnamese order.

    Up to a minute old; an unknown province has none.
    """
    names = {quote(name): name for name in province_names() if name in provinces}  # keys of a cache are ASCII
    known: dict[str, list[str]] = _kept.get_many(names)
    if missing := names.keys() - known.keys():
        asked = _communes([names[key] for key in missing])
        fresh = {key: asked[names[key]] for key in missing}
        _kept.set_many(fresh)
        known |= fresh
    return {name: known.get(quote(name), []) for name in provinces}


def _communes(provinces: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in provinces}
    current = Commune.objects.filter(effective_until=None, province__name__in=list(provinces))
    for province, kind, name in current.values_list("province__name", "kind", "name"):
        found[province].append((name, f"{CommuneKind(kind).label} {name}"))
    in_order = {
        province: sorted(names, key=lambda pair: sort_key(pair[0])) for province, names in found.items()
    }
    return {province: [whole for _name, whole in names] for province, names in in_order.items()}


def province_names() -> list[str]:
    """Names of the provinces that exist today, the fictional one of the exercises first; up to a minute old."""
    names: list[str] | None = _kept.get("provinces")
    if names is None:
        current = Province.objects.filter(effective_until=None).order_by("-is_fictional", "code")
        names = list(current.values_list("name", flat=True))
        _kept.set("provinces", names)
    return names


_KINDS = tuple(f"{fold(kind.label)} " for kind in CommuneKind)
_PROVINCE_WORDS = ("tinh ", "thanh pho ", "tp ")


def _bare(typed: str, words: Collection[str]) -> str:
    """``typed`` folded, without the word for its kind in front: "xã Mẫu" and "mau" ask for the same."""
    text = " ".join(fold(typed).split())
    return next((text.removeprefix(word) for word in words if text.startswith(word)), text)


def find_communes(typed: str, most: int = 20) -> list[Commune]:
    """Communes of today by the beginning of their name, without marks; those of exactly this name alone if any,
    then those that begin with these whole words.

    "Mẫu, Thực Hành" asks inside a province. At most ``most`` (of 3,321), in the Vietnamese order.
    """
    name, _comma, of = typed.partition(",")
    wanted, of = _bare(name, _KINDS), _bare(of, _PROVINCE_WORDS)
    if not wanted:
        return []
    current = Commune.objects.filter(effective_until=None).select_related("province")
    found = [
        one
        for one in current
        if fold(one.name).startswith(wanted) and _bare(one.province.name, _PROVINCE_WORDS).startswith(of)
    ]
    exact = [one for one in found if fold(one.name) == wanted]
    words = [one for one in found if f"{fold(one.name)} ".startswith(f"{wanted} ")]
    return sorted(exact or words or found, key=lambda one: (sort_key(one.name), one.province_id))[:most]


def find_provinces(typed: str) -> list[Province]:
    """Provinces of today by the beginning of their name, as `find_communes`."""
    wanted = _bare(typed, _PROVINCE_WORDS)
    if not wanted:
        return []
    names = [(one, _bare(one.name, _PROVINCE_WORDS)) for one in Province.objects.filter(effective_until=None)]
    exact = [one for one, name in names if name == wanted]
    return exact or [one for one, name in names if name.startswith(wanted)]
