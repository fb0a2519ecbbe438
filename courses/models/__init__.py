"""Pages, and how far learners came."""

from courses.models.approval import CommuneApprovalTask
from courses.models.certificates import Certificate
from courses.models.finding import Findable, Kind
from courses.models.guides import GuidePage, NewsPage
from courses.models.lesson import LessonPage
from courses.models.pages import CourseIndexPage, CoursePage, HomePage
from courses.models.paths import LearnerPath, LearningPath
from courses.models.portals import CommunePage, GuideIndexPage, Portal, PortalIndexPage
from courses.models.progress import LessonEvent, LessonProgress
from courses.models.refreshers import Refresher, Reminding
from courses.models.voices import VoiceTrack
from courses.models.writing import EditorTour, LinkCheck

__all__ = [
    "Certificate",
    "CommuneApprovalTask",
    "CommunePage",
    "CourseIndexPage",
    "CoursePage",
    "Findable",
    "EditorTour",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "LearnerPath",
    "LearningPath",
    "Kind",
    "LessonEvent",
    "LessonPage",
    "LessonProgress",
    "LinkCheck",
    "NewsPage",
    "Portal",
    "PortalIndexPage",
    "VoiceTrack",
    "Refresher",
    "Reminding",
]
