"""The days off and the office hours, read from dated and sourced data (sandbox/packs/holidays.yaml)."""

from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from sandbox.engine.calendar import OfficeHours, WorkingDays
from sandbox.engine.packs import SHIPPED, PackError, problems_of
from sandbox.engine.schema import Frozen, Source, Text
from sandbox.engine.yamlfiles import read_yaml

HOLIDAYS = SHIPPED / "holidays.yaml"


class Holiday(Frozen):
    """One day off; provisional until the official schedule of that year is out."""

    day: date
    name: Text
    status: Literal["confirmed", "provisional"]
    source: Text
    verified_on: date


class Hours(Frozen):
    """Office hours as data: pairs of opening and closing times in order, and the same-day limit."""

    spans: tuple[tuple[time, time], ...] = Field(min_length=1)
    cutoff: time
    source: Source


class Calendar(Frozen):
    """The whole file."""

    hours: Hours
    holidays: tuple[Holiday, ...]
    working: tuple[date, ...] = ()


def read(path: Path = HOLIDAYS) -> Calendar:
    """The file of holidays; raises PackError where it cannot be read."""
    try:
        return Calendar.model_validate(read_yaml(path))
    except ValidationError as error:
        raise PackError(problems_of(path.name, error)) from error


def load(path: Path = HOLIDAYS) -> WorkingDays:
    """The working days of a file of holidays, provisional ones included."""
    found = read(path)
    return WorkingDays(
        off=frozenset(holiday.day for holiday in found.holidays),
        working=frozenset(found.working),
        names={holiday.day: holiday.name for holiday in found.holidays},
        hours=OfficeHours(spans=found.hours.spans, cutoff=found.hours.cutoff),
    )


@cache
def shipped() -> WorkingDays:
    """The working days of the file that comes with the sandbox, read once."""
    return load()
