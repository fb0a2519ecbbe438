"""The style sheets of every page: written into the page on a first visit, linked from then on.

A sheet that is linked costs one more round trip before anything can be painted, which is most of the wait on a slow
line (docs/decisions/0006). A sheet that is written into each page is paid for again with each page. So a page carries
its styles until this browser says, by a cookie that holds only their version, that it has fetched them.

Readers without any cookie are never given one: their pages stay the same for all, so that they can be cached whole.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponseBase
from django.templatetags.static import static
from django.utils.cache import patch_vary_headers

SHEETS = ("css/tokens.css", "css/look.css")  # what every page needs before its first paint, in this order
COOKIE = "kieu"
IN_PAGE, LINKED = "in", "linked"
COOKIE_AGE = 30 * 24 * 3600  # seconds; browsers throw old files away of their own accord
COMMENT = re.compile(r"/\*.*?\*/", re.S)
MARGIN = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Written:
    """Sheets as one text for between <style> and </style>, and the source that allows it in a policy (CSP 3, 2.3.1)."""

    text: str
    source: str

    @cached_property
    def version(self) -> str:
        """Changes whenever the text does."""
        return sha256(self.text.encode()).hexdigest()[:12]


@lru_cache(maxsize=20)
def written(names: tuple[str, ...]) -> Written:
    """The static files ``names`` without comments and margins.

    Raises FileNotFoundError if one is not there, ValueError if one points at other files from where it lies.
    """
    parts = []
    for name in names:
        found = finders.find(name)
        if not isinstance(found, str):
            raise FileNotFoundError(name)
        parts.append(Path(found).read_text(encoding="utf-8"))
    text = MARGIN.sub("\n", COMMENT.sub("", "\n".join(parts))).strip()
    if "url(" in text:
        raise ValueError(f"{names}: url() works only in a sheet that is linked")
    return Written(text, f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")


def write_into(request: HttpRequest, names: tuple[str, ...]) -> bool:
    """Whether the page must carry ``names``; remembered, for ``allow``.

    The editor and its previews always link: a hash in a policy takes away whatever else it allows inline
    (CSP 3, 6.7.3.2).
    """
    editor = getattr(request, "is_preview", False) or request.path.startswith("/quan-tri/")
    if editor or not settings.STYLES_IN_PAGE:
        return False
    sheets = request.__dict__.setdefault("styles_written", [])
    if request.COOKIES.get(COOKIE) == written(SHEETS).version:
        return False
    sheets.append(names)
    return True


def variant(cookies: Mapping[str, str]) -> str:
    """Which of the pages that differ in their styles alone a browser with these cookies is shown: "in" or "linked"."""
    if not settings.STYLES_IN_PAGE or cookies.get(COOKIE) == written(SHEETS).version:
        return LINKED
    return IN_PAGE


def cookies_of(variant: str) -> dict[str, str]:
    """Cookies of a browser that is shown ``variant`` and nothing else is known of."""
    return {COOKIE: written(SHEETS).version} if variant == LINKED and settings.STYLES_IN_PAGE else {}


def allow(request: HttpRequest, response: HttpResponseBase) -> list[str]:
    """What the policy has to allow for the styles in this page; tells a browser that keeps cookies to fetch them."""
    sheets: list[tuple[str, ...]] | None = getattr(request, "styles_written", None)
    if sheets is None:
        return []
    patch_vary_headers(response, ["Cookie"])
    if sheets and (request.COOKIES or response.cookies):
        response["Link"] = ", ".join(
            f"<{static(name)}>; rel=prefetch; as=style" for names in sheets for name in names
        )
        response.set_cookie(
            COOKIE,
            written(SHEETS).version,
            max_age=COOKIE_AGE,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return [written(names).source for names in sheets]
