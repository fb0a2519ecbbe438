"""The lessons that come with the site, from their files into the tree."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from courses.loading import loader
from courses.loading.files import CONTENT, read_content
from courses.loading.schema import BadLesson, HomeData, LessonData, read_file
from courses.models import CoursePage, LessonPage
from courses.paths import walking
from courses.paths.schema import FOLDER, read_paths


@dataclass(frozen=True)
class Loaded:
    """What came of loading: the lessons in their order, and how many of all pages were made or changed."""

    courses: int
    lessons: list[LessonPage]
    changed: int


@transaction.atomic
def load_courses(content: Path = CONTENT) -> Loaded:
    """Load every course of the folder, the first page and the paths; loading again changes nothing. All or nothing.

    Pages that an editor has changed stay as they are, but shipped courses and lessons always stand in the order of
    their numbers. The packs have to be loaded first. Raises BadLesson.
    """
    read = read_content(content)  # a slip in the last file is found before anything is written
    ways = read_paths(content)
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
    if (content / FOLDER).exists():  # courses of one's own may leave the paths as they are
        changed += walking.bring_paths(ways)
    return Loaded(len(courses), lessons, changed)


def _load_lesson(course: CoursePage, path: Path, lesson: LessonData) -> tuple[LessonPage, bool]:
    try:
        return loader.bring_lesson(course, lesson, path.parent / "sounds")
    except BadLesson as error:
        raise BadLesson(f"{path.parent.name}/{path.name}: {error}") from error
