"""What all our pages share."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from courses.sharing import handouts, link_cards
from courses.sharing.addresses import site_root

__all__ = ["SitePage", "site_root"]


class SitePage(Page):
    """A page whose absolute address is the one people use, not the host that Wagtail was installed with.

    ``kept_for_known``: whether only the shell's strips differ for readers whom the site knows (ui.strips), so that
    they too are shown the kept page. ``handouts``: what is made of it for paper and for the loudspeaker.
    """

    kept_for_known: ClassVar[bool] = True
    handouts: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """(site, root, path); the root is PUBLIC_URL, else as the request came, else the editor's setting."""
        parts = super().get_url_parts(request=request)
        if parts is None or parts[1] is None:
            return parts
        site_id, _, path = parts
        return site_id, site_root(request), path

    def clean(self) -> None:
        """Raises ValidationError for an address below which a handout of the page above stands."""
        super().clean()
        if self.slug in handouts.ADDRESSES:
            raise ValidationError({"slug": _("This address is taken. Choose another one.")})

    # --- What others show of it, and what is printed of it -------------------------------------------------------
    def cover_words(self) -> tuple[str, str]:
        """(what kind of page, who publishes it): the small words on its cover."""
        return "", settings.TUTAY_COMMUNE_NAME

    def own_photo(self) -> Any:
        """The first photo that an editor put on the page; None without one."""
        return None

    def office_phone(self) -> str:
        """Whom to ring about it; empty: the number of the site."""
        return ""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page, one of its handouts, or a page below. Raises Http404."""
        if self.live and (name := handouts.address_of(self, path_components)):
            return RouteResult(self, kwargs={"handout": name})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page itself or the handout of that address."""
        if handout := kwargs.pop("handout", ""):
            return handouts.serve(self, request, handout)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The page, and everything that is made of it."""
        return [*super().preview_modes, *((kind, str(handouts.NAMES[kind])) for kind in self.handouts)]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """A draft's handouts are seen here, and by nobody else."""
        if mode_name in self.handouts:
            return handouts.serve(self, request, mode_name)
        response: HttpResponse = super().serve_preview(request, mode_name)
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        base = self.get_url(request) or "/"
        return {
            **context,
            "link_card": link_cards.card_of(self, request),
            "handouts": handouts.links_of(self, base),
        }
