"""/to/buoi/<id>/the/: learner cards to print, and new pictures for one that is locked. Each is shown once."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import roles, signed_in
from accounts.enums import Role
from accounts.service import MadeCard, NoCard, grouped_token, picture_words
from kit import idempotency, qr
from kit.idempotency import Result
from kit.vietnamese import short_date
from teams import access, looks
from teams import cards as team_cards
from teams.models import Participant, Session
from teams.views.sessions import absolute

ON_A_SHEET = 8  # A4, two beside each other


@dataclass(frozen=True)
class Printed:
    """One card with its strip; without a square it is the strip alone, for a card that she keeps."""

    name: str
    pictures: list[tuple[str, str]]
    square: SafeString | None = None
    address: str = ""  # as it is typed where there is no camera


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Who gets a card; pressing makes them and shows the sheets, this once."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    found = team_cards.lines(session)
    looks.at_roster(user, session, len(found))
    if request.method != "POST":
        return _ask(request, session, found)
    wanted = set(request.POST.getlist("nguoi"))
    chosen = [line.participant for line in found if str(line.participant.pk) in wanted]
    if not chosen:
        return _ask(request, session, found, _("People: tick at least one."))
    return _make(request, session, chosen)


def _ask(
    request: HttpRequest, session: Session, found: Sequence[team_cards.Line], error: str = ""
) -> HttpResponse:
    """The list. Ticked is whoever has no card: making another one ends hers."""
    context = {
        "session": session,
        "people": [
            {
                "id": line.participant.pk,
                "name": line.participant.display_name,
                "card": line.card,
                "since": short_date(line.card.made_at.date()) if line.card else "",
                "ticked": line.card is None and not error,
            }
            for line in found
        ],
        "held": [line for line in found if line.card],
        "errors": [{"text": error, "target": "nguoi"}] if error else [],
        "token": idempotency.token(),
    }
    return render(request, "teams/cards.html", context, status=422 if error else 200)


def _make(request: HttpRequest, session: Session, chosen: Sequence[Participant]) -> HttpResponse:
    """The sheets. A second press of one form (the page loaded again) would end what was just printed: it does not."""
    user = signed_in(request)
    printed: list[Printed] = []

    def perform() -> str:
        made = team_cards.make(chosen, by=user)
        printed.extend(_printed(request, participant, one) for participant, one in made)
        return ""

    body = {"session": str(session.id), "nguoi": " ".join(sorted(str(one.pk) for one in chosen))}
    outcome = idempotency.once(request.POST.get("luot", ""), "cards", f"user:{user.pk}", body, perform)
    if outcome.result is not Result.DONE:
        words = _(
            "These cards are made already, and were shown once. Those not printed: tick them and make new ones."
        )
        return _ask(request, session, team_cards.lines(session), words)
    return _show(request, session, printed)


def _printed(request: HttpRequest, participant: Participant, made: MadeCard) -> Printed:
    """Name and pictures; and the square, drawn here and kept nowhere."""
    if not made.token:
        return Printed(participant.display_name, picture_words(made.pin))
    address = absolute(request, reverse("card:card", args=[made.token]))
    label = _("Square code of the card of %(name)s") % {"name": participant.display_name}
    typed = address.partition("://")[2].replace(made.token, grouped_token(made.token))
    return Printed(participant.display_name, picture_words(made.pin), qr.svg(address, label=label), typed)


def _show(request: HttpRequest, session: Session, printed: Sequence[Printed]) -> HttpResponse:
    sheets = [printed[at : at + ON_A_SHEET] for at in range(0, len(printed), ON_A_SHEET)]
    context = {"session": session, "commune": session.team.commune, "sheets": sheets}
    return render(request, "teams/cards_sheet.html", context)


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_POST
def new_pictures(request: HttpRequest, session_id: uuid.UUID, participant_id: uuid.UUID) -> HttpResponse:
    """Three new pictures for a card that is locked, or whose pictures nobody remembers."""
    user = signed_in(request)
    participant = access.get_participant_to_mark(user, session_id, str(participant_id))
    session = participant.session
    try:
        made = team_cards.renew_pictures(participant, by=user)
    except NoCard:
        words = _("People: she has no card now. Tick her and make one.")
        return _ask(request, session, team_cards.lines(session), words)
    return _show(request, session, [_printed(request, participant, made)])
