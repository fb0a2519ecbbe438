"""Whose telephone a number is, and which accounts a code sent there opens.

A number that somebody else has noted (the leader, on the roster) opens an account without an office: whoever may note
it may give that account a new password as well. An account with an office is opened only by a number that its holder
has confirmed herself since she holds one.
"""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import Appointment, User
from kit import audit


class Taken(Exception):
    """Another account has this number."""


def words(code: str) -> str:
    """The message with ``code``: one text message (70 letters) with all its marks."""
    return gettext("Tự Tay: code %(code)s, good for 5 minutes. Read it to nobody.") % {"code": code}


def owner_of(phone: str) -> User | None:
    """Whose account a code sent to ``phone`` (E.164) opens. One query, whoever it is."""
    holders = Appointment.objects.active().values("user")
    has_office = Q(is_superuser=True) | Q(pk__in=holders)
    return (
        User.objects.filter(phone=phone, is_active=True)
        .filter(Q(phone_confirmed_at__isnull=False) | ~has_office)
        .first()
    )


def confirm(user: User, phone: str) -> None:
    """She has typed the code that was sent to ``phone`` (E.164): it is hers. Raises Taken."""
    _keep(user, phone, is_confirmed=True)
    audit.log("phone.confirmed", actor=f"user:{user.pk}")


def note(user: User, phone: str | None) -> None:
    """Somebody else says that this is her number. Raises Taken."""
    _keep(user, phone, is_confirmed=False)


def take_off(user: User, *, by: User) -> None:
    """From now on no code opens this account. The caller may do this."""
    _keep(user, None, is_confirmed=False)
    audit.log("phone.taken_off", actor=f"user:{by.pk}", data={"user": user.pk})


def doubt(user: User) -> None:
    """She gets her first office: the number she has is to be confirmed anew, it may be somebody else's word."""
    User.objects.filter(pk=user.pk).update(phone_confirmed_at=None)


def _keep(user: User, phone: str | None, *, is_confirmed: bool) -> None:
    user.phone, user.phone_confirmed_at = phone, timezone.now() if is_confirmed else None
    try:
        with transaction.atomic():
            user.save(update_fields=["phone", "phone_confirmed_at"])
    except IntegrityError as error:
        user.refresh_from_db(fields=["phone", "phone_confirmed_at"])
        raise Taken from error
