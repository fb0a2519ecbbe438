"""What an officer of a commune sees first in the editor."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
)
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from courses.portals import adapting, making
from courses.publishing import approving


class PortalPanel(Component):
    """Her portal: open it, write a guide, write news, take one over; and what has changed elsewhere."""

    name = "portal"
    template_name = "courses/editor/portal_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        mine = making.portals_of(request.user)
        return {
            "portals": [_actions(request, one) for one in mine],
            "changed": adapting.changed_for(mine),
        }


def _actions(request: Any, portal: Any) -> dict[str, Any]:
    def add(model: str) -> str:
        return reverse("wagtailadmin_pages:add", args=["courses", model, portal.page_id])

    return {
        "anchor": f"cong-{portal.page_id}",
        "title": portal.page.title,
        "url": portal.page.get_url(request),
        "edit": reverse("wagtailadmin_pages:edit", args=[portal.page_id]),
        "pages": reverse("wagtailadmin_explore", args=[portal.page_id]),
        "guide": add("guidepage"),
        "news": add("newspage"),
        "has_approver": approving.approvers_of(portal.page).exists(),
    }


def _may_look(user: Any, pages: Iterable[int]) -> set[int]:
    """Those of ``pages`` whose names this user may be told today: what she once worked on may be another's by now."""
    may: Any = page_permission_policy.explorable_instances(user)
    return set(may.filter(pk__in=list(pages)).values_list("pk", flat=True))


class OwnEdits(RecentEditsPanel):
    """Without the pages of an office that she no longer holds."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        may = _may_look(parent_context["request"].user, [page.pk for _at, page in context["last_edits"]])
        context["last_edits"] = [pair for pair in context["last_edits"] if pair[1].pk in may]
        return context


class OwnWaiting(UserObjectsInWorkflowModerationPanel):
    """Without the pages of an office that she no longer holds."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        waiting = [one for one in context["workflow_states"] if one.content_object]
        pages = [one.content_object.pk for one in waiting if isinstance(one.content_object, Page)]
        may = _may_look(parent_context["request"].user, pages)
        context["workflow_states"] = [
            one for one in waiting if not isinstance(one.content_object, Page) or one.content_object.pk in may
        ]
        return context


class OwnLocks(LockedPagesPanel):
    """Without the pages of an office that she no longer holds."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        locked = context["locked_pages"]
        may = _may_look(parent_context["request"].user, locked.values_list("pk", flat=True))
        context["locked_pages"] = locked.filter(pk__in=may)
        return context


STRICTER = {
    RecentEditsPanel: OwnEdits,
    UserObjectsInWorkflowModerationPanel: OwnWaiting,
    LockedPagesPanel: OwnLocks,
}
