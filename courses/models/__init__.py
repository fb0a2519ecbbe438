"""Pages, and how far learners came."""

from courses.models.lesson import LessonPage
from courses.models.pages import CourseIndexPage, CoursePage, HomePage
from courses.models.progress import LessonEvent, LessonProgress

__all__ = ["CourseIndexPage", "CoursePage", "HomePage", "LessonEvent", "LessonPage", "LessonProgress"]
