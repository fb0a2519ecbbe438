"""What looks odd in a month, in plain words, each with a link to where to look."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from kit.vietnamese import short_date
from teams import access
from teams.models import Session
from teams.month_reports import Report
from teams.plausible import MOST_AT_ONCE, Doubt, Note, notes

SHOWN = 30  # of more, nobody reads the rest


def doubts(report: Report, user: User) -> list[dict[str, Any]]:
    """text and links (label, href) for each note; links lead to rolls that ``user`` may open."""
    sessions = {
        one.id: one for one in Session.objects.filter(id__in=list(report.facts.held)).select_related("team")
    }
    found = notes(report.facts, {key: one.starts_at for key, one in sessions.items()})[:SHOWN]
    # not those of a team that has gone to another commune since
    open_to = set(
        access.sessions_of(user)
        .filter(id__in=[one.id for one in sessions.values()])
        .values_list("id", flat=True)
    )
    mine = {key: one for key, one in sessions.items() if key in open_to}
    return [{"text": _text(note), "links": _links(note, mine, user)} for note in found]


def _text(note: Note) -> str:
    words = {
        Doubt.GROUP_TOO_BIG: _(
            "A group has %(people)s people, but only %(whole)s came. Look at the counts again."
        ),
        Doubt.MANY_UNNAMED: _("%(people)s of %(whole)s heads have no name. Write down those whom you know."),
        Doubt.TWO_AT_ONCE: _(
            "%(people)s people stand in two sessions of the same hour. One of them may be a slip."
        ),
        Doubt.TOO_MANY: _("%(people)s people at one session, more than %(most)s. Maybe one nought too many."),
        Doubt.NOBODY: _("A session was opened, but nobody is written down."),
        Doubt.NEVER_CAME: _("%(people)s people can file alone, but came to no session this year."),
    }
    return words[note.doubt] % {"people": note.people, "whole": note.whole, "most": MOST_AT_ONCE}


def _links(note: Note, sessions: dict[Any, Session], user: User) -> list[dict[str, str]]:
    if note.doubt is Doubt.NEVER_CAME:
        has_books = access.sees_people(user)
        return [{"href": reverse("teams:people"), "label": _("The list of people")}] if has_books else []
    return [_link(sessions[key]) for key in note.sessions if key in sessions]


def _link(session: Session) -> dict[str, str]:
    day = short_date(timezone.localdate(session.starts_at))
    return {
        "href": reverse("teams:attendance", args=[session.id]),
        "label": f"{session.title}, {session.team.name}, {day}",
    }
