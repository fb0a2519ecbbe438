"""The coach under bad input, through its command line: it speaks of that field only, and never breaks."""

from __future__ import annotations

import pytest

from tests.bench.product import Scenario, coach_many, scenarios
from tests.traps.naughty import bad_inputs, naughty_strings
from tests.traps.vietnamese import traps


@pytest.fixture(scope="module")
def situation() -> Scenario:
    return scenarios()[0]


def spread(scenario: Scenario, inputs: list[str]) -> list[tuple[str, str]]:
    """Each input with the field that it is typed into, going round the fields."""
    names = list(scenario.fields)
    return [(names[at % len(names)], text) for at, text in enumerate(inputs)]


def test_bad_input_brings_mistakes_in_its_own_field_only(situation: Scenario) -> None:
    inputs = [*naughty_strings(), *(trap.text for trap in traps()), *bad_inputs(200, seed=3)]
    plan = spread(situation, inputs)
    judged = coach_many(situation.id, [{**situation.fields, name: text} for name, text in plan])
    for (name, text), mistakes in zip(plan, judged, strict=True):
        assert {mistake.field for mistake in mistakes} <= {name}, f"{name} ← {text!r:.80}"
        assert all(len(mistake.hints) == 3 for mistake in mistakes)


def test_long_texts_are_judged_as_fast_as_short_ones(situation: Scenario) -> None:
    """One answer of 100 kB must not hold a worker: whoever compares whole texts letter by letter fails here."""
    long = [{**situation.fields, name: "ẫ" * 33_000} for name in situation.fields]
    named = [[mistake.field for mistake in mistakes] for mistakes in coach_many(situation.id, long)]
    assert named == [[name] for name in situation.fields]


def test_all_fields_spoilt_at_once_bring_at_most_one_mistake_each(situation: Scenario) -> None:
    texts = [trap.text for trap in traps()]
    batch = [
        {name: texts[(at + step) % len(texts)] for at, name in enumerate(situation.fields)}
        for step in range(40)
    ]
    for mistakes in coach_many(situation.id, batch):
        named = [mistake.field for mistake in mistakes]
        assert len(named) == len(set(named))


def test_fields_that_the_form_does_not_have_are_ignored(situation: Scenario) -> None:
    strange = dict.fromkeys(("", "__class__", "ho_ten_con ", "\x00", "ho_ten"), "x")
    assert coach_many(situation.id, [{**situation.fields, **strange}]) == [[]]
