"""How the practice office behaves: pure, computed when somebody looks, on the dossier's own clock.

The next event follows from the case alone, never from the moment of looking: looking at t1 and then at t2
gives the same events as looking once at t2.

    1 → 2  accepted, with the appointment          4 → 9  done, when nothing is left to fix
    2 → 4  under examination                       9 → 10 handed over
    4 → 5  one full list of what to fix            5 → 8  no answer by the deadline
                                                   4 → 8  still incomplete after three requests
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from sandbox.engine import texts
from sandbox.engine.calendar import Pause, WorkingDays, add_minutes, closing, due, start
from sandbox.engine.coach import Mistake
from sandbox.engine.enums import Actor, Reason, Stage
from sandbox.engine.machine import Status, check
from sandbox.engine.schema import Agency, OfficeScript, PaperSpec, Term

MAX_REQUESTS = 3


@dataclass(frozen=True)
class Finding:
    """A field the office cannot accept, with the reason it writes down."""

    field: str
    label: str
    reason: str


@dataclass(frozen=True)
class RequestItem:
    """One line of a supplement request; `id` is that of the paper or of the field."""

    kind: Literal["paper", "field"]
    id: str
    label: str
    reason: str


@dataclass(frozen=True)
class SupplementRequest:
    """Phiếu yêu cầu bổ sung: everything at once, with a deadline and somebody to ask."""

    items: tuple[RequestItem, ...]
    deadline: datetime
    officer: str
    officer_phone: str


@dataclass(frozen=True)
class Case:
    """A dossier as the office sees it.

    `since` is when the status began; `rounds` counts the requests made so far; `papers` maps a paper to the
    sample picture attached (a picture that is not among the samples is taken as good); all times are of the
    dossier's clock.
    """

    status: Status
    since: datetime
    submitted_at: datetime
    rounds: int
    findings: tuple[Finding, ...]
    papers: Mapping[str, str]
    specs: tuple[PaperSpec, ...]
    script: OfficeScript
    agency: Agency
    term: Term
    pauses: tuple[Pause, ...] = ()
    deadline: datetime | None = None


@dataclass(frozen=True)
class OfficeEvent:
    """One change made by the office; `due_at` comes with the acceptance, `request` with a supplement request."""

    to: Status
    at: datetime
    stage: Stage = Stage.PLAIN
    reason: Reason = Reason.NONE
    request: SupplementRequest | None = None
    due_at: datetime | None = None


def findings(mistakes: Iterable[Mistake]) -> tuple[Finding, ...]:
    """What the office writes down for mistakes that were sent in."""
    return tuple(
        Finding(mistake.field, mistake.label, texts.phrase("findings", mistake.kind.value))
        for mistake in mistakes
    )


def due_events(case: Case, until: datetime, days: WorkingDays) -> list[OfficeEvent]:
    """What the office has done by `until`, in order, beginning from the case as it stands."""
    return [event for event, _ in _history(case, until, days)]


def apply(case: Case, event: OfficeEvent) -> Case:
    """The case after an event of `due_events`; raises IllegalTransition where the table has no such change."""
    check(case.status, event.to, Actor.OFFICE, reason=event.reason, stage=event.stage)
    return replace(
        case,
        status=event.to,
        since=event.at,
        rounds=case.rounds + (event.to is Status.SUPPLEMENT_REQUESTED),
        deadline=event.request.deadline if event.request else None,
    )


def answer(case: Case, at: datetime, papers: Mapping[str, str], findings: Iterable[Finding]) -> Case:
    """The case after the citizen sent the supplement: with the new papers and what is still wrong in the fields."""
    check(case.status, Status.IN_PROGRESS, Actor.CITIZEN)
    return replace(
        case,
        status=Status.IN_PROGRESS,
        since=at,
        papers=dict(papers),
        findings=tuple(findings),
        pauses=(*case.pauses, Pause(case.since, at)),
        deadline=None,
    )


def due_at(case: Case, days: WorkingDays) -> datetime:
    """The appointment as it stands now, the waiting for the citizen left out."""
    return due(case.submitted_at, case.term, days, case.pauses)


def _history(case: Case, until: datetime, days: WorkingDays) -> Iterator[tuple[OfficeEvent, Case]]:
    event = _next_event(case, days)
    while event is not None and event.at <= until:
        case = apply(case, event)
        yield event, case
        event = _next_event(case, days)


def _next_event(case: Case, days: WorkingDays) -> OfficeEvent | None:
    """What the office does next if nobody else acts; None when it is not the office's turn."""
    script = case.script
    match case.status:
        case Status.REGISTERED:
            opened = start(case.since, case.term, days)
            accepted = add_minutes(opened, script.accept_after, days)
            return OfficeEvent(Status.ACCEPTED, accepted, due_at=due_at(case, days))
        case Status.ACCEPTED:
            return OfficeEvent(Status.IN_PROGRESS, add_minutes(case.since, script.start_after, days))
        case Status.IN_PROGRESS:
            return _review(case, days)
        case Status.SUPPLEMENT_REQUESTED if case.deadline is not None:
            late = case.deadline + timedelta(minutes=1)
            return OfficeEvent(Status.STOPPED, late, reason=Reason.SUPPLEMENT_OVERDUE)
        case Status.DONE:
            return OfficeEvent(Status.RETURNED, add_minutes(case.since, script.return_after, days))
    return None


def _review(case: Case, days: WorkingDays) -> OfficeEvent:
    """The examination: ask for everything that is missing, give up after three requests, or finish."""
    items = _to_fix(case)
    if not items:
        return OfficeEvent(Status.DONE, add_minutes(case.since, case.script.finish_after, days))
    at = add_minutes(case.since, case.script.review_after, days)
    if case.rounds >= MAX_REQUESTS:
        return OfficeEvent(Status.STOPPED, at, reason=Reason.STILL_INCOMPLETE)
    deadline = closing(days.add(at.date(), case.script.supplement_days), days)
    request = SupplementRequest(items, deadline, case.agency.officer, case.agency.officer_phone)
    return OfficeEvent(Status.SUPPLEMENT_REQUESTED, at, request=request)


def _to_fix(case: Case) -> tuple[RequestItem, ...]:
    papers = (RequestItem("paper", s.id, s.name, _paper_problem(case, s)) for s in case.specs)
    fields = (RequestItem("field", f.field, f.label, f.reason) for f in case.findings)
    return tuple(item for item in (*papers, *fields) if item.reason)


def _paper_problem(case: Case, spec: PaperSpec) -> str:
    """Why a paper must be sent again; the planted reason only for a paper that is good, and only the first time."""
    attached = case.papers.get(spec.id, "")
    if not attached:
        return texts.phrase("findings", "paper_missing") if spec.required else ""
    photo, planted = spec.photo(attached), case.script.planted
    if photo is not None and photo.problem:
        return photo.problem
    return planted.reason if planted and planted.paper == spec.id and case.rounds == 0 else ""
