"""Pages, and how far learners came."""

from courses.models.approval import CommuneApprovalTask
from courses.models.guides import GuidePage, NewsPage
from courses.models.lesson import LessonPage
from courses.models.pages import CourseIndexPage, CoursePage, HomePage
from courses.models.portals import CommunePage, GuideIndexPage, Portal, PortalIndexPage
from courses.models.progress import LessonEvent, LessonProgress
from courses.models.writing import EditorTour, LinkCheck

__all__ = [
    "CommuneApprovalTask",
    "CommunePage",
    "CourseIndexPage",
    "CoursePage",
    "EditorTour",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "LessonEvent",
    "LessonPage",
    "LessonProgress",
    "LinkCheck",
    "NewsPage",
    "Portal",
    "PortalIndexPage",
]
