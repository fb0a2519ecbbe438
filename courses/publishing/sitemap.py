"""The map for search engines (sitemaps.org): every page that anybody may read, in sections of at most 50,000.

A section is written from one query of two columns, a thousand rows at a time: 6 MB at most, however large the country.
One section is the map itself; with more of them `/sitemap.xml` lists them. Behind the pages come the paths, which are
none. The replica is not made of pages.
"""

from collections.abc import Iterator
from typing import Any, Final
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from accounts.access import public
from courses.models import LearningPath
from courses.models.base import site_root
from courses.models.finding import behind_restriction

MOST: Final = 50_000  # addresses of one section, by the protocol
AT_ONCE: Final = 1_000  # rows in memory
HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
FIRST_PAGE: Final = 2  # depth of the first page; above it there is only the root


@public
@require_safe
@cache_control(public=True, max_age=60)
def whole(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: the pages, or the list of sections."""
    pages, paths = _pages().count(), _paths()
    sections = _sections_for(pages, paths)
    if sections <= 1:
        return _answer(_urls(request, 1, pages, paths))
    return _answer(_sections(request, sections))


@public
@require_safe
@cache_control(public=True, max_age=60)
def section(request: HttpRequest, number: int) -> HttpResponse:
    """/sitemap-2.xml. Raises Http404 for a section that has nothing in it."""
    pages, paths = _pages().count(), _paths()
    if not 1 <= number <= _sections_for(pages, paths):
        raise Http404
    return _answer(_urls(request, number, pages, paths))


def _sections_for(pages: int, paths: list[str]) -> int:
    return -(-(pages + len(paths)) // MOST)


def _paths() -> list[str]:
    """The list of paths and each of them; nothing where there are none."""
    slugs = list(LearningPath.objects.values_list("slug", flat=True))
    each = [reverse("courses:path", args=[slug]) for slug in slugs]
    return [reverse("courses:paths"), *each] if each else []


def _pages() -> Any:
    """Live pages below the first one, and the first one, none of them behind a restriction."""
    return Page.objects.filter(~behind_restriction("path"), live=True, depth__gte=FIRST_PAGE).order_by("path")


def _answer(parts: Iterator[str]) -> HttpResponse:
    """In one piece: a response that is given parts encodes each by itself, a third of the time of a country's map."""
    return HttpResponse("".join(parts), content_type="application/xml")


def _urls(request: HttpRequest, number: int, pages: int, paths: list[str]) -> Iterator[str]:
    root, first = escape(site_root(request)), (number - 1) * MOST
    rows = _pages().values_list("url_path", "last_published_at")[first : first + MOST]
    yield f'{HEAD}<urlset xmlns="{SPACE}">\n'
    for url_path, changed in rows.iterator(chunk_size=AT_ONCE):
        path = url_path.strip("/").partition("/")[2]
        address = f"{root}/{escape(path)}/" if path else f"{root}/"
        lastmod = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
        yield f"<url><loc>{address}</loc>{lastmod}</url>\n"
    for path in paths[max(0, first - pages) : max(0, first + MOST - pages)]:
        yield f"<url><loc>{root}{escape(path)}</loc></url>\n"
    yield "</urlset>\n"


def _sections(request: HttpRequest, sections: int) -> Iterator[str]:
    yield f'{HEAD}<sitemapindex xmlns="{SPACE}">\n'
    for number in range(1, sections + 1):
        address = f"{site_root(request)}{reverse('courses:sitemap_section', args=[number])}"
        yield f"<sitemap><loc>{escape(address)}</loc></sitemap>\n"
    yield "</sitemapindex>\n"
