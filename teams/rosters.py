"""Teams on paper: set up, changed, dissolved; members who come, change their place, and go. History is kept.

Every verb is one transaction with an audit line that holds ids, never a name. The team's row is locked first, so
that two officers never make two leaders.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts import service as accounts
from accounts.enums import Role
from accounts.models import User
from kit import audit
from places.models import Commune, Hamlet
from teams import nearby
from teams.enums import Grade, Position, Title
from teams.models import HandOver, Membership, Team


class NameTaken(Exception):
    """The commune has a team of this name."""


class HasLeader(Exception):
    """A team has one leader: the next one takes over by a hand-over."""


class OnTeamAlready(Exception):
    """She is on this team."""


class NotHers(Exception):
    """The account that was asked for bears another name."""


class WrongDay(Exception):
    """The day lies before what it has to follow."""


def _note(action: str, by: User, **data: Any) -> None:
    audit.log(action, actor=f"user:{by.pk}", data=data)


def _lock(team: Team) -> Team:
    return Team.objects.select_for_update().get(pk=team.pk)


# --- The team ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class OnPaper:
    """What a decision says about a team. ``hamlets`` are of the team's commune."""

    name: str
    decision_number: str
    decided_on: dt.date | None
    support: str
    hamlets: Collection[Hamlet]


@transaction.atomic
def found_team(commune: Commune, paper: OnPaper, *, by: User) -> Team:
    """A new team of ``commune``. Raises NameTaken."""
    Commune.objects.select_for_update().get(pk=commune.pk)
    team = Team(commune=commune)
    _write(team, paper)
    _note("team.founded", by, team=str(team.id))
    return team


@transaction.atomic
def change_team(team: Team, paper: OnPaper, *, by: User) -> None:
    """What the decision says has changed. Raises NameTaken."""
    Commune.objects.select_for_update().get(pk=team.commune_id)
    _write(team, paper)
    _note("team.changed", by, team=str(team.id))


def _write(team: Team, paper: OnPaper) -> None:
    same = Team.objects.filter(commune=team.commune_id, name__iexact=paper.name).exclude(pk=team.pk)
    if same.exists():
        raise NameTaken
    team.name, team.decision_number, team.decided_on = paper.name, paper.decision_number, paper.decided_on
    team.support = paper.support
    team.save()
    team.hamlets.set(paper.hamlets)


@transaction.atomic
def dissolve(team: Team, on: dt.date, *, by: User) -> None:
    """The team has ended on ``on``, which is not in the future: its people lose it at their next request.

    Memberships stay as they are, so that a team brought back by mistake has its people again. Raises WrongDay.
    """
    team = _lock(team)
    if not team.is_active:
        return
    if team.decided_on and on < team.decided_on:
        raise WrongDay
    team.is_active, team.dissolved_on = False, on
    team.save(update_fields=["is_active", "dissolved_on"])
    _note("team.dissolved", by, team=str(team.id))


@transaction.atomic
def bring_back(team: Team, *, by: User) -> None:
    """Dissolving was a mistake."""
    team = _lock(team)
    if team.is_active:
        return
    team.is_active, team.dissolved_on = True, None
    team.save(update_fields=["is_active", "dissolved_on"])
    _note("team.brought_back", by, team=str(team.id))


# --- Who is on it -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class RosterLine:
    """What the roster says of a member (teams/README.md, "Teams on paper")."""

    position: Position
    grade: Grade
    unit: str = ""
    birth_year: int | None = None
    sex: str = ""


@dataclass(frozen=True)
class Added:
    """A new line of the roster; ``password`` where an account was opened for it, to be shown once."""

    membership: Membership
    password: str = ""


def role_and_title(position: Position) -> dict[str, str]:
    """A deputy is a leader with a title: she may what the leader may."""
    if position is Position.MEMBER:
        return {"role": Role.MEMBER.value, "title": ""}
    return {"role": Role.LEADER.value, "title": Title.DEPUTY.value if position is Position.DEPUTY else ""}


def leaders(team: Team) -> list[Membership]:
    """Who leads it today or will, without deputies; one, unless rows were made by other means."""
    standing = team.memberships.not_ended().filter(role=Role.LEADER, title="")
    return list(standing.select_related("user"))


@transaction.atomic
def add_member(
    team: Team,
    *,
    name: str,
    line: RosterLine,
    since: dt.date,
    by: User,
    account: User | None = None,
    phone: str | None = None,
) -> Added:
    """Put somebody on ``team``: by her ``account``, by an account with her ``phone`` and name, or by a new one.

    Raises HasLeader, OnTeamAlready, and NotHers when the account bears another name.
    """
    team = _lock(team)
    known = account or (User.objects.filter(phone=phone).first() if phone else None)
    if known and not accounts.same_name(known, name):
        raise NotHers
    if known and team.memberships.not_ended().filter(user=known).exists():
        raise OnTeamAlready
    if line.position is Position.LEADER and leaders(team):
        raise HasLeader
    user, password = (known, "") if known else accounts.open_account(name, by=by, phone=phone)
    made = _begin(team, user, line, since)
    nearby.begin_again(team, user, by=by)
    _note("member.added", by, team=str(team.id), membership=made.pk)
    return Added(made, password)


def _begin(team: Team, user: User, line: RosterLine, since: dt.date) -> Membership:
    return Membership.objects.create(
        team=team,
        user=user,
        since=since,
        grade=line.grade.value,
        unit=line.unit,
        birth_year=line.birth_year,
        sex=line.sex,
        **role_and_title(line.position),
    )


def line_of(membership: Membership) -> RosterLine:
    """What stands there now."""
    return RosterLine(
        membership.position,
        Grade(membership.grade),
        membership.unit,
        membership.birth_year,
        membership.sex,
    )


@transaction.atomic
def change_member(membership: Membership, line: RosterLine, *, on: dt.date, by: User) -> Membership:
    """The roster says something else of her from ``on`` (today) on; the row that holds then.

    What she is (position, grade) is history: her row ends and another begins. The rest is corrected in place.
    Raises HasLeader, and WrongDay for a row that has ended.
    """
    team = _lock(membership.team)
    membership = Membership.objects.select_for_update().select_related("user").get(pk=membership.pk)
    before = line_of(membership)
    if membership.until is not None and membership.until <= on:
        raise WrongDay
    becomes_leader = line.position is Position.LEADER and before.position is not Position.LEADER
    if becomes_leader and [one for one in leaders(team) if one.pk != membership.pk]:
        raise HasLeader
    moved = (before.position, before.grade) != (line.position, line.grade)
    if moved and membership.since < on:
        until, membership.until = membership.until, on
        membership.save(update_fields=["until"])
        membership = _begin(team, membership.user, line, on)
        membership.until = until
    for name, value in role_and_title(line.position).items():
        setattr(membership, name, value)
    membership.grade, membership.unit = line.grade.value, line.unit
    membership.birth_year, membership.sex = line.birth_year, line.sex
    membership.save()
    _note("member.changed", by, team=str(team.id), membership=membership.pk)
    return membership


@transaction.atomic
def end_membership(membership: Membership, until: dt.date, *, by: User) -> None:
    """``until`` is the first day that is no longer hers; today works at her next request. Raises WrongDay."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if until < membership.since:
        raise WrongDay
    membership.until = until
    membership.save(update_fields=["until"])
    _note("member.ended", by, team=str(membership.team_id), membership=membership.pk)


@transaction.atomic
def hand_over(
    team: Team,
    *,
    to: Membership,
    on: dt.date,
    things: Collection[str],
    note: str,
    stays: bool,
    by: User,
) -> HandOver:
    """``to`` leads ``team`` from ``on``; who led it leaves, or ``stays`` as a member.

    Raises WrongDay when there is no leader, or ``on`` lies before one of the two came.
    """
    team = _lock(team)
    before = next((one for one in leaders(team) if one.user_id != to.user_id), None)
    to = Membership.objects.select_for_update().select_related("user").get(pk=to.pk)
    if before is None or to.team_id != team.pk or on < max(before.since, to.since):
        raise WrongDay
    _end(before, on)
    _end(to, on)
    now_leads = line_of(to)
    after = _begin(team, to.user, _as(now_leads, Position.LEADER), on)
    if stays:
        _begin(team, before.user, _as(line_of(before), Position.MEMBER), on)
    made = HandOver.objects.create(
        team=team, before=before, after=after, on=on, things=list(things), note=note, recorded_by=by
    )
    _note("team.handed_over", by, team=str(team.id), hand_over=made.pk)
    return made


def _as(line: RosterLine, position: Position) -> RosterLine:
    return RosterLine(position, line.grade, line.unit, line.birth_year, line.sex)


def _end(membership: Membership, on: dt.date) -> None:
    membership.until = on
    membership.save(update_fields=["until"])


@transaction.atomic
def renew_password(membership: Membership, *, by: User) -> str:
    """A one-time password for a member who has forgotten hers; see access_rosters.may_open_account_of."""
    return accounts.renew_password(membership.user, by=by)


@transaction.atomic
def change_phone(membership: Membership, phone: str | None, *, by: User) -> bool:
    """Keep her number (E.164) or none; False when it is another account's."""
    user = User.objects.select_for_update().get(pk=membership.user_id)
    if user.phone == phone:
        return True
    try:
        accounts.note_phone(user, phone)
    except accounts.PhoneTaken:
        return False
    _note("member.phone_changed", by, membership=membership.pk)
    return True
