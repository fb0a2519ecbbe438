"""The drawn cover of a page, for Zalo and Facebook to show beside a link."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from accounts.access import public
from courses.access import get_page
from courses.sharing import covers, link_cards
from kit.kept_files import Busy, KeptFiles

AGAIN = 5  # seconds until a busy pen may be asked again


def kept_covers() -> KeptFiles:
    """Where covers lie; thrown away at any time, and drawn again."""
    return KeptFiles(settings.COVERS_ROOT, most=settings.COVERS_MB * 1_000_000)


@public
@require_safe
def cover(request: HttpRequest, page_id: int, digest: str) -> HttpResponseBase:
    """The cover of a published page. An older one leads to today's; a draft's or a private page's is missing."""
    page = get_page(page_id)
    current = link_cards.digest_of(page)
    if not constant_time_compare(digest, current):
        return redirect(link_cards.cover_path(page))
    try:
        file = kept_covers().get(f"{current}.jpg", lambda: covers.draw(link_cards.cover_of(page)))
    except Busy:
        return HttpResponse(status=503, headers={"Retry-After": str(AGAIN), "Cache-Control": "no-store"})
    response = HttpResponse(file.read_bytes(), content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Robots-Tag"] = "noindex"
    return response
