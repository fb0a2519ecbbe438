"""The ready plans: whole, readable aloud, chosen by what is practised."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import drills
from teams import plans
from teams.enums import SessionKind
from teams.plans import BadPlan, Plan

STARTS = dt.datetime(2026, 11, 23, 12, 30, tzinfo=dt.UTC)
slugs = st.sampled_from([plan.slug for plan in plans.every()])


def test_there_are_at_least_three_plans_of_ninety_minutes_for_a_class() -> None:
    classes = plans.of_kind(SessionKind.CLASS)
    assert len(classes) >= 3
    assert {plan.minutes for plan in classes} == {90}


@pytest.mark.parametrize("kind", SessionKind.values)
def test_every_kind_has_a_plan(kind: str) -> None:
    assert plans.of_kind(kind)


@pytest.mark.parametrize("plan", plans.every(), ids=lambda plan: plan.slug)
def test_what_is_said_can_be_said_in_one_breath(plan: Plan) -> None:
    spoken = [line for part in plan.parts for line in part.say]
    for line in [*spoken, *(line for part in plan.parts for line in part.do)]:
        for sentence in re.split(r"(?<=[.?!])\s", line):
            assert len(sentence.split()) <= 15, sentence
            assert sentence[-1] in ".?!", sentence


@pytest.mark.parametrize("plan", plans.every(), ids=lambda plan: plan.slug)
def test_lists_are_whole_sentences_and_drills_exist(plan: Plan) -> None:
    lines = [line for part in plan.parts for line in (*part.do, *part.class_does, *part.materials)]
    assert all(line[0].isupper() for line in [*lines, *plan.materials, *plan.observe])
    assert set(plan.drills) <= {drill.id for drill in drills.shipped()}


def test_no_plan_holds_a_number_that_could_be_somebodys() -> None:
    for path in plans.FOLDER.glob("*.yaml"):
        assert not re.search(r"\d{4,}", path.read_text(encoding="utf-8")), path.name


@given(slugs)
def test_the_clock_runs_on_without_a_gap(slug: str) -> None:
    plan = plans.find(slug)
    assert plan is not None
    parts = plans.timed(plan, STARTS)
    assert parts[0].begins == STARTS
    assert parts[-1].ends == STARTS + dt.timedelta(minutes=plan.minutes)
    assert all(one.ends == following.begins for one, following in zip(parts, parts[1:], strict=False))


@pytest.mark.parametrize(
    ("slug", "kind", "mode", "expected"),
    [
        ("an-toan", "class", "practice", "an-toan"),  # what the team chose
        ("", "class", "guided", "buoi-dau"),
        ("", "class", "practice", "khai-sinh"),
        ("", "class", "check", "bo-sung"),
        ("an-toan", "visit", "practice", "den-nha"),  # a plan for a class is none for a visit
        ("khong-con", "desk", "practice", "truc-quay"),  # chosen once, not shipped any more
    ],
)
def test_a_plan_is_chosen(slug: str, kind: str, mode: str, expected: str) -> None:
    assert plans.choose(slug, kind, mode).slug == expected


@given(st.sets(slugs))
def test_the_following_plan_is_new_to_the_team_while_there_is_one(held: set[str]) -> None:
    classes = [plan.slug for plan in plans.of_kind(SessionKind.CLASS)]
    chosen = plans.following(held).slug
    assert chosen in classes
    if set(classes) - held:
        assert chosen not in held
    else:
        assert chosen == classes[1]  # never the first evening again


@pytest.mark.parametrize(
    "text", ["", "title: Chỉ có tên", "- một danh sách", "title: [", "title: a\nslug: b\nparts: []"]
)
def test_a_bad_plan_says_which_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "hong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadPlan, match=r"hong\.yaml"):
        plans.read(path)
