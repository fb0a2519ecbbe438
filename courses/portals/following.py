"""What portals hear from the apps below: who holds an office of a commune, and communes that merge.

The rule after a merger: the portal of the commune that ended stays where it is, to be read, and says which commune it
belongs to by now. Offices end with the commune (accounts), so its editors stop; the editors and approvers of the one
that goes on look after it as after their own. Taken back, everything is as before.
"""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from courses.models import Portal
from courses.portals import making
from places.models import Commune


def office_changed(sender: Any, *, user: User, commune: Commune | None, **kwargs: Any) -> None:
    """Receiver of ``accounts.signals.office_changed``."""
    if commune is None:
        return
    portal = Portal.objects.filter(commune=commune).select_related("editors", "approvers").first()
    if portal is not None:
        making.bring(user, portal)


def places_moved(sender: Any, *, communes: Mapping[str, str], **kwargs: Any) -> None:
    """Receiver of ``places_changed`` and ``change_undone``."""
    touched = Portal.objects.filter(commune__in=list(communes))
    for portal in touched.select_related("commune", "page", "editors", "approvers", "folder"):
        making.put_right(portal)
