"""Pages, and how far learners came."""

from courses.models.approval import CommuneApprovalTask
from courses.models.finding import Findable, Kind
from courses.models.guides import GuidePage, NewsPage
from courses.models.lesson import LessonPage
from courses.models.pages import CourseIndexPage, CoursePage, HomePage
from courses.models.portals import CommunePage, GuideIndexPage, Portal, PortalIndexPage
from courses.models.progress import LessonEvent, LessonProgress

__all__ = [
    "CommuneApprovalTask",
    "CommunePage",
    "CourseIndexPage",
    "CoursePage",
    "Findable",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "Kind",
    "LessonEvent",
    "LessonPage",
    "LessonProgress",
    "NewsPage",
    "Portal",
    "PortalIndexPage",
]
