"""The door to accounts: who practises, and who is appointed to what."""

import datetime as dt
import uuid

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts import resume
from accounts.cards import Held as HeldCard
from accounts.cards import Made as MadeCard
from accounts.cards import NoCard, end_cards, make_cards, picture_words, register_session_provider
from accounts.cards import grouped as grouped_token
from accounts.cards import held_by as cards_held_by
from accounts.cards import renew_pin as renew_card_pin
from accounts.codes import ALPHABET as CODE_ALPHABET
from accounts.codes import normalise as normalise_code
from accounts.devices import choose_device, cookie_life, device_of, is_shared
from accounts.idle import is_activity
from accounts.models import Learner
from accounts.newcomers import (
    find_account,
    open_account,
    renew_password,
    same_name,
)
from accounts.offices import LastAdministrator, appoint, dismiss, enter_administrators, offices_of_commune
from accounts.phones import Taken as PhoneTaken
from accounts.phones import note as note_phone
from accounts.phones import take_off as take_phone_off
from accounts.resume_forms import DeviceForm
from accounts.second_step import reset as reset_second_step
from accounts.second_step import with_second_step
from accounts.sms import NotSent as TextNotSent
from accounts.sms import can_send as can_send_texts
from accounts.sms import send as send_text
from accounts.turns import MOST_TURNS, Turns, end_turns, take_turns, turns_of
from kit.prepared import Prepared

__all__ = [
    "CODE_ALPHABET",
    "HeldCard",
    "LEARNER_COOKIE",
    "LastAdministrator",
    "MOST_TURNS",
    "MadeCard",
    "NoCard",
    "PhoneTaken",
    "TextNotSent",
    "Turns",
    "appoint",
    "can_send_texts",
    "cards_held_by",
    "carry_learner",
    "choose_device",
    "current_learner",
    "device_of",
    "device_question",
    "dismiss",
    "end_cards",
    "end_turns",
    "ensure_learner",
    "enter_administrators",
    "find_account",
    "forget_learner",
    "grouped_token",
    "is_remembered",
    "is_shared",
    "learner_from_cookie",
    "learner_id_from_cookie",
    "make_cards",
    "normalise_code",
    "note_phone",
    "offices_of_commune",
    "open_account",
    "picture_words",
    "register_session_provider",
    "remember_learner",
    "rename_learner",
    "renew_card_pin",
    "renew_password",
    "same_name",
    "send_text",
    "take_phone_off",
    "take_turns",
    "turns_of",
    "reset_second_step",
    "understand",
    "with_second_step",
]
LEARNER_COOKIE = "nguoi_hoc"
_SEEN_EVERY = dt.timedelta(days=1)
# Nearly every page asks who is learning.
_LEARNER: Prepared[Learner] = Prepared(lambda one: Learner.objects.filter(id=one), models.UUIDField())


def _cookie_value(request: HttpRequest) -> str | None:
    life = cookie_life(request)
    value: str | None = request.get_signed_cookie(
        LEARNER_COOKIE, default=None, salt=LEARNER_COOKIE, max_age=life
    )
    return value


def is_remembered(request: HttpRequest) -> bool:
    """Whether the machine remembers a learner. Asks the cookie only."""
    return LEARNER_COOKIE in request.COOKIES and _cookie_value(request) is not None


def learner_id_from_cookie(request: HttpRequest) -> uuid.UUID | None:
    """The id that the signed cookie names, without looking whether there is such a learner."""
    value = _cookie_value(request)
    return uuid.UUID(value) if value else None


def learner_from_cookie(request: HttpRequest) -> Learner | None:
    """The learner whom the signed cookie names; None without one, with a forged one or a forgotten learner."""
    value = _cookie_value(request)
    if value is None:
        return None
    learner = _LEARNER.first(uuid.UUID(value))
    if learner and timezone.now() - learner.last_seen_at > _SEEN_EVERY:
        request.learner_seen = True  # type: ignore[attr-defined]
        Learner.objects.filter(id=learner.id).update(last_seen_at=timezone.now())
    return learner


def current_learner(request: HttpRequest) -> Learner | None:
    """The learner of this request, if there is one yet."""
    learner: Learner | None = request.learner or None  # type: ignore[attr-defined]
    return learner


def ensure_learner(request: HttpRequest) -> Learner:
    """The learner of this request, made now if need be. Only acts (POST) make learners: reading leaves no trace."""
    learner = current_learner(request)
    if learner is None:
        learner = Learner.objects.create()
        remember_learner(request, learner)
    return learner


def remember_learner(request: HttpRequest, learner: Learner) -> None:
    """From this answer on, the machine behind ``request`` is hers. The caller has made sure that she may."""
    request.learner = learner  # type: ignore[attr-defined]
    request.learner_seen = True  # type: ignore[attr-defined]


def forget_learner(request: HttpRequest) -> None:
    """ "Xong": the machine behind ``request`` knows nobody any more. What she did stays, and her code with it."""
    learner = current_learner(request)
    if learner is not None:
        resume.close_door(learner)
    request.learner = None  # type: ignore[attr-defined]
    request.learner_forgotten = True  # type: ignore[attr-defined]
    end_turns(request)


def carry_learner(request: HttpRequest, response: HttpResponse) -> None:
    """Give or renew the learner's cookie when she is new or came back on another day; take it when she left."""
    if getattr(request, "learner_forgotten", False):
        response.delete_cookie(LEARNER_COOKIE, samesite="Lax")
        return
    learner = getattr(request, "learner", None) if getattr(request, "learner_seen", False) else None
    value = str(learner.id) if learner else _to_renew(request)
    if value is None:
        return
    response.set_signed_cookie(
        LEARNER_COOKIE,
        value,
        salt=LEARNER_COOKIE,
        max_age=cookie_life(request),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _to_renew(request: HttpRequest) -> str | None:
    """On a shared machine each thing that she does gives the cookie its few minutes again."""
    return _cookie_value(request) if is_shared(request) and is_activity(request) else None


def device_question(request: HttpRequest) -> DeviceForm | None:
    """ "Máy của mình hay máy chung?", for a page that makes a learner; None where it has been answered."""
    return DeviceForm() if device_of(request) is None else None


def rename_learner(learner: Learner, display_name: str) -> None:
    """Keep the name by which the class calls her."""
    learner.display_name = display_name
    learner.save(update_fields=["display_name"])


def understand(learner: Learner) -> None:
    """She has said "Tôi hiểu đây là tập"."""
    if learner.understood_at is None:
        learner.understood_at = timezone.now()
        learner.save(update_fields=["understood_at"])
