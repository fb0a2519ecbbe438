"""What most tests of courses begin with."""

import pytest

from courses.models import LessonPage
from tests.courses.factories import make_lesson


@pytest.fixture
def lesson(db: None) -> LessonPage:
    """A published lesson of three steps."""
    return make_lesson()
