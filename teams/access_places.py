"""The only ways to fetch places and their changes for somebody who keeps them. What one may not see does not exist.

A commune's officer keeps its hamlets, its approver looks at them. Communes are the administrator's.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.enums import Role
from accounts.models import User
from places.models import Change, ChangeKind, Commune, Hamlet
from teams.access import communes_of

OF_ONE_COMMUNE = (ChangeKind.HAMLETS_MERGED, ChangeKind.HAMLET_CLOSED)


def get_commune(user: User, code: str = "") -> Commune:
    """The commune of an office that ``user`` holds: the one with this code, or the first. Raises Http404."""
    codes = communes_of(user)
    wanted = code or (codes[0] if codes else "")
    if wanted not in codes:
        raise Http404
    return Commune.objects.select_related("province").get(pk=wanted)


def may_keep(user: User, commune: Commune) -> bool:
    """Whether ``user`` is an officer of ``commune``, and not only looks."""
    return commune.pk in communes_of(user, [Role.COMMUNE_OFFICER])


def get_commune_to_keep(user: User, code: str = "") -> Commune:
    """As get_commune. Raises PermissionDenied where ``user`` only looks."""
    commune = get_commune(user, code)
    if not may_keep(user, commune):
        raise PermissionDenied
    return commune


def get_hamlet(user: User, hamlet_id: uuid.UUID) -> Hamlet:
    """A hamlet of today of a commune whose office ``user`` holds. Raises Http404."""
    there = Hamlet.objects.today().filter(commune__in=communes_of(user)).select_related("commune__province")
    hamlet = there.filter(pk=hamlet_id).first()
    if hamlet is None:
        raise Http404
    return hamlet


def get_hamlet_to_keep(user: User, hamlet_id: uuid.UUID) -> Hamlet:
    """As get_hamlet. Raises PermissionDenied where ``user`` only looks."""
    hamlet = get_hamlet(user, hamlet_id)
    if not may_keep(user, hamlet.commune):
        raise PermissionDenied
    return hamlet


def get_change_to_undo(user: User, change_id: uuid.UUID) -> Change:
    """A change inside a commune that ``user`` keeps. Raises Http404, PermissionDenied where she only looks."""
    within = Change.objects.filter(kind__in=OF_ONE_COMMUNE)
    change = within.filter(pk=change_id, successions__from_hamlet__commune__in=communes_of(user)).first()
    if change is None:
        raise Http404
    of = change.successions.select_related("from_hamlet__commune")[0].from_hamlet
    if of is None or not may_keep(user, of.commune):
        raise PermissionDenied
    return change


def get_change(change_id: uuid.UUID) -> Change:
    """Any change, for an administrator. Raises Http404."""
    change = Change.objects.filter(pk=change_id).first()
    if change is None:
        raise Http404
    return change
