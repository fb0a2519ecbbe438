"""Appointing and dismissing. Who may do it is asked by whoever calls; what must never happen is refused here."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts import phones
from accounts.enums import OF_COMMUNE, Role
from accounts.models import Appointment, User
from accounts.signals import office_changed
from kit import audit
from places.models import Commune, Province


class LastAdministrator(Exception):
    """Somebody has to be able to appoint: the last administrator stays."""


def _actor(by: User | None) -> str:
    return f"user:{by.pk}" if by else "command"


def _note(action: str, appointment: Appointment, by: User | None) -> None:
    """The audit line: who did it to whom; the reason stands in the row, for it may hold a name."""
    place = appointment.commune_id or appointment.province_id or ""
    data = {"user": appointment.user_id, "role": appointment.role, "place": place}
    audit.log(action, actor=_actor(by), data=data)


def tell(appointment: Appointment, user: User) -> None:
    """Let the apps further up follow: groups of their own hang on offices."""
    office_changed.send(
        sender=Appointment, user=user, role=Role(appointment.role), commune=appointment.commune
    )


@transaction.atomic
def appoint(
    user: User,
    role: Role,
    *,
    commune: Commune | None = None,
    province: Province | None = None,
    by: User | None = None,
    reason: str = "",
) -> Appointment:
    """Give ``user`` an office; the group of the same name carries its permissions in the editor.

    ``by``: who appoints, None for a command. An office that she holds already is left as it is.
    """
    User.objects.select_for_update().get(pk=user.pk)  # two presses at once make one office
    if not user.appointments.active().exists():
        phones.doubt(user)
    appointment, is_new = Appointment.objects.get_or_create(
        user=user,
        role=role,
        commune=commune,
        province=province,
        dismissed_at=None,
        defaults={"appointed_by": by, "reason": reason},
    )
    if role is Role.ADMINISTRATOR:
        _set_administrator(user, True)
    else:
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    if is_new:
        tell(appointment, user)
        _note("appointment.made", appointment, by)
    return appointment


@transaction.atomic
def dismiss(appointment: Appointment, *, by: User | None = None, reason: str = "") -> None:
    """End an office. It works at the user's next request; a second time changes nothing.

    Raises LastAdministrator.
    """
    appointment = Appointment.objects.select_for_update().select_related("user").get(pk=appointment.pk)
    if appointment.dismissed_at is not None:
        return
    user = appointment.user
    if appointment.role == Role.ADMINISTRATOR:
        _keep_one_besides(user)
        _set_administrator(user, False)
    appointment.dismissed_at = timezone.now()
    appointment.dismissed_by, appointment.dismissal_reason = by, reason
    appointment.save(update_fields=["dismissed_at", "dismissed_by", "dismissal_reason"])
    if not user.appointments.active().filter(role=appointment.role).exists():
        user.groups.remove(*user.groups.filter(name=appointment.role))
    tell(appointment, user)
    _note("appointment.ended", appointment, by)


def _keep_one_besides(user: User) -> None:
    """Two administrators who dismiss each other in one moment: the rows are locked, the second finds nobody."""
    able = User.objects.select_for_update().filter(is_superuser=True, is_active=True).order_by("pk")
    if not [one for one in able if one.pk != user.pk]:
        raise LastAdministrator


def _set_administrator(user: User, is_one: bool) -> None:
    user.is_superuser = user.is_staff = is_one
    user.save(update_fields=["is_superuser", "is_staff"])


def enter_administrators() -> None:
    """Give those whom a command made (`createsuperuser`) a row, so that they can be listed and dismissed."""
    missing = User.objects.filter(is_superuser=True, is_active=True).exclude(
        appointments__in=Appointment.objects.active().filter(role=Role.ADMINISTRATOR)
    )
    for user in missing:
        Appointment.objects.create(user=user, role=Role.ADMINISTRATOR, appointed_at=user.date_joined)


def offices_of_commune(communes: list[str]) -> list[Appointment]:
    """The offices held today in these communes (codes), with user and place."""
    held = Appointment.objects.active().filter(role__in=OF_COMMUNE, commune__in=communes)
    return list(held.select_related("user", "commune__province"))
