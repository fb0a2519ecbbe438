"""Ready plans of an evening: parts with their minutes, what to do, what to say, what the class does (teams/plans/)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from teams.enums import SessionKind

FOLDER = Path(__file__).resolve().parent / "plans"


class BadPlan(Exception):
    """A plan that cannot be read: which file, and what is wrong with it."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(_Frozen):
    """One stretch of an evening. ``say`` are whole sentences to read aloud."""

    title: str = Field(min_length=1)
    minutes: int = Field(ge=1, le=60)
    do: tuple[str, ...] = Field(min_length=1)
    say: tuple[str, ...] = Field(min_length=1)
    class_does: tuple[str, ...] = Field(min_length=1)
    materials: tuple[str, ...] = ()


class Plan(_Frozen):
    """A plan. ``modes`` are the ways of practising that it suits; ``observe`` is what a member looks for."""

    slug: str
    title: str = Field(min_length=1)
    order: int
    kinds: tuple[SessionKind, ...] = Field(min_length=1)
    modes: tuple[str, ...] = ()
    goal: str = Field(min_length=1)
    materials: tuple[str, ...] = ()
    drills: tuple[str, ...] = ()
    parts: tuple[Part, ...] = Field(min_length=1)
    observe: tuple[str, ...] = Field(min_length=1)

    @property
    def minutes(self) -> int:
        """How long the whole of it takes."""
        return sum(part.minutes for part in self.parts)


@dataclass(frozen=True)
class Timed:
    """A part with the clock times at which it begins and ends."""

    part: Part
    begins: dt.datetime
    ends: dt.datetime


def read(path: Path) -> Plan:
    """The plan in a file, which gives it its slug. Raises BadPlan."""
    try:
        return Plan(slug=path.stem, **yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, TypeError, yaml.YAMLError, ValidationError) as error:
        raise BadPlan(f"{path.name}: {error}") from error


@cache
def every() -> tuple[Plan, ...]:
    """The plans that are shipped, in their order."""
    return tuple(sorted((read(path) for path in FOLDER.glob("*.yaml")), key=lambda plan: plan.order))


def find(slug: str) -> Plan | None:
    """The plan with this slug, if there is one."""
    return next((plan for plan in every() if plan.slug == slug), None)


def of_kind(kind: str) -> list[Plan]:
    """The plans for a kind of session."""
    return [plan for plan in every() if kind in plan.kinds]


def choose(slug: str, kind: str, mode: str) -> Plan:
    """The plan named, where it suits the kind; else the first that suits the mode; else the first of the kind."""
    suiting = of_kind(kind)
    named = [plan for plan in suiting if plan.slug == slug]
    by_mode = [plan for plan in suiting if mode in plan.modes]
    return [*named, *by_mode, *suiting][0]


def following(slugs: Iterable[str]) -> Plan:
    """The plan for a class after those that a team has held: the first not held yet, else the second evening's.

    The first evening is for people who have never been there; whoever has seen all of them files once more.
    """
    held, classes = set(slugs), of_kind(SessionKind.CLASS)
    fresh = [plan for plan in classes if plan.slug not in held]
    return [*fresh, *classes[1:]][0]


def timed(plan: Plan, starts_at: dt.datetime) -> list[Timed]:
    """The parts one after the other, the first at ``starts_at``."""
    begins, parts = starts_at, []
    for part in plan.parts:
        ends = begins + dt.timedelta(minutes=part.minutes)
        parts.append(Timed(part, begins, ends))
        begins = ends
    return parts
