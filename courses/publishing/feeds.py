"""What is new, for programs that ask for it (Atom, RFC 4287): one feed for each portal, one for all communes.

An entry's id is the key that a page has for ever, so that a page that moves or is renamed is not told twice.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.core.cache import caches
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from accounts.access import public
from courses.models import CommunePage, GuideIndexPage, GuidePage, LessonPage, NewsPage
from courses.models.base import site_root
from kit import generation

MOST: Final = 40  # entries of a feed, the latest first
_WIDE: Final = ("steps", "body")


@public
@require_safe
@cache_control(public=True, max_age=60)
def of_commune(request: HttpRequest, slug: str) -> HttpResponse:
    """Guides and news of one portal. Raises Http404 where there is none that anybody may read."""
    portal = CommunePage.objects.live().public().filter(slug=slug).first()
    if portal is None:
        raise Http404
    kinds = (GuidePage.objects.shown(), NewsPage.objects.live().public())
    return _kept(
        request, lambda: _feed(request, portal, portal.lead, [kind.child_of(portal) for kind in kinds])
    )


@public
@require_safe
@cache_control(public=True, max_age=60)
def for_all(request: HttpRequest) -> HttpResponse:
    """Guides of the province, and lessons."""
    index = GuideIndexPage.objects.live().public().first()
    if index is None:
        raise Http404
    kinds = [GuidePage.objects.shown().child_of(index), LessonPage.objects.shown()]
    return _kept(request, lambda: _feed(request, index, index.intro, kinds))


def _kept(request: HttpRequest, draw: Callable[[], bytes]) -> HttpResponse:
    """The feed as it was drawn for this state of the public pages; a reader who has it is told that it still stands."""
    word = generation.current()
    key = f"feed-{_short(f'{word} {request.scheme}://{request.get_host()}{request.path}'.encode())}"
    body = caches[generation.CACHE].get(key) if word else None
    if body is None:
        body = draw()
        if word:
            caches[generation.CACHE].set(key, body, 3600)
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    response.headers["ETag"] = etag = f'"{_short(body)}"'
    return get_conditional_response(request, etag, None, response) or response


def _short(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:20]


def _feed(request: HttpRequest, about: Any, subtitle: str, kinds: Iterable["QuerySet[Any]"]) -> bytes:
    """The latest pages of ``kinds``. Addresses are absolute, as this reader asked, or those of PUBLIC_URL."""
    pages = [
        page for kind in kinds for page in kind.order_by("-first_published_at").defer(*_fields(kind))[:MOST]
    ]
    pages.sort(key=_published, reverse=True)
    feed = Atom1Feed(
        title=f"{about.title} · Tự Tay",
        link=_absolute(request, about.get_url(request)),
        description="",
        subtitle=subtitle or gettext("Guides and news"),
        language="vi",
        feed_url=_absolute(request, request.path),
        feed_guid=f"urn:uuid:{about.translation_key}",
        author_name="Tự Tay",
    )
    for page in pages[:MOST]:
        feed.add_item(
            title=page.title,
            link=_absolute(request, page.get_url(request)),
            description=page.summary,
            unique_id=f"urn:uuid:{page.translation_key}",
            pubdate=_published(page),
            updateddate=page.last_published_at or _published(page),
        )
    if not pages:  # a feed says when it changed; one without entries since its own page was published
        feed.latest_post_date = lambda: _published(about)  # type: ignore[method-assign]
    return feed.writeString("utf-8").encode()


def _fields(kind: "QuerySet[Any]") -> list[str]:
    names = {field.name for field in kind.model._meta.get_fields()}
    return [name for name in _WIDE if name in names]


def _published(page: Page) -> dt.datetime:
    found: dt.datetime = page.first_published_at or page.last_published_at or timezone.now()
    return found


def _absolute(request: HttpRequest, address: str) -> str:
    return f"{site_root(request)}{address}" if address.startswith("/") else address
