"""When a card of somebody opens something: while a session is open of a team that knows her."""

import pytest
from django.utils import timezone

from accounts import cards as accounts_cards
from accounts.models import Learner, LearnerCard
from teams import cards, erasing
from teams.models import Book, Participant, Session, Trainee
from tests.teams import factories

pytestmark = pytest.mark.django_db


def came_before(team: factories.Team) -> Participant:
    """Somebody who was at a session of ``team`` that has ended."""
    return factories.participant(factories.session(team, closed_at=timezone.now()))


def test_an_open_session_of_the_team_that_she_was_with_lets_her_in() -> None:
    her = came_before(factories.team())
    assert not cards.is_in_session(her.learner)
    tonight = factories.session(her.session.team)
    assert cards.is_in_session(her.learner)
    tonight.closed_at = timezone.now()
    tonight.save()
    assert not cards.is_in_session(her.learner)


def test_a_planned_and_a_cancelled_session_are_not_open() -> None:
    her = came_before(factories.team())
    factories.session(her.session.team, is_open=False)
    now = timezone.now()
    factories.session(her.session.team, closed_at=now, cancelled_at=now)
    assert not cards.is_in_session(her.learner)


def test_another_team_of_her_commune_lets_her_in_and_one_of_another_commune_does_not() -> None:
    her = came_before(factories.team())
    factories.session(factories.team())
    assert not cards.is_in_session(her.learner)
    factories.session(factories.team(her.session.team.commune))
    assert cards.is_in_session(her.learner)


def test_the_commune_where_she_is_on_the_books_lets_her_in() -> None:
    home = factories.commune()
    her = factories.participant(factories.session(closed_at=timezone.now()), trainee=factories.trainee(home))
    assert not cards.is_in_session(her.learner)
    factories.session(factories.team(home))
    assert cards.is_in_session(her.learner)


def test_a_team_of_elsewhere_that_has_her_on_its_books_lets_her_in() -> None:
    trainee = factories.trainee(factories.commune())
    her = factories.participant(factories.session(closed_at=timezone.now()), trainee=trainee)
    there = factories.team()
    factories.session(there)
    assert not cards.is_in_session(her.learner)
    Book.objects.create(team=there, trainee=trainee)
    assert cards.is_in_session(her.learner)


def test_somebody_of_no_session_belongs_nowhere() -> None:
    factories.session()
    assert not cards.is_in_session(Learner.objects.create())


def test_accounts_ask_teams() -> None:
    her = factories.participant(factories.session())
    assert accounts_cards.is_in_session(her.learner)
    Session.objects.update(closed_at=timezone.now())
    assert not accounts_cards.is_in_session(her.learner)


def test_erasing_her_ends_her_card() -> None:
    session = factories.session()
    her = factories.participant(session, trainee=factories.trainee(session.team.commune))
    neighbour = factories.participant(session, "Giàng A Thử")
    cards.make([her, neighbour], by=factories.member(session.team))
    erasing.erase(Trainee.objects.get(), by=None)
    assert LearnerCard.objects.live().get().learner == neighbour.learner
