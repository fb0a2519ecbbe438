"""Grading is pure: a choice names an answer, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.forms import AnswerForm
from courses.grading import Answer, NoSuchAnswer, Question, choice_of, grade

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
    form = AnswerForm(QUESTION, data)
    assert form.errors["chon"] == ["Bác chọn một câu trả lời."]
