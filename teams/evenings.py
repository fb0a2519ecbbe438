"""Verbs of an evening before and after people are in: plan, change, cancel, repeat, open, end, write down."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Required, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from kit import audit
from places.models import Hamlet
from sandbox import service as sandbox_service
from sandbox.enums import ModeChoice
from teams import calendar, codes, plans, summaries
from teams.enums import SessionKind, TopicKind
from teams.models import Session, SessionReport, SessionTopic, Team

_TRIES = 5  # at a code that somebody else took in the same moment


class SessionOver(Exception):
    """It has ended or was cancelled: its plan is history."""


class NotPlanned(Exception):
    """Only a session that has not been opened can be cancelled."""


class NotBegun(Exception):
    """Its day has not come: there is nothing to write down yet."""


class TooLate(Exception):
    """It ended more than ``calendar.CORRECTABLE`` ago."""


class NothingToPractise(Exception):
    """No pack is loaded, so no session can be made without being asked for."""


@dataclass(frozen=True)
class Topic:
    """Something to teach; ``key`` is the id of a scenario or the translation key of a lesson."""

    kind: TopicKind
    key: str
    title: str


class Details(TypedDict, total=False):
    """What is planned about a session: columns of its row."""

    title: Required[str]
    place: Required[str]
    starts_at: Required[dt.datetime]
    scenario: Required[str]
    mode: Required[str]
    kind: str
    ends_at: dt.datetime | None
    hamlet: Hamlet | None
    expected: int | None
    note: str
    plan: str


def _log(action: str, session: Session, by: User, **data: Any) -> None:
    audit.log(f"session.{action}", actor=f"user:{by.pk}", data={"session": str(session.id), **data})


# --- Planning ----------------------------------------------------------------------------------------------------
@transaction.atomic
def plan_session(
    team: Team, *, by: User, topics: Iterable[Topic] = (), **details: Unpack[Details]
) -> Session:
    """Put a session on the calendar and reserve its code, for posters to be printed. Raises NoCodeLeft.

    ``topics`` are further scenarios and lessons; the main scenario is always one.
    """
    session = Session(
        team=team, procedure=sandbox_service.procedure_of(details["scenario"]), run_by=by, **details
    )
    _save_with_free_code(session)
    _keep_topics(session, topics)
    _log("planned", session, by)
    return session


@transaction.atomic
def change_session(
    session: Session, *, by: User, topics: Iterable[Topic] = (), **details: Unpack[Details]
) -> Session:
    """Plan a session otherwise; its code stays. Raises SessionOver."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.closed_at is not None:
        raise SessionOver
    for name, value in details.items():
        setattr(session, name, value)
    session.procedure = sandbox_service.procedure_of(details["scenario"])
    columns = [*details, "procedure"]
    summaries.keep(_noted(session), partial(session.save, update_fields=columns))
    session.topics.all().delete()
    _keep_topics(session, topics)
    _log("changed", session, by)
    return session


def _noted(session: Session) -> list[uuid.UUID]:
    """Who was ever marked at it: they count in its month, from when it was opened."""
    return list(session.attendances.values_list("trainee_id", flat=True))


def _keep_topics(session: Session, topics: Iterable[Topic]) -> None:
    titles = dict(sandbox_service.scenario_choices())
    main = Topic(TopicKind.SCENARIO, session.scenario, titles.get(session.scenario, session.scenario))
    every = {(one.kind, one.key): one for one in (main, *topics)}
    SessionTopic.objects.bulk_create(
        SessionTopic(session=session, kind=one.kind, key=one.key, title=one.title) for one in every.values()
    )


@transaction.atomic
def cancel_session(session: Session, *, by: User, reason: str) -> None:
    """It does not take place. Its code is free for others. Raises NotPlanned once it was opened or is over."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.opened_at is not None or session.closed_at is not None:
        raise NotPlanned
    session.cancelled_at = session.closed_at = timezone.now()
    session.cancel_reason = reason
    session.save(update_fields=["cancelled_at", "closed_at", "cancel_reason"])
    _log("cancelled", session, by)


def repeat_session(session: Session, *, by: User) -> Session:
    """The same once more, on the same weekday of the next week that lies ahead. Raises NoCodeLeft."""
    starts_at = calendar.next_week(session.starts_at, timezone.now())
    shift = starts_at - session.starts_at
    planned = session.topics.filter(is_planned=True)
    return plan_session(
        session.team,
        by=by,
        topics=[Topic(TopicKind(one.kind), one.key, one.title) for one in planned],
        title=session.title,
        place=session.place,
        starts_at=starts_at,
        scenario=session.scenario,
        mode=session.mode,
        kind=session.kind,
        ends_at=session.ends_at and session.ends_at + shift,
        hamlet=session.hamlet,
        expected=session.expected,
        note=session.note,
        plan=session.plan,
    )


# --- Tonight -----------------------------------------------------------------------------------------------------
@transaction.atomic
def open_tonight(team: Team, *, by: User) -> Session:
    """The team's class of today, open: the one on the calendar, else a new one like the last, with the next plan.

    Two members who tap at once get the same one. Raises NothingToPractise, NoCodeLeft.
    """
    team = Team.objects.select_for_update().get(pk=team.pk)
    session = _class_of_today(team) or _made_for_tonight(team, by)
    open_session(session, by=by)
    return session


def _class_of_today(team: Team) -> Session | None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    classes = team.sessions.filter(kind=SessionKind.CLASS, closed_at=None)
    today = classes.filter(starts_at__gte=midnight, starts_at__lt=midnight + dt.timedelta(days=1))
    return today.order_by(F("opened_at").asc(nulls_last=True), "starts_at").first()


def _made_for_tonight(team: Team, by: User) -> Session:
    held = list(team.sessions.filter(kind=SessionKind.CLASS, cancelled_at=None).latest_first())
    last = held[0] if held else None
    plan = plans.following(plans.choose(one.plan, one.kind, one.mode).slug for one in held)
    hamlet = last.hamlet if last else only_hamlet(team)
    return plan_session(
        team,
        by=by,
        title=plan.title,
        place=last.place if last else _usual_place(hamlet),
        starts_at=calendar.tonight(timezone.localtime()),
        scenario=_scenario_like(last),
        mode=plan.modes[0] if plan.modes else (last.mode if last else ModeChoice.PRACTICE.value),
        hamlet=hamlet,
        expected=last.expected if last else None,
        plan=plan.slug,
    )


def _scenario_like(last: Session | None) -> str:
    """The last class's scenario while there is one, else the first of all."""
    known = [key for key, _title in sandbox_service.scenario_choices()]
    if not known:
        raise NothingToPractise
    return last.scenario if last and last.scenario in known else known[0]


def _usual_place(hamlet: Hamlet | None) -> str:
    return _("Culture house of %(hamlet)s") % {"hamlet": hamlet} if hamlet else _("Culture house")


def only_hamlet(team: Team) -> Hamlet | None:
    """The hamlet of a team that has one; of a team with several nobody knows whose hamlet it is."""
    hamlets = list(team.hamlets.all()[:2])
    return hamlets[0] if len(hamlets) == 1 else None


# --- Opening and ending ------------------------------------------------------------------------------------------
def _held_codes() -> list[str]:
    return list(Session.objects.holding_code().values_list("code", flat=True))


def _save_with_free_code(session: Session) -> None:
    """Two teams may draw one code in the same moment: the database refuses the second, which draws again."""
    for _try in range(_TRIES):
        session.code = codes.new_code(_held_codes())
        try:
            with transaction.atomic():
                session.save()
        except IntegrityError:
            continue
        return
    raise codes.NoCodeLeft


@transaction.atomic
def open_session(session: Session, *, by: User) -> None:
    """Let people in. A session that had ended opens again, with a new code if its old one is taken by now.

    So does a cancelled one: the people came all the same.
    """
    if session.is_open:
        return
    reopened = session.closed_at is not None
    if session.opened_at is None:
        session.opened_at = timezone.now()
        summaries.keep(_noted(session), partial(session.save, update_fields=["opened_at"]))
    session.closed_at = session.cancelled_at = None
    session.cancel_reason = ""
    session.run_by = by
    if reopened and session.code in _held_codes():
        _save_with_free_code(session)
    else:
        session.save(update_fields=["opened_at", "closed_at", "cancelled_at", "cancel_reason", "run_by"])
    sandbox_service.reopen_class(session.id)
    _log("opened", session, by)


@transaction.atomic
def close_session(session: Session, *, by: User) -> None:
    """End it: the code is free, nobody joins any more; those inside go on practising."""
    if session.closed_at is not None:
        return
    session.closed_at = timezone.now()
    session.save(update_fields=["closed_at"])
    sandbox_service.end_class(session.id)
    _log("closed", session, by)


@transaction.atomic
def write_down(
    session: Session, *, by: User, taught: Iterable[Topic], difficulties: str, suggestions: str
) -> SessionReport:
    """What was taught and what was hard; ends the session where it has not ended, and may be corrected afterwards.

    Also for an evening that was held without being opened here. Raises SessionOver when it was cancelled,
    NotBegun before its time, TooLate when nothing may be corrected any more.
    """
    session = Session.objects.select_for_update().get(pk=session.pk)
    _may_be_written(session)
    _mark_taught(session, {(one.kind, one.key): one for one in taught})
    report, is_new = SessionReport.objects.update_or_create(
        session=session,
        defaults={
            "difficulties": difficulties,
            "suggestions": suggestions,
            "changed_at": timezone.now(),
            "written_by": by,
        },
    )
    close_session(session, by=by)
    _log("written" if is_new else "corrected", session, by)
    return report


def _may_be_written(session: Session) -> None:
    if session.cancelled_at is not None:
        raise SessionOver
    if session.opened_at is None and session.closed_at is None and session.starts_at > timezone.now():
        raise NotBegun
    if session.closed_at is not None and not calendar.may_correct(session.closed_at, timezone.now()):
        raise TooLate


def _mark_taught(session: Session, taught: dict[tuple[TopicKind, str], Topic]) -> None:
    """Planned topics say whether they were taught; what was taught beyond the plan has a row of its own."""
    for row in session.topics.all():
        is_taught = taught.pop((TopicKind(row.kind), row.key), None) is not None
        if not is_taught and not row.is_planned:
            row.delete()
        elif row.is_taught is not is_taught:
            row.is_taught = is_taught
            row.save(update_fields=["is_taught"])
    SessionTopic.objects.bulk_create(
        SessionTopic(
            session=session, kind=one.kind, key=one.key, title=one.title, is_planned=False, is_taught=True
        )
        for one in taught.values()
    )
