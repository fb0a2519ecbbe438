"""An act happens once, however often the button is pressed."""

import uuid
from collections.abc import Callable

import pytest

from kit.idempotency import Result, once, token

BODY = {"name": "Vàng Thị Bài Tập"}


def counting(calls: list[str]) -> Callable[[], str]:
    def perform() -> str:
        calls.append("done")
        return f"answer {len(calls)}"

    return perform


@pytest.mark.django_db
def test_a_second_press_gives_the_first_answer() -> None:
    calls: list[str] = []
    key = token()
    first = once(key, "send", "learner:1", BODY, counting(calls))
    second = once(key, "send", "learner:1", BODY, counting(calls))
    assert (first.result, second.result) == (Result.DONE, Result.REPLAYED)
    assert first.answer == second.answer == "answer 1"
    assert calls == ["done"]


@pytest.mark.django_db
def test_another_body_under_the_same_token_is_a_conflict_that_shows_the_first() -> None:
    key = token()
    once(key, "send", "learner:1", BODY, lambda: "first")
    outcome = once(key, "send", "learner:1", {"name": "Giàng A Thử"}, lambda: "second")
    assert (outcome.result, outcome.answer, outcome.first_body) == (Result.CONFLICT, "first", BODY)


@pytest.mark.django_db
def test_nobody_learns_anything_from_anothers_token() -> None:
    key = token()
    once(key, "send", "learner:1", BODY, lambda: "hers")
    outcome = once(key, "send", "learner:2", BODY, lambda: "his")
    assert (outcome.result, outcome.answer) == (Result.DONE, "his")


@pytest.mark.django_db
def test_a_failed_act_keeps_nothing_and_may_be_tried_again() -> None:
    key = token()

    def fail() -> str:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        once(key, "send", "learner:1", BODY, fail)
    assert once(key, "send", "learner:1", BODY, lambda: "now").result is Result.DONE


@pytest.mark.django_db
def test_a_form_without_a_token_is_an_act_of_its_own() -> None:
    answers = [once("", "send", "learner:1", BODY, lambda: str(uuid.uuid4())).answer for _ in range(2)]
    assert answers[0] != answers[1]
