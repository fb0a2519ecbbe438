"""The machine's clock in a test, held or moved: whatever asks for the time is told the same."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from itertools import count

import pytest
from django.apps import apps
from django.db.models import Field
from django.utils import timezone

_REAL = timezone.now


@cache
def _fields_of_now() -> tuple[Field, ...]:
    """Every column that is filled with the moment in which its row is made."""
    return tuple(
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.default is _REAL
    )


def set_clock(patch: pytest.MonkeyPatch, now: Callable[[], dt.datetime]) -> None:
    """Let ``now`` tell the time, in UTC, until the test ends.

    A column with ``default=timezone.now`` took hold of the function when its class was made. Such columns are told
    too: rows of the real day among rows of the test's day make a test that is green today and red next month.
    While the clock stands still they lie within its last second, each after the one before, as real ones do.
    """
    behind = count(-1_000_000)

    def row_made() -> dt.datetime:
        return now() + dt.timedelta(microseconds=next(behind))

    patch.setattr(timezone, "now", now)
    for field in _fields_of_now():
        patch.setitem(field.__dict__, "_get_default", row_made)


def standing_at(moment: dt.datetime) -> Callable[[], dt.datetime]:
    """A clock that always tells ``moment``."""
    return lambda: moment
