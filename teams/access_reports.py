"""Whose monthly report somebody may see, close and add to. What one may not see does not exist.

A leader sees and closes her own team's; a commune's officers see the commune's, and the officer notes its official
figures; a province officer sees a line for each commune; an administrator sees every province as she does.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.enums import Role
from accounts.models import User
from places.models import Commune
from teams import access
from teams.access import Scope
from teams.access_rosters import communes_kept_by, my_memberships
from teams.models import Team


def scope_of(user: User) -> Scope:
    """Communes of her offices, provinces of hers, teams that she leads."""
    led = my_memberships(user).filter(role=Role.LEADER).values("team")
    communes = Commune.objects.filter(code__in=access.communes_of(user)).select_related("province")
    return Scope(
        communes=list(communes),
        provinces=access.figures_scope(user).provinces,
        teams=list(access.teams_of(user).filter(id__in=led).select_related("commune").order_by("name")),
    )


def get_team_to_close(user: User, team_id: uuid.UUID) -> Team:
    """A team that ``user`` leads. Raises Http404, PermissionDenied for the commune's officers, who only look."""
    scope = scope_of(user)
    for team in scope.teams:
        if team.id == team_id:
            return team
    if Team.objects.filter(id=team_id, commune__in=scope.communes).exists():
        raise PermissionDenied
    raise Http404


def get_commune_to_note(user: User, code: str) -> Commune:
    """A commune whose officer ``user`` is. Raises Http404, PermissionDenied for its approver, who only looks."""
    for commune in communes_kept_by(user):
        if commune.code == code:
            return commune
    if code in access.communes_of(user):
        raise PermissionDenied
    raise Http404
