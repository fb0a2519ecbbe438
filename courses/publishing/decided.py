"""What an approver is told when she has decided: what became of the page, and where people see it."""

from typing import Any

from django.contrib import messages as all_messages
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page


def tell(request: Any, page: Page) -> None:
    """After ``page`` was approved or sent back in its form: one sentence, in place of Wagtail's "has been updated"."""
    if "action-workflow-action" not in request.POST:
        return
    page = Page.objects.get(pk=page.pk)  # as the decision has left it
    _take_back_success(request)
    words = {"title": page.get_admin_display_title()}
    if request.POST.get("workflow-action-name") != "approve":
        messages.success(request, _("“%(title)s” was sent back to whoever wrote it, with your note.") % words)
    elif page.workflow_in_progress:
        messages.success(request, _("“%(title)s” is approved. One more approval is still to come.") % words)
    elif page.approved_schedule and page.go_live_at:
        words["when"] = date_format(timezone.localtime(page.go_live_at), "DATETIME_FORMAT")
        messages.success(request, _("“%(title)s” is approved. It is published by itself: %(when)s.") % words)
    else:
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Change it"))
        see = messages.button(page.get_url(request), _("See it as people do"), True)
        told = _("“%(title)s” is approved and published. People can read it now.") % words
        messages.success(request, told, buttons=[see, edit])


def _take_back_success(request: Any) -> None:
    """Take out what was said to have gone well; warnings stay."""
    said = list(all_messages.get_messages(request))
    for one in said:
        if one.level != all_messages.SUCCESS:
            all_messages.add_message(request, one.level, one.message, extra_tags=one.extra_tags)
