"""What the files of paths and of the three questions may say: `content/paths/`, read strictly (loading.schema)."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from courses.loading.files import CONTENT, named_as, numbered
from courses.loading.schema import (
    BadLesson,
    Brief,
    Drawing,
    Icon,
    Line,
    PractiseData,
    Slug,
    Strict,
    read_file,
)
from courses.paths.placement import ALONE, SKILLS, Skill

FOLDER, QUESTIONS = "paths", "questions.yaml"
Why = Annotated[str, Field(min_length=1, max_length=120)]


class ItemData(Strict):
    """A lesson or an exercise, and in one sentence why it is on the way. ``known``: who may skip it."""

    lesson: Slug | None = None
    practise: PractiseData | None = None
    why: Why
    known: Skill | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> "ItemData":
        if (self.lesson is None) == (self.practise is None):
            raise ValueError("leads to exactly one of lesson, practise")
        return self


class PathData(Strict):
    """``entry``: for whom the three questions suggest it; without one it is chosen from the list."""

    title: Line
    slug: Slug
    lead: Brief
    icon: Icon
    entry: Literal["", ALONE, *[skill.value for skill in SKILLS]] = ""  # type: ignore[valid-type]  # the names are those of placement
    items: tuple[ItemData, ...] = Field(min_length=2, max_length=20)


class ChoiceData(Strict):
    """One of three things that were done, the most first."""

    title: Line
    text: str = Field("", max_length=80)
    icon: Icon


class TaskData(Strict):
    """A line of a paper to type; ``never`` is for whoever does not try."""

    label: Line
    value: Line
    button: Line
    never: ChoiceData


class PlacementData(Strict):
    """A question: a task to do, or three things to choose from."""

    title: Annotated[str, Field(min_length=1, max_length=80)]
    text: Brief
    drawing: Drawing
    task: TaskData | None = None
    choices: tuple[ChoiceData, ...] = ()

    @model_validator(mode="after")
    def _a_task_or_choices(self) -> "PlacementData":
        if len(self.choices) != (0 if self.task else 3):
            raise ValueError("a task, or three choices")
        return self


class QuestionsData(Strict):
    questions: tuple[PlacementData, ...] = Field(min_length=len(SKILLS), max_length=len(SKILLS))


def read_paths(content: Path = CONTENT) -> list[PathData]:
    """Every path of the folder in the order of the numbers. Raises BadLesson."""
    files = numbered(path for path in (content / FOLDER).glob("*.yaml") if path.name != QUESTIONS)
    found = [_read(path) for path in files]
    entries = [path.entry for path in found if path.entry]
    if len(entries) != len(set(entries)):
        raise BadLesson(f"{FOLDER}: two paths have the same entry")
    return found


def _read(path: Path) -> PathData:
    data = read_file(PathData, path)
    named_as(data.slug, path, path.stem)
    return data


@cache
def questions() -> tuple[PlacementData, ...]:
    """The three questions, in the order of the skills; the first is a task."""
    return read_file(QuestionsData, CONTENT / FOLDER / QUESTIONS).questions
