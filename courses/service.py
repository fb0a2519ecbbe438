"""The door to courses: other apps import this and nothing else. Keep it small."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from courses import loader
from courses.access_voices import register_recorders
from courses.certificates import erase as erase_certificates
from courses.certificates import register_observer
from courses.lesson_data import BadLesson
from courses.listing import lesson_choices, lesson_links, page_words
from courses.machine_voices import make_machine_voices
from courses.models import LessonPage
from courses.portals import (
    Ended,
    NoPlace,
    communes_without_portal,
    create_portal,
    portal_addresses,
    portal_count,
)
from courses.recorder import keep_answer, keep_finish, keep_place
from courses.reminding import forget as forget_reminding
from courses.reminding import register_phone_provider
from courses.shipped import load_courses

__all__ = [
    "BadLesson",
    "Ended",
    "NoPlace",
    "communes_without_portal",
    "create_portal",
    "erase_certificates",
    "forget_reminding",
    "keep_answer",
    "keep_finish",
    "keep_place",
    "lesson_choices",
    "lesson_links",
    "load_course",
    "load_courses",
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
