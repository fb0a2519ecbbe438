"""The Content-Security-Policy: strict everywhere, with room for the page's own styles and for Wagtail's editor."""

from typing import Any

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from ui.service import allow_styles


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp's middleware; the editor and its previews get ``settings.EDITOR_POLICY`` instead."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if not report_only and (sources := allow_styles(request, response)):
            parts.update = {**(parts.update or {}), "style-src": sources}
        if not report_only and request.path.startswith("/quan-tri/") and response.status_code < 400:
            editor: dict[str, Any] = dict(settings.EDITOR_POLICY)
            parts.replace = {**(parts.replace or {}), **editor}
        if getattr(request, "is_preview", False):  # the editor shows it in a frame of the same site
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        return parts
