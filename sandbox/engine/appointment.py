"""Why the appointment is on that day, in everyday Vietnamese: "Sao không phải thứ Ba?" and its answer."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sandbox.engine import texts
from sandbox.engine.calendar import DAY, LOCAL, Pause, WorkingDays, due, reception, start
from sandbox.engine.schema import Term


def question(received: datetime, term: Term, days: WorkingDays, pauses: Sequence[Pause] = ()) -> str:
    """The question that the appointment raises; empty where it falls on the day anybody would expect.

    After a supplement, people expect the day that was promised before it.
    """
    expected, day = _expected(received, term, days, pauses), due(received, term, days, pauses).date()
    today = received.astimezone(LOCAL).date()
    if day == today or (day == expected and term.unit != "same_day"):
        return ""
    if day == expected:
        return "" if pauses else texts.phrase("calendar", "question_today")
    named = weekday(expected) if expected.weekday() != day.weekday() else day_name(expected)
    return texts.phrase("calendar", "question", day=named)


def explain(
    received: datetime,
    term: Term,
    days: WorkingDays,
    pauses: Sequence[Pause] = (),
    *,
    you: str = texts.YOU,
) -> str:
    """The answer to `question`, in short sentences; empty where there is no question."""
    if not question(received, term, days, pauses):
        return ""
    return " ".join(_sentences(received, term, days, pauses, you))


def weekday(day: date) -> str:
    """The day of the week: "thứ Hai"."""
    return str(texts.phrases()["calendar"]["weekdays"][day.weekday()])


def day_name(day: date) -> str:
    """The day of the week with day and month: "thứ Hai 23/11"."""
    return f"{weekday(day)} {day:%d/%m}"


def _expected(received: datetime, term: Term, days: WorkingDays, pauses: Sequence[Pause]) -> date:
    """The day somebody would name who thinks of no days off, or who has the appointment of before the pause."""
    if pauses:
        return due(received, term, days, pauses[:-1]).date()
    moment = received.astimezone(LOCAL)
    if term.unit == "same_day":
        return moment.date() + DAY * (moment.time() > days.hours.cutoff)
    return moment.date() + DAY * term.amount


def _sentences(
    received: datetime, term: Term, days: WorkingDays, pauses: Sequence[Pause], you: str
) -> Iterator[str]:
    begun, last = pauses[-1].answered if pauses else received, due(received, term, days, pauses).date()
    taken, first = reception(begun, days), begun.astimezone(LOCAL).date()
    again = "_again" if pauses else ""  # it is not she who sent something, where a draft went unanswered
    yield texts.phrase("calendar", term.unit, amount=str(term.amount))
    if pauses:
        yield texts.phrase("calendar", "paused", you=you, day=day_name(first))
    if taken.date() != first:
        yield texts.phrase("calendar", f"received{again}", you=you, day=day_name(taken.date()))
    if start(begun, term, days) != taken:
        yield texts.phrase("calendar", f"late{again}", you=you, hour=str(days.hours.cutoff.hour))
    if term.unit == "working_day":
        yield texts.phrase("calendar", "counted")
    yield from _days_off(first, last, days)
    yield texts.phrase("calendar", "therefore", day=day_name(last))


def _days_off(first: date, last: date, days: WorkingDays) -> Iterator[str]:
    """One sentence for each holiday between two days, and one for all weekends."""
    closed = [day for day in _between(first, last) if not days.is_working(day)]
    for day in closed:
        if day in days.names:
            name = day_name(day)
            yield texts.phrase("calendar", "holiday", day=name[0].upper() + name[1:], name=days.names[day])
    if any(day.weekday() >= 5 and day not in days.names for day in closed):
        yield texts.phrase("calendar", "weekend")


def _between(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days):
        yield first + DAY * offset
