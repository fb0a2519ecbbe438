"""A view without a rule is closed to everybody, the administrator included."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from accounts import service
from accounts.access import roles_of
from accounts.enums import Role
from accounts.models import User
from tests.access.expect import Outcome
from tests.access.survey import Visitors
from tests.people import Who, make_officer, user_client
from tests.world import World, undone

pytestmark = [pytest.mark.gate("permission"), pytest.mark.django_db]
SILENT = ("/im/", "/im-co-ten/", "/lop/", "/nhom/trong/")


@pytest.fixture
def silent_site() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.access.silent_urls"):
        yield


@pytest.mark.parametrize("path", SILENT)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
def test_a_view_without_a_rule_opens_for_nobody(
    silent_site: None, visitors: Visitors, path: str, method: str
) -> None:
    assert {visitors.ask(who, method, path).outcome for who in Who} == {Outcome.FORBIDDEN}


def test_a_rule_opens_for_those_it_names(silent_site: None, visitors: Visitors) -> None:
    def who_gets_in(path: str) -> set[Who]:
        return {who for who in Who if visitors.ask(who, "GET", path).outcome is Outcome.OPEN}

    strangers = {Who.ANONYMOUS, Who.LEARNER}
    assert who_gets_in("/mo/") == set(Who)
    assert who_gets_in("/to-vien/") == {Who.MEMBER, Who.ADMINISTRATOR}
    assert who_gets_in("/can-bo/") == set(Who) - strangers
    assert {visitors.ask(who, "GET", "/can-bo/").outcome for who in strangers} == {Outcome.LOGIN}


def test_the_door_leads_back_to_where_somebody_wanted_to_go(silent_site: None, visitors: Visitors) -> None:
    response = visitors.browser(Who.ANONYMOUS).get("/to-vien/?trang=2")
    assert response["Location"] == "/tai-khoan/vao/?next=/to-vien/%3Ftrang%3D2"


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER, Role.PROVINCE_OFFICER])
def test_a_dismissal_works_at_the_next_request(world: World, role: Role) -> None:
    with undone():
        user = make_officer(role, world.own.commune)
        client = user_client(user)
        assert client.get("/to/").status_code == 200
        service.dismiss(user.appointments.get())
        assert client.get("/to/").status_code == 403
        assert client.get("/quan-tri/").status_code == 403
        assert roles_of(User.objects.get(pk=user.pk)) == {Role.LEARNER}


def test_who_leaves_a_team_is_out_at_the_next_request(world: World) -> None:
    with undone():
        member = world.own.users[Who.MEMBER]
        client, board = user_client(member), f"/to/buoi/{world.own.session.id}/"
        assert client.get(board).status_code == 200
        member.memberships.update(until=member.memberships.get().since)
        assert client.get(board).status_code == 403


def test_a_closed_account_is_out_at_the_next_request(world: World) -> None:
    with undone():
        member = world.own.users[Who.MEMBER]
        client = user_client(member)
        User.objects.filter(pk=member.pk).update(is_active=False)
        assert client.get("/to/").status_code == 302


def test_a_team_that_was_dissolved_opens_nothing(world: World) -> None:
    with undone():
        team = world.own.team
        client = user_client(world.own.users[Who.LEADER])
        team.is_active = False
        team.save()
        assert client.get(f"/to/buoi/{world.own.session.id}/").status_code == 403
