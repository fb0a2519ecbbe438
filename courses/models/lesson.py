"""A lesson: steps read one by one, each on a page of its own."""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from courses.blocks import LessonStreamField, StepBlock
from courses.editor.panels import OutdatedPanel, ReviewPanel, VoicePanel, bulletin_panel, name_panel
from courses.lessons.reading import CARD, Finish, Reading, card_url
from courses.models.announced import Announced
from courses.models.base import site_root
from courses.models.taught import Taught, pack_panel
from courses.sharing.handouts import BOOKLET, BULLETIN, NAMES, POSTER, address_of
from courses.writing.markup import plain_words
from kit.folding import fold
from kit.qr import svg
from ui.service import icon_choices, icon_names

STEP_ADDRESS = re.compile(r"buoc-([1-9][0-9]?)", re.ASCII)
FINISHED = "xong"
CARDS = {CARD: "a5", f"{CARD}-a6": "a6"}  # address → size of the sheet


CARD_LINES, CARD_LETTERS = 5, 60  # more does not fit on the smallest card


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def short_lines(text: str) -> None:
    """Raises ValidationError for a card with more lines, or longer ones, than it has room for."""
    lines = _lines(text)
    if len(lines) > CARD_LINES:
        raise ValidationError(_("The card has room for five lines."))
    if any(len(line) > CARD_LETTERS for line in lines):
        raise ValidationError(_("A line of the card has at most 60 letters."))


class LessonQuerySet(PageQuerySet):
    def shown(self) -> "LessonQuerySet":
        """Lessons that anybody may read, in the order of the courses."""
        shown: LessonQuerySet = self.live().public().order_by("path")
        return shown


LessonManager = PageManager.from_queryset(LessonQuerySet)


class LessonPage(Taught, Announced):
    """One thing to be able to do. ``translation_key`` is the id by which the world outside knows it."""

    parent_page_types: ClassVar = ["courses.CoursePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "courses/lesson_page.html"
    handouts: ClassVar[tuple[str, ...]] = (POSTER, BOOKLET, BULLETIN)

    summary = models.CharField(_("in one or two sentences"), max_length=250)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    icon = models.CharField(_("icon"), max_length=20, default="giay")
    procedure = models.CharField(_("code of the procedure"), max_length=20, blank=True)
    review_by = models.DateField(_("look at it again before"), null=True, blank=True)
    steps = LessonStreamField([("step", StepBlock())], min_num=1, max_num=20, verbose_name=_("steps"))
    card = models.TextField(
        _("card to remember"),
        blank=True,
        validators=[short_lines],
        help_text=_(
            "Three to five lines to keep in mind, to print as well. One short sentence on each line."
        ),
    )
    closing = models.TextField(
        _("words at the end"), blank=True, help_text=_("What people can do now. One sentence on each line.")
    )

    objects = LessonManager()

    content_panels: ClassVar = [
        OutdatedPanel(),
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("minutes"), name_panel("icon", icon_choices)]),
        FieldPanel("steps"),
        VoicePanel(heading=_("Recorded voices")),
        FieldPanel("card"),
        FieldPanel("closing"),
        bulletin_panel(),
        ReviewPanel(heading=_("Is it easy to read?")),
    ]
    settings_panels: ClassVar = [
        *Page.settings_panels,
        MultiFieldPanel(
            [
                FieldPanel("procedure"),
                pack_panel(),
                FieldPanel("review_by"),
            ],
            heading=_("Keeping it right"),
        ),
    ]
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("search_plain"),
        index.AutocompleteField("search_plain"),
    ]

    class Meta:
        verbose_name = _("lesson")

    def clean(self) -> None:
        """Raises ValidationError for an icon that the look does not have."""
        super().clean()
        if self.icon not in icon_names():
            raise ValidationError({"icon": _("There is no such icon.")})

    @property
    def step_count(self) -> int:
        return len(self.steps)

    @property
    def shown_icon(self) -> str:
        """The icon, unless a newer release no longer has it."""
        return self.icon if self.icon in icon_names() else "giay"

    @property
    def search_plain(self) -> str:
        """Every word of the lesson, folded, so that it is found without diacritics too."""
        words = self.steps.stream_block.get_searchable_content(self.steps)
        return fold(
            " ".join([self.title, self.summary, *map(plain_words, map(str, words)), self.card, self.closing])
        )

    @property
    def card_lines(self) -> list[str]:
        return _lines(self.card)

    @property
    def closing_lines(self) -> list[str]:
        return _lines(self.closing)

    @property
    def following(self) -> "LessonPage | None":
        """The next lesson of its course; None after the last one, and for one never saved.

        What is shut above is shut for this lesson, too, so one question is enough.
        """
        if not self.pk:
            return None
        beside = LessonPage.objects.live().sibling_of(self).filter(path__gt=self.path).order_by("path")
        later: LessonPage | None = beside.filter(view_restrictions=None).only("title", "slug").first()
        return later

    def cover_words(self) -> tuple[str, str]:
        return f"{gettext('Lesson')} · {self.get_parent().title}", super().cover_words()[1]

    def fact_rows(self) -> list[dict[str, Any]]:
        """A lesson is at home everywhere."""
        return []

    def booklet_pages(self) -> list["LessonPage"]:
        """A lesson is a booklet of its own."""
        return [self]

    def told(self) -> dict[str, Any]:
        """What the loudspeaker says of it (courses.sharing.announcing)."""
        return {
            "kind": "lesson",
            "commune": super().cover_words()[1],
            "title": self.title,
            "summary": self.summary,
            "steps": [block.value["title"] for block in self.steps],
            "remember": self.card_lines,
        }

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """…/ is the first step, …/buoc-2/ the second, …/xong/ the end. Raises Http404 for anything else."""
        if not path_components or address_of(self, path_components):
            return super().route(request, path_components)
        if not self.live or len(path_components) > 1:
            raise Http404
        name = path_components[0]
        if name == FINISHED:
            return RouteResult(self, kwargs={"finished": True})
        if (size := CARDS.get(name)) and self.card_lines:
            return RouteResult(self, kwargs={"card": size})
        if match := STEP_ADDRESS.fullmatch(name):
            return RouteResult(self, kwargs={"number": int(match[1])})
        raise Http404

    def serve(
        self, request: HttpRequest, number: int = 0, finished: bool = False, card: str = "", handout: str = ""
    ) -> HttpResponse:
        """One step, the end, or the card on a sheet of size ``card``; the same page for everybody."""
        if handout:
            return super().serve(request, handout=handout)
        if card:
            return self._card(request, self.get_url(request), card)
        if finished:
            return self._page(
                request, "courses/lesson_finished.html", finish=Finish(self, self.get_url(request))
            )
        if number == 1:  # it has an address already
            return redirect(self.get_url(request), permanent=True)
        if number > self.step_count:
            raise Http404
        return self._page(request, self.template, reading=Reading(self, self.get_url(request), number or 1))

    def _card(self, request: HttpRequest, base: str, size: str) -> HttpResponse:
        """The card, with a square code that leads back to the lesson."""
        address = f"{site_root(request)}{base}" if base.startswith("/") else base
        label = gettext("Square code of the lesson “%(lesson)s”") % {"lesson": self.title}
        context = {
            "base": base,
            "size": size,
            "others": [(name, card_url(base, name)) for name in CARDS.values() if name != size],
            "qr": svg(address, label=label),
        }
        return self._page(request, "courses/card.html", **context)

    def _page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        return TemplateResponse(request, template, {**self.get_context(request), **context})

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Every step can be looked at before it is published, and the end."""
        steps = [
            (str(number), gettext("Step %(number)s") % {"number": number})
            for number in range(1, self.step_count + 1)
        ]
        return [
            *(steps or [("1", gettext("Step %(number)s") % {"number": 1})]),
            (FINISHED, gettext("The end")),
            *([(CARD, gettext("Card to remember"))] if self.card_lines else []),
            *((kind, str(NAMES[kind])) for kind in self.handouts),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name in self.handouts:
            return super().serve_preview(request, mode_name)
        if mode_name == FINISHED:
            return self._page(
                request, "courses/lesson_finished.html", finish=Finish(self, self._preview_url())
            )
        if mode_name == CARD:
            return self._card(request, self._preview_url(), "a5")
        number = min(int(mode_name or 1), max(self.step_count, 1))
        return self._page(request, self.template, reading=Reading(self, self._preview_url(), number))

    def _preview_url(self) -> str:
        """A page that was never saved has no address yet."""
        return self.get_url() or "/hoc/"
