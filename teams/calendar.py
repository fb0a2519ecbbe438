"""When a session is, as the team sees it: open, tonight, coming, late, past. Pure."""

import datetime as dt
from enum import StrEnum

from teams.enums import SessionState

WEEK = dt.timedelta(days=7)
CORRECTABLE = dt.timedelta(days=7)  # after its end the words about a session may still be put right
EVENING = dt.time(19, 30)  # when people have eaten: the usual hour of a class in a hamlet
_ROUND = 5  # minutes


class When(StrEnum):
    OPEN = "open"
    TONIGHT = "tonight"
    LATE = "late"  # its day is gone and nobody opened it
    COMING = "coming"
    PAST = "past"


def when(state: SessionState, day: dt.date, today: dt.date) -> When:
    """In which part of the calendar a session stands, ``day`` being its day."""
    if state is SessionState.OPEN:
        return When.OPEN
    if state is not SessionState.PLANNED:
        return When.PAST
    if day == today:
        return When.TONIGHT
    return When.LATE if day < today else When.COMING


def next_week(starts_at: dt.datetime, now: dt.datetime) -> dt.datetime:
    """The same weekday and hour a week later, or as many weeks later as it takes to lie ahead of ``now``."""
    weeks = max(1, (now - starts_at) // WEEK + 1)
    return starts_at + weeks * WEEK


def tonight(now: dt.datetime) -> dt.datetime:
    """Tonight's usual hour, or this moment (down to five minutes) once that hour has come. ``now``: local time."""
    usual = now.replace(hour=EVENING.hour, minute=EVENING.minute, second=0, microsecond=0)
    return max(usual, now.replace(minute=now.minute - now.minute % _ROUND, second=0, microsecond=0))


def may_correct(closed_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether what was written about an ended session may still be changed."""
    return now - closed_at <= CORRECTABLE
