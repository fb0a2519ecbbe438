"""The door to courses: other apps import this and nothing else. Keep it small."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from courses.certificates.issuing import erase as erase_certificates
from courses.certificates.issuing import register_observer
from courses.lessons.kept import KeptByLessons
from courses.lessons.kept import of_learners as kept_of_learners
from courses.lessons.listing import lesson_choices, lesson_links, page_words
from courses.lessons.recorder import keep_answer, keep_finish, keep_place
from courses.loading import loader
from courses.loading.schema import BadLesson
from courses.loading.shipped import load_courses
from courses.models import LessonPage
from courses.portals.demo import load_demo_portal
from courses.portals.making import (
    Ended,
    NoPlace,
    communes_without_portal,
    create_portal,
    portal_addresses,
    portal_count,
)
from courses.refreshers.reminding import forget as forget_reminding
from courses.refreshers.reminding import register_phone_provider
from courses.voices.access import register_recorders
from courses.voices.machine import make_machine_voices

__all__ = [
    "BadLesson",
    "Ended",
    "KeptByLessons",
    "NoPlace",
    "communes_without_portal",
    "create_portal",
    "erase_certificates",
    "forget_reminding",
    "keep_answer",
    "keep_finish",
    "keep_place",
    "kept_of_learners",
    "lesson_choices",
    "lesson_links",
    "load_course",
    "load_courses",
    "load_demo_portal",
    "make_machine_voices",
    "page_words",
    "portal_addresses",
    "portal_count",
    "register_recorders",
    "register_observer",
    "register_phone_provider",
]


def load_course(data: Mapping[str, Any], folder: Path = Path("sounds")) -> LessonPage:
    """The published lesson of ``data``, made or brought up to date, with sounds of ``folder``.

    The packs have to be loaded first: exercises are checked against them. Raises BadLesson.
    """
    return loader.load_course(data, folder)
