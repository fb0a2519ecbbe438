"""The portal of a commune: its first page below /xa/, its groups and its folder for files."""

from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Collection, Page

from courses.models.base import SitePage
from courses.models.guides import office_rows
from courses.models.rights import PortalPart
from courses.portals.listing import guide_picks, news_picks, portal_picks
from courses.sharing.handouts import POSTER
from kit.vietnamese import sort_key
from places.models import Commune, Province

PORTALS_SLUG, GUIDES_SLUG = "xa", "huong-dan"
MOST_AT_ONCE = 60  # portals on one page; with more of them the provinces come first


class PortalIndexPage(SitePage):
    """/xa/: every commune that has a portal. ``?tinh=08``: those of one province."""

    max_count = 1
    parent_page_types: ClassVar = ["courses.HomePage"]
    subpage_types: ClassVar = ["courses.CommunePage"]
    template = "courses/portal_index_page.html"

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of communes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        provinces: list[Any] = list(
            Province.objects.filter(communes__portal__page__live=True)
            .annotate(portals=Count("communes__portal"))
            .order_by("code")
        )
        asked = request.GET.get("tinh", "")
        chosen = next((one for one in provinces if one.pk == asked), None)
        if chosen is None and sum(one.portals for one in provinces) > MOST_AT_ONCE:
            return {**context, "provinces": provinces, "base": self.get_url(request)}
        shown = [chosen] if chosen else provinces
        return {**context, "chosen": chosen, "groups": self._groups(request, shown)}

    def _groups(self, request: HttpRequest, provinces: list[Province]) -> list[dict[str, Any]]:
        """Each province with its portals, the Vietnamese way of sorting."""
        found = Portal.objects.filter(commune__province__in=provinces, page__live=True)
        rows = found.values_list("commune__province", "commune__name", "page__title", "page__slug")
        base = self.get_url(request)
        return [
            {
                "province": province,
                "portals": [
                    {"title": title, "url": f"{base}{slug}/"}
                    for of, _name, title, slug in sorted(rows, key=lambda row: sort_key(row[1]))
                    if of == province.pk
                ],
            }
            for province in provinces
        ]


class GuideIndexPage(SitePage):
    """/huong-dan/: guides that the province wrote for all of its communes."""

    max_count = 1
    parent_page_types: ClassVar = ["courses.HomePage"]
    subpage_types: ClassVar = ["courses.GuidePage"]
    template = "courses/guide_index_page.html"

    intro = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of the province's guides")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["picks"] = guide_picks(request, self)
        return context


class CommunePage(PortalPart):
    """The first page of a portal. Made by ``courses.service.create_portal``, never by hand."""

    is_first_page: ClassVar = True
    parent_page_types: ClassVar = ["courses.PortalIndexPage"]
    subpage_types: ClassVar = ["courses.GuidePage", "courses.NewsPage"]
    template = "courses/commune_page.html"
    handouts: ClassVar[tuple[str, ...]] = (POSTER,)

    lead = models.CharField(_("first sentences"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    hours = models.TextField(_("opening hours"), max_length=300, blank=True, help_text=_("One on each line."))
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("The number of the office, not somebody's own.")
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("hours"), FieldPanel("phone")],
            heading=_("The one-stop office"),
        ),
    ]
    promote_panels: ClassVar[list[Any]] = []  # its address stands on posters: it stays
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("portal of a commune")

    def cover_words(self) -> tuple[str, str]:
        portal = Portal.objects.filter(page=self.pk).select_related("commune__province").first()
        return gettext("Page of the commune"), str(portal.commune.province) if portal else ""

    def office_phone(self) -> str:
        return self.phone

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Not in the editor: a portal needs its groups and its folder."""
        return False

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        portal = Portal.objects.filter(page=self.pk).select_related("commune__province").first()
        context["commune"] = portal.commune if portal else None
        context["heir"] = portal.heir_page(request) if portal else None
        context["rows"] = office_rows(address=self.address, hours=self.hours, phone=self.phone)
        context["guides"], context["shared"] = portal_picks(request, self)
        context["news"] = news_picks(request, self)
        return context


class Portal(models.Model):
    """What belongs to a commune's portal beside its page: kept apart from it, for old revisions bring back a page."""

    commune = models.OneToOneField(Commune, on_delete=models.PROTECT, primary_key=True, related_name="portal")
    page = models.OneToOneField(CommunePage, on_delete=models.CASCADE, related_name="portal")
    editors = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    approvers = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    folder = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "portal"

    def __str__(self) -> str:
        return self.commune_id

    def heir_page(self, request: HttpRequest) -> dict[str, str] | None:
        """Name and address of the commune that this one went on as; no address where that one has no portal."""
        if self.commune.effective_until is None:
            return None
        heir = heirs_of(self.commune)
        if not heir:
            return None
        portal = Portal.objects.filter(commune=heir[-1], page__live=True).select_related("page").first()
        return {"name": str(heir[-1]), "url": portal.page.get_url(request) if portal else ""}


def heirs_of(commune: Commune) -> list[Commune]:
    """What ``commune`` became by mergers that stand, one after the other; none while it goes on itself."""
    heirs: list[Commune] = []
    at = commune
    while len(heirs) < 10:  # a chain that long has not happened since 1975
        step = at.became.filter(change__undone_at=None).select_related("to_commune").first()
        if step is None or step.to_commune is None:
            break
        at = step.to_commune
        heirs.append(at)
    return heirs
