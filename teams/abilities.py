"""The ladder: what somebody can do with each procedure, and how we know. Pure.

Watched → with help → with hints → alone → secure → filed the real one. What she did in the replica and what a
member saw are different evidence of one ladder; the highest rung counts, and an undone record counts nowhere.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sandbox.enums import Furthest
from sandbox.service import is_secure
from teams.enums import SHOWS_UNAIDED, EvidenceKind, Rung

_PRACTISED = {
    Furthest.BEGUN: Rung.WATCHED,
    Furthest.HELPED: Rung.HELPED,
    Furthest.HINTED: Rung.HINTED,
    Furthest.ALONE: Rung.ALONE,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One standing piece of evidence: for which procedure, of which kind, when."""

    procedure: str
    kind: str
    at: dt.datetime


def rung_of(practised: Furthest | None, seen: Iterable[Seen]) -> Rung | None:
    """The rung that somebody stands on with one procedure; None where nothing is known of her."""
    known = list(seen)
    if any(one.kind == EvidenceKind.REAL for one in known):
        return Rung.REAL
    alone = [one.at for one in known if one.kind in SHOWS_UNAIDED]
    if is_secure(alone):
        return Rung.SECURE
    if alone:
        return Rung.ALONE
    return _PRACTISED[practised] if practised else None


def ladder(
    watched: Iterable[str], practised: Mapping[str, Furthest], seen: Iterable[Seen]
) -> dict[str, Rung]:
    """Procedure → rung. ``watched``: procedures of the sessions she came to."""
    known = list(seen)
    procedures = {*watched, *practised, *(one.procedure for one in known)}
    rungs = {
        code: rung_of(practised.get(code), [one for one in known if one.procedure == code])
        for code in procedures
    }
    return {code: rung or Rung.WATCHED for code, rung in rungs.items()}
