"""The only way from an address to a lesson: what may not be read looks like a missing id."""

import uuid

from django.http import Http404
from wagtail.models import Page

from courses.lessons.reading import Reading
from courses.models import LessonPage
from courses.models.base import SitePage

MOST_NUMBER = 2**31 - 1  # of a row


def get_lesson(key: uuid.UUID) -> LessonPage:
    """The published, unrestricted lesson with this key. Raises Http404."""
    lesson: LessonPage | None = LessonPage.objects.shown().filter(translation_key=key).first()
    if lesson is None:
        raise Http404
    return lesson


def get_step(lesson: LessonPage, number: int, base: str) -> Reading:
    """Step ``number`` of ``lesson``, whose own address is ``base``. Raises Http404."""
    if not 1 <= number <= lesson.step_count:
        raise Http404
    return Reading(lesson, base, number)


def get_page(page_id: int) -> SitePage:
    """The published page of ours, open to all, with this number. Raises Http404."""
    page = Page.objects.live().public().filter(pk=page_id).first() if page_id <= MOST_NUMBER else None
    found = page.specific if page else None
    if not isinstance(found, SitePage):
        raise Http404
    return found
