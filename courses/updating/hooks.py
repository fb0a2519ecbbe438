"""Where the editor tells of pages whose procedure has changed: its menu, its lists, the history of a page."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import ListingButton
from wagtail.models import Page

from accounts.access import holds_one_of
from accounts.enums import Role
from courses.publishing import scheduling
from courses.updating import outdated, views

FIRST = 8  # of the list on the editor's first page


@hooks.register("register_admin_urls")
def screens() -> list[Any]:
    return [
        path("thu-tuc-da-doi/", views.outdated_list, name="courses_outdated"),
        path("thu-tuc-da-doi/<int:page_id>/", views.outdated_page, name="courses_outdated_page"),
    ]


class OutdatedItem(MenuItem):
    """For everybody who edits pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_one_of(request.user, {*views.EDITORS, Role.ADMINISTRATOR})


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return OutdatedItem(
        _("The procedure has changed"), reverse("courses_outdated"), icon_name="warning", order=160
    )


class OutdatedPanel(Component):
    """On the editor's first page: what has to be read through again."""

    name = "outdated"
    template_name = "courses/editor/outdated_home.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = outdated.outdated_pages(parent_context["request"].user) if parent_context else []
        return {"lines": found[:FIRST], "more": len(found[FIRST:]), "count": len(found)}


@hooks.register("construct_homepage_panels")
def first_page(request: HttpRequest, panels: list[Any]) -> None:
    """What is due goes live before she looks, where no worker has seen to it."""
    scheduling.publish_due()
    panels.append(OutdatedPanel())


@hooks.register("register_page_listing_buttons")
def mark_in_lists(page: Page, user: Any, next_url: str | None = None) -> Iterator[ListingButton]:
    """Beside the title of the page, in every list of pages."""
    if outdated.is_outdated(page) and page.permissions_for_user(user).can_edit():
        yield ListingButton(
            _("The procedure has changed"),
            reverse("courses_outdated_page", args=[page.pk]),
            icon_name="warning",
            priority=5,
        )


@hooks.register("register_log_actions")
def in_the_history(actions: Any) -> None:
    actions.register_action(
        outdated.CONFIRMED,
        _("Still right after a change of the procedure"),
        _("Looked through what changed in the procedure: the page is right"),
    )


@hooks.register("after_edit_page")
def box_was_ticked(request: HttpRequest, page: Any) -> None:
    """The form has written the version; here it is kept who said so."""
    if request.POST.get("pack_seen") and getattr(page, "pack", ""):
        outdated.note(page, by=request.user)  # type: ignore[arg-type]  # nobody else gets into the editor
