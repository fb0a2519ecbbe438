"""Mail to whoever approves, when a page waits for her. To its author Wagtail writes itself, in our words."""

from typing import Any

from wagtail.admin.mail import EmailNotificationMixin, Notifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from courses.models import CommuneApprovalTask
from courses.publishing import approving


class ApproverMail(EmailNotificationMixin, Notifier):
    """One short mail to each approver of the commune who has an address."""

    notification = "submitted"

    def __init__(self) -> None:
        super().__init__((TaskState,))

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        return super().can_handle(instance) and isinstance(instance.task.specific, CommuneApprovalTask)

    def get_recipient_users(self, instance: Any, **kwargs: Any) -> set[Any]:
        """Those who may decide, without whoever has sent the page."""
        state = instance.workflow_state
        able = approving.approvers_of(state.content_object)
        return set(able.exclude(pk=state.requested_by_id)) if state.requested_by_id else set(able)

    def get_template_base_prefix(self, instance: Any, **kwargs: Any) -> str:
        return "task_state_"

    def get_context(self, instance: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(instance, **kwargs)
        page = instance.workflow_state.content_object
        return {**context, "page": page, "object": page, "task": instance.task}


_to_approvers = ApproverMail()


def connect() -> None:
    """Listen for pages that were sent for approval."""
    task_submitted.connect(_to_approvers, sender=TaskState, dispatch_uid="courses.approvers_are_told")
