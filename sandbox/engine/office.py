"""How the practice office behaves: pure, computed when somebody looks, on the dossier's own clock.

The next event follows from the case alone, never from the moment of looking: looking at t1 and then at t2
gives the same events as looking once at t2.

    1 → 2  accepted, with the appointment          1 → 3  refused at the door
    2 → 4  under examination                       4 → 4  late: an apology and a new day
    4 → 6  what it costs, with a deadline          6 → 8  not paid by then
    4 → 5  one full list of what to fix            4 → 8  still incomplete after three requests, or on the merits
    5 → 8  no answer by the deadline               4 → 4  the draft of the result, to be checked in one day
    4 → 9  done, once the draft is agreed          4 → 4  no answer to the draft: taken as agreed
    9 → 10 handed over

First everything that is missing, then the fee, then the draft. The fee is asked for once the dossier is complete,
because only then its sum is settled (a wrong number of copies is mended by a supplement), and before the draft,
because silence about a draft counts as agreed and leads to the result (record of 1.001193): a bill after it would
stop a dossier whose owner had nothing left to answer. Where a procedure says `pay_first` the bill comes before
anything is looked at, and what was examined afterwards asks for no second one. So paying leads back to work (6 → 4)
where something is still to do, and straight to the end (6 → 9) where nothing is. What was examined is not examined
again after paying.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from sandbox.engine import texts
from sandbox.engine.calendar import Pause, WorkingDays, add_minutes, closing, due, opening, start
from sandbox.engine.coach import Mistake
from sandbox.engine.enums import Actor, MistakeKind, Reason, Stage, SupplementType
from sandbox.engine.fees import NOTHING, Bill
from sandbox.engine.kinds import kind_of
from sandbox.engine.machine import Status, check
from sandbox.engine.papers import settled
from sandbox.engine.schema import Agency, Eform, FieldSpec, OfficeScript, PaperSpec, PlantedRefusal, Term

MAX_REQUESTS = 3
DRAFT_DAYS = 1  # working days to check the draft; silence counts as agreed (record of 1.001193)
FEE_AFTER = 5  # minutes of working time from taking a dossier up to the bill that comes before the work
AT_THE_DOOR = (Reason.NOT_OUR_COMPETENCE, Reason.NOT_VALID)
_LATE_BY = timedelta(minutes=1)  # after a deadline
# Every other kind of mistake is something that is there and not right.
_TYPES = {MistakeKind.MISSING.value: SupplementType.INCOMPLETE, "old_place": SupplementType.OUTDATED}


@dataclass(frozen=True)
class Finding:
    """A field the office cannot accept, with the reason it writes down and what is the matter with it."""

    field: str
    label: str
    reason: str
    type: SupplementType = SupplementType.INCORRECT


@dataclass(frozen=True)
class RequestItem:
    """One line of a supplement request; `id` is that of the paper or of the field."""

    kind: Literal["paper", "field"]
    id: str
    label: str
    reason: str
    type: SupplementType = SupplementType.INCORRECT


@dataclass(frozen=True)
class SupplementRequest:
    """Phiếu yêu cầu bổ sung: everything at once, with a deadline and somebody to ask."""

    items: tuple[RequestItem, ...]
    deadline: datetime
    officer: str
    officer_phone: str


@dataclass(frozen=True)
class PaymentRequest:
    """What is to be paid, and until when."""

    bill: Bill
    deadline: datetime


@dataclass(frozen=True)
class Draft:
    """The draft of the result: what the office wrote wrongly (field → value), and until when she can say so."""

    wrote: Mapping[str, str]
    deadline: datetime


@dataclass(frozen=True)
class Case:
    """A dossier as the office sees it.

    `since` is when the status or the stage began; `rounds` counts the requests made so far; `papers` maps a
    paper to the sample picture attached (a picture that is not among the samples is taken as good); `drafts`
    says whether this office lets the citizen check a draft, `corrected` which lines of it she has pointed at,
    `agreed` that nothing is left to say about it; `bill` is what these answers cost, `pays_first` that this is asked
    for before the work begins. All times are of the
    dossier's clock. `specs` are the papers asked for (`papers.asked`); where they still have conditions, these look
    at `answers`.
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
    stage: Stage = Stage.PLAIN
    drafts: bool = False
    corrected: frozenset[str] = frozenset()
    agreed: bool = False
    apologised: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    bill: Bill = NOTHING
    pays_first: bool = False
    paid: bool = False


@dataclass(frozen=True)
class OfficeEvent:
    """One change made by the office, with what comes with it: a request, a draft, a new appointment, its own words."""

    to: Status
    at: datetime
    stage: Stage = Stage.PLAIN
    reason: Reason = Reason.NONE
    request: SupplementRequest | None = None
    payment: PaymentRequest | None = None
    due_at: datetime | None = None
    draft: Draft | None = None
    said: str = ""

    @property
    def deadline(self) -> datetime | None:
        """Until when the citizen can answer, where she is asked something."""
        asked = self.request or self.payment or self.draft
        return asked.deadline if asked else None


def result_fields(eform: Eform) -> tuple[FieldSpec, ...]:
    """The fields that the office copies into the result, and into its draft."""
    return tuple(spec for spec in eform.fields if spec.on_result)


def written(spec: FieldSpec, answer: str, on_papers: str) -> str:
    """How the office writes an answer: spelled as on the papers where it says the same, else as it was sent."""
    kind = kind_of(spec)
    return kind.show(on_papers if kind.same(answer, on_papers) else answer)


def findings(mistakes: Iterable[Mistake]) -> tuple[Finding, ...]:
    """What the office writes down for mistakes that were sent in."""
    return tuple(
        Finding(
            mistake.field,
            mistake.label,
            texts.phrase("findings", mistake.kind.value),
            _TYPES.get(mistake.kind.value, SupplementType.INCORRECT),
        )
        for mistake in mistakes
    )


def due_events(case: Case, until: datetime, days: WorkingDays) -> list[OfficeEvent]:
    """What the office has done by `until`, in order, beginning from the case as it stands."""
    return [event for event, _ in _history(case, until, days)]


def apply(case: Case, event: OfficeEvent) -> Case:
    """The case after an event of `due_events`; raises IllegalTransition where the table has no such change."""
    check(case.status, event.to, Actor.OFFICE, reason=event.reason, stage=event.stage, before=case.stage)
    silent = event.reason is Reason.DRAFT_SILENCE
    return replace(
        case,
        status=event.to,
        stage=event.stage,
        since=event.at,
        rounds=case.rounds + (event.to is Status.SUPPLEMENT_REQUESTED),
        deadline=event.deadline,
        agreed=case.agreed or silent,
        apologised=case.apologised or event.stage is Stage.LATE_WITH_APOLOGY,
        pauses=(*case.pauses, Pause(case.since, event.at)) if silent else case.pauses,
    )


def answer(case: Case, at: datetime, papers: Mapping[str, str], findings: Iterable[Finding]) -> Case:
    """The case after the citizen sent the supplement: with the new papers and what is still wrong in the fields."""
    check(case.status, Status.IN_PROGRESS, Actor.CITIZEN, before=case.stage)
    return replace(
        case,
        status=Status.IN_PROGRESS,
        since=at,
        papers=dict(papers),
        findings=tuple(findings),
        pauses=(*case.pauses, Pause(case.since, at)),
        deadline=None,
    )


def after_payment(case: Case) -> Status:
    """Where paying leads: on with the work where some is left (all of it, a draft to check), else to the end of it."""
    return Status.IN_PROGRESS if case.pays_first or (case.drafts and not case.agreed) else Status.DONE


def pay(case: Case, at: datetime) -> Case:
    """The case after the citizen paid; raises IllegalTransition where nothing is to be paid."""
    target = after_payment(case)
    check(case.status, target, Actor.CITIZEN, reason=Reason.PAID, before=case.stage)
    pauses = (*case.pauses, Pause(case.since, at))
    return replace(case, status=target, since=at, paid=True, pauses=pauses, deadline=None)


def answer_draft(case: Case, at: datetime, wrong: str = "") -> Case:
    """The case after the citizen looked at the draft: she agreed, or pointed at the field that is `wrong`."""
    reason = Reason.DRAFT_CORRECTED if wrong else Reason.DRAFT_AGREED
    check(case.status, case.status, Actor.CITIZEN, reason=reason, before=case.stage)
    return replace(
        case,
        stage=Stage.PLAIN,
        since=at,
        agreed=not wrong,
        corrected=case.corrected | ({wrong} if wrong else set()),
        pauses=(*case.pauses, Pause(case.since, at)),
        deadline=None,
    )


def due_at(case: Case, days: WorkingDays) -> datetime:
    """The appointment as it stands now: the waiting for the citizen left out, never before the day of an apology."""
    counted = due(case.submitted_at, case.term, days, case.pauses)
    return max(counted, _put_off(case, days)) if case.apologised else counted


def _put_off(case: Case, days: WorkingDays) -> datetime:
    """The day that an apology names. It comes before anything has been asked, so that no pause counts."""
    first = due(case.submitted_at, case.term, days)
    return closing(days.add(first.date(), case.script.late.days), days) if case.script.late else first


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
            return _at_the_door(case, days)
        case Status.ACCEPTED:
            return OfficeEvent(Status.IN_PROGRESS, add_minutes(case.since, script.start_after, days))
        case Status.IN_PROGRESS if case.stage is Stage.DRAFT_TO_CHECK:
            return _silence(case, days)
        case Status.IN_PROGRESS if case.pays_first and case.bill and not case.paid:
            return _fee(case, add_minutes(case.since, FEE_AFTER, days), days)
        case Status.IN_PROGRESS:
            return _apology(case, days) or _review(case, days)
        case Status.SUPPLEMENT_REQUESTED if case.deadline is not None:
            return OfficeEvent(Status.STOPPED, case.deadline + _LATE_BY, reason=Reason.SUPPLEMENT_OVERDUE)
        case Status.PAYMENT_REQUESTED if case.deadline is not None:
            return OfficeEvent(Status.STOPPED, case.deadline + _LATE_BY, reason=Reason.NOT_PAID)
        case Status.DONE:
            return OfficeEvent(Status.RETURNED, add_minutes(case.since, script.return_after, days))
    return None


def _at_the_door(case: Case, days: WorkingDays) -> OfficeEvent:
    """Taken in with an appointment, or refused with the reason."""
    opened = start(case.since, case.term, days)
    at = add_minutes(opened, case.script.accept_after, days)
    refusal = _refusal(case)
    if refusal and refusal.kind in AT_THE_DOOR:
        return OfficeEvent(Status.NOT_ACCEPTED, at, reason=refusal.kind, said=refusal.reason)
    return OfficeEvent(Status.ACCEPTED, at, due_at=due_at(case, days))


def _refusal(case: Case) -> PlantedRefusal | None:
    """The refusal of the script, where what was sent calls for it."""
    refusal = case.script.refusal
    return refusal if refusal and case.papers.get(refusal.paper) == refusal.photo else None


def _apology(case: Case, days: WorkingDays) -> OfficeEvent | None:
    """Where the script says so: at the hour of the appointment, a new one instead of the result. Once."""
    late = case.script.late
    paid_for_work_done = case.paid and not case.pays_first
    if late is None or case.apologised or case.rounds or paid_for_work_done or case.agreed or case.corrected:
        return None
    at = max(due_at(case, days), add_minutes(case.since, case.script.review_after, days))
    return OfficeEvent(
        Status.IN_PROGRESS,
        at,
        Stage.LATE_WITH_APOLOGY,
        due_at=_put_off(case, days),
        said=late.reason,
    )


def _taken_up(case: Case, days: WorkingDays) -> datetime:
    """When the work goes on: after an apology on the morning of the new day."""
    return opening(due_at(case, days).date(), days) if case.stage is Stage.LATE_WITH_APOLOGY else case.since


def _review(case: Case, days: WorkingDays) -> OfficeEvent:
    """The work itself: the examination and the fee, then the draft, then the result."""
    begun, script = _taken_up(case, days), case.script
    at = add_minutes(begun, script.review_after, days)
    examined = case.agreed or (case.paid and not case.pays_first)
    if not examined and (event := _examined(case, at, days)):
        return event
    if case.agreed or not case.drafts:
        return OfficeEvent(Status.DONE, add_minutes(begun, script.finish_after, days))
    return _draft(case, at, days)


def _examined(case: Case, at: datetime, days: WorkingDays) -> OfficeEvent | None:
    """Ask for everything that is missing, give up after three requests, else ask for the fee; None: all is well."""
    items, refusal = _to_fix(case), _refusal(case)
    if refusal and refusal.kind not in AT_THE_DOOR:
        return OfficeEvent(Status.STOPPED, at, reason=refusal.kind, said=refusal.reason)
    if items and case.rounds >= MAX_REQUESTS:
        return OfficeEvent(Status.STOPPED, at, reason=Reason.STILL_INCOMPLETE)
    if items:
        deadline = closing(days.add(at.date(), case.script.supplement_days), days)
        request = SupplementRequest(items, deadline, case.agency.officer, case.agency.officer_phone)
        return OfficeEvent(Status.SUPPLEMENT_REQUESTED, at, request=request)
    return _fee(case, at, days) if case.bill and not case.paid else None


def _fee(case: Case, at: datetime, days: WorkingDays) -> OfficeEvent:
    deadline = closing(days.add(at.date(), case.script.payment_days), days)
    return OfficeEvent(Status.PAYMENT_REQUESTED, at, payment=PaymentRequest(case.bill, deadline))


def _draft(case: Case, at: datetime, days: WorkingDays) -> OfficeEvent:
    """The draft, with the slip of the script until she has pointed at it."""
    slip = case.script.draft
    wrote = {slip.field: slip.wrote} if slip and slip.field not in case.corrected else {}
    draft = Draft(wrote, closing(days.add(at.date(), DRAFT_DAYS), days))
    return OfficeEvent(Status.IN_PROGRESS, at, Stage.DRAFT_TO_CHECK, draft=draft)


def _silence(case: Case, days: WorkingDays) -> OfficeEvent | None:
    """Nobody answered the draft in time: it counts as agreed, and the work goes on."""
    if case.deadline is None:
        return None
    at = case.deadline + _LATE_BY
    due = due_at(replace(case, pauses=(*case.pauses, Pause(case.since, at))), days)
    return OfficeEvent(Status.IN_PROGRESS, at, reason=Reason.DRAFT_SILENCE, due_at=due)


def _to_fix(case: Case) -> tuple[RequestItem, ...]:
    papers = (_paper_item(case, spec) for spec in settled(case.specs, case.answers))
    fields = (RequestItem("field", f.field, f.label, f.reason, f.type) for f in case.findings)
    return tuple(item for item in (*papers, *fields) if item.reason)


def _absent(spec: PaperSpec) -> str:
    return "consent_missing" if spec.consent else "paper_missing"


def _paper_item(case: Case, spec: PaperSpec) -> RequestItem:
    """What is the matter with a paper, in an item without a reason where nothing is.

    The planted request is for a paper that is good, and comes only the first time.
    """
    attached, planted = case.papers.get(spec.id, ""), case.script.planted
    photo = spec.photo(attached)
    if not attached:
        missing = texts.phrase("findings", _absent(spec)) if spec.required else ""
        return RequestItem("paper", spec.id, spec.name, missing, SupplementType.INCOMPLETE)
    if photo is not None and photo.problem:
        return RequestItem("paper", spec.id, spec.name, photo.problem)
    if planted and planted.paper == spec.id and case.rounds == 0:
        return RequestItem("paper", spec.id, spec.name, planted.reason, planted.type)
    return RequestItem("paper", spec.id, spec.name, "")
