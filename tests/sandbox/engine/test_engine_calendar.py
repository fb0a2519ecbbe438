"""Counting days: vectors counted by hand on a calendar, and brute force beside the code."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.calendar import LOCAL, Pause, WorkingDays, add_minutes, closing, due, reception, start
from sandbox.engine.schema import Term
from tests.sandbox.engine.writings import tried

SAME_DAY = Term(amount=0, unit="same_day")
DAY = timedelta(days=1)


def at(day: int, month: int, clock: str, year: int = 2026) -> datetime:
    return datetime.combine(date(year, month, day), time.fromisoformat(clock), LOCAL)


def working(amount: int) -> Term:
    return Term(amount=amount, unit="working_day")


def plain(amount: int) -> Term:
    return Term(amount=amount, unit="day")


# --- the vectors ---


@pytest.mark.parametrize(
    ("received", "term", "expected"),
    [
        (at(23, 11, "09:00"), SAME_DAY, date(2026, 11, 23)),
        (at(23, 11, "15:30"), SAME_DAY, date(2026, 11, 25)),
        (at(23, 11, "14:00"), working(3), date(2026, 11, 27)),
        (at(22, 11, "20:00"), working(1), date(2026, 11, 25)),
        (at(26, 11, "10:00"), working(7), date(2026, 12, 7)),
        (at(30, 12, "08:00"), working(3), date(2027, 1, 5)),
    ],
)
def test_the_vectors_of_the_domain(received: datetime, term: Term, expected: date, days: WorkingDays) -> None:
    assert due(received, term, days) == at(expected.day, expected.month, "17:00", expected.year)


def test_the_vector_with_a_pause(days: WorkingDays) -> None:
    pause = Pause(at(25, 11, "14:00"), at(2, 12, "09:00"))
    assert due(at(23, 11, "09:00"), working(3), days, [pause]).date() == date(2026, 12, 4)


# --- rules beside the vectors ---


def test_exactly_15_00_is_still_in_time(days: WorkingDays) -> None:
    assert due(at(23, 11, "15:00"), SAME_DAY, days).date() == date(2026, 11, 23)
    assert due(at(23, 11, "15:01"), SAME_DAY, days).date() == date(2026, 11, 25)


def test_a_moment_of_another_zone_is_read_in_local_time(days: WorkingDays) -> None:
    assert due(datetime(2026, 11, 23, 8, 30, tzinfo=UTC), SAME_DAY, days).date() == date(2026, 11, 25)
    assert due(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), SAME_DAY, days).date() == date(2026, 11, 23)


def test_plain_days_that_end_on_a_day_off_move_on(days: WorkingDays) -> None:
    assert due(at(23, 11, "09:00"), plain(1), days).date() == date(2026, 11, 25)
    assert due(at(23, 11, "09:00"), plain(4), days).date() == date(2026, 11, 27)
    assert due(at(23, 11, "09:00"), plain(5), days).date() == date(2026, 11, 30)


def test_a_request_in_the_morning_leaves_the_day_unused(days: WorkingDays) -> None:
    received, answered = at(23, 11, "09:00"), at(2, 12, "09:00")
    assert due(received, working(3), days, [Pause(at(25, 11, "08:10"), answered)]).date() == date(2026, 12, 7)


def test_an_answer_when_all_days_are_used_is_due_by_the_15_00_rule(days: WorkingDays) -> None:
    asked = at(27, 11, "16:00")
    early, late = Pause(asked, at(2, 12, "09:00")), Pause(asked, at(2, 12, "15:30"))
    assert due(at(23, 11, "09:00"), working(3), days, [early]).date() == date(2026, 12, 2)
    assert due(at(23, 11, "09:00"), working(3), days, [late]).date() == date(2026, 12, 3)


def test_an_answered_same_day_dossier_is_due_on_the_day_of_the_answer(days: WorkingDays) -> None:
    pause = Pause(at(25, 11, "08:10"), at(26, 11, "10:00"))
    assert due(at(23, 11, "15:30"), SAME_DAY, days, [pause]) == at(26, 11, "17:00")


def test_two_pauses_are_both_left_out(days: WorkingDays) -> None:
    pauses = [Pause(at(25, 11, "14:00"), at(2, 12, "09:00")), Pause(at(3, 12, "14:00"), at(9, 12, "09:00"))]
    assert due(at(23, 11, "09:00"), working(3), days, pauses).date() == date(2026, 12, 10)


def test_a_swapped_saturday_counts() -> None:
    swapped = WorkingDays(off=frozenset({date(2026, 8, 31)}), working=frozenset({date(2026, 8, 22)}))
    assert swapped.add(date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert swapped.add(date(2026, 8, 28), 1) == date(2026, 9, 1)


# --- receptions ---


@pytest.mark.parametrize(
    ("received", "taken"),
    [
        (at(23, 11, "06:00"), at(23, 11, "07:30")),
        (at(23, 11, "09:12"), at(23, 11, "09:12")),
        (at(23, 11, "11:30"), at(23, 11, "13:30")),
        (at(23, 11, "12:45"), at(23, 11, "13:30")),
        (at(23, 11, "16:59"), at(23, 11, "16:59")),
        (at(23, 11, "17:00"), at(25, 11, "07:30")),
        (at(24, 11, "10:00"), at(25, 11, "07:30")),
        (at(27, 11, "23:00"), at(30, 11, "07:30")),
    ],
)
def test_the_office_takes_in_what_comes_when_it_is_open(
    received: datetime, taken: datetime, days: WorkingDays
) -> None:
    assert reception(received, days) == taken


def test_the_counting_of_a_same_day_dossier_begins_the_next_day_after_15_00(days: WorkingDays) -> None:
    assert start(at(23, 11, "15:30"), SAME_DAY, days) == at(25, 11, "07:30")
    assert start(at(23, 11, "15:30"), working(3), days) == at(23, 11, "15:30")


def test_minutes_run_only_in_office_hours(days: WorkingDays) -> None:
    assert add_minutes(at(23, 11, "11:20"), 15, days) == at(23, 11, "13:35")
    assert add_minutes(at(23, 11, "16:50"), 10, days) == at(23, 11, "17:00")
    assert add_minutes(at(23, 11, "16:50"), 20, days) == at(25, 11, "07:40")
    assert add_minutes(at(22, 11, "20:00"), 0, days) == at(23, 11, "07:30")
    assert closing(date(2026, 11, 23), days) == at(23, 11, "17:00")


# --- against brute force ---

SOME_DAYS = st.builds(
    WorkingDays,
    off=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=20),
    working=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 3, 31)), max_size=4),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 2, 28)).map(lambda m: m.replace(tzinfo=LOCAL))


@tried
@given(SOME_DAYS, st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.integers(0, 25))
def test_working_days_are_counted_one_by_one(calendar: WorkingDays, day: date, count: int) -> None:
    last = calendar.add(day, count)
    between = [day + DAY * offset for offset in range(1, (last - day).days + 1)]
    assert sum(map(calendar.is_working, between)) == count
    assert count == 0 or calendar.is_working(last)


@tried
@given(SOME_DAYS, MOMENTS, st.integers(1, 25))
def test_a_due_date_is_the_nth_working_day_after_the_reception(
    calendar: WorkingDays, received: datetime, amount: int
) -> None:
    day, left = reception(received, calendar).date(), amount
    while left:
        day += DAY
        left -= calendar.is_working(day)
    assert due(received, working(amount), calendar) == datetime.combine(day, time(17), LOCAL)


@tried
@given(SOME_DAYS, MOMENTS, MOMENTS, st.sampled_from([SAME_DAY, working(3), plain(5)]))
def test_who_comes_later_is_never_served_earlier(
    calendar: WorkingDays, one: datetime, two: datetime, term: Term
) -> None:
    first, second = sorted((one, two))
    assert due(first, term, calendar) <= due(second, term, calendar)
    assert reception(first, calendar) <= reception(second, calendar)


@tried
@given(SOME_DAYS, MOMENTS, st.sampled_from([SAME_DAY, working(0), working(3), plain(5)]))
def test_an_appointment_is_on_a_working_day_after_the_reception(
    calendar: WorkingDays, received: datetime, term: Term
) -> None:
    appointment = due(received, term, calendar)
    assert calendar.is_working(appointment.date())
    assert appointment >= reception(received, calendar) >= received


@tried
@given(SOME_DAYS, MOMENTS, st.integers(0, 2000))
def test_minutes_added_are_office_minutes_passed(
    calendar: WorkingDays, moment: datetime, minutes: int
) -> None:
    later = add_minutes(moment, minutes, calendar)
    assert reception(later, calendar) == later or later.time() in (time(11, 30), time(17))
    passed, day = timedelta(), reception(moment, calendar).date()
    while day <= later.date():
        for opens, closes in calendar.hours.spans if calendar.is_working(day) else ():
            begin = max(datetime.combine(day, opens, LOCAL), reception(moment, calendar))
            end = min(datetime.combine(day, closes, LOCAL), later)
            passed += max(end - begin, timedelta())
        day += DAY
    assert passed == timedelta(minutes=minutes)


@tried
@given(SOME_DAYS, MOMENTS, st.integers(1, 10), st.integers(0, 20), st.integers(0, 20))
def test_a_pause_never_brings_the_appointment_nearer(
    calendar: WorkingDays, received: datetime, amount: int, ask: int, wait: int
) -> None:
    asked = received + DAY * ask
    unpaused = due(received, working(amount), calendar)
    if asked < unpaused:
        paused = due(received, working(amount), calendar, [Pause(asked, asked + DAY * wait)])
        assert paused >= min(unpaused, asked)
        assert paused >= asked
