"""The editor, as officers of communes meet it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem
from wagtail.admin.widgets import Button
from wagtail.permissions import page_permission_policy

from accounts.access import editors_only
from courses.editor import home_panels, lists
from courses.models import PortalIndexPage
from courses.models.base import SitePage
from courses.models.rights import PortalPart
from courses.portals import views as portal_views
from courses.portals.making import portals_of
from courses.publishing import decided
from courses.sharing import handouts
from courses.updating import hooks as updating_hooks  # noqa: F401 - registers its own
from courses.voices import reports as voice_reports
from courses.writing import outside, reviewing
from courses.writing import views as writing_views

NEXT_STEPS = ("approve", "action-submit")
GOES_OUT = ("action-submit", "action-publish", "action-restart-workflow", "action-workflow-action")
# Nothing for an officer stands there; the addresses stay shut to her by Wagtail's own rules.
FOR_ADMINISTRATORS = ("help", "reports", "settings")


hooks.register("after_publish_page", voice_reports.warn)
hooks.register("after_edit_page", voice_reports.warn_if_sent)
hooks.register("after_create_page", voice_reports.warn_if_sent)
hooks.register("after_edit_page", decided.tell)


@hooks.register("register_admin_urls")
def our_screens() -> list[Any]:
    return [
        path("huong-dan-chung/", portal_views.shared_guides, name="courses_shared_guides"),
        path("huong-dan-chung/<int:guide_id>/dung-lai/", portal_views.take_over, name="courses_take_over"),
        path("huong-dan-chung/da-doc/<int:page_id>/", portal_views.origin_seen, name="courses_origin_seen"),
        path("doc-co-de/<int:page_id>/", writing_views.is_it_easy, name="courses_is_it_easy"),
        path(
            "doc-co-de/<slug:model_name>/<int:parent_page_id>/",
            writing_views.is_it_easy_new,
            name="courses_is_it_easy_new",
        ),
        path("bai-dau-tien/", writing_views.first_guide, name="courses_first_guide"),
        path(
            "collections/results/",
            editors_only(lists.Folders.as_view(results_only=True)),
            name="courses_folders_results",
        ),
    ]


@hooks.register("construct_admin_api")
def menu_of_pages(api: Any) -> None:
    api.register_endpoint("pages", lists.MenuOfPages)


class SharedGuidesItem(MenuItem):
    """For those who write in a portal."""

    def is_shown(self, request: Any) -> bool:
        return not request.user.is_superuser and bool(portals_of(request.user))


@hooks.register("register_admin_menu_item")
def shared_guides_item() -> MenuItem:
    return SharedGuidesItem(_("Shared guides"), reverse("courses_shared_guides"), icon_name="copy", order=150)


@hooks.register("register_admin_menu_item")
def booth_item() -> MenuItem:
    return MenuItem(
        _("Record lessons"), reverse("courses:shelf"), name="thu-tieng", icon_name="media", order=160
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
    pages = lists.with_state(pages)
    if request.user.is_superuser:
        return pages
    own = page_permission_policy.explorable_instances(request.user)
    common = Q(live=True)
    for path_of_portals in PortalIndexPage.objects.values_list("path", flat=True):
        common &= ~Q(path__startswith=path_of_portals)
    return pages.filter(common | Q(pk__in=own.values("pk")))


@hooks.register("register_page_header_buttons")
def handouts_of_page(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """What can be printed of a page that is published; a draft's are in its preview."""
    found = page.specific if page.live else None
    if not isinstance(found, SitePage) or not found.get_url():
        return
    for number, one in enumerate(handouts.links_of(found, found.get_url())):
        new_tab = {"target": "_blank", "rel": "noopener"}
        yield Button(one["menu"], one["url"], attrs=new_tab, icon_name=one["menu_icon"], priority=80 + number)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_is_open(request: Any, page: Any) -> None:
    """Whoever sends or publishes a page is told once what could be better. Nothing is stopped."""
    if not isinstance(page, tuple(writing_views.WRITTEN.values())):
        return
    if not any(name in request.POST for name in GOES_OUT):
        return
    outside.remember(reviewing.outside_addresses(page))
    if told := reviewing.summary(reviewing.review(page)):
        messages.warning(request, told)


@hooks.register("construct_wagtail_userbar")
def checks_that_she_can_act_on(request: Any, items: list[Any], page: Any) -> None:
    """Wagtail's own checks of the preview, of what stands on the page and has a field."""
    items[:] = [OurChecks(one.in_editor) if isinstance(one, AccessibilityItem) else one for one in items]


class OurChecks(ContentCheckerItem):
    """Without the shell around the page, and without what guides have no field for."""

    axe_include = ["main"]  # noqa: RUF012 - as the library has it
    axe_run_only = [  # noqa: RUF012
        *(rule for rule in ContentCheckerItem.axe_run_only if rule != "empty-meta-description"),
        "image-alt",
    ]
    axe_messages = ContentCheckerItem.axe_messages | {  # noqa: RUF012
        "image-alt": {
            "error_name": _("A picture has no words"),
            "help_text": _("Say what it shows, for people who cannot see it"),
        },
    }
