"""The learner card: a square code that names her, and three pictures in order that only she knows.

The code alone opens nothing: it is printed, and may lie about. So a card works only while a team that knows her
holds a session, and five wrong tries lock it until a member gives her new pictures. Nothing kept here opens a door:
of the token a keyed hash, of the pictures a hash keyed with the secret and bound to the card.
"""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import codes
from accounts.models import Learner, LearnerCard
from kit import audit

TOKEN_CODES = (
    2  # a token is that many codes of six: 50 bits, and short enough to type where there is no camera
)
PICTURES_OF_A_PIN = 3  # each another one: 9 · 8 · 7 = 504 ways
MOST_WRONG = 5  # then the card is locked
KEPT = dt.timedelta(days=30)  # an ended card, so that somebody can say since when it is ended
# Drawing (of ui/drawings) → what it is called. The order is that of the buttons; changing a key ends its PINs.
PICTURES: dict[str, Promise] = {
    "tay-chi": _("hand"),
    "go-theo-giay": _("pencil"),
    "tim-viec": _("magnifying glass"),
    "dang-nhap": _("padlock"),
    "chon-noi": _("map pin"),
    "to-giay": _("sheet of paper"),
    "gui-ho-so": _("tick mark"),
    "chup-bon-goc": _("photo frame"),
    "go-dia-chi": _("signboard"),
}
Pin = tuple[str, ...]
SessionProvider = Callable[[Learner], bool]
_providers: list[SessionProvider] = []


class CardLocked(Exception):
    """Too many wrong tries: a member has to give her new pictures."""


class WrongPictures(Exception):
    """Not her three, or not in her order."""


class NoCard(Exception):
    """She has no card, or hers is ended: there is nothing to give new pictures to."""


@dataclass(frozen=True)
class Held:
    """What a member is told of somebody's card."""

    made_at: dt.datetime
    is_locked: bool


@dataclass(frozen=True)
class Made:
    """A card at the moment of making, the only one at which token and pictures are known. No token: it stays."""

    learner: Learner
    pin: Pin
    token: str = ""


def register_session_provider(provider: SessionProvider) -> None:
    """Let an app further up say whether a session is open now that a learner belongs into."""
    if provider not in _providers:
        _providers.append(provider)


def is_in_session(learner: Learner) -> bool:
    """Whether a card of hers opens anything at this moment."""
    return any(provider(learner) for provider in _providers)


def digest(token: str) -> str:
    """What is kept of a token, typed in whatever way. Keyed with the server's secret: a stolen table opens nothing."""
    return salted_hmac("accounts.cards.token", codes.normalise(token), algorithm="sha256").hexdigest()


def new_token() -> str:
    """A token as it is kept and printed, without blanks."""
    return "".join(codes.new_code(secrets.randbelow) for _code in range(TOKEN_CODES))


def grouped(token: str) -> str:
    """A token as people read and type it: K7H4-MX2P-QRT3."""
    return "-".join(token[at : at + 4] for at in range(0, len(token), 4))


def _pin_digest(card_digest: str, pin: Sequence[str]) -> str:
    return salted_hmac("accounts.cards.pin", f"{card_digest}:{'/'.join(pin)}", algorithm="sha256").hexdigest()


def new_pin(choose: Callable[[int], int] = secrets.randbelow) -> Pin:
    """Three pictures, no two alike; ``choose(n)`` gives a number below n."""
    left = list(PICTURES)
    return tuple(left.pop(choose(len(left))) for _turn in range(PICTURES_OF_A_PIN))


def picture_words(pin: Pin) -> list[tuple[str, str]]:
    """Drawing and word of each picture, in order."""
    return [(key, str(PICTURES[key])) for key in pin]


@transaction.atomic
def make_cards(learners: Iterable[Learner], *, actor: str) -> list[Made]:
    """A card with pictures for each, told only now. The cards that they had before are ended."""
    wanted = {learner.pk: learner for learner in learners}
    # two presses at once: one after the other, and the later cards hold
    list(Learner.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    end_cards(wanted.values())
    made = [Made(learner, new_pin(), new_token()) for learner in wanted.values()]
    LearnerCard.objects.bulk_create(_row(one) for one in made)
    audit.log("cards.made", actor=actor, data={"learners": [str(pk) for pk in wanted]})
    return made


def _row(made: Made) -> LearnerCard:
    key = digest(made.token)
    return LearnerCard(learner=made.learner, token_digest=key, pin_digest=_pin_digest(key, made.pin))


def end_cards(learners: Iterable[Learner]) -> int:
    """The cards of these open nothing any more; how many there were."""
    held = LearnerCard.objects.live().filter(learner__in=[learner.pk for learner in learners])
    return held.update(ended_at=timezone.now())


@transaction.atomic
def renew_pin(learner: Learner, *, actor: str) -> Made:
    """New pictures for the card that she keeps; one that was locked opens again. Raises NoCard."""
    card = LearnerCard.objects.live().select_for_update().filter(learner=learner).first()
    if card is None:
        raise NoCard
    pin = new_pin()
    card.pin_digest, card.failures, card.locked_at = _pin_digest(card.token_digest, pin), 0, None
    card.save(update_fields=["pin_digest", "failures", "locked_at"])
    audit.log("card.new_pictures", actor=actor, data={"learner": str(learner.pk)})
    return Made(learner, pin)


def held_by(learners: Iterable[uuid.UUID]) -> dict[uuid.UUID, Held]:
    """Learner → the card that she has now; whoever has none is not in it."""
    rows = LearnerCard.objects.live().filter(learner__in=list(learners))
    return {row.learner_id: Held(row.made_at, row.locked_at is not None) for row in rows}


def find(token: str) -> LearnerCard | None:
    """The card with this token, if it can be used now: not ended, and a session of hers is open."""
    card = LearnerCard.objects.live().filter(token_digest=digest(token)).select_related("learner").first()
    return card if card and is_in_session(card.learner) else None


def is_known(token: str) -> bool:
    """Whether a card has this token, of use now or not: whoever brings one does not guess."""
    return LearnerCard.objects.filter(token_digest=digest(token)).exists()


def open_with(card: LearnerCard, pin: Sequence[str]) -> Learner:
    """The learner of ``card``, when ``pin`` is right. Raises WrongPictures, CardLocked.

    The try is counted before the pictures are looked at, in one statement: of guesses that come at the same moment
    no more than MOST_WRONG are heard. The right ones take the count back to nothing, as at a bank's machine.
    """
    rows = LearnerCard.objects.live().filter(pk=card.pk)
    if not rows.filter(locked_at=None, failures__lt=MOST_WRONG).update(failures=F("failures") + 1):
        raise CardLocked
    card.refresh_from_db()
    if constant_time_compare(card.pin_digest, _pin_digest(card.token_digest, pin)):
        rows.filter(locked_at=None).update(failures=0)
        audit.log("card.used", actor=f"learner:{card.learner_id}")
        return card.learner
    if card.failures >= MOST_WRONG:
        _lock(card)
        raise CardLocked
    raise WrongPictures


def _lock(card: LearnerCard) -> None:
    if LearnerCard.objects.filter(pk=card.pk, locked_at=None).update(locked_at=timezone.now()):
        audit.log("card.locked", data={"learner": str(card.learner_id)})


def forget_ended() -> int:
    """Delete cards that ended long ago; how many there were."""
    return LearnerCard.objects.filter(ended_at__lt=timezone.now() - KEPT).delete()[0]
