"""The one step of the one workflow of all portals."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from courses.publishing import approving


class CommuneApprovalTask(Task):
    """Finds the approvers from the page's commune, so that one workflow does for any number of communes."""

    class Meta:
        verbose_name = _("approval by the commune")
        verbose_name_plural = _("approvals by the commune")

    def user_can_access_editor(self, page: Page, user: Any) -> bool:
        """Approvers change what they approve anyway: the rights of their group say so."""
        return self._may(page, user)

    def locked_for_user(self, page: Page, user: Any) -> bool:
        """While it waits its author may still put a word right; strangers have no rights to begin with."""
        return False

    def get_actions(self, page: Page, user: Any) -> list[tuple[str, Any, bool]]:
        """Approve or send back, for those who may."""
        if not self._may(page, user):
            return []
        return [
            ("approve", _("Approve"), False),
            ("reject", _("Send back with a note"), True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """What waits for ``user``, as the editor's first page lists it."""
        waiting = TaskState.objects.filter(task=self.task_ptr_id, status=TaskState.STATUS_IN_PROGRESS)
        return approving.waiting_for(user, waiting)

    @classmethod
    def get_description(cls) -> Any:
        return _("An approver of the page's commune approves it, never whoever sent it.")

    def _may(self, page: Page, user: Any) -> bool:
        state = page.current_workflow_state
        return approving.may_approve(user, page, state.requested_by_id if state else None)
