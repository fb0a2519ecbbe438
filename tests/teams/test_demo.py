"""The demo's team."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.access import roles_of
from accounts.enums import Role
from places import loader
from places.models import Commune, Hamlet
from teams import twins
from teams.demo import load_demo_team
from teams.enums import SessionState, TwinState
from teams.models import Membership, Session, Suspicion, Team, Trainee
from tests.teams import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places() -> None:
    loader.load([loader.read(loader.PRACTICE, is_fictional=True)])


def test_it_makes_one_open_session_of_today_and_loading_again_changes_nothing() -> None:
    leader, member = factories.user(), factories.user()
    first = load_demo_team(leader=leader, member=member)
    assert load_demo_team(leader=leader, member=member) == first
    assert (first.code, first.is_open, str(first.team.commune)) == ("4712", True, "xã Mẫu")
    assert timezone.localdate(first.starts_at) == timezone.localdate()
    assert (Team.objects.count(), Membership.objects.count(), Session.objects.count()) == (1, 2, 1)
    assert Role.LEADER in roles_of(leader)
    assert Role.MEMBER in roles_of(member)


def test_one_invented_person_is_on_the_books_twice_until_an_officer_decides() -> None:
    leader, member = factories.user(), factories.user()
    for _ in range(2):
        load_demo_team(leader=leader, member=member)
    pair = Suspicion.objects.waiting().get()
    twins.decide(pair, TwinState.SAME, by=leader)
    load_demo_team(leader=leader, member=member)
    assert not Suspicion.objects.waiting().exists()
    assert Trainee.objects.on_books().count() == 1


def test_a_demo_session_of_another_day_is_ended_first() -> None:
    leader, member = factories.user(), factories.user()
    old = load_demo_team(leader=leader, member=member)
    Session.objects.update(starts_at=timezone.now() - dt.timedelta(days=2))
    new = load_demo_team(leader=leader, member=member)
    old.refresh_from_db()
    assert new != old
    assert (old.state, new.state) == (SessionState.CLOSED, SessionState.OPEN)


def test_it_needs_the_places() -> None:
    Hamlet.objects.all().delete()
    Commune.objects.all().delete()
    with pytest.raises(Commune.DoesNotExist):
        load_demo_team(leader=factories.user(), member=factories.user())
