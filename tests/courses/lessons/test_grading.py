"""Grading is pure: a choice names an answer, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.lessons.forms import OneForm
from courses.lessons.grading import (
    Answer,
    NoSuchAnswer,
    OrderQuestion,
    Question,
    choice_of,
    grade,
    grade_order,
    grade_several,
    mixed,
)

ANSWERS = (Answer("Mất góc", False, "Xem lại góc."), Answer("Đủ góc", True, "Đúng."))
QUESTION = Question("Ảnh nào?", ANSWERS)


def test_the_first_answer_is_number_one() -> None:
    assert grade(QUESTION, "1") is ANSWERS[0]
    assert grade(QUESTION, "2").right


@pytest.mark.parametrize("choice", ["", "0", "3", "-1", "1.0", "١", "１", " 1", "999", "right", "\x00"])
def test_any_other_choice_is_no_answer(choice: str) -> None:
    with pytest.raises(NoSuchAnswer):
        grade(QUESTION, choice)


@given(st.text())
def test_no_text_breaks_grading(choice: str) -> None:
    try:
        assert grade(QUESTION, choice) in ANSWERS
    except NoSuchAnswer:
        assert choice not in ("1", "2")


def test_choices_come_in_order() -> None:
    assert choice_of(QUESTION) == [("1", "Mất góc"), ("2", "Đủ góc")]


@pytest.mark.parametrize("data", [{}, {"chon": ""}, {"chon": "9"}, {"chon": "<b>"}])
def test_the_form_asks_kindly_for_a_choice(data: dict[str, str]) -> None:
    form = OneForm(QUESTION, data)
    assert form.errors["chon"] == ["Bác chọn một câu trả lời."]


# --- Several ------------------------------------------------------------------------------------------------------

RIGHTS = st.lists(st.booleans(), min_size=2, max_size=5).filter(lambda rights: 0 < sum(rights) < len(rights))


def several(rights: list[bool]) -> Question:
    answers = tuple(Answer(f"Câu {n}", right, f"Lời {n}") for n, right in enumerate(rights, 1))
    return Question("Những câu nào?", answers, "several")


@given(RIGHTS, st.data())
def test_several_are_right_when_exactly_the_right_ones_are_ticked(
    rights: list[bool], data: st.DataObject
) -> None:
    places = st.sets(st.integers(0, len(rights) - 1), min_size=1)
    ticked = data.draw(places)
    order = data.draw(st.permutations(sorted(ticked)))
    found = grade_several(several(rights), [str(place + 1) for place in order])
    wanted = {place for place, right in enumerate(rights) if right}
    assert found.right == (ticked == wanted)
    assert found.missing == len(wanted - ticked)
    assert {answer.text for answer in found.wrong} == {f"Câu {place + 1}" for place in ticked - wanted}


@given(RIGHTS, st.lists(st.text(max_size=3), max_size=6))
def test_no_ticks_break_grading(rights: list[bool], choices: list[str]) -> None:
    known = {str(number) for number in range(1, len(rights) + 1)}
    if choices and set(choices) <= known:
        assert len(grade_several(several(rights), choices).chosen) == len(set(choices))
    elif not {choice.lstrip("0") for choice in choices} <= known or not choices:
        with pytest.raises(NoSuchAnswer):
            grade_several(several(rights), choices)


# --- Order --------------------------------------------------------------------------------------------------------

SIZES = st.integers(3, 5)


def in_order(size: int, seed: str) -> OrderQuestion:
    return OrderQuestion(
        "Việc nào trước?", tuple(f"Việc {n}" for n in range(size)), "Đúng.", "Xem lại.", seed
    )


@given(SIZES, st.text())
def test_things_are_mixed_always_alike_and_never_in_order(size: int, seed: str) -> None:
    shown = mixed(size, seed)
    assert sorted(shown) == list(range(size))
    assert shown != tuple(range(size))
    assert shown == mixed(size, seed)


def test_other_questions_are_mixed_otherwise() -> None:
    assert len({mixed(5, f"id-{number}") for number in range(50)}) > 20


@given(SIZES, st.text(), st.data())
def test_only_the_right_order_is_right(size: int, seed: str, data: st.DataObject) -> None:
    question = in_order(size, seed)
    put = data.draw(st.permutations(range(size)))  # which thing stands first, second…
    places = [str(put.index(item) + 1) for item in question.shown]
    found = grade_order(question, places)
    assert found.items == tuple(f"Việc {item}" for item in put)
    assert found.right == (list(put) == list(range(size)))
    assert list(put[: found.good]) == list(range(found.good))
    assert found.right or put[found.good] != found.good


@given(SIZES, st.lists(st.text(max_size=3) | st.sampled_from(["1", "2", "3", "4", "5"]), max_size=6))
def test_anything_but_every_number_once_is_no_order(size: int, places: list[str]) -> None:
    question = in_order(size, "x")
    try:
        found = grade_order(question, places)
    except NoSuchAnswer:
        assert sorted(places) != [str(number) for number in range(1, size + 1)]
    else:
        assert sorted(map(int, places)) == list(range(1, size + 1)) and len(found.items) == size
