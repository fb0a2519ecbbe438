"""Members who agree to be shown to those whom they teach: agreed by herself only, taken back by her or for her.

What a learner sees of it is `nearby`, registered with accounts: the one member of her latest session's team whom
she knows best, and the team's question box. Two queries, and one for a learner who was in no session.
"""

import uuid
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from accounts.nearby import Helper, Nearby, News
from kit import audit, phones
from teams import asking
from teams.models import Contact, Participant, Session, Team
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
    latest = latest_session(learner_id)
    if latest is None or not latest.session.team.is_active:
        return None
    return Nearby(
        team=latest.session.team.name,
        helper=_helper(latest.session),
        ask="join:ask",
        news=partial(_news, learner_id),
    )


def latest_session(learner_id: uuid.UUID) -> Participant | None:
    """Where she was last: a telephone that has since joined elsewhere is in other hands."""
    rows = Participant.objects.filter(learner=learner_id).select_related("session__team")
    return rows.order_by("-joined_at", "-id").first()


def _helper(session: Session) -> Helper | None:
    """Who ran her session; else its team's leader or another member; else somebody of a team of its hamlet."""
    near = Q(team=session.team_id)
    if session.hamlet_id is not None:
        near |= Q(team__hamlets=session.hamlet_id)
    contact = Contact.objects.shown().filter(near).distinct().nearest(session.team, session.run_by_id).first()
    return as_helper(contact) if contact else None


def as_helper(contact: Contact) -> Helper:
    """What is shown of her: nothing that she did not tick, nothing that she does not have."""
    number = contact.user.phone or ""
    shown = phones.show(number) if number else ""
    return Helper(
        name=contact.shown_name,
        phone=shown if contact.shows_phone else "",
        zalo=f"{ZALO}{''.join(filter(str.isdigit, shown))}" if contact.shows_zalo and number else "",
    )


def _news(learner_id: uuid.UUID) -> News | None:
    latest = asking.latest_answer(learner_id)
    return News(latest.text, latest.answer) if latest else None
