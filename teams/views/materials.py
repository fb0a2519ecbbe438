"""/to/buoi/<id>/ke-hoach/ and in/: what to say and when, and everything to print for a session."""

import uuid
from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from courses import service as courses_service
from kit import audit
from sandbox import service as sandbox_service
from teams import access, plans
from teams.enums import SessionKind, TopicKind
from teams.models import Session, Trainee
from teams.plans import Plan
from teams.views.sessions import absolute, join_code, square

EMPTY_LINES = 15  # on the roster, for those who are not on the books
SEEN_AT_ONCE = range(1, 11)  # people on one sheet of observations
SLIPS = range(6)  # on a sheet
POSTER, ROSTER, CHECKLIST, SLIP = "gioi-thieu", "danh-sach", "quan-sat", "ma-hoc-tiep"


def plan_of(session: Session) -> Plan:
    """The plan that the team chose, else the one that fits what is practised."""
    return plans.choose(session.plan, session.kind, session.mode)


@roles(Role.MEMBER, Role.LEADER, Role.COMMUNE_OFFICER, Role.COMMUNE_APPROVER)
@never_cache
@require_safe
def plan(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """The plan by the clock, to read by the lamp."""
    user = signed_in(request)
    session = access.get_session_for(user, session_id)
    chosen = plan_of(session)
    context = {
        "session": session,
        "may_run": access.may_run(user, session),
        "plan": chosen,
        "parts": plans.timed(chosen, session.starts_at),
        "now": timezone.now(),
        "drills": sandbox_service.drill_links(chosen.drills),
        **_topics(request, session),
    }
    return render(request, "teams/plan.html", context)


def _topics(request: HttpRequest, session: Session) -> dict[str, Any]:
    """The scenarios with the address of their papers, and the lessons with theirs where they can be read."""
    topics = [one for one in session.topics.all() if one.is_planned]
    lessons = [one for one in topics if one.kind == TopicKind.LESSON]
    links = courses_service.lesson_links(request, [one.key for one in lessons]) if lessons else {}
    known = dict(sandbox_service.scenario_choices())
    scenarios = dict.fromkeys(
        [session.scenario, *(one.key for one in topics if one.kind == TopicKind.SCENARIO)]
    )
    return {
        "scenarios": [
            {"title": known[key], "papers": sandbox_service.sheets_url(key)}
            for key in scenarios
            if key in known
        ],
        "lessons": [{"title": one.title, "href": links.get(one.key, "")} for one in lessons],
    }


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_safe
def print_all(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """All sheets of a session on one page, or those that ``?to=`` names. For the team only: there are names on it."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    offered = _offered(session)
    chosen = [key for key in request.GET.getlist("to") if key in offered] or list(offered)
    context = {
        "session": session,
        "sheets": [{"key": key, "label": label, "on": key in chosen} for key, label in offered.items()],
        "chosen": chosen,
        "plan": plan_of(session),
        "seen_at_once": SEEN_AT_ONCE,
        "empty_lines": range(EMPTY_LINES),
        **_topics(request, session),
        **join_code(request, session),
    }
    if ROSTER in chosen:
        people = access.get_roster_for(user, session)
        audit.log("roster.printed", actor=f"user:{user.pk}", data={"session": str(session.id)})
        context["roster"] = _roster(people)
    if SLIP in chosen:
        context |= _slips(request)
    return render(request, "teams/print.html", context)


def _offered(session: Session) -> dict[str, str]:
    """Sheet → what it is called. A visit to one house needs no poster."""
    sheets = {
        POSTER: _("Poster with the square code"),
        ROSTER: _("Roster to tick"),
        CHECKLIST: _("What to look for"),
        SLIP: _("Slips for the resume code"),
    }
    if session.kind == SessionKind.VISIT:
        del sheets[POSTER]
    return sheets


def _roster(people: list[Trainee]) -> list[dict[str, str]]:
    """Names; the year of birth only where two have the same name, so that nobody is ticked for another."""
    times = Counter(one.display_name for one in people)
    return [
        {
            "name": one.display_name,
            "year": str(one.birth_year or "") if times[one.display_name] > 1 else "",
        }
        for one in people
    ]


def _slips(request: HttpRequest) -> dict[str, Any]:
    """Slips without names: where to go on, and six boxes for the code that each person's own page shows."""
    address = absolute(request, reverse("resume:enter"))
    return {
        "slips": SLIPS,
        "resume_address": address.partition("://")[2],
        "resume_qr": square(address, _("Square code to go on learning")),
        "boxes": range(6),
    }
