"""/to/buoi/<id>/diem-danh/: who came. The roll, people at the door, telephones, heads without a name."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import roles, signed_in
from accounts.enums import Role
from accounts.models import User
from kit import idempotency
from kit.folding import fold
from places.service import hamlets_of
from teams import access, attending, consent_texts, kept, looks
from teams.enums import AgeBand, Sex
from teams.forms_people import TallyForm, WalkInForm
from teams.models import Participant, Session, Trainee
from teams.views.people import SEES_NAMES, asked, narrowed, once_key, query_of, read_id
from ui.service import error_items

PAGE = 100  # names on one page of the roll
NEW = "moi"  # instead of a trainee's id: she is on no book yet


@dataclass(frozen=True)
class Joined:
    """Somebody with a telephone who is on no book, and people of the book who are called so."""

    participant: Participant
    alike: list[Trainee]


def _roll(session: Session, wanted: dict[str, str], number: str | None) -> Page:
    return Paginator(narrowed(attending.roll(session), wanted), PAGE).get_page(number)


def _boxes(people: Iterable[Trainee], here: set[uuid.UUID], sure: set[uuid.UUID]) -> list[dict[str, Any]]:
    """Values of ui/roll.html."""
    return [
        {
            "id": f"n-{one.id}",
            "name": one.display_name,
            "text": kept.line_of(one),
            "boxes": [
                {"name": "co", "value": one.id, "label": _("Present"), "checked": one.id in here},
                {
                    "name": "tu",
                    "value": one.id,
                    "label": _("Can do it alone"),
                    "checked": one.id in sure,
                    "teacher": True,
                },
            ],
        }
        for one in people
    ]


def _joined(session: Session) -> list[Joined]:
    waiting = attending.came_by_phone(session)
    alike = attending.look_alikes(session, [fold(one.display_name) for one in waiting])
    return [Joined(one, alike.get(fold(one.display_name), [])) for one in waiting]


def _walk_in(session: Session, *data: Any) -> WalkInForm:
    """The empty form, or one as sent."""
    only = session.team.only_hamlet()
    start = {"thon": str(only.id) if only else ""}
    return WalkInForm(hamlets_of(session.team.commune), *data, initial=start)


def _tallies(session: Session, *data: Any) -> TallyForm:
    """Whoever joined with a telephone was there too, on a book or not."""
    known = dict(session.tallies.values_list("kind", "number"))
    named = len(attending.present(session)) + len(attending.came_by_phone(session))
    return TallyForm(named, *data, initial=known)


def _page(request: HttpRequest, session: Session, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The whole page; ``forms``: ``walk_in`` or ``tally`` as sent, ``alike`` people who may be the one at the door."""
    user, wanted = signed_in(request), asked(request)
    page = _roll(session, wanted, request.GET.get("trang"))
    here, sure = attending.present(session), attending.observed(session)
    shown = list(page.object_list)
    looks.at_roster(user, session, len(shown))
    walk_in, tally = forms.get("walk_in") or _walk_in(session), forms.get("tally") or _tallies(session)
    context = {
        **wanted,
        "session": session,
        "may_run": access.may_run(user, session),
        "page": page,
        "people": _boxes(shown, here, sure),
        "here": [one.id for one in shown if one.id in here],
        "sure": [one.id for one in shown if one.id in sure],
        "present": attending.persons(session),
        "heads": attending.heads(session),
        "joined": (joined := _joined(session)),
        "new_joined": sum(not one.alike for one in joined),
        "hamlets": hamlets_of(session.team.commune),
        "walk_in": walk_in,
        "sexes": Sex.choices,
        "bands": [*AgeBand.choices, ("", _("Age not known"))],
        "goes_on": "moi" in request.GET,
        "consent_text": consent_texts.current(),
        "alike": forms.get("alike", []),
        "guess": _pressed(request.POST),
        "is_long": any(wanted.values()) or page.paginator.num_pages > 1,
        "tally": tally,
        "errors": [*error_items(walk_in), *error_items(tally)],
        "token": idempotency.token(),
        "query": query_of(wanted, trang=request.GET.get("trang", "")),
        "before": query_of(wanted, trang=str(page.number - 1)),
        "after": query_of(wanted, trang=str(page.number + 1)),
    }
    return render(request, "teams/attendance.html", context, status=status)


@roles(*SEES_NAMES)
@never_cache
@require_safe
def attendance(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """The roll to tick, for the session's own team; for the commune's officers to look at."""
    return _page(request, access.get_session_for(signed_in(request), session_id))


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def save_attendance(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """What changed on this page of the roll since it was shown: so that two members do not undo each other."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    sent = {name: _ids(request, name) for name in ("co", "tu", "truoc_co", "truoc_tu")}
    known = {one.id: one for one in attending.roll(session).filter(id__in=set().union(*sent.values()))}

    def people(ids: set[uuid.UUID]) -> list[Trainee]:
        return [known[one] for one in ids if one in known and known[one].erased_at is None]

    attending.save_roster(
        session,
        by=user,
        came=people(sent["co"] - sent["truoc_co"]),
        gone=people(sent["truoc_co"] - sent["co"]),
        can=people(sent["tu"] - sent["truoc_tu"]),
        cannot=people(sent["truoc_tu"] - sent["tu"]),
    )
    number = len(attending.present(session))
    text = ngettext("Saved: %(number)d person is present.", "Saved: %(number)d people are present.", number)
    messages.success(request, text % {"number": number})
    return _back(session, request.POST.get("cau_hoi", ""))


def _ids(request: HttpRequest, name: str) -> set[uuid.UUID]:
    return {one for raw in request.POST.getlist(name) if (one := read_id(raw))}


def _back(session: Session, query: str = "", part: str = "") -> HttpResponse:
    """To the roll again. A query that did not come from our own page only narrows the list."""
    address = reverse("teams:attendance", args=[session.id])
    return redirect(f"{address}{f'?{query}' if query else ''}{f'#{part}' if part else ''}")


def _to_the_next(session: Session) -> HttpResponse:
    """One was written down: the next name without a tap. A browser gives the fingers to the field that an address
    names, and to none with `autofocus` where the address names something else."""
    return _back(session, "moi=1", WalkInForm([])["ten"].id_for_label)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def walk_in(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Somebody at the door, new or perhaps on the book: then the page asks which, and keeps what was typed."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    if known := read_id(request.POST.get("cung_nguoi", "")):
        return _same_person(request, session, user, known)
    pressed = _pressed(request.POST)
    form = _walk_in(session, {**request.POST.dict(), "gioi": pressed[0]})
    if not form.is_valid():
        return _page(request, session, walk_in=form, status=422)
    details = form.details(pressed[1])
    alike = attending.look_alikes(session, [fold(details.name)]).get(fold(details.name), [])
    if alike and "khac" not in request.POST:
        return _page(request, session, walk_in=form, alike=alike, status=409)
    idempotency.once(
        once_key(request),
        "walk_in",
        f"session:{session.id}",
        {},
        lambda: str(attending.walk_in(session, details, by=user, agreed=form.agreed()).id),
    )
    messages.success(request, _("Noted: %(name)s is present.") % {"name": details.name})
    return _to_the_next(session)


def _pressed(data: QueryDict) -> tuple[str, str]:
    """Sex and age band that the button says: one tap for both. The page that asks about a namesake sends it again."""
    sex, _colon, band = data.get("nguoi", "").partition(":")
    return sex, band


def _same_person(request: HttpRequest, session: Session, user: User, known: uuid.UUID) -> HttpResponse:
    """The one at the door is on the book."""
    for one in attending.roll(session).filter(id=known, erased_at=None):
        attending.mark(session, [one.id], by=user)
        messages.success(request, _("Noted: %(name)s is present.") % {"name": one.display_name})
    return _to_the_next(session)


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def tie_telephones(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Put one who joined with a telephone on the book, or say who of the book she is; or all at once."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    number = 0
    if "tat_ca" in request.POST:
        for joined in _joined(session):
            if not joined.alike:
                attending.tie(joined.participant, None, by=user)
                number += 1
    else:
        number = _tie_one(request, session, user)
    text = ngettext("On the book: %(number)d person.", "On the book: %(number)d people.", number)
    messages.success(request, text % {"number": number})
    return _back(session, part="dien-thoai")


def _tie_one(request: HttpRequest, session: Session, user: User) -> int:
    """The button names a telephone and a person, or NEW. What it names wrongly changes nothing."""
    name, _colon, whom = request.POST.get("gan", "").partition(":")
    nobody = uuid.UUID(int=0)
    participant = session.participants.filter(id=read_id(name) or nobody).first()
    trainee = attending.roll(session).filter(id=read_id(whom) or nobody, erased_at=None).first()
    if participant is None or (trainee is None and whom != NEW):
        return 0
    attending.tie(participant, trainee, by=user)
    return 1


@roles(Role.MEMBER, Role.LEADER)
@require_POST
def count_heads(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Heads without a name and groups; more than were there is asked about again."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    form = _tallies(session, request.POST)
    if not form.is_valid():
        return _page(request, session, tally=form, status=422)
    attending.count(session, form.cleaned_data, by=user)
    messages.success(request, _("The numbers are saved."))
    return _back(session, part="dem")
