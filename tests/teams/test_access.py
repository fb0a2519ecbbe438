"""Who may see what: Nông is on the team, Bùi leads it, Hoàng is of the commune; Lò is a stranger."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from accounts.access import roles_of
from accounts.enums import Role
from teams import access
from teams.models import Membership
from tests.teams import factories

pytestmark = pytest.mark.django_db


def test_a_membership_gives_its_role() -> None:
    team = factories.team()
    assert Role.MEMBER in roles_of(factories.member(team))
    assert Role.LEADER in roles_of(factories.member(team, Role.LEADER))


@pytest.mark.parametrize(
    "dates",
    [
        {"until": dt.date(2020, 1, 1)},
        {"since": dt.date(2099, 1, 1)},
    ],
)
def test_a_membership_of_another_time_gives_nothing(dates: dict[str, Any]) -> None:
    team = factories.team()
    who = factories.member(team, **dates)
    assert roles_of(who).isdisjoint({Role.MEMBER, Role.LEADER})
    with pytest.raises(Http404):
        access.get_session_for(who, factories.session(team).id)


def test_the_last_day_of_a_membership_is_the_one_before_its_end() -> None:
    team, today = factories.team(), timezone.localdate()
    assert not roles_of(factories.member(team, until=today)) & {Role.MEMBER}
    assert roles_of(factories.member(team, until=today + dt.timedelta(days=1))) & {Role.MEMBER}


def test_a_team_at_rest_gives_nothing() -> None:
    team = factories.team()
    who = factories.member(team)
    team.is_active = False
    team.save()
    assert Role.MEMBER not in roles_of(who)


def test_a_member_runs_her_own_teams_session() -> None:
    session = factories.session()
    who = factories.member(session.team)
    assert access.get_session_to_run(who, session.id) == session


def test_the_communes_officer_looks_and_does_not_touch() -> None:
    session = factories.session()
    who = factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    assert access.get_session_for(who, session.id) == session
    with pytest.raises(PermissionDenied):
        access.get_session_to_run(who, session.id)


def test_strangers_get_what_a_missing_id_gives() -> None:
    session = factories.session()
    strangers = [
        factories.member(factories.team(session.team.commune)),  # of the neighbours' team
        factories.officer(Role.COMMUNE_OFFICER, of=factories.commune("Suối Tập")),
        factories.officer(Role.PROVINCE_OFFICER, of_province=session.team.commune.province),
        factories.administrator(),
        factories.user(),
    ]
    for who in strangers:
        with pytest.raises(Http404):
            access.get_session_for(who, session.id)


def test_an_officer_dismissed_sees_nothing_at_the_next_request() -> None:
    session = factories.session()
    who = factories.officer(Role.COMMUNE_OFFICER, of=session.team.commune)
    who.appointments.update(dismissed_at=timezone.now())
    with pytest.raises(Http404):
        access.get_session_for(who, session.id)


@pytest.mark.parametrize("raw", ["", "x", "00000000-0000-0000-0000-000000000000", "'; --"])
def test_a_participant_that_is_not_there_is_not_found(raw: str) -> None:
    session = factories.session()
    with pytest.raises(Http404):
        access.get_participant_to_mark(factories.member(session.team), session.id, raw)


def test_a_participant_of_another_session_is_not_found() -> None:
    session = factories.session()
    other = factories.participant(factories.session())
    with pytest.raises(Http404):
        access.get_participant_to_mark(factories.member(session.team), session.id, str(other.id))


def test_figures_go_as_far_as_the_office() -> None:
    commune = factories.commune()
    team = factories.team(commune)
    scope = access.figures_scope(factories.member(team))
    assert (scope.communes, scope.provinces, scope.teams) == ([], [], [team])
    scope = access.figures_scope(factories.member(team, Role.LEADER))
    assert (scope.communes, scope.teams) == ([commune], [team])
    scope = access.figures_scope(factories.officer(Role.COMMUNE_APPROVER, of=commune))
    assert (scope.communes, scope.teams) == ([commune], [])
    scope = access.figures_scope(factories.officer(Role.PROVINCE_OFFICER, of_province=commune.province))
    assert (scope.communes, scope.provinces) == ([], [commune.province])


def test_a_member_of_two_teams_has_both() -> None:
    first, second = factories.team(), factories.team()
    who = factories.member(first)
    Membership.objects.create(team=second, user=who, role=Role.MEMBER)
    assert set(access.teams_of(who)) == {first, second}
