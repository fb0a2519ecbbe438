"""Whether two records are one person: pairs by hand, pairs by the thousand, and blocks that lose none."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams import matching
from teams.matching import Person, Reason, Verdict
from tests.bench import twins_recall
from tests.bench.twins import Written, by_hand, pairs
from tests.bench.twins_recall import FINAL, PRECISION, RECALL, TUNED, person, wilson

SMALL = 1_500  # pairs: the whole bench is `make bench-twins`
WOMAN = Person(1, "Nguyễn Thị Nháp", 1962, "", "f", "Bản Học", "0000111222", noted=2026)


@pytest.mark.parametrize(("wanted", "first", "second", "why"), list(by_hand()))
def test_pairs_written_by_hand(wanted: str, first: Written, second: Written, why: str) -> None:
    assert matching.judge(person(first), person(second)).verdict == wanted, why
    assert matching.judge(person(second), person(first)).verdict == wanted, why


def test_the_pairs_by_hand_are_many_and_of_every_verdict() -> None:
    verdicts = [wanted for wanted, *_ in by_hand()]
    assert len(verdicts) >= 60
    assert set(verdicts) == {verdict.value for verdict in Verdict}


@pytest.mark.parametrize("seed", FINAL)
def test_people_are_told_apart_as_well_as_was_asked(seed: int) -> None:
    scores = list(twins_recall.measure(pairs(seed, SMALL)).values())
    right, proposed = twins_recall.precision(scores, Verdict.SAME, Verdict.SUSPECTED)
    found, ours = twins_recall.recall(scores)
    told = (
        f"precision {right}/{proposed} {wilson(right, proposed)}, recall {found}/{ours} {wilson(found, ours)}"
    )
    assert right >= PRECISION * proposed, told
    assert found >= RECALL * ours, told


def test_the_final_seeds_are_not_those_on_which_the_rules_were_worked_out() -> None:
    assert not set(FINAL) & set(TUNED)


def test_the_interval_of_wilson_is_that_of_the_textbook() -> None:
    low, high = wilson(90, 100)
    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)


def test_reasons_say_what_speaks_for_and_what_against() -> None:
    found = matching.judge(
        WOMAN, replace(WOMAN, id=2, name="nguyen thi nhap", year=1963, phone="0000999888", hamlet="")
    )
    assert found.verdict is Verdict.DIFFERENT
    assert not found.reasons
    found = matching.judge(
        WOMAN, replace(WOMAN, id=2, name="bà Nháp", year=None, band="60-", hamlet="Bản Mẫu")
    )
    assert found.reasons == (Reason.NAME_GIVEN, Reason.BAND_FITS, Reason.HAMLET_OTHER, Reason.PHONE_SAME)


def test_people_of_two_communes_are_never_compared() -> None:
    assert matching.judge(WOMAN, replace(WOMAN, id=2, commune="90001")).verdict is Verdict.DIFFERENT
    assert not matching.find([WOMAN, replace(WOMAN, id=2, commune="90001")])


def test_a_band_without_its_year_says_nothing() -> None:
    banded = replace(WOMAN, year=None, band="30-44")
    assert matching.compare_age(WOMAN, replace(banded, noted=0)) is matching.Age.UNKNOWN
    assert matching.compare_age(WOMAN, banded) is matching.Age.APART
    assert matching.compare_age(WOMAN, replace(banded, noted=1994)) is matching.Age.FITS


records = st.builds(
    Person,
    id=st.integers(),
    name=st.sampled_from(
        (
            "Nguyễn Thị Nháp",
            "Nguyen Thi Nhap",
            "Nguyễn Nháp",
            "Nguyn Thị Nháp",
            "bà Nháp",
            "Nháp",
            "Nguyễn Thị Nhps",
            "",
        )
    ),
    year=st.sampled_from((None, 1962, 1963, 1990)),
    band=st.sampled_from(("", "60-", "30-44")),
    sex=st.sampled_from(("", "f", "m")),
    hamlet=st.sampled_from(("", "Bản Học", "B. Học", "Bản Mẫu")),
    phone=st.sampled_from(("", "0000111222", "000111222", "0000333444", "12")),
    noted=st.just(2026),
)


@given(st.lists(records, max_size=8))
def test_no_pair_is_lost_between_the_blocks(made: list[Person[int]]) -> None:
    people = [replace(one, id=place) for place, one in enumerate(made)]
    found = {(match.first, match.second) for match in matching.find(people)}
    assert found == {
        (one.id, other.id)
        for one, other in combinations(people, 2)
        if matching.judge(one, other).verdict is not Verdict.DIFFERENT
    }


@given(records, records)
def test_the_order_of_two_makes_no_difference(one: Person[int], other: Person[int]) -> None:
    assert matching.judge(one, other) == matching.judge(other, one)


def test_a_whole_commune_is_compared_in_blocks() -> None:
    made = pairs(TUNED[0], 1_000)
    found, wanted, compared = twins_recall.blocked(made)
    assert found == wanted
    assert compared < 2_000 * 20  # of two million pairs


def test_a_thousand_people_of_one_name_do_not_make_half_a_million_pairs() -> None:
    crowd = [replace(WOMAN, id=number, phone="", year=None) for number in range(1_000)]
    assert sum(1 for _ in matching.candidates(crowd)) <= 1_000 * matching.NEIGHBOURS
