"""A dossier after it was sent: its clock, what the office does, what the citizen answers.

What comes next is computed when somebody looks (``look``); nothing depends on a worker. Every change goes
through the transition table of the engine and leaves an event.
"""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Length
from django.utils import timezone

from kit import audit
from sandbox import attempts
from sandbox.catalogue import working_days
from sandbox.engine import calendar, coach, codes, machine, office, unaided
from sandbox.engine.calendar import Pause
from sandbox.engine.clock import DossierClock
from sandbox.engine.enums import Actor, Mode, Reason, Stage
from sandbox.engine.machine import Status
from sandbox.engine.office import Case, OfficeEvent, SupplementRequest
from sandbox.models import Attempt, Dossier, DossierEvent
from sandbox.signals import dossier_decided

SKIPS = (1, 3)  # days that "Bỏ qua" may pass over
CODE_TRIES = 100  # more than there are processes that could take a code away in the meantime


class NotWaiting(Exception):
    """The office does not wait for a supplement of this dossier (any more)."""


@transaction.atomic
def send(attempt: Attempt) -> Dossier:
    """Send what the attempt holds: one dossier, with its code, its receipt and its date. Saved before judged."""
    row = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if row.sent_at is not None:
        return row.dossier
    now = timezone.localtime()
    dossier = Dossier(
        attempt=row,
        lookup_code=codes.lookup_code(secrets.SystemRandom()),
        sent_at=now,
        due_at=calendar.due(now, row.pack.procedure.term, working_days()),
    )
    dossier.set_clock(DossierClock(at=now, anchor=now, running=True))
    _save_under_free_code(dossier, now.date())
    row.sent_at = row.touched_at = now
    row.save(update_fields=["sent_at", "touched_at"])
    _move(dossier, Status.REGISTERED, Actor.CITIZEN, at=now)
    audit.log("dossier.submitted", actor=f"learner:{row.learner_id}", data={"dossier": str(dossier.id)})
    return dossier


def _save_under_free_code(dossier: Dossier, day: dt.date) -> None:
    """Two who send at once count to the same code; the unique column lets one of them through, the other goes on."""
    for left in reversed(range(CODE_TRIES)):
        dossier.code = _free_code(day)
        try:
            with transaction.atomic():
                dossier.save(force_insert=True)
            return
        except IntegrityError:
            if not left:
                raise


def _free_code(day: dt.date) -> str:
    """The next code of the day."""
    prefix = codes.dossier_code(day, 1)[:-4]
    last = (
        Dossier.objects.filter(code__startswith=prefix)
        .order_by(Length("code").desc(), "-code")  # the 10000th of a day has one digit more
        .values_list("code", flat=True)
        .first()
    )
    return codes.dossier_code(day, int(last.rsplit("-", 1)[1]) + 1 if last else 1)


def _move(
    dossier: Dossier,
    target: Status,
    actor: Actor,
    *,
    at: dt.datetime,
    reason: Reason = Reason.NONE,
    stage: Stage = Stage.PLAIN,
    data: Mapping[str, Any] | None = None,
) -> None:
    """One change of status through the table, with its event. Raises IllegalTransition."""
    origin = dossier.state
    machine.check(origin, target, actor, reason=reason, stage=stage)
    dossier.status, dossier.stage, dossier.reason = target.value, stage.value, reason.value
    dossier.save()
    DossierEvent.objects.create(
        dossier=dossier,
        number=dossier.events.count() + 1,
        from_status=origin.value,
        to_status=target.value,
        stage=stage.value,
        reason=reason.value,
        actor=actor.value,
        at=at,
        data=dict(data or {}),
    )


def look(dossier: Dossier) -> Dossier:
    """The dossier as it stands now: everything that the office has done in the meantime is written down."""
    if dossier.over or _next(dossier) is None:
        return dossier
    with transaction.atomic():
        row = Dossier.objects.select_for_update().get(pk=dossier.pk)
        while (event := _next(row)) is not None:
            _apply(row, event)
    return Dossier.objects.select_related("attempt__version", "attempt__learner").get(pk=dossier.pk)


def _next(dossier: Dossier) -> OfficeEvent | None:
    """What the office has done next by now. One at a time: in the citizen's court the clock stands still."""
    if dossier.over:
        return None
    return next(iter(office.due_events(case_of(dossier), dossier.now(), working_days())), None)


def case_of(dossier: Dossier) -> Case:
    """The dossier as the office of the engine sees it."""
    attempt = dossier.attempt
    events = list(dossier.events.all())
    return Case(
        status=dossier.state,
        since=timezone.localtime(events[-1].at),
        submitted_at=timezone.localtime(dossier.sent_at),
        rounds=dossier.rounds,
        findings=office.findings(coach.review(attempt.pack, attempt.scenario, attempt.answers)),
        papers=dict(attempt.papers),
        specs=attempt.pack.papers,
        script=attempt.scenario.office,
        agency=attempt.scenario.agency,
        term=attempt.pack.procedure.term,
        pauses=_pauses(events),
        deadline=deadline_of(dossier),
    )


def _pauses(events: Sequence[DossierEvent]) -> tuple[Pause, ...]:
    """The times during which the office waited for the citizen."""
    return tuple(
        Pause(asked=timezone.localtime(asked.at), answered=timezone.localtime(answered.at))
        for asked, answered in pairwise(events)
        if asked.to_status == Status.SUPPLEMENT_REQUESTED and answered.to_status == Status.IN_PROGRESS
    )


def deadline_of(dossier: Dossier) -> dt.datetime | None:
    """Until when the open request can be answered, on the dossier's clock."""
    raw = (dossier.request or {}).get("deadline")
    return timezone.localtime(dt.datetime.fromisoformat(raw)) if raw else None


def _apply(dossier: Dossier, event: OfficeEvent) -> None:
    """Write down one act of the office."""
    dossier.request = _request_data(event.request) if event.request else None  # an overdue one is closed
    if event.request is not None:
        dossier.rounds += 1
    if event.due_at is not None:
        dossier.due_at = event.due_at
    if event.to is Status.DONE:
        dossier.decided_at = timezone.now()
    if machine.whose_turn(event.to, event.stage) is not Actor.OFFICE:
        dossier.set_clock(DossierClock(at=event.at, anchor=timezone.localtime(), running=False))
    _move(dossier, event.to, Actor.OFFICE, at=event.at, reason=event.reason, stage=event.stage)
    if event.to is Status.DONE:
        transaction.on_commit(lambda: _announce(dossier))


def _request_data(request: SupplementRequest) -> dict[str, Any]:
    items = [
        {"kind": item.kind, "id": item.id, "label": item.label, "reason": item.reason}
        for item in request.items
    ]
    return {
        "items": items,
        "deadline": request.deadline.isoformat(),
        "officer": request.officer,
        "officer_phone": request.officer_phone,
    }


def _announce(dossier: Dossier) -> None:
    attempt = dossier.attempt
    dossier_decided.send(
        sender=Dossier,
        dossier_id=dossier.id,
        learner_id=attempt.learner_id,
        procedure=attempt.pack.procedure.code,
        scenario=attempt.scenario_id,
        mode=attempt.mode,
        unaided=finished_unaided(attempt),
        decided_at=dossier.decided_at,
    )


def finished_unaided(attempt: Attempt) -> bool:
    """Whether this run, now that it has a result, shows that she can do it alone (design.md, "unaided")."""
    return unaided.is_unaided(
        mode=Mode(attempt.mode),
        hints_used=attempt.hints_used,
        helper=attempt.helper,
        persona_practised_before=attempt.persona_practised_before,
        finished=True,
    )


@transaction.atomic
def skip(dossier: Dossier, days: int) -> Dossier:
    """ "Bỏ qua một ngày / ba ngày": move the dossier's own clock on, then look."""
    row = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if days in SKIPS and not row.over:
        row.set_clock(row.clock.skip(days, timezone.localtime()))
        row.save(update_fields=["clock_at", "clock_anchor", "clock_running"])
    return look(row)


@transaction.atomic
def supplement(dossier: Dossier, typed: Mapping[str, str], photos: Mapping[str, str]) -> Dossier:
    """Send what the office asked for. Raises NotWaiting when it does not wait for anything."""
    row = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if row.state is not Status.SUPPLEMENT_REQUESTED:
        raise NotWaiting
    for paper, photo in photos.items():
        attempts.attach(row.attempt, paper, photo)
    if typed:
        attempts.save_answers(row.attempt, typed, row.attempt.revision)
    now = timezone.localtime()
    at = row.now()
    row.request = None
    row.set_clock(DossierClock(at=at, anchor=now, running=True))
    _move(
        row,
        Status.IN_PROGRESS,
        Actor.CITIZEN,
        at=at,
        data={"fields": sorted(typed), "papers": sorted(photos)},
    )
    row.due_at = office.due_at(case_of(row), working_days())
    row.save(update_fields=["due_at"])
    audit.log(
        "dossier.supplemented", actor=f"learner:{row.attempt.learner_id}", data={"dossier": str(row.id)}
    )
    return row
