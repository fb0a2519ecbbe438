"""Counting from evidence: each person once, kinds apart, and the little step equal to the whole count."""

import datetime as dt
import uuid
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from teams import coverage
from teams.coverage import First, Record
from teams.enums import EvidenceKind, FirstKind

UTC = dt.UTC
PEOPLE = [uuid.UUID(int=number) for number in range(1, 5)]
HOME = {PEOPLE[0]: "A", PEOPLE[1]: "A", PEOPLE[2]: "B", PEOPLE[3]: "B"}
NOVEMBER, DECEMBER = dt.date(2026, 11, 1), dt.date(2026, 12, 1)


def record(person: int = 0, kind: str = "observed", day: int = 1, undoes: Record | None = None) -> Record:
    trainee = PEOPLE[person]
    at = dt.datetime(2026, 11, day, 12, tzinfo=UTC)
    return Record(uuid.uuid4(), trainee, HOME[trainee], kind, at, undoes.id if undoes else None)


def test_a_person_with_two_kinds_counts_once_in_the_headline_and_once_in_each_column() -> None:
    found = coverage.people([record(0, "observed"), record(0, "checked"), record(1, "checked")])
    assert {kind: len(who) for kind, who in found.items()} == {
        "unaided": 2,
        "observed": 1,
        "checked": 2,
        "real": 0,
    }


def test_having_filed_the_real_one_is_a_column_and_not_the_headline() -> None:
    found = coverage.people([record(0, "real")])
    assert found["real"] == {PEOPLE[0]}
    assert not found["unaided"]


def test_an_undone_observation_leaves_the_check_standing() -> None:
    seen = record(0, "observed")
    found = coverage.people([seen, record(0, "checked"), record(0, "observed", undoes=seen)])
    assert found["unaided"] == {PEOPLE[0]}
    assert not found["observed"]


def test_undoing_everything_leaves_nobody() -> None:
    seen = record(0)
    assert not coverage.people([seen, record(0, undoes=seen)])["unaided"]


def test_an_undo_cannot_be_undone() -> None:
    seen = record(0)
    undo = record(0, undoes=seen)
    assert not coverage.standing([seen, undo, record(0, undoes=undo)])


def test_a_first_moves_to_the_next_evidence_when_its_own_is_undone() -> None:
    early, late = record(0, day=3), record(0, day=20)
    december = Record(late.id, late.trainee, late.place, "observed", dt.datetime(2026, 12, 2, tzinfo=UTC))
    undo = record(0, undoes=early)
    assert coverage.firsts([early, december])[First("A", NOVEMBER, "unaided", "A")] == 1
    assert coverage.firsts([early, december, undo])[First("A", DECEMBER, "unaided", "A")] == 1


def test_the_month_is_that_of_viet_nam() -> None:
    late_evening = dt.datetime(2026, 11, 30, 17, 30, tzinfo=UTC)  # half past midnight on 1 December
    assert coverage.month_of(late_evening) == DECEMBER


moves = st.lists(
    st.tuples(
        st.sampled_from(range(len(PEOPLE))),
        st.sampled_from([kind.value for kind in EvidenceKind]),
        st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 3, 1)),
        st.one_of(st.none(), st.integers(0, 30)),  # undo what this number points at, if it is there
    ),
    max_size=30,
)


def played(steps: list[tuple[int, str, dt.datetime, int | None]]) -> list[Record]:
    """The steps as records: additions and undoings of whatever came before, in any order of dates."""
    records: list[Record] = []
    undone: set[uuid.UUID] = set()
    for person, kind, at, target in steps:
        if target is None or not records:
            records.append(
                Record(uuid.uuid4(), PEOPLE[person], HOME[PEOPLE[person]], kind, at.replace(tzinfo=UTC))
            )
            continue
        old = records[target % len(records)]
        if old.id not in undone:
            undone.add(old.id)
            records.append(
                Record(uuid.uuid4(), old.trainee, old.place, old.kind, at.replace(tzinfo=UTC), old.id)
            )
    return records


@given(moves)
def test_the_increments_equal_the_rebuild(steps: list[tuple[int, str, dt.datetime, int | None]]) -> None:
    table: Counter[coverage.First] = Counter()
    known: list[Record] = []
    for added in played(steps):
        hers = [one for one in known if one.trainee == added.trainee]
        step = coverage.difference(coverage.firsts(hers), coverage.firsts([*hers, added]))
        for key, number in step.items():
            table[key] += number
        known.append(added)
        assert min(table.values(), default=0) >= 0
    assert +table == coverage.firsts(known)


@given(moves)
def test_firsts_add_up_to_the_people(steps: list[tuple[int, str, dt.datetime, int | None]]) -> None:
    records = played(steps)
    added = coverage.added_up(coverage.firsts(records))
    assert added == {kind: len(found) for kind, found in coverage.people(records).items()}


def test_small_groups_show_no_number() -> None:
    assert coverage.hide_small({"a": 4, "b": 7, "c": 0, "d": 5}) == {"a": None, "b": 7, "c": None, "d": 5}


def test_a_single_small_group_hides_the_next_one_too() -> None:
    assert coverage.hide_small({"a": 2, "b": 9, "c": 6}) == {"a": None, "b": 9, "c": None}


def test_where_nobody_is_counted_nothing_is_hidden() -> None:
    assert coverage.hide_small({"a": 0, "b": 0}) == {"a": 0, "b": 0}


def test_by_group_counts_persons_not_records() -> None:
    homes = dict.fromkeys(PEOPLE, "Bản Học")
    counted = coverage.by_group([record(0), record(0, "checked"), record(1)], homes)
    assert counted[FirstKind.UNAIDED]["Bản Học"] == 2


@given(st.dictionaries(st.integers(), st.integers(0, 50), min_size=2, max_size=8))
def test_no_hidden_number_is_left_alone(counts: dict[int, int]) -> None:
    shown = coverage.hide_small(counts)
    assert all(number is None or number >= 5 for number in shown.values()) or not any(counts.values())
    assert list(shown.values()).count(None) != 1
