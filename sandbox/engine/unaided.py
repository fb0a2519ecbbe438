"""Who can file alone: the two definitions on which every count of the site rests (sandbox/README.md)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar

from sandbox.engine.enums import Mode

Moment = TypeVar("Moment", date, datetime)


def is_unaided(
    mode: Mode, hints_used: int, helper: bool, persona_practised_before: bool, finished: bool
) -> bool:
    """Tự làm được: finished in check mode, no hint, no helper, on a persona not practised before."""
    return finished and mode is Mode.CHECK and hints_used == 0 and not helper and not persona_practised_before


def is_secure(passes: Iterable[Moment]) -> bool:
    """Vững: unaided at least twice, at least a day apart. All moments of one type, dates or aware datetimes."""
    moments = sorted(passes)
    return len(moments) > 1 and moments[-1] - moments[0] >= timedelta(days=1)
