"""What all our pages share."""

from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page


class SitePage(Page):
    """A page whose absolute address is the one people use, not the host that Wagtail was installed with.

    ``kept_for_known``: whether only the shell's strips differ for readers whom the site knows (ui.strips), so that
    they too are shown the kept page.
    """

    kept_for_known: ClassVar[bool] = True

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """(site, root, path); the root is PUBLIC_URL, else as the request came, else the editor's setting."""
        parts = super().get_url_parts(request=request)
        if parts is None or parts[1] is None:
            return parts
        site_id, _, path = parts
        return site_id, site_root(request), path


def site_root(request: Any = None) -> str:
    """Scheme and host, without a slash at the end. Wagtail passes itself as ``request`` in places."""
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL)
    if isinstance(request, HttpRequest):
        return f"{request.scheme}://{request.get_host()}"
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")
