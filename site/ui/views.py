"""The gallery page: every component in every state, from the samples of components.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ui.components import COLOURS, sections
from ui.drawings import drawing_names
from ui.icons import ICONS


def gallery(request: HttpRequest) -> HttpResponse:
    """All components. Knows nothing of roles: config/urls.py decides who may look."""
    return render(
        request,
        "ui/pages/gallery.html",
        {"sections": sections(), "colours": COLOURS, "icons": sorted(ICONS), "drawings": drawing_names()},
    )
