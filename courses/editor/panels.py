"""Panels of the editor that more than one page uses."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from courses.portals import adapting
from courses.sharing.announcing import facts_of
from courses.sharing.bulletins import A_SECOND, LONGEST, SHORTEST, made_of
from courses.updating import outdated
from sandbox import service as sandbox


def name_panel(
    field: str, named: Callable[[], list[tuple[str, str]]], *, optional: bool = False
) -> FieldPanel:
    """A list to choose one of ``named`` from, (name, words): icons, drawings. Asked anew for each form."""

    def choices() -> list[tuple[str, str]]:
        none = [("", _("none"))] if optional else []
        return [*none, *named()]

    return FieldPanel(field, widget=forms.Select(choices=choices))  # type: ignore[arg-type]  # lazy ones


class OriginPanel(Panel):
    """Above a guide that was taken over: what has become of the one it was made from."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/editor/origin_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.origin_id)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["origin"] = adapting.state_of(self.instance)
            return context


class VoicePanel(Panel):
    """Which steps have a recorded voice, and where to record one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/editor/voice_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from courses.voices.reports import report_on  # it asks pages, and pages have panels

            context: dict[str, Any] = super().get_context_data(parent_context)
            context["voices"] = report_on(self.instance)
            return context


class BulletinPanel(Panel):
    """What the loudspeaker says of the page as it is saved, and how long that takes."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/editor/bulletin_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["made"] = made_of(facts_of(self.instance, self.instance.full_url or ""))
            return {**context, "shortest": SHORTEST, "longest": LONGEST, "a_second": A_SECOND}


class BulletinArea(AdminAutoHeightTextInput):
    """Says while somebody types how long it takes to read it out."""

    class Media:
        js = ("courses/bulletin.js",)


def bulletin_panel() -> Panel:
    """The editor's own words for the loudspeaker, a recording of them, and what is said without them."""
    return MultiFieldPanel(
        [BulletinPanel(), FieldPanel("bulletin", widget=BulletinArea), FieldPanel("bulletin_sound")],
        heading=gettext_lazy("Words for the loudspeaker"),
        classname="collapsed",
    )


class ReviewPanel(Panel):
    """Below the form: what is hard to read, and what else is open, as the last draft has it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/editor/review_panel.html"

        class Media:
            js: ClassVar = ["courses/writing.js"]
            css: ClassVar = {"all": ["courses/writing.css"]}

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from courses.writing import reviewing

            context: dict[str, Any] = super().get_context_data(parent_context)
            context["address"] = _review_address(self.request, self.instance)
            context["review"] = reviewing.review(self.instance) if self.instance.pk else None
            return context


def _review_address(request: Any, page: Any) -> str:
    if page.pk:
        return reverse("courses_is_it_easy", args=[page.pk])
    parent = request.resolver_match.kwargs.get("parent_page_id", 0)
    return reverse("courses_is_it_easy_new", args=[page._meta.model_name, parent])


class TourPanel(Panel):
    """Above the form of a guide: the steps of somebody's first one, until she puts them away."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/editor/tour_panel.html"

        class Media:
            js: ClassVar = ["courses/tour.js"]
            css: ClassVar = {"all": ["courses/writing.css"]}

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:

            from courses.writing import tour

            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "stops": tour.stops(), "state": tour.state_of(self.request.user)}


class OutdatedPanel(Panel):
    """Above a page whose procedure has changed since it was written: what is new, and the box that says it is right."""

    def get_form_options(self) -> dict[str, Any]:
        """The box is drawn here, or not at all."""
        return {"fields": ["pack_seen"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/editor/outdated_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and outdated.is_outdated(self.instance))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            difference = sandbox.difference(page.pack, page.pack_version)
            context["difference"] = difference
            context["changes"] = outdated.sorted_for(page, difference.changes)
            return context
