"""Learner cards of a session: when one opens something, who has one, and making them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Learner, User
from accounts.service import HeldCard, MadeCard, cards_held_by, make_cards, renew_card_pin
from teams import people
from teams.models import Participant, Session


def is_in_session(learner: Learner) -> bool:
    """Whether a session is open of a team that has her on its books, or of her commune."""
    joined = Participant.objects.filter(learner=learner)
    hers = (
        Q(team__commune__in=joined.values("session__team__commune"))
        | Q(team__commune__in=joined.filter(trainee__isnull=False).values("trainee__commune"))
        | Q(team__books__trainee__in=joined.filter(trainee__isnull=False).values("trainee"))
    )
    return Session.objects.open_now().filter(hers).exists()


@dataclass(frozen=True)
class Line:
    """Somebody of a session, and her card if she has one."""

    participant: Participant
    card: HeldCard | None


def lines(session: Session) -> list[Line]:
    """Everybody of ``session``, as they came in."""
    found = list(session.participants.in_order())
    held = cards_held_by(one.learner_id for one in found)
    return [Line(one, held.get(one.learner_id)) for one in found]


def make(participants: Sequence[Participant], *, by: User) -> list[tuple[Participant, MadeCard]]:
    """A card for each, told only now; those that they had are ended."""
    made = make_cards([one.learner for one in participants], actor=people.actor(by))
    of_learner = {one.learner.pk: one for one in made}
    return [(one, of_learner[one.learner_id]) for one in participants]


def renew_pictures(participant: Participant, *, by: User) -> MadeCard:
    """Three new pictures for the card that she keeps. Raises NoCard."""
    return renew_card_pin(participant.learner, actor=people.actor(by))
