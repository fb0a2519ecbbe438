"""A dossier after it was sent: its clock, what the office does, what the citizen answers.

What comes next is computed when somebody looks (``look``); nothing depends on a worker. Every change goes
through the transition table of the engine and leaves an event.
"""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Protocol

from django.db import IntegrityError, transaction
from django.db.models.functions import Length
from django.utils import timezone

from kit import audit
from sandbox import attempts
from sandbox.catalogue import working_days
from sandbox.engine import calendar, coach, codes, fees, machine, office, unaided
from sandbox.engine.calendar import Pause
from sandbox.engine.clock import DossierClock
from sandbox.engine.enums import Actor, Mode, Reason, Stage
from sandbox.engine.machine import Status
from sandbox.engine.office import Case, OfficeEvent, PaymentRequest, SupplementRequest
from sandbox.models import Attempt, Dossier, DossierEvent, Notice
from sandbox.signals import dossier_decided

CODE_TRIES = 100  # more than there are processes that could take a code away in the meantime


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
    move(dossier, Status.REGISTERED, Actor.CITIZEN, at=now)
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


def move(
    dossier: Dossier,
    target: Status,
    actor: Actor,
    *,
    at: dt.datetime,
    reason: Reason = Reason.NONE,
    stage: Stage = Stage.PLAIN,
    data: Mapping[str, Any] | None = None,
) -> None:
    """One change of status or stage through the table, with its event and, from the office, its notice.

    Raises IllegalTransition.
    """
    origin = dossier.state
    machine.check(origin, target, actor, reason=reason, stage=stage, before=Stage(dossier.stage))
    dossier.status, dossier.stage, dossier.reason = target.value, stage.value, reason.value
    dossier.save()
    event = DossierEvent.objects.create(
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
    if actor is Actor.OFFICE:
        Notice.objects.create(event=event)


def look(dossier: Dossier) -> Dossier:
    """The dossier as it stands now: everything that the office has done in the meantime is written down."""
    if dossier.over or _next(dossier) is None:
        return dossier
    with transaction.atomic():
        row = Dossier.objects.select_for_update().get(pk=dossier.pk)
        while (event := _next(row)) is not None:
            _apply(row, event)
    return Dossier.objects.with_pack().get(pk=dossier.pk)


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
        findings=office.findings(coach.review(attempt.pack, attempt.scenario, attempts.dated(attempt))),
        papers=dict(attempt.papers),
        specs=attempts.papers_asked(attempt),
        script=attempt.scenario.office,
        agency=attempt.scenario.agency,
        term=attempt.pack.procedure.term,
        pauses=_pauses(events),
        deadline=deadline_of(dossier),
        stage=Stage(dossier.stage),
        drafts=bool(office.result_fields(attempt.pack.eform)),
        corrected=frozenset(e.data["line"] for e in events if e.reason == Reason.DRAFT_CORRECTED),
        agreed=any(e.reason in (Reason.DRAFT_AGREED, Reason.DRAFT_SILENCE) for e in events),
        apologised=any(e.stage == Stage.LATE_WITH_APOLOGY for e in events),
        bill=fees.bill(attempt.pack, attempts.dated(attempt)),
        pays_first=attempt.pack.procedure.pay_first,
        paid=dossier.paid,
    )


def _pauses(events: Sequence[DossierEvent]) -> tuple[Pause, ...]:
    """The times during which the office waited for the citizen."""
    return tuple(
        Pause(asked=timezone.localtime(asked.at), answered=timezone.localtime(answered.at))
        for asked, answered in pairwise(events)
        if machine.whose_turn(Status(asked.to_status), Stage(asked.stage)) is Actor.CITIZEN
        and answered.to_status in (Status.IN_PROGRESS, Status.DONE)
    )


def deadline_of(dossier: Dossier) -> dt.datetime | None:
    """Until when the open request, the bill or the draft can be answered, on the dossier's clock."""
    asked = dossier.draft if dossier.stage == Stage.DRAFT_TO_CHECK else dossier.request
    if dossier.state is Status.PAYMENT_REQUESTED:
        asked = dossier.bill
    raw = (asked or {}).get("deadline")
    return timezone.localtime(dt.datetime.fromisoformat(raw)) if raw else None


def _apply(dossier: Dossier, event: OfficeEvent) -> None:
    """Write down one act of the office."""
    dossier.request = _request_data(event.request) if event.request else None  # an overdue one is closed
    if event.request is not None:
        dossier.rounds += 1
    if event.payment is not None:
        dossier.bill = _bill_data(event.payment)
    if event.draft is not None:
        dossier.draft = {"wrote": dict(event.draft.wrote), "deadline": event.draft.deadline.isoformat()}
    if event.due_at is not None:
        dossier.due_at = event.due_at
    if event.to is Status.DONE:
        decide(dossier)
    _turn_clock(dossier, event)
    move(
        dossier,
        event.to,
        Actor.OFFICE,
        at=event.at,
        reason=event.reason,
        stage=event.stage,
        data=_told(event),
    )


def decide(dossier: Dossier) -> None:
    """There is a result: now, and whoever listens hears of it once the transaction is through."""
    dossier.decided_at = timezone.now()
    transaction.on_commit(lambda: _announce(dossier))


def _turn_clock(dossier: Dossier, event: OfficeEvent) -> None:
    """The clock stops where the office hands the dossier over, and runs on where it takes it back by itself."""
    now = timezone.localtime()
    if machine.whose_turn(event.to, event.stage) is not Actor.OFFICE:
        dossier.set_clock(DossierClock(at=event.at, anchor=now, running=False))
    elif not dossier.clock_running:
        dossier.set_clock(dossier.clock.resume(now))


def _told(event: OfficeEvent) -> dict[str, str]:
    """What the office says with an act: a new appointment, a deadline, a sum, its reason in its own words."""
    days = {"due_at": event.due_at, "deadline": event.deadline}
    told = {name: day.isoformat() for name, day in days.items() if day is not None}
    if event.payment is not None:
        told["sum"] = fees.dong(event.payment.bill.total)
    return told | ({"said": event.said} if event.said else {})


def _request_data(request: SupplementRequest) -> dict[str, Any]:
    items = [
        {
            "kind": item.kind,
            "id": item.id,
            "label": item.label,
            "reason": item.reason,
            "type": item.type.value,
        }
        for item in request.items
    ]
    return {
        "items": items,
        "deadline": request.deadline.isoformat(),
        "officer": request.officer,
        "officer_phone": request.officer_phone,
    }


def _bill_data(payment: PaymentRequest) -> dict[str, Any]:
    lines = [
        {"label": line.label, "count": line.count, "unit": line.unit, "amount": line.amount}
        for line in payment.bill.lines
    ]
    return {"lines": lines, "total": payment.bill.total, "deadline": payment.deadline.isoformat()}


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


class Run(Protocol):
    """An Attempt, or what was read of one."""

    @property
    def mode(self) -> str: ...

    @property
    def hints_used(self) -> int: ...

    @property
    def helper(self) -> bool: ...

    @property
    def persona_practised_before(self) -> bool: ...


def finished_unaided(attempt: Run) -> bool:
    """Whether this run, now that it has a result, shows that she can do it alone (sandbox/README.md, "Unaided")."""
    return unaided.is_unaided(
        mode=Mode(attempt.mode),
        hints_used=attempt.hints_used,
        helper=attempt.helper,
        persona_practised_before=attempt.persona_practised_before,
        finished=True,
    )
