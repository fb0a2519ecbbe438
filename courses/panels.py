"""Panels of the editor that more than one page uses."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, Panel

from courses import adapting, outdated
from sandbox import service as sandbox


def name_panel(field: str, names: Callable[[], list[str]], *, optional: bool = False) -> FieldPanel:
    """A list to choose one of ``names`` from: icons, drawings. Asked anew for each form."""

    def choices() -> list[tuple[str, str]]:
        none = [("", _("none"))] if optional else []
        return [*none, *((name, name) for name in names())]

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
