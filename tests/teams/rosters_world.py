"""A commune with its officer and a team, for the tests of teams on paper."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client

from accounts.enums import Role
from accounts.models import User
from places.models import Commune
from teams.enums import Grade
from teams.models import Membership, Team
from tests.teams import factories

TODAY = dt.date(2026, 11, 23)


@dataclass(frozen=True)
class Setting:
    """The commune, its officer with a browser, a team with a leader and a member."""

    commune: Commune
    officer: User
    client: Client
    team: Team
    leader: User
    member: User

    @property
    def path(self) -> str:
        return f"/to/cac-to/{self.team.id}/"

    def line(self, user: User) -> Membership:
        """Her row that has not ended."""
        return self.team.memberships.not_ended().get(user=user)


def named(who: User, family: str, given: str) -> User:
    who.last_name, who.first_name = family, given
    who.save()
    return who


def make() -> Setting:
    commune = factories.commune()
    officer = factories.officer(Role.COMMUNE_OFFICER, of=commune)
    team = factories.team(commune)
    leader = named(factories.member(team, Role.LEADER), "Giàng A", "Thử")
    member = named(factories.member(team), "Vàng Thị Bài", "Tập")
    return Setting(commune, officer, factories.signed_in(officer), team, leader, member)


def advanced(of: Team, **changes: Any) -> Membership:
    who = named(factories.member(of), "Lò Thị", "Nâng")
    found = Membership.objects.get(user=who)
    found.grade = Grade.ADVANCED
    found.save()
    return found
