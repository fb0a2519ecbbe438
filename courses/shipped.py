"""The lessons that come with the site: `content/<n>-<course>/course.yaml` and `<n>-<lesson>.yaml`, in number order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from courses import loader
from courses.lesson_data import LESSON_STEPS, BadLesson, CourseData, HomeData, LessonData, read_file
from courses.models import CoursePage, LessonPage

CONTENT = Path(__file__).resolve().parent / "content"
_NUMBERED = re.compile(r"([0-9]+)-([a-z0-9-]+)")


@dataclass(frozen=True)
class CourseFiles:
    """A course and its lessons as they were read, the lessons in their order."""

    folder: Path
    course: CourseData
    lessons: tuple[tuple[Path, LessonData], ...]


def read_content(content: Path = CONTENT) -> list[CourseFiles]:
    """Every course of the folder, in the order of the numbers. Raises BadLesson."""
    return [_read_course(folder) for folder in _numbered(path for path in content.iterdir() if path.is_dir())]


def _read_course(folder: Path) -> CourseFiles:
    course = read_file(CourseData, folder / "course.yaml")
    _named_as(course.slug, folder / "course.yaml", folder.name)
    files = _numbered(path for path in folder.glob("*.yaml") if path.name != "course.yaml")
    return CourseFiles(folder, course, tuple((path, _read_lesson(path)) for path in files))


def _read_lesson(path: Path) -> LessonData:
    lesson = read_file(LessonData, path)
    _named_as(lesson.slug, path, path.stem)
    least, most = LESSON_STEPS
    if not least <= len(lesson.steps) <= most:
        raise BadLesson(f"{path.parent.name}/{path.name}: steps: {least} to {most}, not {len(lesson.steps)}")
    return lesson


def _numbered(paths: Iterator[Path]) -> list[Path]:
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


def _named_as(slug: str, path: Path, name: str) -> None:
    wanted = name.partition("-")[2]
    if slug != wanted:
        raise BadLesson(f"{path.parent.name}/{path.name}: slug: {wanted!r} as in the name, not {slug!r}")


@dataclass(frozen=True)
class Loaded:
    """What came of loading: the lessons in their order, and how many of all pages were made or changed."""

    courses: int
    lessons: list[LessonPage]
    changed: int


@transaction.atomic
def load_courses(content: Path = CONTENT) -> Loaded:
    """Load every course of the folder, and the first page; loading again changes nothing. All or nothing.

    Pages that an editor has changed stay as they are, but shipped courses and lessons always stand in the order of
    their numbers. The packs have to be loaded first. Raises BadLesson.
    """
    read = read_content(content)  # a slip in the last file is found before anything is written
    courses: list[CoursePage] = []
    lessons: list[LessonPage] = []
    changed = 0
    for files in read:
        course, new = loader.bring_course(files.course)
        courses.append(course)
        loaded = [_load_lesson(course, path, lesson) for path, lesson in files.lessons]
        loader.keep_order([page for page, _ in loaded])
        lessons += [page for page, _ in loaded]
        changed += new + sum(new for _, new in loaded)
    loader.keep_order(courses)
    home = content / "home.yaml"
    if home.exists():
        changed += loader.bring_home(read_file(HomeData, home))[1]
    return Loaded(len(courses), lessons, changed)


def _load_lesson(course: CoursePage, path: Path, lesson: LessonData) -> tuple[LessonPage, bool]:
    try:
        return loader.bring_lesson(course, lesson, path.parent / "sounds")
    except BadLesson as error:
        raise BadLesson(f"{path.parent.name}/{path.name}: {error}") from error
