"""Lists from Excel: a leader fills her own team's book, a commune officer the books of the teams of her commune."""

import uuid

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from teams import access
from teams.importing import LIFE
from teams.models import Import, ImportQuerySet, Membership, Team


def teams_to_fill(user: User) -> QuerySet[Team]:
    """The teams whose books ``user`` may fill from a list."""
    led = Membership.objects.current().filter(user=user, role=Role.LEADER).values("team")
    offices = access.communes_of(user, [Role.COMMUNE_OFFICER])
    found = Team.objects.filter(Q(id__in=led) | Q(commune__in=offices), is_active=True)
    return found.select_related("commune").order_by("name")


def imports_of(user: User) -> ImportQuerySet:
    """The lists of those books; one that is not decided is only for whoever sent it, and for a day."""
    hers = Q(decided_at__isnull=False) | Q(by=user, made_at__gt=timezone.now() - LIFE)
    return Import.objects.filter(hers, team__in=teams_to_fill(user)).select_related("team__commune", "by")


def get_import_for(user: User, import_id: uuid.UUID) -> Import:
    """A list that ``user`` may look at. Raises Http404 for any other, as for a missing one."""
    found = imports_of(user).filter(id=import_id).first()
    if found is None:
        raise Http404
    return found
