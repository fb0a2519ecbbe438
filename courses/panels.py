"""Panels of the editor that more than one page uses."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel


def name_panel(field: str, names: Callable[[], list[str]], *, optional: bool = False) -> FieldPanel:
    """A list to choose one of ``names`` from: icons, drawings. Asked anew for each form."""

    def choices() -> list[tuple[str, str]]:
        none = [("", _("none"))] if optional else []
        return [*none, *((name, name) for name in names())]

    return FieldPanel(field, widget=forms.Select(choices=choices))  # type: ignore[arg-type]  # lazy ones
