"""Who approves a page of a portal. One writes, another one approves.

Approvers of a page are those whose groups may publish it: the approvers of its commune, and after a merger those of
the commune that goes on. Whoever has sent a page for approval does not approve it herself, unless she is the only
approver that the commune has; an administrator always may. A commune without an approver waits for the administrator.
"""

from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from wagtail.models import GroupPagePermission, Page, TaskState

from accounts.models import User

Who = Any  # a user of ours, or nobody: Wagtail hands on what the request has


def approvers_of(page: Page) -> QuerySet[User]:
    """Those who may approve ``page``, administrators not among them."""
    above = [page.path[:end] for end in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    holding = GroupPagePermission.objects.filter(permission__codename="publish_page", page__path__in=above)
    return User.objects.filter(is_active=True, groups__in=holding.values("group")).distinct()


def is_only_approver(user: Who, page: Page) -> bool:
    """Whether ``user`` is the one approver that there is for ``page``."""
    return list(approvers_of(page).values_list("pk", flat=True)[:2]) == [user.pk]


def may_approve(user: Who, page: Page, sent_by: int | None) -> bool:
    """Whether ``user`` may approve ``page``, which the account ``sent_by`` has sent."""
    if user.is_superuser:
        return True
    able = set(approvers_of(page).values_list("pk", flat=True))
    return user.pk in able and (user.pk != sent_by or able == {user.pk})


def waiting_for(user: Who, states: QuerySet[TaskState]) -> QuerySet[TaskState]:
    """Those of ``states`` that ``user`` may decide."""
    if user.is_superuser:
        return states
    mine = GroupPagePermission.objects.filter(group__user=user.pk, permission__codename="publish_page")
    found = []
    for held in mine.select_related("page").distinct():
        pages = Page.objects.descendant_of(held.page, inclusive=True)
        of_pages = states.filter(
            workflow_state__object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key")
        )
        alone = is_only_approver(user, held.page)
        found.append(of_pages if alone else of_pages.exclude(workflow_state__requested_by=user.pk))
    return _either(found)


def _either(found: list[QuerySet[TaskState]]) -> QuerySet[TaskState]:
    either = TaskState.objects.none()
    for more in found:
        either = either | more
    return either
