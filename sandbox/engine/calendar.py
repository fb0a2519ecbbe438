"""When the office works, when it takes a dossier in, and on which day it must give the result.

The day of receipt is day 0, and a term in plain days that ends on a day off moves to the next working day (Bộ luật
Dân sự 2015, Điều 147 and 148). A working day is Monday to Friday without the days off, plus swapped working days
(packs/holidays.yaml). A same-day procedure received after 15:00 moves to the next working day (record of 1.001193
on the national portal). The time spent waiting for the citizen does not count (usual practice; no text was looked
up). Every moment is an aware datetime; results are in local time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.engine.schema import Term

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = timedelta(days=1)
NOON = time(12)


@dataclass(frozen=True)
class OfficeHours:
    """The hours of a working day in order, and the time after which a same-day procedure waits for the next day."""

    spans: tuple[tuple[time, time], ...] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
    cutoff: time = time(15, 0)

    @property
    def opens(self) -> time:
        """When the day begins."""
        return self.spans[0][0]

    @property
    def closes(self) -> time:
        """When the day ends; appointments are for this hour."""
        return self.spans[-1][1]


@dataclass(frozen=True)
class WorkingDays:
    """Which days the office works: Monday to Friday, without `off`, with `working` (swapped Saturdays)."""

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    names: Mapping[date, str] = field(default_factory=dict, hash=False)
    hours: OfficeHours = OfficeHours()

    def is_working(self, day: date) -> bool:
        """Whether the office is open on this day."""
        return day in self.working or (day.weekday() < 5 and day not in self.off)

    def next_working(self, day: date) -> date:
        """The first working day after this day."""
        day += DAY
        while not self.is_working(day):
            day += DAY
        return day

    def add(self, day: date, count: int) -> date:
        """The day that lies `count` working days after this one; the day itself for 0."""
        for _ in range(count):
            day = self.next_working(day)
        return day


@dataclass(frozen=True)
class Pause:
    """A time in which the dossier waited for the citizen: from the request to the answer."""

    asked: datetime
    answered: datetime


def reception(received: datetime, days: WorkingDays) -> datetime:
    """The moment the office takes in what arrived at `received`: then, or at the next opening."""
    moment = received.astimezone(LOCAL)
    if days.is_working(moment.date()):
        for opens, closes in days.hours.spans:
            if moment.time() < closes:
                return max(moment, _at(moment.date(), opens))
    return _at(days.next_working(moment.date()), days.hours.opens)


def start(received: datetime, term: Term, days: WorkingDays) -> datetime:
    """The moment the counting begins: the reception, or the next opening for a same-day procedure after 15:00."""
    taken = reception(received, days)
    if term.unit == "same_day" and taken.time() > days.hours.cutoff:
        return _at(days.next_working(taken.date()), days.hours.opens)
    return taken


def due(received: datetime, term: Term, days: WorkingDays, pauses: Sequence[Pause] = ()) -> datetime:
    """The appointment: closing time of the day on which the result is due.

    After a pause the day of the answer is a new day 0. The day of the request counts as used when the request
    came in the afternoon (our reading of "working day"). Nothing left, or a same-day procedure: the day of the
    answer, by the 15:00 rule.
    """
    left, begun = term.amount, received
    for pause in pauses:
        left = max(0, left - _used(reception(begun, days).date(), pause.asked, term, days))
        begun = pause.answered
    if term.unit == "same_day" or left == 0:
        day = start(begun, Term(amount=0, unit="same_day"), days).date()
    else:
        day = _count(reception(begun, days).date(), left, term, days)
    return _at(day, days.hours.closes)


def opening(day: date, days: WorkingDays) -> datetime:
    """The hour at which a day begins."""
    return _at(day, days.hours.opens)


def closing(day: date, days: WorkingDays) -> datetime:
    """Closing time of a day."""
    return _at(day, days.hours.closes)


def add_minutes(moment: datetime, minutes: int, days: WorkingDays) -> datetime:
    """The moment that lies so many minutes of office hours after `moment`."""
    left = timedelta(minutes=minutes)
    for opens, closes in _open_spans(reception(moment, days), days):
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    raise AssertionError("office hours never end")


def _used(day_0: date, asked: datetime, term: Term, days: WorkingDays) -> int:
    """How many days of the term were over when the office asked."""
    local = asked.astimezone(LOCAL)
    last = local.date() if local.time() >= NOON else local.date() - DAY
    span = range(1, (last - day_0).days + 1)
    if term.unit == "day":
        return len(span)
    return sum(days.is_working(day_0 + DAY * offset) for offset in span)


def _count(day_0: date, amount: int, term: Term, days: WorkingDays) -> date:
    if term.unit == "working_day":
        return days.add(day_0, amount)
    last = day_0 + DAY * amount
    return last if days.is_working(last) else days.next_working(last)


def _open_spans(moment: datetime, days: WorkingDays) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of office hours from a moment on, without end."""
    day = moment.date()
    while True:
        for opens, closes in days.hours.spans:
            if _at(day, closes) > moment:
                yield max(moment, _at(day, opens)), _at(day, closes)
        day = days.next_working(day)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, LOCAL)
