"""The only ways to fetch a team, a session or a person of a session. What one may not see does not exist.

A member or leader sees own teams. A commune's officers see the sessions of their commune, and only look:
marking people is for those who stood beside them. Province officers and administrators see counts only.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.access import roles_of
from accounts.enums import Role
from accounts.models import User
from places.models import Commune, Province
from teams.models import Membership, Participant, Session, SessionQuerySet, Team

_COMMUNE_ROLES = (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)


def _memberships(user: User) -> dict[uuid.UUID, Role]:
    """Team → role of ``user`` today; looked up once per request, for request.user is one object."""
    known: dict[uuid.UUID, Role] | None = getattr(user, "_memberships", None)
    if known is None:
        rows = Membership.objects.current().filter(user=user).values_list("team_id", "role")
        known = {team: Role(role) for team, role in rows}
        user._memberships = known  # type: ignore[attr-defined]
    return known


def team_roles(user: User) -> Iterable[Role]:
    """The roles that memberships give ``user`` today; registered with accounts, which cannot know teams."""
    return set(_memberships(user).values())


def teams_of(user: User) -> QuerySet[Team]:
    """The teams that ``user`` is on today."""
    return Team.objects.filter(id__in=_memberships(user))


def communes_of(user: User) -> list[str]:
    """Codes of the communes whose offices ``user`` holds; one that has merged into another has no office."""
    offices = user.appointments.active().filter(role__in=_COMMUNE_ROLES, commune__in=Commune.objects.today())
    return sorted({code for code in offices.values_list("commune_id", flat=True) if code})


def sessions_of(user: User) -> SessionQuerySet:
    """Every session that ``user`` may look at."""
    mine = Q(team__in=_memberships(user)) | Q(team__commune__in=communes_of(user))
    return Session.objects.filter(mine).select_related("team__commune")


def get_team_for(user: User, team_id: uuid.UUID) -> Team:
    """A team that ``user`` is on. Raises Http404."""
    team = teams_of(user).filter(id=team_id).first()
    if team is None:
        raise Http404
    return team


def get_session_for(user: User, session_id: uuid.UUID) -> Session:
    """A session that ``user`` may look at. Raises Http404 for any other, as for a missing one."""
    session = Session.objects.select_related("team__commune").filter(id=session_id).first()
    if session is None or not (may_run(user, session) or session.team.commune_id in communes_of(user)):
        raise Http404
    return session


def may_run(user: User, session: Session) -> bool:
    """Whether ``user`` is on the session's team, so was (or will be) in the room."""
    return session.team_id in _memberships(user)


def get_session_to_run(user: User, session_id: uuid.UUID) -> Session:
    """A session of the user's own team.

    Raises Http404 where she may not look, PermissionDenied where she may only look.
    """
    session = get_session_for(user, session_id)
    if not may_run(user, session):
        raise PermissionDenied
    return session


def get_participant_to_mark(user: User, session_id: uuid.UUID, participant_id: str) -> Participant:
    """A participant of a session that ``user`` runs.

    Raises as get_session_to_run, and Http404 for an id that is nobody's there.
    """
    session = get_session_to_run(user, session_id)
    try:
        participant = (
            session.participants.select_related("trainee").filter(id=uuid.UUID(participant_id)).first()
        )
    except ValueError:
        participant = None
    if participant is None:
        raise Http404
    participant.session = session
    return participant


@dataclass(frozen=True)
class Scope:
    """Whose figures somebody may see: of communes, of provinces (lines of communes), of own teams."""

    communes: list[Commune]
    provinces: list[Province]
    teams: list[Team]


def figures_scope(user: User) -> Scope:
    """A member sees own teams; a leader and the commune's officers the commune; a province officer its lines.

    An administrator looks after the machine and sees every province. No figures show names.
    """
    roles = roles_of(user)
    led = [team for team, role in _memberships(user).items() if role is Role.LEADER]
    communes = Commune.objects.filter(Q(code__in=communes_of(user)) | Q(teams__in=led))
    offices = user.appointments.active().filter(role=Role.PROVINCE_OFFICER)
    provinces = Province.objects.all()
    if Role.ADMINISTRATOR not in roles:
        provinces = provinces.filter(code__in=offices.values("province"))
    return Scope(
        communes=list(communes.select_related("province").distinct()),
        provinces=list(provinces),
        teams=list(teams_of(user).select_related("commune")),
    )
