"""/vao/: into a session, with its code and a name and nothing else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import public
from accounts.models import Learner
from accounts.service import (
    MOST_TURNS,
    current_learner,
    ensure_learner,
    remember_learner,
    take_turns,
)
from kit import audit, idempotency
from kit.folding import fold
from kit.idempotency import Outcome, Result
from sandbox import service as sandbox_service
from teams import codes, limits, service
from teams.enums import SessionState
from teams.forms import NameForm
from teams.models import Participant, Session
from teams.views.switching import people_here
from ui.service import error_items, with_typed

LONGEST_ECHO = 80  # of a code that is none: what was typed is shown again, but not a page of it


@public
@never_cache
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The form for the code; with ``?ma_lop=`` (the home page's form) on to that session."""
    if "ma_lop" not in request.GET:
        return render(request, "teams/find_session.html", {"typed": ""})
    typed = request.GET["ma_lop"]
    code = codes.normalise(typed)
    if codes.is_code(code):
        return redirect("join:join", code=code)
    return _refuse(request, typed, _("Session code: it has four digits, for example 4712."), 422)


def _refuse(request: HttpRequest, typed: str, why: str, status: int) -> HttpResponse:
    """The form again, with what was typed in it, the reason, and whom to ask."""
    context = {
        "typed": typed[:LONGEST_ECHO],
        "errors": [{"text": why, "target": "ma_lop"}],
        "rest": _("Ask the facilitator in the room, or ring %(phone)s.")
        % {"phone": settings.TUTAY_HELP_PHONE},
    }
    return render(request, "teams/find_session.html", context, status=status)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Name, then in. Who is in already goes on, or corrects the name."""
    if limits.is_guessing(request) or limits.is_over(request, "join", limits.JOINS):
        return render(request, "429.html", status=429)
    session = _session_with(code)
    if session is None or not session.is_open:
        return _no_way_in(request, code, session)
    if request.method == "POST":
        return _enter(request, session)
    name = "" if _is_adding(request, session) else _name_here(request, session)
    return _show(request, session, NameForm(initial={"ten": name}))


def _is_adding(request: HttpRequest, session: Session) -> bool:
    """Whether one more person comes in on a telephone that is in already ("Thêm người")."""
    asked = "them" in (request.POST if request.method == "POST" else request.GET)
    return asked and _participant(request, session) is not None


def _session_with(code: str) -> Session | None:
    if not codes.is_code(code):
        return None
    return Session.objects.with_code(code).select_related("team").first()


def _no_way_in(request: HttpRequest, code: str, session: Session | None) -> HttpResponse:
    """Unknown, not open yet, ended: 404, 404 and 410, in words of their own. Only the unknown are guesses."""
    if session is None:
        limits.count_wrong(request)
        return _refuse(
            request,
            code,
            with_typed(_("There is no session with the code %(code)s."), code=code[:LONGEST_ECHO]),
            404,
        )
    if session.state is SessionState.PLANNED:
        return _refuse(
            request,
            code,
            _("The session %(code)s is not open yet. Wait for the facilitator.") % {"code": code},
            404,
        )
    if session.state is SessionState.CANCELLED:
        return _refuse(request, code, _("The session %(code)s was cancelled.") % {"code": code}, 410)
    return _refuse(request, code, _("The session %(code)s has ended.") % {"code": code}, 410)


def _participant(request: HttpRequest, session: Session) -> Participant | None:
    learner = current_learner(request)
    return session.participants.filter(learner=learner).first() if learner else None


def _name_here(request: HttpRequest, session: Session) -> str:
    """This telephone's name in this session; never another evening's, it may have been in other hands."""
    participant = _participant(request, session)
    return participant.display_name if participant else ""


def _show(request: HttpRequest, session: Session, form: NameForm, status: int = 200) -> HttpResponse:
    adding = _is_adding(request, session)
    context = {
        "session": session,
        "form": form,
        "adding": adding,
        "errors": error_items(form) if form.is_bound else [],
        "rest": _("Type your name in the box below.") if form.number_was_dropped else "",
        "name_here": "" if adding else _name_here(request, session),
        "go_on": _go_on(request, session),
        "token": idempotency.token(),
    }
    return render(request, "teams/join.html", context, status=status)


def _go_on(request: HttpRequest, session: Session) -> str:
    """Where she goes on with the session's exercise, or begins it."""
    learner = current_learner(request)
    if learner is None:
        return sandbox_service.start_url(session.scenario, session.mode)
    return sandbox_service.go_on_url(learner, session.scenario, session.mode)


class _NoRoom(Exception):
    """Why nobody of this name can be added on this telephone, in a sentence."""


def _add(request: HttpRequest, session: Session, name: str) -> Participant:
    """One more person on this telephone, with a practice of her own. Raises _NoRoom, SessionNotOpen."""
    here = people_here(request, session)
    if len(here) >= MOST_TURNS:
        words = _("%(number)d people share this phone already. The next one borrows another phone.")
        raise _NoRoom(words % {"number": MOST_TURNS})
    if any(fold(one.display_name) == fold(name) for one in here):
        words = _("%(name)s is on this phone already. Add the family name, or choose in “Change person”.")
        raise _NoRoom(with_typed(words, name=name))
    return service.join(session, Learner.objects.create(), name)


def _enter(request: HttpRequest, session: Session) -> HttpResponse:
    form = NameForm(request.POST)
    if form.number_was_dropped:
        audit.log("join.number_dropped", data={"session": str(session.id), "field": "ten"})
    if not form.is_valid():
        return _show(request, session, form, status=422)
    limits.count(request, "join")
    name = form.cleaned_data["ten"]
    try:
        outcome = _join_once(request, session, name)
    except _NoRoom as full:
        form.add_error("ten", full.args[0])
        return _show(request, session, form, status=409)
    except service.SessionNotOpen:
        session.refresh_from_db()
        return _no_way_in(request, session.code, session)
    except service.NameIsTied as tied:
        form.add_error(
            "ten",
            with_typed(
                _(
                    "This telephone is in as %(name)s, and the team has noted that name. Call the facilitator."
                ),
                name=tied.name,
            ),
        )
        return _show(request, session, form, status=409)
    if outcome.result is Result.CONFLICT:
        return _show_both(request, session, outcome, name)
    return redirect(_go_on(request, session))


def _join_once(request: HttpRequest, session: Session, name: str) -> Outcome:
    """A form that is sent twice joins once, also when the first answer, with its cookie, never arrived.

    So the token belongs to the session and not to the learner, whom a second press without the cookie lacks.
    """
    before, adding = current_learner(request), _is_adding(request, session)
    if before is not None and adding:
        take_turns(request, session.id, before)

    def perform() -> str:
        if adding:
            return str(_add(request, session, name).id)
        return str(service.join(session, ensure_learner(request), name).id)

    outcome = idempotency.once(
        request.POST.get("luot", ""), "join", f"session:{session.id}", {"ten": name}, perform
    )
    learner = current_learner(request)
    if learner is None or adding:
        # this telephone holds the token with which she came in: give it her cookie (again)
        learner = session.participants.select_related("learner").get(id=outcome.answer).learner
        remember_learner(request, learner)
    take_turns(request, session.id, learner)
    return outcome


def _show_both(request: HttpRequest, session: Session, outcome: Outcome, name: str) -> HttpResponse:
    """The same form came again with another name in it: show both and let her say which."""
    context = {
        "session": session,
        "first_name": outcome.first_body.get("ten", ""),
        "second_name": name,
        "go_on": sandbox_service.start_url(session.scenario, session.mode),
        "token": idempotency.token(),
    }
    return render(request, "teams/join_both.html", context, status=409)
