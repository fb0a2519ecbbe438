"""Conditions: evaluated, stored, explained."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.conditions import All, AnyOf, Condition, Equals, Filled, Not, OneOf, from_data
from sandbox.engine.schema import Pack
from tests.sandbox.engine.writings import tried

NAMES = st.sampled_from(["a", "b", "c"])
VALUES = st.sampled_from(["", "1", "2"])
LEAVES: st.SearchStrategy[Condition] = (
    st.builds(Equals, NAMES, VALUES)
    | st.builds(OneOf, NAMES, st.lists(VALUES, min_size=1, max_size=3).map(tuple))
    | st.builds(Filled, NAMES)
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
ANSWERS = st.dictionaries(NAMES, VALUES)


@tried
@given(CONDITIONS)
def test_data_and_condition_are_the_same_thing(rule: Condition) -> None:
    assert from_data(rule.to_data()) == rule


@tried
@given(CONDITIONS, ANSWERS)
def test_a_condition_looks_only_at_the_fields_it_names(rule: Condition, answers: dict[str, str]) -> None:
    kept = {name: value for name, value in answers.items() if name in rule.names()}
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
    assert nested.explain() == "“x” đã điền và (“y” là “1” hoặc không phải (“z” là “2” hoặc “3”))"


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
    ],
)
def test_data_that_is_no_condition_says_what_was_expected(data: Any) -> None:
    with pytest.raises(ValueError, match="expected"):
        from_data(data)
