"""Screens of ours beside the form of a page: is it easy to read, and the walk through somebody's first guide."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.fields import StreamField
from wagtail.models import Page

from accounts.access import roles, signed_in
from accounts.enums import Role
from courses.models import GuidePage, LessonPage, NewsPage
from courses.writing import reviewing, tour

WRITTEN: dict[str, type[Page]] = {"guidepage": GuidePage, "lessonpage": LessonPage, "newspage": NewsPage}
EDITORS = (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER, Role.PROVINCE_OFFICER)
# What blocks of the library raise for a form that no browser of ours has sent.
BROKEN_FORM = (LookupError, ValueError, TypeError, AttributeError, RecursionError)


@roles(*EDITORS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def is_it_easy(request: HttpRequest, page_id: int) -> HttpResponse:
    """What is open in the latest draft; POST of the form: what is open in what she is writing, which is not saved."""
    page = _draft(request, page_id)
    if request.method == "POST":
        return _judged(request, page)
    context = {"page": page, "review": reviewing.review(page), "edit": _edit(page), "asked": True}
    return render(request, "courses/editor/review_page.html", context)


@roles(*EDITORS)
@never_cache
@require_POST
def is_it_easy_new(request: HttpRequest, model_name: str, parent_page_id: int) -> HttpResponse:
    """The same for a page that was never saved."""
    model = WRITTEN.get(model_name)
    parent = Page.objects.filter(pk=parent_page_id).first()
    if model is None or parent is None or not model.can_create_at(parent.specific):
        raise Http404
    if not parent.specific.permissions_for_user(signed_in(request)).can_add_subpage():
        raise Http404
    return _judged(request, model())


@roles(*EDITORS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_guide(request: HttpRequest) -> HttpResponse:
    """The steps of the first guide on a page of their own. POST: `buoc=3` keeps the place, `cat=1`, `lai=1`."""
    user = signed_in(request)
    if request.method != "POST":
        context = {"stops": tour.stops(), "state": tour.state_of(user)}
        return render(request, "courses/editor/tour_page.html", context)
    step = request.POST.get("buoc", "")
    if request.POST.get("cat"):
        tour.put_away(user)
    elif request.POST.get("lai"):
        tour.begin_again(user)
    elif step.isascii() and step.isdigit() and len(step) < 4:
        tour.go_to(user, int(step))
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    return redirect("wagtailadmin_home")


def _draft(request: HttpRequest, page_id: int) -> Any:
    """The latest draft. Raises Http404 for a page that is not hers, or of another kind."""
    found = Page.objects.filter(pk=page_id).first()
    page: Any = found.get_latest_revision_as_object() if found else None
    if page is None or page._meta.model_name not in WRITTEN:
        raise Http404
    if not page.permissions_for_user(signed_in(request)).can_edit():
        raise Http404
    return page


def _judged(request: HttpRequest, page: Page) -> HttpResponse:
    try:
        _fill(page, request)
        made = reviewing.review(page)
    except BROKEN_FORM:
        context = {"problem": _("The form did not arrive whole. Save it as a draft and look again.")}
        return render(request, "courses/editor/review_body.html", context, status=422)
    return render(request, "courses/editor/review_body.html", {"review": made, "asked": True})


def _fill(page: Page, request: HttpRequest) -> None:
    """What the form holds, into ``page``, unsaved and unchecked: a half-written page is what she asks about."""
    fields = page.get_edit_handler().get_form_class().base_fields
    for name in (*reviewing.TEXTS, *reviewing.ADDRESSES):
        if name in fields:
            setattr(page, name, request.POST.get(name, ""))
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and field.name in fields:
            widget = fields[field.name].widget
            setattr(page, field.name, widget.value_from_datadict(request.POST, request.FILES, field.name))


def _edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
