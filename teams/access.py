"""The only ways to fetch a team, a session or a person of a session. What one may not see does not exist.

A member or leader sees own teams. A commune's officers see the sessions of their commune, and only look:
marking people is for those who stood beside them. Province officers and administrators see counts only.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.access import offices_of, roles_of
from accounts.enums import Role
from accounts.models import User
from kit.prepared import Prepared
from kit.vietnamese import sort_key
from places.models import Commune, Province
from teams.models import (
    Attendance,
    Book,
    Membership,
    Participant,
    Question,
    QuestionQuerySet,
    Session,
    SessionQuerySet,
    Suspicion,
    SuspicionQuerySet,
    Team,
    Trainee,
    TraineeQuerySet,
)

_COMMUNE_ROLES = (Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
# Asked at each request of a member: only the text of these queries is kept.
_MEMBERSHIPS = Prepared(
    lambda user, day: Membership.objects.on(day).filter(user__id=user).values_list("team_id", "role"),
    models.BigIntegerField(),
    models.DateField(),
    row=lambda team, role: (team, Role(role)),
)
_SESSIONS: Prepared[Session] = Prepared(
    lambda session: Session.objects.select_related("team__commune").filter(id=session), models.UUIDField()
)


def _memberships(user: User) -> dict[uuid.UUID, Role]:
    """Team → role of ``user`` today; looked up once per request, for request.user is one object."""
    known: dict[uuid.UUID, Role] | None = getattr(user, "_memberships", None)
    if known is None:
        known = dict(_MEMBERSHIPS.rows(user.pk, timezone.localdate()))
        user._memberships = known  # type: ignore[attr-defined]
    return known


def team_roles(user: User) -> Iterable[Role]:
    """The roles that memberships give ``user`` today; registered with accounts, which cannot know teams."""
    return set(_memberships(user).values())


def teams_of(user: User) -> QuerySet[Team]:
    """The teams that ``user`` is on today."""
    return Team.objects.filter(id__in=_memberships(user))


def watched_teams(user: User) -> QuerySet[Team]:
    """The teams of the communes whose offices ``user`` holds."""
    return Team.objects.filter(commune__in=communes_of(user), is_active=True).order_by("name")


def communes_of(user: User, roles: Iterable[Role] = _COMMUNE_ROLES) -> list[str]:
    """Codes of the communes whose offices ``user`` holds; one that has merged into another has no office."""
    places = {one.commune for one in offices_of(user) if one.commune and one.role in set(roles)}
    today = timezone.localdate()
    return sorted(one.code for one in places if one.effective_until is None or one.effective_until > today)


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
    session = _SESSIONS.first(session_id)
    if session and (may_run(user, session) or session.team.commune_id in communes_of(user)):
        return session
    raise Http404


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


def get_roster_for(user: User, session: Session) -> list[Trainee]:
    """The people on the team's books who may come tonight, in the Vietnamese order of names.

    They live in the team's hamlets or have come to one of its sessions; where the session names its hamlet,
    only that hamlet's. Raises PermissionDenied for whoever is not on the team: names are for those in the room.
    """
    if not may_run(user, session):
        raise PermissionDenied
    team = session.team
    came = Q(attendances__in=Attendance.objects.standing().filter(session__team=team)) | Q(
        participations__session__team=team
    )
    known = Trainee.objects.on_books().filter(commune=team.commune_id)
    hers = known.filter(Q(hamlet__in=team.hamlets.all()) | Q(id__in=known.filter(came).values("id")))
    if session.hamlet_id is not None:
        hers = hers.filter(hamlet=session.hamlet_id)
    return sorted(hers, key=lambda trainee: _name_order(trainee.display_name))


def _name_order(name: str) -> tuple[list[list[tuple[int, int]]], list[list[tuple[int, int]]]]:
    """As lists in Viet Nam have it: by the given name, which comes last, then by the whole."""
    return sort_key(name.split()[-1] if name.split() else ""), sort_key(name)


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


def people_of(user: User) -> TraineeQuerySet:
    """Everybody on the books of own teams, and of the communes whose offices ``user`` holds."""
    own = Q(id__in=Book.objects.filter(team__in=_memberships(user)).values("trainee"))
    if offices := communes_of(user):
        own |= Q(commune__in=offices)
    return Trainee.objects.on_books().filter(own).select_related("hamlet", "commune")


def sees_people(user: User) -> bool:
    """Whether there are books that ``user`` may look into."""
    return bool(_memberships(user)) or bool(communes_of(user))


def get_person_for(user: User, person_id: uuid.UUID) -> Trainee:
    """Somebody on books that ``user`` may look into. Raises Http404 for anybody else, as for nobody."""
    person = people_of(user).filter(id=person_id).first()
    if person is None:
        raise Http404
    return person


def _has_on_book(user: User, person: Trainee, *roles: Role) -> bool:
    teams = [team for team, role in _memberships(user).items() if role in roles]
    return bool(teams) and person.books.filter(team__in=teams).exists()


def may_correct(user: User, person: Trainee) -> bool:
    """Her own team, and the commune's officer; an approver only looks."""
    office = person.commune_id in communes_of(user, [Role.COMMUNE_OFFICER])
    return office or _has_on_book(user, person, Role.MEMBER, Role.LEADER)


def may_erase(user: User, person: Trainee) -> bool:
    """The leader of a team that has her on its book, and the commune's officer."""
    office = person.commune_id in communes_of(user, [Role.COMMUNE_OFFICER])
    return office or _has_on_book(user, person, Role.LEADER)


def get_person_to_correct(user: User, person_id: uuid.UUID) -> Trainee:
    """Raises Http404 where ``user`` may not look, PermissionDenied where she may only look."""
    person = get_person_for(user, person_id)
    if not may_correct(user, person):
        raise PermissionDenied
    return person


def get_person_to_erase(user: User, person_id: uuid.UUID) -> Trainee:
    """Raises Http404 where ``user`` may not look, PermissionDenied where she may not erase."""
    person = get_person_for(user, person_id)
    if not may_erase(user, person):
        raise PermissionDenied
    return person


def may_observe(user: User, person: Trainee) -> bool:
    """Only who stood beside her can say what she did: a team that has her on its book."""
    return _has_on_book(user, person, Role.MEMBER, Role.LEADER)


def get_person_to_observe(user: User, person_id: uuid.UUID) -> Trainee:
    """Raises Http404 where ``user`` may not look, PermissionDenied where she may only look."""
    person = get_person_for(user, person_id)
    if not may_observe(user, person):
        raise PermissionDenied
    return person


def questions_of(user: User) -> QuestionQuerySet:
    """The questions to people on the books of own teams, and of the communes whose offices ``user`` holds."""
    return Question.objects.filter(trainee__in=people_of(user)).select_related("trainee__hamlet")


def get_question_for(user: User, question_id: uuid.UUID) -> Question:
    """A question to somebody whom ``user`` may ask. Raises Http404, PermissionDenied where she may only look."""
    question = questions_of(user).filter(id=question_id).first()
    if question is None:
        raise Http404
    if not may_observe(user, question.trainee):
        raise PermissionDenied
    return question


def suspicions_for(user: User) -> SuspicionQuerySet:
    """Pairs of people of the communes whose offices ``user`` holds. Raises Http404 where she holds none."""
    communes = communes_of(user)
    if not communes:
        raise Http404
    return Suspicion.objects.filter(commune__in=communes)


def get_suspicion_for(user: User, suspicion_id: uuid.UUID) -> Suspicion:
    """A pair that ``user`` may decide about. Raises Http404."""
    suspicion = suspicions_for(user).filter(id=suspicion_id).first()
    if suspicion is None:
        raise Http404
    return suspicion


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
    offices = [one.province_id for one in offices_of(user) if one.role == Role.PROVINCE_OFFICER]
    provinces = Province.objects.select_related("shared_phones")
    if Role.ADMINISTRATOR not in roles:
        provinces = provinces.filter(code__in=offices)
    return Scope(
        communes=list(communes.select_related("province").distinct()),
        provinces=list(provinces),
        teams=list(teams_of(user).select_related("commune")),
    )
