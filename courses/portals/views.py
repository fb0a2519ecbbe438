"""Screens of ours inside the editor: guides for all communes, to take over and to follow."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from accounts.models import User
from courses.models import GuideIndexPage, GuidePage, Portal
from courses.portals import adapting, making


@roles(Role.COMMUNE_OFFICER)
@require_safe
def shared_guides(request: HttpRequest) -> HttpResponse:
    """Every guide for all communes: read it, take it over; and which of ours were made from it."""
    mine = _portals(signed_in(request))
    guides = GuidePage.objects.shown().descendant_of(_index()).defer("steps")
    own = GuidePage.objects.filter(origin__in=guides, path__startswith=mine[0].page.path).defer("steps")
    by_origin = {one.origin_id: one for one in own}
    lines = [_line(request, guide, by_origin.get(guide.pk)) for guide in guides]
    return render(request, "courses/editor/shared_guides.html", {"lines": lines, "portal": mine[0]})


def _line(request: HttpRequest, guide: GuidePage, own: GuidePage | None) -> dict[str, Any]:
    return {
        "guide": guide,
        "url": guide.get_url(request),
        "own": own,
        "is_changed": own is not None and own.origin_revision_id != guide.live_revision_id,
    }


@roles(Role.COMMUNE_OFFICER)
@require_POST
def take_over(request: HttpRequest, guide_id: int) -> HttpResponse:
    """ "Dùng lại cho xã mình": a draft of one's own, opened at once."""
    user = signed_in(request)
    portal = _portals(user)[0]
    guide = GuidePage.objects.shown().descendant_of(_index()).filter(pk=guide_id).first()
    if guide is None:
        raise Http404
    made = adapting.adapt(guide, portal, by=user)
    messages.success(request, _("This copy is your commune's. Change what is different in your commune."))
    return redirect("wagtailadmin_pages:edit", made.pk)


@roles(Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
@require_http_methods(["GET", "HEAD", "POST"])
def origin_seen(request: HttpRequest, page_id: int) -> HttpResponse:
    """What is new in the guide from which ours was made; a POST says that it was read."""
    user = signed_in(request)
    guide = GuidePage.objects.filter(pk=page_id).exclude(origin=None).select_related("origin").first()
    if guide is None or not guide.permissions_for_user(user).can_edit():
        raise Http404
    if request.method == "POST":
        adapting.note_seen(guide, by=user)
        messages.success(request, _("Noted. You are told when it changes again."))
        return redirect("wagtailadmin_pages:edit", guide.pk)
    context = {"guide": guide, "origin": adapting.state_of(guide), "edit": _edit(guide)}
    return render(request, "courses/editor/origin_seen.html", context)


def _edit(guide: GuidePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[guide.pk])


def _portals(user: User) -> list[Portal]:
    """The portals in which ``user`` writes. Raises Http404 for somebody without any."""
    mine = making.portals_of(user)
    if not mine:
        raise Http404
    return mine


def _index() -> GuideIndexPage:
    """Raises Http404 where the site has no guides for all communes."""
    index: GuideIndexPage | None = GuideIndexPage.objects.first()
    if index is None:
        raise Http404
    return index
