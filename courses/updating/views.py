"""Pages whose procedure has changed: the list of them, what changed, and "it is still right"."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from accounts.access import roles, signed_in
from accounts.enums import Role
from courses.updating import outdated
from sandbox import service as sandbox

EDITORS = (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER, Role.PROVINCE_OFFICER)
LESSONS, GUIDES = "bai-hoc", "huong-dan"


@roles(*EDITORS)
@never_cache
@require_safe
def outdated_list(request: HttpRequest) -> HttpResponse:
    """Every page of hers whose procedure has changed. ``?thu_tuc=<pack>``, ``?loai=bai-hoc|huong-dan`` narrow it."""
    found = outdated.outdated_pages(signed_in(request))
    packs = {one.page.pack: one.name for one in found}
    pack, kind = request.GET.get("thu_tuc", ""), request.GET.get("loai", "")
    lines = [
        one
        for one in found
        if (pack not in packs or one.page.pack == pack)
        and (kind not in (LESSONS, GUIDES) or one.is_lesson == (kind == LESSONS))
    ]
    context = {
        "lines": lines,
        "is_narrowed": len(lines) < len(found),
        "packs": [{"value": slug, "name": name, "chosen": slug == pack} for slug, name in packs.items()],
        "kinds": [
            {"value": LESSONS, "name": _("Lessons"), "chosen": kind == LESSONS},
            {"value": GUIDES, "name": _("Guides"), "chosen": kind == GUIDES},
        ],
    }
    return render(request, "courses/editor/outdated_list.html", context)


@roles(*EDITORS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def outdated_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """What changed in the procedure of a page; a POST says that she has looked, and the page is still right."""
    user = signed_in(request)
    page = _page(page_id)
    if page is None or not page.permissions_for_user(user).can_edit():
        raise Http404
    if request.method == "POST":
        try:
            outdated.confirm(page, request.POST.get("version", ""), by=user)
        except outdated.Moved:
            return _shown(request, page, is_moved=True)
        messages.success(
            request, _("Noted: the page is right. You are told when the procedure changes again.")
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return _shown(request, page)


def _page(page_id: int) -> Any:
    """The page, if it is one that teaches a procedure."""
    page = Page.objects.filter(pk=page_id, alias_of=None).first()
    specific: Any = page.specific if page else None
    return specific if getattr(specific, "pack", "") else None


def _shown(request: HttpRequest, page: Any, *, is_moved: bool = False) -> HttpResponse:
    difference = sandbox.difference(page.pack, page.pack_version)
    version = sandbox.pack_version(page.pack)
    context = {
        "page": page,
        "name": next((one.name for one in sandbox.taught_packs() if one.slug == page.pack), page.pack),
        "edit": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "difference": difference,
        "changes": outdated.sorted_for(page, difference.changes),
        "version": version,
        "is_outdated": page.pack_version != version,
        "is_moved": is_moved,
    }
    return render(request, "courses/editor/outdated_page.html", context, status=422 if is_moved else 200)
