"""Judging an answer to a check question. Pure: no request, no database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """One answer to choose from, with what is said to whoever chooses it."""

    text: str
    right: bool
    reply: str
    drawing: str = ""


@dataclass(frozen=True)
class Question:
    """A question of which exactly one answer is right."""

    text: str
    answers: tuple[Answer, ...]


class NoSuchAnswer(LookupError):
    """The choice names no answer of this question."""


def grade(question: Question, choice: str) -> Answer:
    """The answer that ``choice`` names: "1" is the first. Raises NoSuchAnswer."""
    # isdecimal alone would let through "١" and "１", which int() reads as 1
    if not (choice.isascii() and choice.isdecimal() and len(choice) <= 2):
        raise NoSuchAnswer(choice)
    number = int(choice)
    if not 1 <= number <= len(question.answers):
        raise NoSuchAnswer(choice)
    return question.answers[number - 1]


def choice_of(question: Question) -> list[tuple[str, str]]:
    """(choice, text) of every answer, in order."""
    return [(str(number), answer.text) for number, answer in enumerate(question.answers, 1)]
