"""Lists of lessons as pages show them: things to pick, each with its address."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext

from courses.lessons.reading import step_url
from courses.models.lesson import FINISHED, STEP_ADDRESS, LessonPage
from sandbox.service import practise_url

if TYPE_CHECKING:  # the page models use these lists
    from courses.models.pages import CoursePage

LESSONS_AT_HOME = 6
ALL_LESSONS = "/hoc/"


@dataclass(frozen=True)
class Pick:
    """A choice that leads on, as ui/pick.html draws it."""

    title: str
    text: str
    icon: str
    url: str


@dataclass(frozen=True)
class CoursePicks:
    """A course and its lessons."""

    title: str
    intro: str
    url: str
    picks: Sequence[Pick]


@dataclass(frozen=True)
class Unfinished:
    """Where a learner stopped in a lesson or an exercise."""

    title: str
    step: int
    steps: int
    url: str
    touched_at: dt.datetime
    exercise: bool = False


def lesson_pick(request: HttpRequest, lesson: LessonPage) -> Pick:
    """The lesson with its length in steps and minutes."""
    return Pick(lesson.title, lesson_length(lesson), lesson.shown_icon, lesson.get_url(request))


def lesson_length(lesson: LessonPage) -> str:
    """7 steps · 15 minutes."""
    length = {"steps": lesson.step_count, "minutes": lesson.minutes}
    return gettext("%(steps)s steps · %(minutes)s minutes") % length


def course_picks(request: HttpRequest, courses: Iterable["CoursePage"]) -> list[CoursePicks]:
    """Each course with its lessons, both in the editors' order. A course without lessons is left out."""
    lessons = list(LessonPage.objects.shown())
    groups = [(course, [one for one in lessons if one.path.startswith(course.path)]) for course in courses]
    return [
        CoursePicks(
            course.title,
            course.intro,
            course.get_url(request),
            [lesson_pick(request, one) for one in members],
        )
        for course, members in groups
        if members
    ]


def need_picks(request: HttpRequest, needs: Iterable[Any], lessons: Mapping[int, LessonPage]) -> list[Pick]:
    """What the editors listed on the first page, without lessons that are not among ``lessons``."""
    picks = []
    for need in needs:
        url, length = _need_target(request, need, lessons)
        if url:
            value = need.value
            picks.append(Pick(value["title"], value["note"] or length, value["icon"], url))
    return picks


def _need_target(request: HttpRequest, need: Any, lessons: Mapping[int, LessonPage]) -> tuple[str, str]:
    """(address, length): no address for a lesson that is not shown."""
    value = need.value
    if need.block_type == "practise":
        return practise_url(value["scenario"], value["mode"]), ""
    if need.block_type == "place":
        return f"#{value['anchor']}", ""
    lesson = lessons.get(value["lesson"].pk) if value["lesson"] else None
    if lesson is None:
        return "", ""
    number = max(1, min(value["step"] or 1, lesson.step_count))
    return step_url(lesson.get_url(request), number), lesson_length(lesson)


def unfinished(
    request: HttpRequest,
    lessons: Mapping[int, LessonPage],
    lesson_id: int,
    furthest: int,
    touched_at: dt.datetime,
) -> Unfinished:
    """The lesson among ``lessons`` that was left, with the way back to the ``furthest`` step of it."""
    lesson = lessons[lesson_id]
    step = max(1, min(furthest, lesson.step_count))  # an editor may have taken steps away
    url = step_url(lesson.get_url(request), step)
    return Unfinished(lesson.title, step, lesson.step_count, url, touched_at)


def lesson_choices() -> list[tuple[str, str]]:
    """(translation key, title) of every lesson that anybody may read, in the order of the courses."""
    rows = LessonPage.objects.shown().values_list("translation_key", "title")
    return [(str(key), title) for key, title in rows]


def lesson_links(request: HttpRequest, keys: Iterable[str]) -> dict[str, str]:
    """Translation key → address, of those among ``keys`` that are lessons anybody may read."""
    lessons = LessonPage.objects.shown().filter(translation_key__in=list(keys))
    return {str(lesson.translation_key): lesson.get_url(request) for lesson in lessons}


def page_words(path: str) -> str:
    """A page of a lesson that anybody may read, in words: its title and step; "" for any other address."""
    parts = path.strip("/").split("/")
    step = STEP_ADDRESS.fullmatch(parts[-1])
    if step or parts[-1] == FINISHED:
        parts.pop()
    if not parts or not all(parts):
        return ""
    lesson = (
        LessonPage.objects.shown().filter(slug=parts[-1], url_path__endswith=f"/{'/'.join(parts)}/").first()
    )
    if lesson is None:
        return ""
    number = int(step[1]) if step else 1
    return f"{lesson.title} · {gettext('Step %(number)s') % {'number': number}}"
