"""Three questions, and where to begin. Pure: no request, no database.

Filing from home breaks at three places: letters with marks do not come out of the keyboard; somebody else signs in, or
nobody can; the way from the search to "Gửi" was never walked. So one question is asked about each. They ask what
*was done*, as the frame behind Pix and the European DigComp 2.2 does, not how sure anybody feels; the first is a small
task. Each place rests on the one before it: whoever cannot type cannot sign in alone. So a path begins at the first
place that is not yet passed alone, and everything before it is known. Nobody is kept from anything by it.

An answer is one letter, the answers are a word of three ("abc"), fit for an address: it says nothing of who she is.
"""

from enum import StrEnum


class Skill(StrEnum):
    """What is asked about, in the order in which filing needs it."""

    TYPING = "typing"
    ACCOUNT = "account"
    FILING = "filing"


class Level(StrEnum):
    """What she has done of it: alone, with somebody's help, never."""

    ALONE = "a"
    HELPED = "b"
    NEVER = "c"


SKILLS = tuple(Skill)
ALONE = "alone"  # where everything is known: the path of those who only have to prove it to themselves
Answers = tuple[Level, ...]


class NoAnswers(ValueError):
    """The word holds something else than answers, or too many."""


def read(word: str) -> Answers:
    """The answers so far, in the order of SKILLS. Raises NoAnswers."""
    try:
        found = tuple(Level(letter) for letter in word)
    except ValueError as error:
        raise NoAnswers(word) from error
    if len(found) > len(SKILLS):
        raise NoAnswers(word)
    return found


def written(answers: Answers) -> str:
    """The word of the answers: "abc"."""
    return "".join(answers)


def known(answers: Answers) -> frozenset[str]:
    """What she does alone."""
    return frozenset(skill for skill, level in zip(SKILLS, answers, strict=False) if level is Level.ALONE)


def entry(answers: Answers) -> str:
    """Where to begin: the first skill that she has not done alone, `ALONE` where there is none. All three are given."""
    return next(
        (skill for skill, level in zip(SKILLS, answers, strict=True) if level is not Level.ALONE), ALONE
    )
