"""Where the site stands for those who read it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site_root(request: Any = None) -> str:
    """Scheme and host, without a slash at the end. Wagtail passes itself as ``request`` in places."""
    if settings.PUBLIC_URL:
        return str(settings.PUBLIC_URL)
    if isinstance(request, HttpRequest):
        return f"{request.scheme}://{request.get_host()}"
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def typed_address(url: str) -> list[str]:
    """The address as people type it, without "https://", cut where a line may end: behind each stroke."""
    return url.removeprefix("https://").removesuffix("/").split("/")
