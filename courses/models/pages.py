"""The pages people read: home, the list of courses, a course."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from accounts.service import current_learner
from courses.blocks import LessonStreamField, NeedsBlock
from courses.editor.panels import name_panel
from courses.lessons.listing import ALL_LESSONS, LESSONS_AT_HOME, course_picks, lesson_pick, need_picks
from courses.models.base import SitePage
from courses.models.lesson import LessonPage
from courses.sharing.handouts import BOOKLET, POSTER, address_of
from ui.service import drawing_choices, drawing_names

DEEPEST = 8  # levels of an address that can be a page; longer ones are nonsense
RESERVED_SLUGS = frozenset(
    {
        "tra-loi",
        "nho-cho",
        "nghi",
        "hoc-xong",
        "tieng",
        "ba-cau-hoi",
        "lo-trinh",
        "on-lai",
        "giay-xac-nhan",
    }
)  # /hoc/<these>/ are views, see courses.urls


class HomePage(SitePage):
    """The first page: learn, practise, find, join the class."""

    max_count = 1
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["courses.CourseIndexPage", "courses.PortalIndexPage", "courses.GuideIndexPage"]
    template = "courses/home_page.html"
    handouts: ClassVar[tuple[str, ...]] = (POSTER,)
    kept_for_known: ClassVar[bool] = False  # "Where you stopped" stands in the middle of it

    lead = models.CharField(_("first sentences"), max_length=200, blank=True)
    needs_title = models.CharField(_("question above the list"), max_length=60, blank=True)
    needs = LessonStreamField(
        NeedsBlock(),
        blank=True,
        verbose_name=_("what people need"),
        help_text=_("Empty: the first lessons are listed by themselves."),
    )
    class_words = models.CharField(
        _("about the class"),
        max_length=200,
        blank=True,
        help_text=_("Where and when people meet, in one or two short sentences."),
    )
    tip_title = models.CharField(_("heading of the reminder"), max_length=60, blank=True)
    tip = models.CharField(_("reminder"), max_length=300, blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("needs_title"),
        FieldPanel("needs"),
        FieldPanel("class_words"),
        MultiFieldPanel([FieldPanel("tip_title"), FieldPanel("tip")], heading=_("Reminder")),
    ]

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of an address at once instead of level by level: two queries at any depth."""
        if not path_components or address_of(self, path_components):
            return super().route(request, path_components)
        names = path_components[:DEEPEST]
        addresses = [self.url_path + "/".join(names[:depth]) + "/" for depth in range(1, len(names) + 1)]
        found = Page.objects.filter(slug__in=names, url_path__in=addresses, path__startswith=self.path)
        pages = list(found.order_by("depth"))
        if not pages:
            raise Http404
        page = pages[-1].specific
        if len(pages) > 1:
            page._cached_parent_obj = pages[-2]  # where treebeard looks before it asks the database
        return page.route(request, path_components[page.depth - self.depth :])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        from courses.lessons.resuming import resume  # which asks rows that point at pages

        lessons = {lesson.pk: lesson for lesson in LessonPage.objects.shown()}
        first = list(lessons.values())[:LESSONS_AT_HOME]
        learner = current_learner(request)
        context["picks"] = need_picks(request, self.needs, lessons) or [
            lesson_pick(request, one) for one in first
        ]
        # straight into the only lesson there is, else to the list
        context["start_url"] = first[0].get_url(request) if len(lessons) == 1 else ALL_LESSONS
        context["resume"] = resume(request, learner, lessons)
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The one page of this app with a personal word in it, for those who bring a cookie."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        return response


class CourseIndexPage(SitePage):
    """/hoc/: every course with its lessons."""

    max_count = 1
    parent_page_types: ClassVar = ["courses.HomePage"]
    subpage_types: ClassVar = ["courses.CoursePage"]
    template = "courses/course_index_page.html"

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of courses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        # no public() here: the lessons of a hidden course are not shown, and a course without lessons is left out
        context["courses"] = course_picks(request, CoursePage.objects.child_of(self).live().order_by("path"))
        return context


class CoursePage(SitePage):
    """Lessons that belong together."""

    parent_page_types: ClassVar = ["courses.CourseIndexPage"]
    subpage_types: ClassVar = ["courses.LessonPage"]
    template = "courses/course_page.html"
    handouts: ClassVar[tuple[str, ...]] = (POSTER, BOOKLET)

    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    drawing = models.CharField(_("drawing"), max_length=60, blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("intro"),
        name_panel("drawing", drawing_choices, optional=True),
    ]

    class Meta:
        verbose_name = _("course")

    def clean(self) -> None:
        """Raises ValidationError for an address that is taken, and for an unknown drawing."""
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address is taken. Choose another one.")})
        if self.drawing and self.drawing not in drawing_names():
            raise ValidationError({"drawing": _("There is no such drawing.")})

    def cover_words(self) -> tuple[str, str]:
        return gettext("Course"), super().cover_words()[1]

    def booklet_pages(self) -> list[LessonPage]:
        """Its lessons that anybody may read."""
        return list(LessonPage.objects.shown().child_of(self))

    @property
    def shown_drawing(self) -> str:
        """The drawing, unless a newer release no longer has it."""
        return self.drawing if self.drawing in drawing_names() else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["picks"] = [lesson_pick(request, one) for one in LessonPage.objects.shown().child_of(self)]
        return context
