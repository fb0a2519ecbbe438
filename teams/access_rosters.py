"""The only ways to fetch a team as it stands on paper, its members, their training and their hard cases.

A commune's officer keeps the teams of her commune; its approver looks. A leader sees the roster of her own team.
An advanced member sees the hard cases of her commune, for she takes them over. What one may not see does not exist.
"""

import datetime as dt
import uuid

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from places.models import Commune
from teams.access import communes_of
from teams.enums import Grade
from teams.models import HandOver, HardCase, Membership, MembershipQuerySet, Team, Training


def communes_kept_by(user: User) -> list[Commune]:
    """The communes whose teams ``user`` sets up and keeps."""
    held = user.appointments.active().filter(role=Role.COMMUNE_OFFICER)
    return list(Commune.objects.filter(code__in=held.values("commune")).select_related("province"))


def my_memberships(user: User) -> MembershipQuerySet:
    """Where ``user`` is on a team today."""
    return Membership.objects.current().filter(user=user).select_related("team__commune")


def rosters_of(user: User) -> QuerySet[Team]:
    """The teams whose paper side ``user`` may look at: those of her office's communes, and those she leads."""
    led = my_memberships(user).filter(role=Role.LEADER).values("team")
    return Team.objects.filter(Q(commune__in=communes_of(user)) | Q(id__in=led)).select_related("commune")


def get_roster(user: User, team_id: uuid.UUID) -> Team:
    """A team that ``user`` may look at. Raises Http404."""
    team = rosters_of(user).filter(id=team_id).first()
    if team is None:
        raise Http404
    return team


def may_keep(user: User, team: Team) -> bool:
    """Whether ``user`` may change this team and who is on it."""
    return any(commune.code == team.commune_id for commune in communes_kept_by(user))


def get_roster_to_keep(user: User, team_id: uuid.UUID) -> Team:
    """A team that ``user`` may change. Raises Http404 where she may not look, PermissionDenied where only look."""
    team = get_roster(user, team_id)
    if not may_keep(user, team):
        raise PermissionDenied
    return team


def get_membership_to_keep(user: User, team_id: uuid.UUID, membership_id: int) -> Membership:
    """A line of the roster of a team that ``user`` may change. Raises as `get_roster_to_keep`."""
    team = get_roster_to_keep(user, team_id)
    found = team.memberships.select_related("user").filter(pk=membership_id).first()
    if found is None:
        raise Http404
    found.team = team
    return found


def may_open_account_of(user: User, membership: Membership) -> bool:
    """Whether ``user`` may give this member a new password or phone number.

    Both open the account, so it has to hold nothing but what ``user`` keeps herself: no office, no team elsewhere.
    """
    holder = membership.user
    if holder.is_superuser or holder.pk == user.pk or holder.appointments.active().exists():
        return False
    kept = {commune.code for commune in communes_kept_by(user)}
    standing = Membership.objects.not_ended().filter(user=holder, team__is_active=True)
    return set(standing.values_list("team__commune_id", flat=True)) <= kept


def get_hand_over(user: User, team_id: uuid.UUID, hand_over_id: int) -> HandOver:
    """The record of a hand-over of a team that ``user`` may look at. Raises Http404."""
    team = get_roster(user, team_id)
    people = ("before__user", "after__user", "recorded_by", "team__commune")
    found = team.hand_overs.select_related(*people).filter(pk=hand_over_id).first()
    if found is None:
        raise Http404
    return found


# --- Training and hard cases ------------------------------------------------------------------------------------
def communes_worked_in(user: User) -> set[str]:
    """Codes of the communes where ``user`` is an advanced member or holds an office."""
    advanced = my_memberships(user).filter(grade=Grade.ADVANCED)
    return {*communes_of(user), *advanced.values_list("team__commune_id", flat=True)}


def members_in(communes: set[str], day: dt.date | None = None) -> MembershipQuerySet:
    """Who is on a team of these communes on ``day`` (today)."""
    day = day or timezone.localdate()
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
    return held.filter(team__commune__in=communes, team__is_active=True).select_related("user", "team")


def communes_taught_by(user: User) -> set[str]:
    """Where ``user`` may note down that members were trained: her commune's officer, or its advanced member."""
    advanced = my_memberships(user).filter(grade=Grade.ADVANCED)
    kept = {commune.code for commune in communes_kept_by(user)}
    return kept | set(advanced.values_list("team__commune_id", flat=True))


def trainings_of(user: User) -> QuerySet[Training]:
    """The training that ``user`` may read of: of her commune, of the teams she leads, what she gave and got."""
    led = my_memberships(user).filter(role=Role.LEADER).values("team")
    mine = (
        Q(member__team__commune__in=communes_of(user))
        | Q(member__team__in=led)
        | Q(trainer__user=user)
        | Q(member__user=user)
    )
    return (
        Training.objects.standing()
        .filter(mine)
        .select_related("member__user", "member__team", "trainer__user")
    )


def get_training_to_take_back(user: User, training_id: int) -> Training:
    """One that ``user`` noted down, or of a commune that she keeps. Raises Http404."""
    kept = [commune.code for commune in communes_kept_by(user)]
    mine = Q(recorded_by=user) | Q(member__team__commune__in=kept)
    found = trainings_of(user).filter(mine, pk=training_id).first()
    if found is None:
        raise Http404
    return found


def cases_of(user: User) -> QuerySet[HardCase]:
    """The hard cases that ``user`` may read: of her own teams, and of the communes where she can help."""
    teams = my_memberships(user).values("team")
    mine = Q(team__in=teams) | Q(commune__in=communes_worked_in(user))
    return HardCase.objects.filter(mine).select_related("team", "opened_by", "taken_by__user", "closed_by")


def get_case(user: User, case_id: uuid.UUID) -> HardCase:
    """A hard case that ``user`` may read. Raises Http404."""
    case = cases_of(user).filter(id=case_id).first()
    if case is None:
        raise Http404
    return case


def may_take(user: User, case: HardCase) -> Membership | None:
    """The advanced membership by which ``user`` may take over ``case``."""
    mine = my_memberships(user).filter(grade=Grade.ADVANCED, team__commune=case.commune_id)
    return mine.order_by("pk").first()


def may_hand_on(user: User, case: HardCase) -> bool:
    """Whether ``user`` may say who takes ``case``: who opened it, who has it, or the commune's officer."""
    if case.opened_by_id == user.pk or (case.taken_by and case.taken_by.user_id == user.pk):
        return True
    return any(commune.code == case.commune_id for commune in communes_kept_by(user))


def may_close(user: User, case: HardCase) -> bool:
    """Whether ``user`` may say how ``case`` ended: as `may_hand_on`."""
    return may_hand_on(user, case)
