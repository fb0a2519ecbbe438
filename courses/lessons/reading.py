"""A lesson as one reader sees one page of it: what the templates print, already decided."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from courses.lessons.grading import AnyQuestion
from courses.voices.step_words import step_words
from sandbox.service import practise_url

if TYPE_CHECKING:  # the page model builds these
    from courses.models.lesson import LessonPage
    from courses.voices.tracks import StepVoices


CARD = "the-nho"


def step_url(lesson_url: str, number: int) -> str:
    """Address of a step; the first one is the lesson's own."""
    return lesson_url if number == 1 else f"{lesson_url}buoc-{number}/"


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Reading:
    """Step ``number`` of ``lesson``, whose own address is ``base``."""

    lesson: "LessonPage"
    base: str
    number: int

    @property
    def total(self) -> int:
        return self.lesson.step_count

    @property
    def step(self) -> Any:
        """The value of the step's block; None in a preview of a lesson that has no step yet."""
        return self.lesson.steps[self.number - 1].value if self.total else None

    @property
    def question(self) -> AnyQuestion | None:
        """The check question of this step, if it has one."""
        question: AnyQuestion | None = self.step.question
        return question

    @cached_property
    def voices(self) -> "StepVoices":
        """Recordings of this step that say what stands there; asked for once."""
        from courses.voices.tracks import StepVoices, voices_of  # they ask rows; the page model builds these

        if not self.total:
            return StepVoices()
        step = step_words(self.lesson.steps[self.number - 1], self.number)
        return voices_of(self.lesson.translation_key, [step]).get(step.id, StepVoices())

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def url(self) -> str:
        return step_url(self.base, self.number)

    @property
    def previous(self) -> Link | None:
        return self._link(self.number - 1)

    @property
    def following(self) -> Link | None:
        return self._link(self.number + 1)

    @property
    def answer_url(self) -> str:
        """Where the check question posts to."""
        return reverse("courses:answer", args=[self.lesson.translation_key, self.number])

    @property
    def place_url(self) -> str:
        """Where the script reports the place."""
        return reverse("courses:place", args=[self.lesson.translation_key, self.number])

    @property
    def rest_url(self) -> str:
        """Where "later" posts to."""
        return reverse("courses:rest", args=[self.lesson.translation_key, self.number])

    @property
    def finish_url(self) -> str:
        """Where "I have finished" posts to."""
        return reverse("courses:finish", args=[self.lesson.translation_key])

    def _link(self, number: int) -> Link | None:
        if not 1 <= number <= self.total:
            return None
        return Link(self.lesson.steps[number - 1].value["title"], step_url(self.base, number))


def card_url(lesson_url: str, size: str = "a5") -> str:
    """Address of the summary card of a lesson, on a sheet of that size."""
    return f"{lesson_url}{CARD}/" if size == "a5" else f"{lesson_url}{CARD}-{size}/"


@dataclass(frozen=True)
class Finish:
    """The end of ``lesson``: what was learnt, and the next act."""

    lesson: "LessonPage"
    base: str

    @property
    def learnt(self) -> list[str]:
        """Headings of the steps."""
        return [step["title"] for step in self._steps]

    @property
    def card_url(self) -> str:
        """The summary card to print; empty for a lesson without."""
        return card_url(self.base) if self.lesson.card_lines else ""

    @cached_property
    def following(self) -> Link | None:
        """The next lesson of the course, if there is one; asked for once."""
        lesson = self.lesson.following
        course = self.base.rstrip("/").rpartition("/")[0]
        return Link(lesson.title, f"{course}/{lesson.slug}/") if lesson else None

    @property
    def practise_url(self) -> str:
        """The exercise of the last step that has one; empty for a lesson without."""
        exercises = [step.get("practise") or {} for step in self._steps]
        urls = [
            practise_url(one["scenario"], one.get("mode", "")) for one in exercises if one.get("scenario")
        ]
        return next((url for url in reversed(urls) if url), "")

    @property
    def _steps(self) -> list[dict[str, Any]]:
        """The steps as they are kept: their sounds, which a step brings along, are not asked for."""
        return [step["value"] for step in self.lesson.steps.raw_data]
