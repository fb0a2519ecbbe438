"""Offices of a commune that merges end with it; taken back, they stand again.

Receivers of ``places.signals``, inside the transaction of the act. Nobody holds an office of the heir by this:
an administrator appoints.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group

from accounts.models import Appointment
from accounts.offices import tell
from kit import audit
from places.models import Change


def end_offices(sender: Any, *, change: Change, communes: Mapping[str, str], **kwargs: Any) -> None:
    """Receiver of ``places_changed``. The moment of the change marks the offices that ended by it."""
    offices = Appointment.objects.active().filter(commune__in=list(communes))
    for office in offices.select_related("user", "commune"):
        office.dismissed_at = change.made_at
        office.save(update_fields=["dismissed_at"])
        user = office.user
        if not user.appointments.active().filter(role=office.role).exists():
            user.groups.remove(*user.groups.filter(name=office.role))
        tell(office, user)
        audit.log(
            "appointment.ended", actor=change.made_by, data={"role": office.role, "change": str(change.pk)}
        )


def give_back_offices(sender: Any, *, change: Change, communes: Mapping[str, str], **kwargs: Any) -> None:
    """Receiver of ``change_undone``: offices that ended by ``change`` hold again."""
    offices = Appointment.objects.filter(commune__in=list(communes), dismissed_at=change.made_at)
    for office in offices.select_related("user", "commune"):
        office.dismissed_at = None
        office.save(update_fields=["dismissed_at"])
        office.user.groups.add(Group.objects.get_or_create(name=office.role)[0])
        tell(office, office.user)
        audit.log(
            "appointment.made", actor=change.undone_by, data={"role": office.role, "change": str(change.pk)}
        )
