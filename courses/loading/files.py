"""The files of lessons: `content/<n>-<course>/course.yaml` and `<n>-<lesson>.yaml`, in number order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from courses.loading.schema import LESSON_STEPS, BadLesson, CourseData, LessonData, read_file

CONTENT = Path(__file__).resolve().parents[1] / "content"
# Names and dates of a lesson's file that nobody reads.
NO_TEXT = frozenset(
    {
        "icon",
        "slug",
        "drawing",
        "review_by",
        "procedure",
        "pack",
        "scenario",
        "mode",
        "real",
        "drill",
        "field",
        "kind",
    }
)
_NUMBERED = re.compile(r"([0-9]+)-([a-z0-9-]+)")


@dataclass(frozen=True)
class CourseFiles:
    """A course and its lessons as they were read, the lessons in their order."""

    folder: Path
    course: CourseData
    lessons: tuple[tuple[Path, LessonData], ...]


def read_content(content: Path = CONTENT) -> list[CourseFiles]:
    """Every course of the folder, in the order of the numbers; other folders hold no courses. Raises BadLesson."""
    folders = numbered(path.parent for path in content.glob("*/course.yaml"))
    return [_read_course(folder) for folder in folders]


def _read_course(folder: Path) -> CourseFiles:
    course = read_file(CourseData, folder / "course.yaml")
    named_as(course.slug, folder / "course.yaml", folder.name)
    files = numbered(path for path in folder.glob("*.yaml") if path.name != "course.yaml")
    return CourseFiles(folder, course, tuple((path, _read_lesson(path)) for path in files))


def _read_lesson(path: Path) -> LessonData:
    lesson = read_file(LessonData, path)
    named_as(lesson.slug, path, path.stem)
    least, most = LESSON_STEPS
    if not least <= len(lesson.steps) <= most:
        raise BadLesson(f"{path.parent.name}/{path.name}: steps: {least} to {most}, not {len(lesson.steps)}")
    return lesson


def numbered(paths: Iterator[Path]) -> list[Path]:
    """In the order of the numbers before the names. Raises BadLesson for a name without one and for two of the same."""
    found: dict[int, Path] = {}
    for path in sorted(paths):
        match = _NUMBERED.fullmatch(path.stem)
        if match is None:
            raise BadLesson(f"{path.parent.name}/{path.name}: the name begins with a number and a hyphen")
        number = int(match[1])
        if number in found:
            raise BadLesson(f"{path.parent.name}/{path.name}: {found[number].name} has this number already")
        found[number] = path
    return [found[number] for number in sorted(found)]


def named_as(slug: str, path: Path, name: str) -> None:
    wanted = name.partition("-")[2]
    if slug != wanted:
        raise BadLesson(f"{path.parent.name}/{path.name}: slug: {wanted!r} as in the name, not {slug!r}")


def texts_of(value: Any) -> list[str]:
    """Every text in the data of a lesson that people read, in its order."""
    if isinstance(value, str):
        return [value.replace("**", "")]
    if isinstance(value, BaseModel):
        value = dict(value)
    if isinstance(value, dict):
        return [text for key, one in value.items() if key not in NO_TEXT for text in texts_of(one)]
    return [text for one in value for text in texts_of(one)] if isinstance(value, list | tuple) else []
