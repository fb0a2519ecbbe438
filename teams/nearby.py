"""Members who agree to be shown to those whom they teach: agreed by herself only, taken back by her or for her.

What a learner sees of it is `nearby`, registered with accounts: the one member of her latest session's team whom
she knows best, and the team's question box. All in one query: a lesson has room for no more.
"""

import uuid
from typing import Any, NamedTuple

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from accounts.models import User
from accounts.nearby import Helper, Nearby, News
from kit import audit, phones
from kit.prepared import Prepared
from teams import asking
from teams.models import Contact, ContactQuerySet, Participant, ParticipantQuerySet, Team
from teams.people import actor

ZALO = "https://zalo.me/"


@transaction.atomic
def agree(team: Team, user: User, name: str, *, phone: bool, zalo: bool) -> Contact:
    """``user`` herself agrees to be shown to the learners of ``team``; what she had agreed to before ends.

    The caller has made sure that it is she, and that she is on the team.
    """
    _lock(user)
    _end(team, user, user)
    made = Contact.objects.create(team=team, user=user, shown_name=name, shows_phone=phone, shows_zalo=zalo)
    _note("contact.agreed", made, user, phone=phone, zalo=zalo)
    return made


@transaction.atomic
def withdraw(contact: Contact, *, by: User) -> bool:
    """From the next page on learners do not see her. False where nobody saw her any more."""
    _lock(contact.user)
    ended = _end(contact.team, contact.user, by)
    if ended:
        _note("contact.withdrawn", contact, by)
    return ended


def begin_again(team: Team, user: User, *, by: User) -> None:
    """She comes back to the team: what she agreed to in her earlier time does not come back with her."""
    _end(team, user, by)


def _lock(user: User) -> None:
    User.objects.select_for_update().get(pk=user.pk)


def _end(team: Team, user: User, by: User) -> bool:
    agreed = Contact.objects.agreed().filter(team=team, user=user)
    return bool(agreed.update(withdrawn_at=timezone.now(), withdrawn_by=by))


def _note(action: str, contact: Contact, by: User, **data: bool) -> None:
    audit.log(action, actor=actor(by), data={"contact": contact.pk, **data})


# --- What a learner sees ---------------------------------------------------------------------------------------
def nearby(learner_id: uuid.UUID) -> Nearby | None:
    """For accounts.nearby: whom she may ask. None outside sessions, and where the team is not at work any more."""
    now = timezone.now()
    latest = _ASKED.first(learner_id, timezone.localdate(), now - asking.NEWS_FOR)
    if latest is None or not latest.is_active:
        return None
    return Nearby(
        team=latest.team,
        helper=_helper(**latest.helper) if latest.helper else None,
        ask="join:ask",
        news=News(**latest.news) if latest.news else None,
    )


def latest_session(learner_id: uuid.UUID) -> Participant | None:
    """Where she was last: a telephone that has since joined elsewhere is in other hands."""
    return _latest(learner_id).first()


def _latest(learner_id: Any) -> ParticipantQuerySet:
    rows = Participant.objects.filter(learner=learner_id).select_related("session__team")
    return rows.order_by("-joined_at", "-id")


def _best_contact(day: Any) -> Coalesce:
    """Of a participant: who ran her session; else its leader or another member; else of a team of its hamlet.

    The arguments of `_helper`, or None. The participant carries ``at_team``, ``at_hamlet`` and ``runner``. Three
    look-ups in one query, because SQLite sorts no inner look-up by what stands outside of it.
    """
    in_hamlet = Team.hamlets.through.objects.filter(
        team=OuterRef("team"), hamlet=OuterRef(OuterRef("at_hamlet"))
    )
    of_team, of_hamlet = Q(team=OuterRef("at_team")), Exists(in_hamlet)
    shown = Contact.objects.shown(day)
    ran = shown.filter(of_team | of_hamlet, user=OuterRef("runner")).order_by("agreed_at", "pk")
    return Coalesce(
        *map(
            _first,
            (ran, shown.filter(of_team).leaders_first(day), shown.filter(of_hamlet).leaders_first(day)),
        )
    )


def _first(rows: ContactQuerySet) -> Subquery:
    shown = JSONObject(name="shown_name", phone="shows_phone", zalo="shows_zalo", number="user__phone")
    return Subquery(rows.values(shown=shown)[:1])


class _Asked(NamedTuple):
    """Her latest session's team, and what `_helper` and News are made of."""

    team: str
    is_active: bool
    helper: dict[str, Any] | None
    news: dict[str, Any] | None


def _asked(learner_id: Any, day: Any, since: Any) -> QuerySet[Participant, Any]:
    of_session = {
        "at_team": F("session__team"),
        "at_hamlet": F("session__hamlet"),
        "runner": F("session__run_by"),
    }
    rows = _latest(learner_id).annotate(**of_session)
    found = rows.annotate(helper=_best_contact(day), news=asking.fresh_answer(since))
    return found.values_list("session__team__name", "session__team__is_active", "helper", "news")[:1]


_ASKED = Prepared(_asked, models.UUIDField(), models.DateField(), models.DateTimeField(), row=_Asked)


def as_helper(contact: Contact) -> Helper:
    """What learners see of her."""
    number = contact.user.phone
    return _helper(contact.shown_name, number, phone=contact.shows_phone, zalo=contact.shows_zalo)


def _helper(name: str, number: str | None, *, phone: bool, zalo: bool) -> Helper:
    """Nothing that she did not tick, nothing that she does not have."""
    shown = phones.show(number) if number else ""
    digits = "".join(filter(str.isdigit, shown))
    return Helper(name=name, phone=shown if phone else "", zalo=f"{ZALO}{digits}" if zalo and digits else "")
