"""In front of every address of the editor: what is named in it has to be hers.

Wagtail asks for permission in most of its views, but not in all: some refuse with the name of what they refuse,
some show a picture to anybody who knows its number. Most of its advisories of 2023 to 2026 were of this kind.
Here each page, picture and file in an address is looked up first, for everybody but an administrator, and what
somebody may not see looks like a missing number. Screens that show the whole site are the administrator's.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as file_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from courses.models import PortalIndexPage

EDITOR = "quan-tri/"
WHOLE_SITE = (
    "reports/page-types-usage/",
    "api/main/documents/",
    "api/main/images/",
    "tag-autocomplete/",
    "workflows/task_chooser/",
)
PAGES = frozenset({"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"})
PICTURES = frozenset({"image_id"})
FILES = frozenset({"document_id", "doc_id"})
USES = ["add", "change", "delete", "choose"]
Named = tuple[str, str]  # kind of thing, its number as the address has it


class EditorGateMiddleware:
    """Raises Http404 before the view runs. Comes after the gate that asks who may open the editor at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> None:
        match: Any = request.resolver_match
        if not match.route.startswith(EDITOR) or not request.user.is_authenticated:
            return
        if request.user.is_superuser:
            return
        route = match.route.removeprefix(EDITOR)
        if route.startswith(WHOLE_SITE):
            raise Http404
        for kind, number in named(request, route, match):
            if not may_see(request.user, kind, number, is_choosing=route.startswith("choose-page/")):
                raise Http404


def named(request: HttpRequest, route: str, match: ResolverMatch) -> Iterator[Named]:
    """Every page, picture and file that the address names, in its path or behind the question mark."""
    for name, value in match.kwargs.items():
        if kind := _kind(name, route, match.kwargs):
            yield kind, str(value)
    for kind in _kinds_of_query(route, match.kwargs):
        for value in request.GET.getlist("id"):
            if value != "all":
                yield kind, value


def _kind(name: str, route: str, values: dict[str, Any]) -> str:
    for kind, names in (("page", PAGES), ("picture", PICTURES), ("file", FILES)):
        if name in names:
            return kind
    if name == "object_id":
        return _of_model(values.get("app_label", ""), values.get("model_name", ""))
    if name == "pk":
        return _of_route(route)
    return ""


def _of_route(route: str) -> str:
    beginnings = {"images/": "picture", "documents/": "file", "api/main/pages/": "page"}
    return next((kind for begin, kind in beginnings.items() if route.startswith(begin)), "")


def _kinds_of_query(route: str, values: dict[str, Any]) -> Iterable[str]:
    if route.startswith("bulk/"):
        kind = _of_model(values.get("app_label", ""), values.get("model_name", ""))
        return [kind] if kind else []
    if route.endswith("chosen-multiple/"):
        return [_of_route(route) or "page"]
    return []


def _of_model(app: str, model: str) -> str:
    """The kind of thing that rows of this model are."""
    known = {
        (get_image_model()._meta.app_label, get_image_model()._meta.model_name): "picture",
        (get_document_model()._meta.app_label, get_document_model()._meta.model_name): "file",
    }
    return known.get((app, model), "page")


def may_see(user: Any, kind: str, number: str, *, is_choosing: bool = False) -> bool:
    """Whether the thing of this number is there for ``user``."""
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return False
    if kind == "page":
        return _page_is_hers(user, int(number), is_choosing)
    policy: Any = picture_policy if kind == "picture" else file_policy
    model: Any = get_image_model() if kind == "picture" else get_document_model()
    found = model.objects.filter(pk=int(number)).first()
    return found is not None and policy.user_has_any_permission_for_instance(user, USES, found)


def _page_is_hers(user: Any, number: int, is_choosing: bool) -> bool:
    """A page of hers, or one on the way to it. Choosers go to what is published outside of portals as well."""
    explorable: Any = page_permission_policy.explorable_instances(user)
    if explorable.filter(pk=number).exists():
        return True
    page = Page.objects.live().filter(pk=number).first() if is_choosing else None
    if page is None:
        return False
    portals = PortalIndexPage.objects.values_list("path", flat=True)
    return not any(page.path.startswith(path) for path in portals)
