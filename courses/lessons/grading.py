"""Judging an answer to a check question. Pure: no request, no database.

What was typed is judged by the coach of the exercises (courses.lessons.forms); everything that can be chosen, here.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Answer:
    """One answer to choose from, with what is said to whoever chooses it."""

    text: str
    right: bool
    reply: str
    drawing: str = ""


@dataclass(frozen=True)
class Question:
    """A question of which exactly one answer is right; of "mistake" the answers are the lines of a filled-in form,
    and the right one is the line with the slip. Of "several" one or more are right.
    """

    text: str
    answers: tuple[Answer, ...]
    kind: Literal["one", "mistake", "several"] = "one"


@dataclass(frozen=True)
class OrderQuestion:
    """Things to put in order. ``items`` stand in the right one; ``seed`` decides in which they are shown."""

    text: str
    items: tuple[str, ...]
    reply_right: str
    reply_wrong: str
    seed: str = ""

    @property
    def shown(self) -> tuple[int, ...]:
        """The places of the items (0 is the first) in the order in which they are shown."""
        return mixed(len(self.items), self.seed)


@dataclass(frozen=True)
class TypedQuestion:
    """A line of a paper to copy. ``field``: name, date or text; ``paper`` is the whole line with its label."""

    text: str
    field: str
    answer: str
    paper: str
    reply_right: str
    reply_wrong: str

    @property
    def label(self) -> str:
        """What the line of the paper is called: "Họ và tên"; the question itself for a line without a name."""
        label, colon, _value = self.paper.partition(":")
        return label.strip() if colon else self.text


AnyQuestion = Question | OrderQuestion | TypedQuestion


class NoSuchAnswer(LookupError):
    """The choice names no answer of this question."""


def _number(choice: str, most: int) -> int:
    """Which of ``most`` things ``choice`` names: "1" is 0. Raises NoSuchAnswer."""
    # isdecimal alone would let through "١" and "１", which int() reads as 1
    if not (choice.isascii() and choice.isdecimal() and len(choice) <= 2):
        raise NoSuchAnswer(choice)
    number = int(choice)
    if not 1 <= number <= most:
        raise NoSuchAnswer(choice)
    return number - 1


def grade(question: Question, choice: str) -> Answer:
    """The answer that ``choice`` names: "1" is the first. Raises NoSuchAnswer."""
    return question.answers[_number(choice, len(question.answers))]


@dataclass(frozen=True)
class Ticked:
    """What came of ticking several: the answers ticked, those among them that are not right, and how many of the
    right ones were left out.
    """

    chosen: tuple[Answer, ...]
    wrong: tuple[Answer, ...]
    missing: int

    @property
    def right(self) -> bool:
        return not self.wrong and not self.missing


def grade_several(question: Question, choices: Collection[str]) -> Ticked:
    """What ``choices`` ("1" is the first answer) are worth, in any order. Raises NoSuchAnswer, also for none."""
    numbers = {_number(choice, len(question.answers)) for choice in choices}
    if not numbers:
        raise NoSuchAnswer("")
    chosen = tuple(question.answers[number] for number in sorted(numbers))
    rights = sum(answer.right for answer in question.answers)
    return Ticked(
        chosen,
        tuple(answer for answer in chosen if not answer.right),
        rights - sum(answer.right for answer in chosen),
    )


@dataclass(frozen=True)
class Ordered:
    """What came of putting in order: the items as they were put, and how many from the beginning stand right."""

    items: tuple[str, ...]
    good: int

    @property
    def right(self) -> bool:
        return self.good == len(self.items)


def grade_order(question: OrderQuestion, places: Sequence[str]) -> Ordered:
    """What an order is worth: ``places`` are the numbers beside the items as shown, "1" for what comes first.

    Raises NoSuchAnswer unless every number stands once.
    """
    count = len(question.items)
    given = [_number(place, count) for place in places]
    if sorted(given) != list(range(count)):
        raise NoSuchAnswer(",".join(places))
    put = [item for _place, item in sorted(zip(given, question.shown, strict=True))]
    good = next((at for at, item in enumerate(put) if item != at), count)
    return Ordered(tuple(question.items[item] for item in put), good)


def mixed(count: int, seed: str) -> tuple[int, ...]:
    """The numbers below ``count``, mixed: always alike for the same seed, and in order only where there is no other.

    A page that is the same for everybody cannot roll dice; the id of a question can stand for them.
    """
    numbers = sorted(range(count), key=lambda n: hashlib.sha256(f"{seed}/{n}".encode()).digest())
    if numbers == list(range(count)):
        numbers = [*numbers[1:], *numbers[:1]]
    return tuple(numbers)


def choice_of(question: Question) -> list[tuple[str, str]]:
    """(choice, text) of every answer, in order."""
    return [(str(number), answer.text) for number, answer in enumerate(question.answers, 1)]
