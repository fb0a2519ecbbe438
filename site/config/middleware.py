"""The Content-Security-Policy: strict everywhere, with room for the page's own styles and for Wagtail's editor.

And what of the machine a page may use: nothing, unless its view says otherwise.
"""

from typing import Any

from csp.constants import HEADER, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from ui.service import allow_styles

POLICY = HEADER  # name of the header
FEATURES = "Permissions-Policy"
NO_FEATURES = "camera=(), geolocation=(), microphone=()"  # the booth asks for the microphone itself


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp's middleware; the editor and its previews get ``settings.EDITOR_POLICY`` instead.

    A page that was kept whole has brought its policy along (config.whole_pages).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault(FEATURES, NO_FEATURES)
        kept: str = getattr(request, "kept_policy", "")
        if not kept:
            made: HttpResponseBase = super().process_response(request, response)
            return made
        allow_styles(request, response)
        response[POLICY] = kept
        return response

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
