"""Several learners at one machine in turn: a signed cookie names the group they came in with, and who they are.

Only for that group (a class of tonight): coming into another one begins a new list, "Xong" and the end of the group
take it away. It holds ids alone; the app that made the group knows the names.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from accounts.devices import is_shared
from accounts.models import Learner

TURNS_COOKIE = "luot_may"
MOST_TURNS = 8  # people at one machine: more than that and nobody gets a turn
AN_EVENING = dt.timedelta(hours=12)  # nobody takes turns at a class of yesterday
_ID = 32  # letters of an id


@dataclass(frozen=True)
class Turns:
    """Who takes turns at this machine, in the order in which they came in."""

    group: uuid.UUID
    learners: tuple[uuid.UUID, ...]


def turns_of(request: HttpRequest) -> Turns | None:
    """Who takes turns here; None without a cookie, with a forged one, and after it was taken away.

    A shared machine that has forgotten its learner, because nobody did anything for long, knows the others no more.
    """
    if hasattr(request, "turns_now"):
        known: Turns | None = request.turns_now
        return known
    if is_shared(request) and not request.learner:  # type: ignore[attr-defined]  # set by the middleware
        return None
    value = request.get_signed_cookie(TURNS_COOKIE, default=None, salt=TURNS_COOKIE, max_age=AN_EVENING)
    return _read(value) if value else None


def _read(value: str) -> Turns:
    """What ``_written`` wrote; only signed values come here."""
    ids = [uuid.UUID(value[at : at + _ID]) for at in range(0, len(value), _ID)]
    return Turns(ids[0], tuple(ids[1:]))


def _written(turns: Turns) -> str:
    return "".join(one.hex for one in (turns.group, *turns.learners))


def take_turns(request: HttpRequest, group: uuid.UUID, learner: Learner) -> None:
    """``learner`` came in with ``group`` at this machine. Of more than MOST_TURNS people the latest stay."""
    known = turns_of(request)
    before = known.learners if known and known.group == group else ()
    here = before if learner.pk in before else (*before, learner.pk)
    _keep(request, Turns(group, tuple(here[-MOST_TURNS:])))


def end_turns(request: HttpRequest) -> None:
    """From this answer on the machine knows of no group."""
    _keep(request, None)


def _keep(request: HttpRequest, turns: Turns | None) -> None:
    request.turns_now = turns  # type: ignore[attr-defined]  # carried by the middleware


def carry_turns(request: HttpRequest, response: HttpResponse) -> None:
    """Give the machine its list, or take it away, where the request has changed it."""
    if not hasattr(request, "turns_now"):
        return
    turns: Turns | None = request.turns_now
    if turns is None:
        response.delete_cookie(TURNS_COOKIE, samesite="Lax")
        return
    response.set_signed_cookie(
        TURNS_COOKIE,
        _written(turns),
        salt=TURNS_COOKIE,
        max_age=AN_EVENING,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
