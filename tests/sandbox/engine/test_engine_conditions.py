"""Conditions: evaluated, stored, explained."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.conditions import (
    FILED_ON,
    All,
    AnyOf,
    Before,
    Condition,
    Equals,
    Filled,
    Not,
    OlderThan,
    OneOf,
    from_data,
)
from sandbox.engine.schema import Pack
from tests.sandbox.engine.writings import tried

NAMES = st.sampled_from(["a", "b", "c"])
VALUES = st.sampled_from(["", "1", "2"])
LEAVES: st.SearchStrategy[Condition] = (
    st.builds(Equals, NAMES, VALUES)
    | st.builds(OneOf, NAMES, st.lists(VALUES, min_size=1, max_size=3).map(tuple))
    | st.builds(Filled, NAMES)
    | st.builds(OlderThan, NAMES, st.integers(0, 99_999))
    | st.builds(Before, NAMES, NAMES)
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=8,
)
VALUES_AND_DAYS = VALUES | st.dates().map(lambda day: f"{day:%d/%m/%Y}")
DAYS = st.dates().map(str)
ANSWERS = st.builds(
    lambda answers, filed: answers | {FILED_ON: filed}, st.dictionaries(NAMES, VALUES_AND_DAYS), DAYS
)


@tried
@given(CONDITIONS)
def test_data_and_condition_are_the_same_thing(rule: Condition) -> None:
    assert from_data(rule.to_data()) == rule


@tried
@given(CONDITIONS, ANSWERS)
def test_a_condition_looks_only_at_the_fields_it_names(rule: Condition, answers: dict[str, str]) -> None:
    kept = {name: value for name, value in answers.items() if name in {*rule.names(), FILED_ON}}
    assert rule.holds(kept) == rule.holds(answers)


@tried
@given(CONDITIONS, CONDITIONS, ANSWERS)
def test_the_tree_obeys_the_laws_of_logic(one: Condition, two: Condition, answers: dict[str, str]) -> None:
    both, either = All((one, two)), AnyOf((one, two))
    assert Not(both).holds(answers) == AnyOf((Not(one), Not(two))).holds(answers)
    assert either.holds(answers) == (one.holds(answers) or two.holds(answers))
    assert Not(Not(one)).holds(answers) == one.holds(answers)


@tried
@given(CONDITIONS)
def test_what_is_compared_belongs_to_a_field_that_is_named(rule: Condition) -> None:
    assert {name for name, _ in rule.compared()} <= rule.names()


@tried
@given(CONDITIONS)
def test_every_condition_explains_itself(rule: Condition) -> None:
    assert all(f"“{name}”" in rule.explain() for name in rule.names())


def test_the_explanation_uses_the_words_of_the_screen(pack: Pack) -> None:
    rule = pack.eform.field("ho_ten_cha").show_if
    assert rule.explain(pack.eform.words) == "“Loại khai sinh” là “Đã xác định được cả cha lẫn mẹ”"
    nested = All((Filled("x"), AnyOf((Equals("y", "1"), Not(OneOf("z", ("2", "3")))))))
    assert nested.explain() == "“x” đã điền và (“y” là “1” hoặc “z” không phải là “2” hoặc “3”)"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Not(Equals("y", "1")), "“y” không phải là “1”"),
        (Not(Filled("x")), "“x” còn để trống"),
        (Before("đến ngày", "từ ngày"), "“đến ngày” trước “từ ngày”"),
        (Not(Before("đến ngày", "từ ngày")), "“đến ngày” không trước “từ ngày”"),
        (Not(OlderThan("ngày", 60)), "“ngày” chưa quá 60 ngày"),
        (Not(Not(Filled("x"))), "“x” đã điền"),
        (Not(AnyOf((Filled("x"), Filled("y")))), "không phải (“x” đã điền hoặc “y” đã điền)"),
    ],
)
def test_what_must_not_be_is_said_as_people_say_it(rule: Condition, said: str) -> None:
    assert rule.explain() == said


@pytest.mark.parametrize(
    ("born", "filed", "held"),
    [
        ("03/11/2026", "2027-01-02", False),
        ("03/11/2026", "2027-01-03", True),
        ("3-11-2026", "2027-01-03", True),
        ("03/11/2026", "2026-11-03", False),
        ("03/11/2026", "2026-01-01", False),
        ("", "2027-01-03", False),
        ("31/02/2026", "2027-01-03", False),
        ("03/11/2026", "", False),
        ("03/11/2026", "hôm nay", False),
    ],
)
def test_sixty_days_are_counted_to_the_day_of_filing(born: str, filed: str, held: bool) -> None:
    rule = from_data({"field": "a", "older_than_days": "60"})
    assert rule.holds({"a": born, FILED_ON: filed}) == held
    assert rule.explain({"a": "Ngày sinh"}) == "“Ngày sinh” đã quá 60 ngày"


@pytest.mark.parametrize(
    "data",
    [
        *(
            "x",
            None,
            [],
            {},
            {"field": "x"},
            {"field": "x", "equals": "1", "one_of": ["2"]},
            {"field": "x", "one_of": []},
        ),
        *({"all": []}, {"not": "x"}, {"any": ["x"]}, {"field": "x", "filled": "false"}, {"nor": []}),
        *({"field": "x", "older_than_days": amount} for amount in (-1, "sixty", "", 1.5)),
    ],
)
def test_data_that_is_no_condition_says_what_was_expected(data: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        from_data(data)


@pytest.mark.parametrize(
    ("until", "since", "holds"),
    [
        ("1/2/2026", "02/02/2026", True),
        ("02/02/2026", "1/2/2026", False),
        ("1/2/2026", "01-02-2026", False),
        ("", "1/2/2026", False),
        ("1/2/2026", "hôm nọ", False),
    ],
)
def test_before_compares_days_and_not_texts(until: str, since: str, holds: bool) -> None:
    assert from_data({"field": "den", "before": "tu"}).holds({"den": until, "tu": since}) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Công ty Bún Ngon", True),
        ("hộ kinh doanh CÔNG  TY", True),
        ("Doanh nghiệp, bún", True),
        ("Hộ kinh doanh Bún Ngon", False),
        ("Công tyre", False),
        ("", False),
    ],
)
def test_contains_looks_for_whole_words(text: str, holds: bool) -> None:
    rule = from_data({"field": "ten", "contains": ["công ty", "doanh nghiệp"]})
    assert rule.holds({"ten": text}) is holds
    assert rule.explain() == "“ten” có chữ “công ty” hoặc “doanh nghiệp”"
    assert rule.deny() == "“ten” không có chữ “công ty” hoặc “doanh nghiệp”"
    assert from_data(rule.to_data()) == rule
