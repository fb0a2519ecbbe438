"""/vao/doi-nguoi/: the next person takes the telephone, with her own exercise and her own place on the board."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import public
from accounts.service import MOST_TURNS, current_learner, end_turns, remember_learner, turns_of
from sandbox import service as sandbox_service
from teams.models import Participant, Session


@dataclass(frozen=True)
class Choice:
    """One of those who take turns here. ``here``: she holds the telephone now."""

    id: str
    name: str
    here: bool


def session_here(request: HttpRequest) -> Session | None:
    """The open session that this telephone is in; one that has ended is forgotten."""
    turns = turns_of(request)
    if turns is None:
        return None
    session = Session.objects.filter(id=turns.group).first()
    if session is None or not session.is_open:
        end_turns(request)
        return None
    return session


def people_here(request: HttpRequest, session: Session) -> list[Participant]:
    """Those who came into ``session`` on this telephone, in the order of coming in."""
    turns = turns_of(request)
    if turns is None or turns.group != session.id:
        return []
    return list(session.participants.filter(learner__in=turns.learners).select_related("learner").in_order())


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """Who holds the telephone now: one of the list, or somebody new."""
    session = session_here(request)
    if session is None:
        return render(request, "teams/switch.html", {"session": None})
    people = people_here(request, session)
    if request.method != "POST":
        return _show(request, session, people)
    chosen = request.POST.get("nguoi", "")
    if not chosen:
        error = {"text": _("Person: choose one of the list, or add somebody."), "target": "nguoi"}
        return _show(request, session, people, [error])
    found = next((one for one in people if str(one.id) == chosen), None)
    if found is None:
        raise Http404
    remember_learner(request, found.learner)
    return redirect(sandbox_service.go_on_url(found.learner, session.scenario, session.mode))


def _show(
    request: HttpRequest,
    session: Session,
    people: list[Participant],
    errors: list[dict[str, str]] | None = None,
) -> HttpResponse:
    now = current_learner(request)
    context = {
        "session": session,
        "people": [Choice(str(one.id), one.display_name, one.learner == now) for one in people],
        "is_full": len(people) >= MOST_TURNS,
        "most": MOST_TURNS,
        "errors": errors or [],
    }
    return render(request, "teams/switch.html", context, status=422 if errors else 200)
