"""The office and what a dossier costs: when it asks, what paying leads to, and what happens when nobody pays."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from sandbox.engine import office
from sandbox.engine.calendar import LOCAL, WorkingDays
from sandbox.engine.enums import Reason, Stage
from sandbox.engine.fees import Bill, Line
from sandbox.engine.machine import IllegalTransition, Status
from sandbox.engine.office import Case, Finding, OfficeEvent, due_events
from sandbox.engine.schema import Pack, PlantedDelay, PlantedRefusal, Scenario

COPIES = Bill((Line("Bản sao", 3, "bản", 8000),))
LONG = timedelta(days=60)


def at(day: int, clock: str) -> datetime:
    return datetime.combine(date(2026, 11, day), time.fromisoformat(clock), LOCAL)


@pytest.fixture
def case(pack: Pack, mother: Scenario) -> Case:
    """Sent on Wednesday at nine with nothing wrong and three copies; this office shows a draft."""
    nothing = {"planted": None, "draft": None, "late": None, "refusal": None}
    return Case(
        status=Status.REGISTERED,
        since=at(25, "09:00"),
        submitted_at=at(25, "09:00"),
        rounds=0,
        findings=(),
        papers={"giay-chung-sinh": "du"},
        specs=pack.papers,
        script=mother.office.model_copy(update=nothing),
        agency=mother.agency,
        term=pack.procedure.term,
        drafts=True,
        bill=COPIES,
    )


def run(case: Case, until: datetime, days: WorkingDays) -> tuple[Case, list[OfficeEvent]]:
    events = due_events(case, until, days)
    for event in events:
        case = office.apply(case, event)
    return case, events


def statuses(events: list[OfficeEvent]) -> list[int]:
    return [event.to.value for event in events]


def test_after_the_examination_the_office_asks_for_the_fee(case: Case, days: WorkingDays) -> None:
    case, events = run(case, at(25, "17:00"), days)
    assert statuses(events) == [2, 4, 6]
    payment = events[-1].payment
    assert payment is not None and payment.bill == COPIES
    assert payment.deadline == case.deadline == at(30, "17:00"), (
        "three working days: Thursday, Friday, Monday"
    )
    assert due_events(case, at(30, "17:00"), days) == []


@pytest.mark.parametrize("drafts", [True, False])
def test_without_charges_nobody_is_asked_to_pay(case: Case, days: WorkingDays, drafts: bool) -> None:
    events = run(replace(case, bill=Bill(), drafts=drafts), at(25, "17:00") + LONG, days)[1]
    assert 6 not in statuses(events) and events[-1].to is Status.RETURNED


def test_paying_leads_back_to_work_then_the_draft_then_the_result(case: Case, days: WorkingDays) -> None:
    case, _ = run(case, at(25, "17:00"), days)
    case = office.pay(case, at(26, "10:00"))
    assert (case.status, case.paid, case.deadline) == (Status.IN_PROGRESS, True, None)
    case, events = run(case, at(26, "16:00"), days)
    assert [event.stage for event in events] == [Stage.DRAFT_TO_CHECK]
    case, events = run(office.answer_draft(case, at(26, "16:00")), at(30, "17:00"), days)
    assert statuses(events) == [9, 10]


def test_silence_about_the_draft_still_leads_to_the_result_once_it_is_paid(
    case: Case, days: WorkingDays
) -> None:
    case, _ = run(case, at(25, "17:00"), days)
    case, events = run(office.pay(case, at(26, "10:00")), at(26, "10:00") + LONG, days)
    assert statuses(events) == [4, 4, 9, 10]


def test_where_no_draft_follows_paying_finishes_it(case: Case, days: WorkingDays) -> None:
    case, _ = run(replace(case, drafts=False), at(25, "17:00"), days)
    case = office.pay(case, at(26, "10:00"))
    assert case.status is Status.DONE
    assert statuses(run(case, at(27, "17:00"), days)[1]) == [10]


def test_everything_that_is_missing_comes_before_the_fee(case: Case, days: WorkingDays) -> None:
    found = Finding("so_ban_sao", "Số lượng bản sao", "Chữ số chưa khớp với giấy tờ.")
    case, events = run(replace(case, findings=(found,)), at(25, "17:00"), days)
    assert statuses(events) == [2, 4, 5]
    case, events = run(office.answer(case, at(26, "09:00"), case.papers, ()), at(26, "17:00"), days)
    assert statuses(events) == [6]


def test_what_was_examined_is_not_examined_again_after_paying(case: Case, days: WorkingDays) -> None:
    case, _ = run(case, at(25, "17:00"), days)
    later = replace(
        office.pay(case, at(26, "10:00")), findings=(Finding("x", "X", "Còn để trống."),), papers={}
    )
    assert {event.to for event in run(later, at(30, "17:00"), days)[1]} <= {
        Status.IN_PROGRESS,
        Status.DONE,
        Status.RETURNED,
    }


def test_after_the_deadline_the_dossier_stops_because_it_was_not_paid(case: Case, days: WorkingDays) -> None:
    case, _ = run(case, at(25, "17:00"), days)
    [stopped] = due_events(case, at(30, "17:01"), days)
    assert (stopped.to, stopped.reason) == (Status.STOPPED, Reason.NOT_PAID)
    with pytest.raises(IllegalTransition):
        office.pay(office.apply(case, stopped), at(30, "17:05"))


def test_the_days_of_waiting_for_the_money_do_not_count_against_the_office(
    case: Case, days: WorkingDays
) -> None:
    asked, _ = run(case, at(25, "17:00"), days)
    assert office.due_at(asked, days) == at(25, "17:00")
    assert office.due_at(office.pay(asked, at(27, "10:00")), days) == at(27, "17:00")


def test_the_script_says_how_many_days_there_are_to_pay(case: Case, days: WorkingDays) -> None:
    script = case.script.model_copy(update={"payment_days": 1})
    assert run(replace(case, script=script), at(25, "17:00"), days)[0].deadline == at(26, "17:00")


def test_nobody_pays_for_what_is_refused_on_the_merits(case: Case, days: WorkingDays) -> None:
    refusal = PlantedRefusal(
        paper="giay-chung-sinh", photo="du", kind=Reason.REFUSED_ON_MERITS, reason="Không đủ điều kiện."
    )
    script = case.script.model_copy(update={"refusal": refusal})
    assert statuses(run(replace(case, script=script), at(30, "17:00"), days)[1]) == [2, 4, 8]


def test_an_apology_comes_once_before_the_fee(case: Case, days: WorkingDays) -> None:
    script = case.script.model_copy(update={"late": PlantedDelay(days=1, reason="Xã đông hồ sơ.")})
    case, events = run(replace(case, script=script), at(27, "17:00"), days)
    assert [(event.to.value, event.stage) for event in events[1:]] == [
        (4, Stage.PLAIN),
        (4, Stage.LATE_WITH_APOLOGY),
        (6, Stage.PLAIN),
    ]
    events = run(office.pay(case, at(27, "16:00")), at(27, "16:00") + LONG, days)[1]
    assert Stage.LATE_WITH_APOLOGY not in {event.stage for event in events}


def test_nothing_can_be_paid_before_it_is_asked_for(case: Case) -> None:
    with pytest.raises(IllegalTransition):
        office.pay(case, at(25, "09:05"))


def test_where_the_fee_comes_first_nothing_is_looked_at_before_it_is_paid(
    case: Case, days: WorkingDays
) -> None:
    found = Finding("so_ban_sao", "Số lượng bản sao", "Chữ số chưa khớp với giấy tờ.")
    case, events = run(replace(case, pays_first=True, findings=(found,)), at(25, "17:00"), days)
    assert statuses(events) == [2, 4, 6]
    case, events = run(office.pay(case, at(26, "09:00")), at(26, "17:00"), days)
    assert statuses(events) == [5]
    case, events = run(office.answer(case, at(27, "09:00"), case.papers, ()), at(27, "09:00") + LONG, days)
    assert 6 not in statuses(events) and events[-1].to is Status.RETURNED


@pytest.mark.parametrize("drafts", [True, False])
def test_a_fee_paid_first_leads_through_the_whole_work(case: Case, days: WorkingDays, drafts: bool) -> None:
    case, _ = run(replace(case, pays_first=True, drafts=drafts), at(25, "17:00"), days)
    case, events = run(office.pay(case, at(26, "09:00")), at(26, "09:00") + LONG, days)
    assert statuses(events) == ([4, 4, 9, 10] if drafts else [9, 10])


def test_a_fee_asked_for_first_and_forgotten_stops_the_dossier(case: Case, days: WorkingDays) -> None:
    events = run(replace(case, pays_first=True), at(25, "17:00") + LONG, days)[1]
    assert statuses(events) == [2, 4, 6, 8] and events[-1].reason is Reason.NOT_PAID


def test_who_paid_first_may_still_hear_an_apology(case: Case, days: WorkingDays) -> None:
    late = case.script.model_copy(update={"late": PlantedDelay(days=2, reason="Máy hỏng.")})
    case, _ = run(replace(case, pays_first=True, script=late), at(25, "17:00"), days)
    events = run(office.pay(case, at(26, "09:00")), at(26, "09:00") + LONG, days)[1]
    assert events[0].stage is Stage.LATE_WITH_APOLOGY and events[-1].to is Status.RETURNED
