"""What an editor is told about the voices of her page: in a panel, and in a sentence when she publishes. Never more."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses.enums import TrackState
from courses.models import GuidePage, LessonPage
from courses.voices import tracks as voices
from courses.voices.languages import LANGUAGES, VIETNAMESE
from courses.voices.step_words import StepWords, steps_of
from courses.voices.tracks import Progress


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
    if not isinstance(page, (LessonPage, GuidePage)):
        return
    report = report_on(page)
    if told := warning_of(report):
        messages.warning(request, told, buttons=[messages.button(report.booth, _("Record now"))])


def warn_if_sent(request: HttpRequest, page: Any) -> None:
    """The same for a page that was saved and sent for approval, or approved: Wagtail publishes it past its own hook."""
    sent = any(name in request.POST for name in ("action-submit", "action-restart-workflow"))
    approved = (
        "action-workflow-action" in request.POST and request.POST.get("workflow-action-name") == "approve"
    )
    if sent or approved:
        warn(request, page)


def warning_of(report: Report) -> str:
    """The sentence; empty where every step has a voice."""
    if report.is_complete:
        return ""
    numbers = ", ".join(str(step.number) for step in report.silent)
    words = _("No recorded voice yet in steps %(steps)s: the machine reads them.") % {"steps": numbers}
    if report.old:
        old = ", ".join(str(step.number) for step in report.old)
        words += " " + _("Recorded before their words changed: %(steps)s.") % {"steps": old}
    return words
