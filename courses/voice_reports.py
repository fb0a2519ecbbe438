"""What an editor is told about the voices of her page: in a panel, and in a sentence when she publishes. Never more."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from courses import voices
from courses.enums import TrackState
from courses.languages import LANGUAGES, VIETNAMESE
from courses.models import GuidePage, LessonPage
from courses.step_words import StepWords, steps_of
from courses.voices import Progress


@dataclass(frozen=True)
class Report:
    """``silent``: steps in which no person is heard in Vietnamese; ``old``: those of them whose words were changed.

    ``others``: name of a language, steps heard, address of its booth. ``waiting``: how many recordings nobody has
    listened to. ``booth`` is where to record.
    """

    total: int
    silent: list[StepWords]
    old: list[StepWords]
    others: list[tuple[str, int, str]]
    waiting: int
    booth: str

    @property
    def is_complete(self) -> bool:
        return not self.silent


def report_on(page: Any) -> Report:
    """What there is to hear of ``page`` as it stands now, draft or published. One query."""
    steps = steps_of(page)
    tracks = voices.tracks_of(page.translation_key)
    own = _in(VIETNAMESE, steps, tracks)
    silent = [one for one in own if one.is_missing and not one.step.has_sound]
    others = []
    for language in LANGUAGES[1:]:
        heard = sum(bool(one.heard) for one in _in(language.tag, steps, tracks))
        if heard:
            others.append((language.name, heard, _booth(page, language.tag)))
    return Report(
        total=len(steps),
        silent=[one.step for one in silent],
        old=[one.step for one in silent if one.old],
        others=others,
        waiting=sum(one.state == TrackState.WAITING for one in tracks),
        booth=_booth(page, VIETNAMESE),
    )


def _in(language: str, steps: list[StepWords], tracks: list[Any]) -> list[Progress]:
    return voices.progress(steps, [one for one in tracks if one.language == language], of=None)


def _booth(page: Any, language: str) -> str:
    return reverse("courses:booth", args=[page.translation_key, language])


def warn(request: HttpRequest, page: Any) -> None:
    """Say which steps have no recorded voice, after ``page`` was published or sent for approval."""
    page = page.specific
    if isinstance(page, (LessonPage, GuidePage)) and (told := warning_of(report_on(page))):
        messages.warning(request, told)


def warn_if_sent(request: HttpRequest, page: Any) -> None:
    """The same for a page that was saved and sent for approval."""
    if "action-submit" in request.POST:
        warn(request, page)


def warning_of(report: Report) -> SafeString | None:
    """The sentence, with a link to the booth; None where every step has a voice."""
    if report.is_complete:
        return None
    numbers = ", ".join(str(step.number) for step in report.silent)
    words = _("No recorded voice yet in steps %(steps)s: the machine reads them.") % {"steps": numbers}
    if report.old:
        old = ", ".join(str(step.number) for step in report.old)
        words += " " + _("Recorded before their words changed: %(steps)s.") % {"steps": old}
    return format_html('{} <a href="{}">{}</a>', words, report.booth, _("Record now"))
