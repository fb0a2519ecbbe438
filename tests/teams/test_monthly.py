"""The monthly table, counted from facts: merged rows, totals, months, closing."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams import monthly
from teams.enums import TallyKind
from teams.monthly import About, ClosingState, Facts, Figure

GROUPS = ["A", "B", "C"]
ROWS = list(range(12))
NOVEMBER = dt.date(2026, 11, 1)
PERSON_FIGURES = (Figure.PEOPLE, Figure.HELPED, Figure.YEAR, *monthly.DEEDS)
tallies = st.tuples(st.integers(0, 9), st.sampled_from(list(TallyKind)), st.integers(0, 30))


@st.composite
def months(draw: Any) -> Facts:
    """Sessions 0 to 9, of which some were opened; visits and counts of all of them."""
    held = draw(st.dictionaries(st.integers(0, 9), st.sampled_from(GROUPS)))
    people, groups = st.sampled_from(ROWS), st.sampled_from(GROUPS)
    return Facts(
        held=held,
        visits=draw(st.lists(st.tuples(st.integers(0, 9), people))),
        heads=draw(st.lists(tallies, unique_by=lambda tally: tally[:2])),
        deeds=draw(st.lists(st.tuples(groups, people, st.sampled_from(monthly.DEEDS)))),
        year=draw(st.sets(st.tuples(groups, people))),
        alone=draw(st.sets(people)),
        about=draw(
            st.dictionaries(
                people,
                st.builds(About, st.sampled_from(["", "f", "m"]), st.sampled_from([None, True, False])),
            )
        ),
    )


merges = st.dictionaries(st.sampled_from(ROWS[6:]), st.sampled_from(ROWS[:6]))


@given(months())
def test_a_total_is_at_most_the_sum_of_its_lines_and_at_least_the_largest(facts: Facts) -> None:
    total = monthly.count(facts)
    lines = [monthly.count(part) for part in monthly.split(facts, GROUPS).values()]
    for figure in PERSON_FIGURES:
        numbers = [line[figure] or 0 for line in lines]
        assert max(numbers) <= (total[figure] or 0) <= sum(numbers)


@given(months())
def test_sessions_contacts_and_counts_of_a_session_add_up(facts: Facts) -> None:
    total = monthly.count(facts)
    lines = [monthly.count(part) for part in monthly.split(facts, GROUPS).values()]
    for figure in (Figure.SESSIONS, Figure.CONTACTS, Figure.UNNAMED, *monthly.GROUPS):
        known = [number for line in lines if (number := line[figure]) is not None]
        assert total[figure] == (sum(known) if known else None)


@given(months(), merges)
def test_it_equals_a_naive_count(facts: Facts, merged: dict[int, int]) -> None:
    counted = monthly.count(monthly.of_persons(facts, merged))
    seen: list[Any] = []
    contacts: list[Any] = []
    for session, row in facts.visits:
        person = merged.get(row, row)  # type: ignore[call-overload]
        if session in facts.held and person not in seen:
            seen.append(person)
        if session in facts.held and (session, person) not in contacts:
            contacts.append((session, person))
    alone = [merged.get(row, row) for row in facts.alone]  # type: ignore[call-overload]
    heads = [n for s, kind, n in facts.heads if s in facts.held and kind in (TallyKind.WOMEN, TallyKind.MEN)]
    assert counted[Figure.PEOPLE] == len(seen)
    assert counted[Figure.CONTACTS] == len(contacts) + sum(heads)
    assert counted[Figure.HELPED] == len([person for person in seen if person not in alone])


@given(months(), merges)
def test_merging_rows_never_makes_people_more_and_parting_gives_back_what_was(
    facts: Facts, merged: dict[int, int]
) -> None:
    apart, together = monthly.count(facts), monthly.count(monthly.of_persons(facts, merged))
    for figure in (Figure.PEOPLE, Figure.YEAR, *monthly.DEEDS, Figure.CONTACTS):
        assert (together[figure] or 0) <= (apart[figure] or 0)
    assert monthly.count(monthly.of_persons(facts, {})) == apart


@given(months())
def test_a_visit_that_was_noted_twice_counts_once(facts: Facts) -> None:
    twice = replace(facts, visits=[*facts.visits, *facts.visits], deeds=[*facts.deeds, *facts.deeds])
    assert monthly.count(twice) == monthly.count(facts)


def test_what_nobody_counted_is_not_nought() -> None:
    facts = Facts(held={1: "A"}, visits=[(1, "x")], heads=[(1, TallyKind.POOR, 0)])
    counted = monthly.count(facts)
    assert counted[Figure.POOR] == 0
    assert counted[Figure.DISABLED] is None
    assert counted[Figure.WOMEN] is None  # her sex was never written down
    assert counted[Figure.VNEID] is None


def test_a_session_that_was_never_opened_counts_for_nothing() -> None:
    facts = Facts(visits=[(1, "x")], heads=[(1, TallyKind.WOMEN, 9)])
    assert not any(monthly.count(facts).values())


def test_what_one_row_does_not_know_another_row_of_the_person_does() -> None:
    facts = Facts(
        about={"kept": About("", None), "merged": About("f", True)}, held={1: "A"}, visits=[(1, "kept")]
    )
    counted = monthly.count(monthly.of_persons(facts, {"merged": "kept"}))
    assert (counted[Figure.WOMEN], counted[Figure.OLD]) == (1, 1)


@pytest.mark.parametrize(
    "typed",
    ["", "2026", "2026-13", "2026-00", "2026-1", "26-11", "2026-12", "1999-01", "２０２６-11", "2026-11-01"],
)
def test_what_is_no_month_is_refused(typed: str) -> None:
    assert monthly.read_month(typed, dt.date(2026, 11, 30)) is None


@given(st.text())
def test_no_text_breaks_the_reader_of_months(typed: str) -> None:
    monthly.read_month(typed, dt.date(2026, 11, 30))


@given(st.dates(dt.date(2020, 1, 1), dt.date(2100, 12, 31)))
def test_months_follow_each_other(day: dt.date) -> None:
    first = day.replace(day=1)
    assert monthly.previous(monthly.following(first)) == first
    assert monthly.read_month(f"{first:%Y-%m}", first) == first


def test_a_month_begins_at_midnight_in_viet_nam() -> None:
    assert monthly.begins(NOVEMBER).astimezone(dt.UTC) == dt.datetime(2026, 10, 31, 17, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("closed", "today", "is_closed", "state"),
    [
        (dt.date(2026, 12, 18), dt.date(2026, 12, 30), True, ClosingState.ON_TIME),
        (dt.date(2026, 12, 19), dt.date(2026, 12, 30), True, ClosingState.LATE),
        (None, dt.date(2026, 12, 18), False, ClosingState.WAITING),
        (None, dt.date(2026, 12, 19), False, ClosingState.MISSING),
        (dt.date(2026, 12, 2), dt.date(2026, 12, 19), False, ClosingState.MISSING),
    ],
)
def test_a_report_is_in_time_until_the_due_day(
    closed: dt.date | None, today: dt.date, is_closed: bool, state: ClosingState
) -> None:
    assert monthly.state_of(NOVEMBER, closed, today, 18, is_closed=is_closed) is state


def test_only_figures_that_are_other_than_then_are_named() -> None:
    now = {Figure.PEOPLE: 5, Figure.WOMEN: None, Figure.OLD: 2}
    assert monthly.changed_since({"people": 4, "women": None}, now) == [(Figure.PEOPLE, 4, 5)]
