"""Guides for local matters, and news. Communes write theirs, the province its own for all communes."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
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
from courses.editor.panels import (
    OriginPanel,
    OutdatedPanel,
    ReviewPanel,
    TourPanel,
    VoicePanel,
    bulletin_panel,
    name_panel,
)
from courses.models.announced import Announced
from courses.models.rights import PortalPart
from courses.models.taught import Taught, pack_panel
from courses.sharing.handouts import BOOKLET, BULLETIN, POSTER
from courses.voices.step_words import steps_of
from courses.writing.markup import plain_words
from kit.folding import fold
from ui.service import icon_choices, icon_names

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


def publisher_of(page: Page) -> str:
    """The commune in whose portal ``page`` stands; the province's own guides are for the whole site."""
    parent = page.get_parent().specific
    return str(parent.title) if isinstance(parent, PortalPart) else settings.TUTAY_COMMUNE_NAME


def first_photo(pictures: Iterable[Any]) -> Any:
    """The first upload of these pictures; None without one."""
    return next((one["image"] for one in pictures if one.get("image")), None)


class GuideQuerySet(PageQuerySet):
    def shown(self) -> "GuideQuerySet":
        """Guides that anybody may read, in the editors' order."""
        shown: GuideQuerySet = self.live().public().order_by("path")
        return shown


GuideManager = PageManager.from_queryset(GuideQuerySet)


class GuidePage(Taught, PortalPart, Announced):
    """What to bring, whom to ask, where and when; then step by step.

    One made by "Dùng lại cho xã mình" remembers its ``origin`` and the revision of it that was taken over.
    """

    parent_page_types: ClassVar = ["courses.CommunePage", "courses.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "courses/guide_page.html"
    handouts: ClassVar[tuple[str, ...]] = (POSTER, BOOKLET, BULLETIN)

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
        TourPanel(),
        OriginPanel(),
        OutdatedPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        name_panel("icon", icon_choices),
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
        VoicePanel(heading=_("Recorded voices")),
        bulletin_panel(),
        ReviewPanel(heading=_("Is it easy to read?")),
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
    def leads_to_map(self) -> bool:
        """Whether the address of the map is one of a page; anything else, however it came here, is only words."""
        return self.map_link.startswith(("https://", "http://"))

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
        context["parent"] = self.get_parent().specific
        context["rows"] = self.fact_rows()
        context["steps"] = self._steps_with_voices()
        return context

    def _steps_with_voices(self) -> list[tuple[Any, Any]]:
        """(block, what there is to hear of it) of each step."""
        from courses.voices.tracks import StepVoices, voices_of  # these rules are about pages

        found = voices_of(self.translation_key, steps_of(self)) if self.steps else {}
        return [(block, found.get(str(block.id or ""), StepVoices())) for block in self.steps]

    def office(self) -> dict[str, str]:
        """Where, when and whom to ask: what the guide leaves open is as on the first page of its commune."""
        parent = self.get_parent().specific
        return {
            "address": self.address or getattr(parent, "address", ""),
            "hours": self.hours or getattr(parent, "hours", ""),
            "whom": self.whom,
            "phone": self.phone or getattr(parent, "phone", ""),
            "fee": self.fee,
        }

    def fact_rows(self) -> list[dict[str, Any]]:
        """The same as a list of facts."""
        return office_rows(**self.office())

    def office_phone(self) -> str:
        return self.office()["phone"]

    def cover_words(self) -> tuple[str, str]:
        return gettext("Guide"), publisher_of(self)

    def own_photo(self) -> Any:
        return first_photo(block.value["picture"] for block in self.steps)

    def booklet_pages(self) -> list[Page]:
        """A guide is a booklet of its own."""
        return [self]

    def told(self) -> dict[str, Any]:
        """What the loudspeaker says of it (courses.sharing.announcing)."""
        return {
            "kind": "guide",
            "commune": publisher_of(self),
            "title": self.title,
            "summary": self.summary,
            "papers": self.paper_lines,
            "steps": [block.value["title"] for block in self.steps],
            **self.office(),
        }


class NewsPage(PortalPart, Announced):
    """Something that has just happened or is about to: a class, a changed hour, a new counter."""

    parent_page_types: ClassVar = ["courses.CommunePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "courses/news_page.html"
    handouts: ClassVar[tuple[str, ...]] = (BULLETIN,)

    day = models.DateField(_("day"), default=timezone.localdate)
    summary = models.CharField(_("in one or two sentences"), max_length=250)
    body = LessonStreamField(NewsBodyBlock(), blank=True, verbose_name=_("words"))

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("day"),
        FieldPanel("summary"),
        FieldPanel("body"),
        bulletin_panel(),
        ReviewPanel(heading=_("Is it easy to read?")),
    ]
    promote_panels: ClassVar = [FieldPanel("slug")]

    class Meta:
        verbose_name = _("piece of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["parent"] = self.get_parent()
        return context

    def office_phone(self) -> str:
        return str(getattr(self.get_parent().specific, "phone", ""))

    def cover_words(self) -> tuple[str, str]:
        return f"{gettext('News')} · {self.day:%d/%m/%Y}", publisher_of(self)

    def own_photo(self) -> Any:
        return first_photo(part.value for part in self.body if part.block_type == "picture")

    def told(self) -> dict[str, Any]:
        """What the loudspeaker says of it (courses.sharing.announcing)."""
        plain = [plain_words(part.value.source) for part in self.body if part.block_type == "words"]
        return {
            "kind": "news",
            "commune": publisher_of(self),
            "title": self.title,
            "summary": " ".join([self.summary, *plain]),
            "day": self.day,
            "phone": self.office_phone(),
        }
