"""A learner in an open class: what her pages show of it, and the hand that she raises.

Nobody else's page asks the database anything: the machine's own cookie says whether it is in a class.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.service import LEARNER_COOKIE, current_learner, end_turns, turns_of
from sandbox import journey
from sandbox.attempts import latest_unfinished
from sandbox.classes import shown_url
from sandbox.enums import Nudge
from sandbox.models import Attempt, Seat

POLL_EVERY = 10  # seconds; what a member does is there within fifteen
# Addresses that only take a form and may answer with a page: where to go back to instead.
BACK = {
    "supplement": "dossier",
    "skip": "dossier",
    "rate": "result",
    "file_again": "dossier",
    "drill_choose": "drill_scene",
}


def seat_of(request: HttpRequest) -> Seat | None:
    """Where she sits, with her class; None outside an open class. Asked once for a request."""
    if not hasattr(request, "class_seat"):
        request.class_seat = _find(request)  # type: ignore[attr-defined]
    seat: Seat | None = request.__dict__["class_seat"]
    return seat


def _find(request: HttpRequest) -> Seat | None:
    turns = turns_of(request) if LEARNER_COOKIE in request.COOKIES else None
    learner = current_learner(request) if turns else None
    if turns is None or learner is None:
        return None
    seats = Seat.objects.select_related("classroom").filter(classroom=turns.group, learner=learner)
    seat = seats.first()
    if seat is None or seat.classroom.ended_at is not None:
        if seat is not None:
            end_turns(request)
        return None
    seat.learner = learner
    return seat


def set_hand(seat: Seat, *, up: bool) -> None:
    """Her hand goes up or down. A hand that is up already has been up since then."""
    mine = Seat.objects.filter(pk=seat.pk)
    mine.filter(hand_at=None).update(hand_at=timezone.now()) if up else mine.update(hand_at=None)


def put_away(seat: Seat, words: str) -> None:
    """She has read these words of a member; others, said meanwhile, stay."""
    Seat.objects.filter(pk=seat.pk, nudge=words).update(nudge="", nudged_at=None)


@dataclass(frozen=True)
class Banner:
    """What a page shows of the class. ``version`` changes exactly when something of it does."""

    seat: Seat
    nudge: str
    shown: str
    shown_url: str

    @property
    def paused(self) -> bool:
        return self.seat.classroom.paused

    @property
    def version(self) -> str:
        """For an ETag; nothing of it is a name."""
        parts = (self.seat.pk, self.seat.nudge, self.shown_url, self.paused, self.seat.hand_at is not None)
        return '"' + "-".join(str(part) for part in parts).replace("/", ".") + '"'


def banner(seat: Seat) -> Banner:
    """What there is to show at this seat."""
    words = str(Nudge(seat.nudge).label) if seat.nudge in Nudge.values else ""
    return Banner(seat, words, seat.classroom.label, shown_url(seat.classroom))


def bar(
    request: HttpRequest, seat: Seat, attempt: Attempt | None, place: str, form_id: str
) -> dict[str, Any]:
    """What the bar of the class prints on a page. With ``form_id`` its buttons send that form along, to be kept."""
    return {
        "banner": banner(seat),
        "seat": seat,
        "form_id": form_id or "lop",
        "here": here(request),
        "act": act_url(attempt if form_id else None, place),
        "every": POLL_EVERY,
    }


def act_url(attempt: Attempt | None = None, place: str = "") -> str:
    """Where her signs go; with an attempt, what was typed at ``place`` is kept on the way."""
    address = reverse("sandbox:class_act")
    return f"{address}?{urlencode({'bai': attempt.pk, 'cho': place})}" if attempt else address


def here(request: HttpRequest) -> str:
    """The page to come back to from an act."""
    match = request.resolver_match
    if request.method != "POST" or match is None:
        return request.get_full_path()
    if match.url_name in BACK:
        return reverse(f"sandbox:{BACK[match.url_name]}", kwargs=match.kwargs)
    return request.path


def own_page(address: str) -> str:
    """``address`` where it is a path of this site, else empty."""
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_ours else ""


def way_back(seat: Seat) -> str:
    """From the worked example back to her own page."""
    attempt = latest_unfinished(seat.learner)
    return reverse("sandbox:attempt", args=[attempt.pk]) if attempt else reverse("sandbox:home")


def may_keep(attempt: Attempt, place: str) -> bool:
    """Whether what was typed at ``place`` can still be kept."""
    known = journey.places(attempt.pack)
    return attempt.sent_at is None and place in known and attempt.reached(place)
