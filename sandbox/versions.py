"""Versions of a pack over time: which is current, what changed since another one, and what a lesson shows of it."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import caches
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone

from sandbox.engine.changes import Change, diff
from sandbox.models import PackVersion
from sandbox.watching import frames_of

_CACHE, _KEY = "memory", "sandbox.current_versions"


@dataclass(frozen=True)
class Difference:
    """What changed in a pack. ``since`` and ``until``: the days on which the two versions were loaded.

    ``is_known`` is false where the older version is no longer kept; then there is nothing to compare.
    """

    is_known: bool
    since: dt.date | None
    until: dt.date | None
    changes: tuple[Change, ...]


def current_versions() -> Mapping[str, str]:
    """Slug of each pack → digest of its current version. Each process may be a minute behind; see `pack_version`."""
    known: Mapping[str, str] | None = caches[_CACHE].get(_KEY)
    if known is None:
        known = dict(PackVersion.objects.current().values_list("slug", "digest"))
        caches[_CACHE].set(_KEY, known)
    return known


def forget_current(**kwargs: object) -> None:
    """Receiver: a version came or went. What this process knew is asked for anew, after the commit too."""
    caches[_CACHE].delete(_KEY)
    transaction.on_commit(lambda: caches[_CACHE].delete(_KEY), robust=True)


def connect() -> None:
    """Listen for packs that are loaded."""
    post_save.connect(forget_current, sender=PackVersion, dispatch_uid="sandbox.current_versions")


@dataclass(frozen=True)
class TaughtPack:
    """A pack in its current version, by the short name of its procedure."""

    slug: str
    digest: str
    name: str


def taught_packs() -> list[TaughtPack]:
    """Every pack that can be practised now. One query."""
    versions = PackVersion.objects.current().defer("content").order_by("slug")
    return [TaughtPack(one.slug, one.digest, one.pack.procedure.short_name) for one in versions]


def may_be_version_of(digest: str, slug: str) -> bool:
    """Whether this digest is one of the pack's, or of a version that is not kept here: never of another pack."""
    return not PackVersion.objects.filter(digest=digest).exclude(slug=slug).exists()


def difference(slug: str, digest: str) -> Difference:
    """What changed in the pack ``slug`` since the version ``digest``."""
    rows = PackVersion.objects.filter(slug=slug)
    old, new = rows.filter(digest=digest).first(), rows.current().first()
    until = timezone.localdate(new.loaded_at) if new else None
    if old is None or new is None:
        return Difference(False, None, until, ())
    found = diff(json.loads(old.content), json.loads(new.content))
    return Difference(True, timezone.localdate(old.loaded_at), until, found)


def _current(slug: str) -> PackVersion | None:
    return PackVersion.objects.current().filter(slug=slug).defer("content").first()


def names_of_scenario(slug: str, scenario_id: str) -> frozenset[str]:
    """What an exercise is about, by the names of `Change.names`: the scenario, what is filled in, what is attached."""
    version = _current(slug)
    scenarios = {one.id: one for one in version.pack.scenarios} if version else {}
    if version is None or scenario_id not in scenarios:
        return frozenset({f"scenario:{scenario_id}"})
    fields = {f"field:{name}" for name in scenarios[scenario_id].answers}
    papers = {f"paper:{paper.id}" for paper in version.pack.papers}
    return frozenset({f"scenario:{scenario_id}"} | fields | papers)


def names_of_papers(slug: str) -> frozenset[str]:
    """The papers of a pack, by the names of `Change.names`."""
    version = _current(slug)
    return frozenset(f"paper:{paper.id}" for paper in version.pack.papers) if version else frozenset()


def names_of_still(slug: str, scenario_id: str, place: str, nth: int) -> frozenset[str]:
    """What a picture of the worked example shows, by the names of `Change.names`."""
    version = _current(slug)
    frames = [one for one in frames_of(version.pack, scenario_id) if one.place == place] if version else []
    shown = {f"field:{name}" for name in (frames[nth - 1].fields if nth <= len(frames) else ())}
    return frozenset({f"step:{place}", "example"} | shown)
