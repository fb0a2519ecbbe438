"""Lists of guides and news as portals show them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from courses.lessons.listing import Pick
from courses.models.guides import GuidePage, NewsPage

NEWS_SHOWN = 5


@dataclass(frozen=True)
class NewsLine:
    """One piece of news in a list."""

    title: str
    summary: str
    day: date
    url: str


def _pick(request: HttpRequest, guide: GuidePage) -> Pick:
    return Pick(guide.title, guide.summary, guide.shown_icon, guide.get_url(request))


def guide_picks(request: HttpRequest, parent: Page) -> list[Pick]:
    """The published guides below ``parent``."""
    return [_pick(request, one) for one in GuidePage.objects.shown().child_of(parent).defer("steps")]


def portal_picks(request: HttpRequest, portal: Page) -> tuple[list[Pick], list[Pick]]:
    """The commune's own guides, and the province's without those of which the commune has published its own.

    One query: guides of the province stand one level above those of communes.
    """
    guides = GuidePage.objects.shown().filter(Q(path__startswith=portal.path) | Q(depth=portal.depth))
    found = list(guides.defer("steps"))
    own = [one for one in found if one.depth > portal.depth]
    replaced = {one.origin_id for one in own}
    shared = [one for one in found if one.depth == portal.depth and one.pk not in replaced]
    return [_pick(request, one) for one in own], [_pick(request, one) for one in shared]


def news_picks(request: HttpRequest, portal: Page) -> list[NewsLine]:
    """The latest news of ``portal``."""
    shown = NewsPage.objects.live().public().child_of(portal).order_by("-day", "-path")[:NEWS_SHOWN]
    return [NewsLine(one.title, one.summary, one.day, one.get_url(request)) for one in shown.defer("body")]
