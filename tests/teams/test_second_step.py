"""Setting the second step of somebody back who has lost her phone: by whom, of whom, and on the record."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import second_step
from accounts.enums import Role
from accounts.models import User
from accounts.service import appoint
from kit.models import AuditEntry
from teams.models import Membership, Team
from tests.people import make_administrator, make_member, make_officer, user_client
from tests.world import load_basics, make_other_commune, make_team

pytestmark = pytest.mark.django_db
PAGE = "/to/buoc-hai/"


def with_app(user: User) -> User:
    TOTP.activate(user, generate_totp_secret())
    return user


@pytest.fixture
def team() -> Team:
    return make_team(load_basics())


@pytest.fixture
def member(team: Team) -> User:
    return with_app(make_member(team))


def press(client: Client, user: User) -> int:
    return client.post(f"{PAGE}{user.pk}/").status_code


def test_a_leader_sets_back_a_member_of_hers(team: Team, member: User) -> None:
    leader = make_member(team, Role.LEADER)
    client, hers = user_client(leader), user_client(member)
    assert str(member) in client.get(PAGE).content.decode()
    answer = client.post(f"{PAGE}{member.pk}/", follow=True).content.decode()
    assert "Lần đăng nhập tới" in answer
    assert not second_step.is_set_up(member)
    assert hers.get("/to/")["Location"].startswith("/tai-khoan/buoc-hai/")
    entry = AuditEntry.objects.get(action="second_step.reset")
    assert (entry.actor, entry.data) == (f"user:{leader.pk}", {"user": member.pk})


def test_an_officer_sets_back_those_of_the_commune(team: Team, member: User) -> None:
    assert press(user_client(make_officer(Role.COMMUNE_OFFICER, team.commune)), member) == 302
    assert not second_step.is_set_up(member)


@pytest.mark.parametrize("role", [Role.COMMUNE_APPROVER, Role.PROVINCE_OFFICER])
def test_other_offices_do_not(team: Team, member: User, role: Role) -> None:
    client = user_client(make_officer(role, team.commune))
    assert (client.get(PAGE).status_code, press(client, member)) == (403, 403)
    assert second_step.is_set_up(member)


def test_members_do_not(team: Team, member: User) -> None:
    assert press(user_client(make_member(team)), member) == 403


def test_people_of_others_do_not_exist(member: User) -> None:
    other = make_team(make_other_commune())
    for helper in (make_member(other, Role.LEADER), make_officer(Role.COMMUNE_OFFICER, other.commune)):
        client = user_client(helper)
        assert press(client, member) == 404
        assert client.get(PAGE).content.decode().count("<form") == user_forms()
    assert second_step.is_set_up(member)


def user_forms() -> int:
    """Forms of the shell: signing out."""
    return 1


def test_who_has_left_is_nobody_of_hers(team: Team, member: User) -> None:
    leader = make_member(team, Role.LEADER)
    Membership.objects.filter(user=member).update(until=member.memberships.get().since)
    assert press(user_client(leader), member) == 404


def test_nobody_weakens_the_door_of_an_office(team: Team, member: User) -> None:
    appoint(member, Role.COMMUNE_OFFICER, commune=team.commune)
    assert press(user_client(make_member(team, Role.LEADER)), member) == 404
    assert press(user_client(make_officer(Role.COMMUNE_OFFICER, team.commune)), member) == 404
    assert press(user_client(make_administrator()), member) == 302


def test_nobody_sets_back_her_own(team: Team) -> None:
    leader = with_app(make_member(team, Role.LEADER))
    assert press(user_client(leader), leader) == 404
    administrator = with_app(make_administrator())
    assert press(user_client(administrator), administrator) == 404


def test_reading_sets_nothing_back_and_strangers_are_shown_the_door(team: Team, member: User) -> None:
    assert user_client(make_member(team, Role.LEADER)).get(f"{PAGE}{member.pk}/").status_code == 405
    assert Client().post(f"{PAGE}{member.pk}/").status_code == 302
    assert second_step.is_set_up(member)


def test_twenty_members_ask_as_much_as_one(team: Team, member: User) -> None:
    client = user_client(make_member(team, Role.LEADER))

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        return len(captured)

    client.get(PAGE)
    one = asked()
    for _ in range(19):
        with_app(make_member(team))
    assert asked() == one
