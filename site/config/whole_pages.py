"""Public pages, answered whole from one cache (docs/decisions/0009).

Two middlewares. The outermost answers whoever brings no cookie before anything else is asked. The innermost answers
readers whom the site may know: everything around it (cookies given again, an idle machine, the policy) is done as
ever, only the page is not drawn but put together from what was kept and this reader's strips.

What is kept is drawn for a request that nobody has sent: the address alone, without cookies and without any header
that says something of a person. So nothing personal can be in it, whoever happens to be the first to come.
"""

import re
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any, Final

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from accounts.service import LEARNER_COOKIE
from config.middleware import POLICY
from config.release import release
from kit.pieces import packed
from kit.whole_pages import LIFE, Page, find, find_near, find_or_draw
from ui.service import STYLES_COOKIE, ask_for_marks, cookies_of, cut, draw_strip, variant

GetResponse = Callable[[HttpRequest], HttpResponse]
# What a request that nobody has sent takes over from the one at hand: which address it is, on which host.
_ADDRESS: Final = (
    "SCRIPT_NAME",
    "PATH_INFO",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PROTO",
    "wsgi.url_scheme",
)
_OF_THE_BODY: Final = frozenset({"content-length", "content-encoding"})
_PRIVATE: Final = re.compile(r"no-store|private")
_GZIP: Final = re.compile(r"\bgzip\b")


class StrangersMiddleware:
    """Answers a reader without cookies from the cache; has to be the first in the list."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.release = release()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        page = self._page(request) if settings.WHOLE_PAGES else None
        if page is not None:
            return _answer(request, page, page.headers)
        request.draw_for_nobody = self.get_response  # type: ignore[attr-defined]  # for the innermost
        return self.get_response(request)

    def _page(self, request: HttpRequest) -> Page | None:
        cookies = request.META.get("HTTP_COOKIE", "")
        if not _may_be_kept(request) or (cookies and not cookies.startswith(STYLES_COOKIE)):
            return None
        if (
            cookies and cookies_of(variant(request.COOKIES)) != request.COOKIES
        ):  # it says more than its styles
            return None
        return find(_key(request, self.release))


class KnownMiddleware:
    """Puts a kept page and a reader's own strips together; has to be the last in the list."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.release = release()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.WHOLE_PAGES and _may_be_kept(request):  # before anybody looks which view an address has
            page = find_near(_key(request, self.release))
            if page is not None and (response := self._with_strips(request, page)):
                return response
        response = self.get_response(request)
        if hasattr(request, "strip_mark"):
            _take_marks_off(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if not settings.WHOLE_PAGES or match is None or match.view_name != "wagtail_serve":
            return None
        if not _may_be_kept(request):
            return None
        page = find_or_draw(_key(request, self.release), partial(_draw, request))
        return self._with_strips(request, page) if page is not None else None

    def _with_strips(self, request: HttpRequest, page: Page) -> HttpResponseBase | None:
        """The page for the reader behind ``request``; None where it has to be drawn for her."""
        if _is_known(request) and not page.for_known:
            return None
        request.kept_policy = page.headers[POLICY]  # type: ignore[attr-defined]  # for config.middleware
        if page.sheets is not None:
            request.styles_written = list(page.sheets)  # type: ignore[attr-defined]  # for the policy
        strips = [draw_strip(request, name).encode() for name in page.strips]
        return _answer(request, page.with_strips(strips), page.own)


def _may_be_kept(request: HttpRequest) -> bool:
    """Wagtail's addresses end in a slash; one with a question behind it is drawn anew, and so is a preview.

    And what is drawn to be kept, of course.
    """
    return (
        request.method == "GET"
        and request.path.endswith("/")
        and not request.META.get("QUERY_STRING")
        and not hasattr(request, "is_dummy")
        and not hasattr(request, "strip_mark")
    )


def _is_known(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES or LEARNER_COOKIE in request.COOKIES


def _key(request: HttpRequest, release: str) -> str:
    host = request._get_raw_host()  # type: ignore[attr-defined]  # a wrong one was never kept
    return f"{release} {variant(request.COOKIES)} {request.scheme}://{host}{request.path}"


def _answer(request: HttpRequest, page: Page, headers: Any) -> HttpResponseBase:
    if _GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
        response = HttpResponse(page.gzipped, headers={**headers, "Content-Encoding": "gzip"})
    else:
        response = HttpResponse(page.body, headers=headers)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["ETag"] = page.etag
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    if "HTTP_IF_NONE_MATCH" in request.META:
        return get_conditional_response(request, page.etag, None, response) or response
    return response


# --- Drawing what is kept --------------------------------------------------------------------------------------
def _draw(request: HttpRequest, generation: str) -> Page | None:
    """The page at the address of ``request``, drawn for nobody; None where it may not be kept."""
    nobody = _nobody(request)
    mark = ask_for_marks(nobody)
    response = request.draw_for_nobody(nobody)  # type: ignore[attr-defined]
    texts: tuple[bytes, ...] = getattr(nobody, "texts", ())
    if not _may_keep(nobody, response, texts) or mark.encode() in response.content:
        return None
    sheets = getattr(nobody, "styles_written", None)
    return Page(
        generation=generation,
        until=time.time() + LIFE,
        headers=_headers(response),
        own=nobody.own_headers,  # type: ignore[attr-defined]
        texts=texts,
        packs=tuple(map(packed, texts)),
        strips=nobody.strips,  # type: ignore[attr-defined]
        sheets=None if sheets is None else tuple(sheets),
        for_known=nobody.kept_for_known,  # type: ignore[attr-defined]
    )


def _nobody(request: HttpRequest) -> WSGIRequest:
    """A request for the same page, of which nothing else is known than which styles its browser has."""
    address: dict[str, Any] = {name: request.META[name] for name in _ADDRESS if name in request.META}
    cookies = "; ".join(f"{name}={value}" for name, value in cookies_of(variant(request.COOKIES)).items())
    environ: dict[str, Any] = {
        **address,
        "REQUEST_METHOD": "GET",
        "QUERY_STRING": "",
        "wsgi.input": BytesIO(),
    }
    return WSGIRequest({**environ, "HTTP_COOKIE": cookies} if cookies else environ)


def _take_marks_off(request: HttpRequest, response: HttpResponse) -> None:
    """Remember the pieces and what the page itself says of itself; what goes on is the page as everybody sees it."""
    if response.streaming:
        return
    texts, strips = cut(response.content, request.strip_mark)  # type: ignore[attr-defined]
    response.content = b"".join(texts)
    request.texts, request.strips = texts, strips  # type: ignore[attr-defined]
    request.own_headers = _headers(response)  # type: ignore[attr-defined]


def _headers(response: HttpResponse) -> dict[str, str]:
    return {name: value for name, value in response.items() if name.lower() not in _OF_THE_BODY}


def _may_keep(nobody: HttpRequest, response: HttpResponse, texts: tuple[bytes, ...]) -> bool:
    """A finished public page that says nothing to one reader alone.

    ``kept_for_known`` is set by a page that is live and open to all, just before it is served (courses.publishing).
    """
    return (
        hasattr(nobody, "kept_for_known")
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "CSRF_COOKIE" not in nobody.META  # set as soon as somebody asks for a form token
        and not _PRIVATE.search(response.headers.get("Cache-Control", ""))
        and response.content == b"".join(texts)  # nobody has changed it on its way
    )
