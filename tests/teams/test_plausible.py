"""Notes on what looks odd in a month."""

import datetime as dt
from collections.abc import Hashable

from hypothesis import given

from teams.enums import TallyKind
from teams.monthly import Facts, Figure
from teams.plausible import Doubt, notes
from tests.teams.test_monthly import months

START = dt.datetime(2026, 11, 5, 12, tzinfo=dt.UTC)
BEGINS: dict[Hashable, dt.datetime] = {number: START + dt.timedelta(days=number) for number in range(10)}


def doubts_of(facts: Facts, begins: dict[Hashable, dt.datetime] | None = None) -> list[Doubt]:
    return [note.doubt for note in notes(facts, begins or BEGINS)]


def test_a_month_that_is_as_it_should_be_has_no_notes() -> None:
    facts = Facts({1: "A"}, [(1, "x"), (1, "y")], [(1, TallyKind.WOMEN, 1), (1, TallyKind.POOR, 3)])
    assert doubts_of(facts) == []


def test_a_group_larger_than_the_whole_is_noted() -> None:
    facts = Facts({1: "A"}, [(1, "x"), (1, "y")], [(1, TallyKind.MINORITY, 3)])
    [note] = notes(facts, BEGINS)
    assert (note.doubt, note.sessions, note.people, note.whole) == (Doubt.GROUP_TOO_BIG, (1,), 3, 2)


def test_more_than_half_without_a_name_is_noted_and_half_is_not() -> None:
    half = Facts({1: "A"}, [(1, "x")], [(1, TallyKind.MEN, 1)])
    more = Facts({1: "A"}, [(1, "x")], [(1, TallyKind.MEN, 2)])
    assert (doubts_of(half), doubts_of(more)) == ([], [Doubt.MANY_UNNAMED])


def test_a_person_in_two_sessions_of_one_hour_is_noted_once_per_pair() -> None:
    near: dict[Hashable, dt.datetime] = {1: START, 2: START + dt.timedelta(minutes=59)}
    far: dict[Hashable, dt.datetime] = {1: START, 2: START + dt.timedelta(minutes=60)}
    facts = Facts({1: "A", 2: "B"}, [(1, "x"), (2, "x"), (1, "y"), (2, "y")])
    assert doubts_of(facts, near) == [Doubt.TWO_AT_ONCE]
    assert notes(facts, near)[0].people == 2
    assert doubts_of(facts, far) == []


def test_more_than_a_hundred_people_are_noted() -> None:
    hundred = Facts({1: "A"}, [(1, number) for number in range(100)])
    more = Facts({1: "A"}, [(1, number) for number in range(101)])
    assert (doubts_of(hundred), doubts_of(more)) == ([], [Doubt.TOO_MANY])


def test_an_open_session_without_anybody_is_noted() -> None:
    assert doubts_of(Facts({1: "A"})) == [Doubt.NOBODY]


def test_somebody_alone_who_never_came_is_noted() -> None:
    deed = [("A", "x", Figure.FILED)]
    assert doubts_of(Facts(deeds=deed)) == [Doubt.NEVER_CAME]
    assert doubts_of(Facts(deeds=deed, year={("A", "x")})) == []


@given(months())
def test_notes_are_about_sessions_that_were_held(facts: Facts) -> None:
    for note in notes(facts, BEGINS):
        assert set(note.sessions) <= set(facts.held)
