"""Guides for local matters, and news. Communes write theirs, the province its own for all communes."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, Revision
from wagtail.query import PageQuerySet
from wagtail.search import index

from courses.blocks import GuideStepBlock, LessonStreamField, NewsBodyBlock
from courses.models.rights import PortalPart
from courses.models.taught import Taught, pack_panel
from courses.panels import OriginPanel, OutdatedPanel, name_panel
from courses.words import plain_words
from kit.folding import fold
from ui.service import icon_names

_ONE_A_LINE = _("One on each line.")


def lines_of(text: str) -> list[str]:
    """The lines of ``text`` that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def office_rows(
    *, address: str, hours: str, phone: str, whom: str = "", fee: str = ""
) -> list[dict[str, Any]]:
    """Where, when and whom to ask, as a list of facts; what is empty is left out."""
    told = {
        gettext("Address"): address,
        gettext("Opening hours"): hours,
        gettext("Whom to ask"): whom,
        gettext("Phone"): phone,
        gettext("How much it costs"): fee,
    }
    return [{"label": label, "lines": lines_of(text)} for label, text in told.items() if text.strip()]


class GuideQuerySet(PageQuerySet):
    def shown(self) -> "GuideQuerySet":
        """Guides that anybody may read, in the editors' order."""
        shown: GuideQuerySet = self.live().public().order_by("path")
        return shown


GuideManager = PageManager.from_queryset(GuideQuerySet)


class GuidePage(Taught, PortalPart):
    """What to bring, whom to ask, where and when; then step by step.

    One made by "Dùng lại cho xã mình" remembers its ``origin`` and the revision of it that was taken over.
    """

    parent_page_types: ClassVar = ["courses.CommunePage", "courses.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "courses/guide_page.html"

    summary = models.CharField(_("in one or two sentences"), max_length=250)
    icon = models.CharField(_("icon"), max_length=20, default="giay")
    papers = models.TextField(_("papers to bring"), max_length=1500, blank=True, help_text=_ONE_A_LINE)
    address = models.CharField(_("address"), max_length=200, blank=True)
    map_link = models.URLField(
        _("address of the map"),
        max_length=300,
        blank=True,
        help_text=_("Copy it from any map. It stands there as a plain address; nothing of it is loaded."),
    )
    hours = models.TextField(_("opening hours"), max_length=300, blank=True, help_text=_ONE_A_LINE)
    whom = models.CharField(
        _("whom to ask"), max_length=200, blank=True, help_text=_("A counter or an office, not a name.")
    )
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("The number of the office, not somebody's own.")
    )
    fee = models.CharField(_("how much it costs"), max_length=120, blank=True)
    steps = LessonStreamField([("step", GuideStepBlock())], blank=True, max_num=20, verbose_name=_("steps"))
    origin = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="adapted"
    )
    origin_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = GuideManager()

    content_panels: ClassVar = [
        OriginPanel(),
        OutdatedPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        name_panel("icon", icon_names),
        FieldPanel("papers"),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("map_link"),
                FieldPanel("hours"),
                FieldRowPanel([FieldPanel("whom"), FieldPanel("phone")]),
                FieldPanel("fee"),
            ],
            heading=_("Where, when, whom to ask"),
        ),
        FieldPanel("steps"),
        pack_panel(),
    ]
    promote_panels: ClassVar = [FieldPanel("slug")]
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("search_plain"),
        index.AutocompleteField("search_plain"),
    ]

    class Meta:
        verbose_name = _("guide")

    @property
    def shown_icon(self) -> str:
        """The icon, unless a newer release no longer has it."""
        return self.icon if self.icon in icon_names() else "giay"

    @property
    def paper_lines(self) -> list[str]:
        return lines_of(self.papers)

    @property
    def search_plain(self) -> str:
        """Every word of the guide, folded, so that it is found without diacritics too."""
        words = self.steps.stream_block.get_searchable_content(self.steps)
        parts = [self.title, self.summary, self.papers, self.address, *map(plain_words, map(str, words))]
        return fold(" ".join(parts))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What this guide leaves open is as on the first page of its commune."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["parent"] = parent = self.get_parent().specific
        context["rows"] = office_rows(
            address=self.address or getattr(parent, "address", ""),
            hours=self.hours or getattr(parent, "hours", ""),
            whom=self.whom,
            phone=self.phone or getattr(parent, "phone", ""),
            fee=self.fee,
        )
        return context


class NewsPage(PortalPart):
    """Something that has just happened or is about to: a class, a changed hour, a new counter."""

    parent_page_types: ClassVar = ["courses.CommunePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "courses/news_page.html"

    day = models.DateField(_("day"), default=timezone.localdate)
    summary = models.CharField(_("in one or two sentences"), max_length=250)
    body = LessonStreamField(NewsBodyBlock(), blank=True, verbose_name=_("words"))

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("day"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar = [FieldPanel("slug")]

    class Meta:
        verbose_name = _("piece of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["parent"] = self.get_parent()
        return context
