"""The editor, as officers of communes meet it."""

from typing import Any

from django.db.models import Q
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from courses import home_panels, hooks_outdated, views_editor  # noqa: F401 - hooks_outdated registers its own
from courses.models import PortalIndexPage
from courses.models.rights import PortalPart
from courses.portals import portals_of

NEXT_STEPS = ("approve", "action-submit")
# Nothing for an officer stands there; the addresses stay shut to her by Wagtail's own rules.
FOR_ADMINISTRATORS = ("help", "reports", "settings")


@hooks.register("register_admin_urls")
def our_screens() -> list[Any]:
    return [
        path("huong-dan-chung/", views_editor.shared_guides, name="courses_shared_guides"),
        path("huong-dan-chung/<int:guide_id>/dung-lai/", views_editor.take_over, name="courses_take_over"),
        path("huong-dan-chung/da-doc/<int:page_id>/", views_editor.origin_seen, name="courses_origin_seen"),
    ]


class SharedGuidesItem(MenuItem):
    """For those who write in a portal."""

    def is_shown(self, request: Any) -> bool:
        return not request.user.is_superuser and bool(portals_of(request.user))


@hooks.register("register_admin_menu_item")
def shared_guides_item() -> MenuItem:
    return SharedGuidesItem(
        _("Guides for all communes"), reverse("courses_shared_guides"), icon_name="copy", order=150
    )


@hooks.register("construct_main_menu")
def shorter_menu(request: Any, items: list[Any]) -> None:
    """Fewer words, fewer ways to get lost."""
    if not request.user.is_superuser:
        items[:] = [one for one in items if one.name not in FOR_ADMINISTRATORS]


@hooks.register("construct_homepage_panels")
def first_page(request: Any, panels: list[Any]) -> None:
    """Her portal first; and no name of a page that she may not open."""
    stricter = home_panels.STRICTER
    panels[:] = [stricter[type(one)]() if type(one) in stricter else one for one in panels]
    if not request.user.is_superuser:
        panels.append(home_panels.PortalPanel())


@hooks.register("construct_page_action_menu")
def next_step_first(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """In a portal the button that is seen is the next step: approve what waits, or send for approval."""
    if not isinstance(context.get("page") or context.get("parent_page"), PortalPart):
        return
    for name in NEXT_STEPS:
        found = next((one for one in items if one.name == name), None)
        if found is not None:
            items.remove(found)
            items.insert(0, found)
            return


@hooks.register("construct_page_chooser_queryset")
def own_and_common_pages(pages: Any, request: Any) -> Any:
    """Her own pages and what is published outside of portals. What another commune writes is not on offer."""
    if request.user.is_superuser:
        return pages
    own = page_permission_policy.explorable_instances(request.user)
    common = Q(live=True)
    for path_of_portals in PortalIndexPage.objects.values_list("path", flat=True):
        common &= ~Q(path__startswith=path_of_portals)
    return pages.filter(common | Q(pk__in=own.values("pk")))
