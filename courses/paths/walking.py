"""Paths: brought from their files, kept for a learner, and walked: what is done, what she knows, what is next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Learner
from courses.lessons.listing import lesson_length
from courses.loading.schema import BadLesson
from courses.models import LearnerPath, LearningPath, LessonPage, LessonProgress
from courses.paths import placement
from courses.paths.schema import ItemData, PathData
from sandbox.enums import ModeChoice
from sandbox.service import modes_sent, practise_url, scenario_choices

_UPWARDS = (ModeChoice.GUIDED, ModeChoice.PRACTICE, ModeChoice.CHECK)


@dataclass(frozen=True)
class Stop:
    """One lesson or exercise of a path, for one reader. ``known``: she may skip it; she may open it all the same."""

    title: str
    why: str
    url: str
    length: str = ""
    exercise: bool = False
    done: bool = False
    known: bool = False

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return not (self.done or self.known)


@dataclass(frozen=True)
class Walk:
    """A path as one reader has it."""

    title: str
    stops: Sequence[Stop]

    @property
    def next(self) -> Stop | None:
        """What to do now; None when all is done."""
        return next((stop for stop in self.stops if stop.open), None)

    @property
    def done(self) -> int:
        """How many stops are behind her."""
        return sum(not stop.open for stop in self.stops)


# --- From the files ----------------------------------------------------------------------------------------------
def bring_paths(data: Sequence[PathData]) -> int:
    """Make or change paths as their files have them; how many were. Those without a file go. Raises BadLesson."""
    _check(data)
    gone = LearningPath.objects.exclude(slug__in=[path.slug for path in data])
    changed = gone.count()
    gone.delete()
    wanted = [(path.slug, _fields(path, number)) for number, path in enumerate(data, 1)]
    known = {path.slug: path for path in LearningPath.objects.all()}
    new = [(slug, fields) for slug, fields in wanted if not _is_as(known.get(slug), fields)]
    # two paths may have changed their entries with each other
    LearningPath.objects.filter(slug__in=[slug for slug, _ in new]).update(entry="")
    for slug, fields in new:
        LearningPath.objects.update_or_create(slug=slug, defaults=fields)
    return changed + len(new)


def _check(data: Sequence[PathData]) -> None:
    lessons = set(LessonPage.objects.values_list("slug", flat=True))
    scenarios = {name for name, _ in scenario_choices()}
    for path in data:
        for number, item in enumerate(path.items, 1):
            if item.lesson and item.lesson not in lessons:
                raise BadLesson(f"paths/{path.slug}, {number}.lesson: there is no lesson {item.lesson!r}")
            if item.practise and item.practise.scenario not in scenarios:
                raise BadLesson(
                    f"paths/{path.slug}, {number}: there is no exercise {item.practise.scenario!r}"
                )


def _fields(path: PathData, number: int) -> dict[str, Any]:
    words = {name: getattr(path, name) for name in ("title", "lead", "icon", "entry")}
    return {**words, "number": number, "items": [_item(item) for item in path.items]}


def _item(item: ItemData) -> dict[str, str]:
    common = {"why": item.why, "known": item.known or ""}
    if item.practise:
        return {**common, "scenario": item.practise.scenario, "mode": item.practise.mode}
    return {**common, "lesson": item.lesson or ""}


def _is_as(path: LearningPath | None, fields: dict[str, Any]) -> bool:
    return path is not None and all(getattr(path, name) == wanted for name, wanted in fields.items())


# --- For a learner -----------------------------------------------------------------------------------------------
@transaction.atomic
def keep(learner: Learner, path: LearningPath, answers: str = "") -> LearnerPath:
    """She goes this way from now on; what she did on another one stays done."""
    fields = {"path": path, "answers": answers, "chosen_at": timezone.now()}
    return LearnerPath.objects.update_or_create(learner=learner, defaults=fields)[0]


def path_of(learner: Learner | None) -> LearnerPath | None:
    """The path that she is on."""
    return LearnerPath.objects.filter(learner=learner).select_related("path").first() if learner else None


def walk(request: HttpRequest, path: LearningPath, learner: Learner | None, answers: str = "") -> Walk:
    """The path for whoever asks. Lessons that nobody may read any more, and exercises that are gone, are left out."""
    known = placement.known(placement.read(answers))
    lessons = _lessons(item["lesson"] for item in path.items if "lesson" in item)
    titles = dict(scenario_choices())
    finished = _finished(learner, lessons.values())
    sent = (
        modes_sent(learner, [item["scenario"] for item in path.items if "scenario" in item])
        if learner
        else {}
    )
    stops = []
    for item in path.items:
        is_known = item["known"] in known
        if "lesson" in item and (lesson := lessons.get(item["lesson"])):
            stops.append(_lesson_stop(request, lesson, item, is_known, lesson.pk in finished))
        elif item.get("scenario") in titles:
            done = _is_sent(item["mode"], sent.get(item["scenario"], set()))
            url = practise_url(item["scenario"], item["mode"])
            stops.append(Stop(titles[item["scenario"]], item["why"], url, "", True, done, is_known))
    return Walk(path.title, stops)


def _lessons(slugs: Iterable[str]) -> dict[str, LessonPage]:
    return {lesson.slug: lesson for lesson in LessonPage.objects.shown().filter(slug__in=list(slugs))}


def _finished(learner: Learner | None, lessons: Iterable[LessonPage]) -> set[int]:
    if learner is None:
        return set()
    rows = LessonProgress.objects.filter(learner=learner, lesson__in=list(lessons)).exclude(finished_at=None)
    return set(rows.values_list("lesson_id", flat=True))


def _lesson_stop(
    request: HttpRequest, lesson: LessonPage, item: dict[str, str], known: bool, done: bool
) -> Stop:
    return Stop(lesson.title, item["why"], lesson.get_url(request), lesson_length(lesson), False, done, known)


def _is_sent(mode: str, sent: set[str]) -> bool:
    """Whether an exercise was sent in this way or in one with less help; without a way, in any."""
    if not mode:
        return bool(sent)
    return any(one in sent for one in _UPWARDS[_UPWARDS.index(ModeChoice(mode)) :])
