"""The office on the dossier's clock."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import holidays, office
from sandbox.engine.calendar import LOCAL, WorkingDays
from sandbox.engine.coach import review
from sandbox.engine.enums import Actor, Reason, Stage, SupplementType
from sandbox.engine.machine import IllegalTransition, Status, check
from sandbox.engine.office import Case, Finding, OfficeEvent, RequestItem, due_events
from sandbox.engine.packs import read_pack
from sandbox.engine.schema import Pack, Scenario
from tests.sandbox.engine.writings import OURS, tried

LONG = timedelta(days=60)
PACK = read_pack(OURS / "khai-sinh")


def at(day: int, clock: str, month: int = 11) -> datetime:
    return datetime.combine(date(2026, month, day), time.fromisoformat(clock), LOCAL)


def filed(pack: Pack, scenario: Scenario, moment: datetime, photo: str = "du", planted: bool = True) -> Case:
    nothing = {"planted": None, "draft": None, "late": None, "refusal": None}
    script = scenario.office if planted else scenario.office.model_copy(update=nothing)
    return Case(
        status=Status.REGISTERED,
        since=moment,
        submitted_at=moment,
        rounds=0,
        findings=(),
        papers={"giay-chung-sinh": photo} if photo else {},
        specs=pack.papers,
        script=script,
        agency=scenario.agency,
        term=pack.procedure.term,
    )


def run(case: Case, until: datetime, days: WorkingDays) -> tuple[Case, list[OfficeEvent]]:
    events = due_events(case, until, days)
    for event in events:
        case = office.apply(case, event)
    return case, events


def test_the_example_of_the_tracking_page(pack: Pack, mother: Scenario, days: WorkingDays) -> None:
    _, events = run(filed(pack, mother, at(23, "15:30")), at(26, "00:00"), days)
    assert [(event.to.value, event.at) for event in events] == [
        (2, at(25, "07:40")),
        (4, at(25, "07:55")),
        (5, at(25, "08:10")),
    ]
    assert events[0].due_at == at(25, "17:00")
    request = events[2].request
    assert request is not None
    assert request.deadline == at(27, "17:00")
    assert (request.officer, request.officer_phone) == ("Lý Văn Mẫu", "0000 000 021")
    assert request.items == (
        RequestItem("paper", "giay-chung-sinh", "Giấy chứng sinh", "Ảnh mở ra bị loá, chưa đọc rõ số giấy."),
    )


def test_after_the_supplement_the_result_comes(pack: Pack, mother: Scenario, days: WorkingDays) -> None:
    case, _ = run(filed(pack, mother, at(23, "15:30")), at(26, "00:00"), days)
    case = office.answer(case, at(26, "09:00"), {"giay-chung-sinh": "du"}, ())
    assert office.due_at(case, days) == at(26, "17:00")
    case, events = run(case, at(26, "12:00"), days)
    assert [(event.to.value, event.at) for event in events] == [(9, at(26, "09:30")), (10, at(26, "09:40"))]
    assert due_events(case, at(26, "12:00") + LONG, days) == []


def test_without_a_planted_request_a_good_dossier_is_done_at_once(
    pack: Pack, scenario: Scenario, days: WorkingDays
) -> None:
    case, events = run(filed(pack, scenario, at(25, "09:00"), planted=False), at(25, "17:00"), days)
    assert [event.to.value for event in events] == [2, 4, 9, 10]
    assert case.rounds == 0


def test_a_bad_photo_is_the_reason_and_the_planted_one_is_not(
    pack: Pack, mother: Scenario, days: WorkingDays
) -> None:
    _, events = run(filed(pack, mother, at(25, "09:00"), photo="mat-goc"), at(25, "17:00"), days)
    request = events[-1].request
    assert request is not None
    assert [item.reason for item in request.items] == ["Ảnh mất góc dưới, không đọc được số giấy."]


def test_everything_wrong_is_asked_for_in_one_list(pack: Pack, mother: Scenario, days: WorkingDays) -> None:
    mistakes = review(pack, mother, {**mother.fields, "ho_ten_con": "Giang A Thu", "dia_chi": ""})
    case = replace(filed(pack, mother, at(25, "09:00"), photo=""), findings=office.findings(mistakes))
    request = run(case, at(25, "17:00"), days)[1][-1].request
    assert request is not None
    assert [(item.kind, item.id, item.reason) for item in request.items] == [
        ("paper", "giay-chung-sinh", "Chưa có ảnh giấy này."),
        ("field", "dia_chi", "Còn để trống."),
        ("field", "ho_ten_con", "Dấu chưa khớp với giấy tờ."),
    ]


def test_a_picture_of_ones_own_is_taken_as_good(pack: Pack, mother: Scenario, days: WorkingDays) -> None:
    _, events = run(
        filed(pack, mother, at(25, "09:00"), photo="tu-chup", planted=False), at(25, "17:00"), days
    )
    assert events[-1].to is Status.RETURNED


def test_nothing_happens_in_the_citizens_court_until_the_deadline(
    pack: Pack, mother: Scenario, days: WorkingDays
) -> None:
    case, _ = run(filed(pack, mother, at(23, "15:30")), at(26, "00:00"), days)
    assert due_events(case, at(27, "17:00"), days) == []
    (stopped,) = due_events(case, at(27, "17:01"), days)
    assert (stopped.to, stopped.reason) == (Status.STOPPED, Reason.SUPPLEMENT_OVERDUE)


def test_three_requests_are_the_last(pack: Pack, mother: Scenario, days: WorkingDays) -> None:
    case = filed(pack, mother, at(2, "08:00", month=12), photo="nguoi-khac")
    asked = 0
    for day in range(2, 31):
        case, events = run(case, at(day, "23:00", month=12), days)
        asked += sum(event.to is Status.SUPPLEMENT_REQUESTED for event in events)
        if case.status is Status.SUPPLEMENT_REQUESTED:
            case = office.answer(case, at(day, "23:30", month=12), {"giay-chung-sinh": "mat-goc"}, ())
    assert asked == case.rounds == 3
    assert case.status is Status.STOPPED
    assert events == []


def test_giving_up_says_why(pack: Pack, mother: Scenario, days: WorkingDays) -> None:
    case = replace(filed(pack, mother, at(25, "09:00"), photo="mat-goc"), status=Status.IN_PROGRESS, rounds=3)
    (event,) = due_events(case, at(25, "17:00"), days)
    assert (event.to, event.reason) == (Status.STOPPED, Reason.STILL_INCOMPLETE)


@pytest.mark.parametrize(
    "status", [Status.DRAFT, Status.WITHDRAWN, Status.PAYMENT_REQUESTED, Status.RETURNED]
)
def test_where_it_is_not_the_offices_turn_nothing_happens(
    pack: Pack, mother: Scenario, days: WorkingDays, status: Status
) -> None:
    case = replace(filed(pack, mother, at(25, "09:00")), status=status)
    assert due_events(case, case.since + LONG, days) == []


def test_a_supplement_that_nobody_asked_for_is_refused(pack: Pack, mother: Scenario) -> None:
    with pytest.raises(IllegalTransition):
        office.answer(filed(pack, mother, at(25, "09:00")), at(25, "10:00"), {}, ())
    with pytest.raises(IllegalTransition):
        office.apply(filed(pack, mother, at(25, "09:00")), OfficeEvent(Status.DONE, at(25, "10:00")))


# --- The draft -----------------------------------------------------------------------------------------------------


@pytest.fixture
def shown(pack: Pack, days: WorkingDays) -> Case:
    """The father's dossier with its draft out; in it the office wrote the child's name wrongly."""
    father = pack.scenario("khai-sinh-cha-nop")
    script = father.office.model_copy(update={"planted": None})
    case = replace(filed(pack, father, at(25, "09:00")), script=script, drafts=True)
    return run(case, at(25, "17:00"), days)[0]


def test_before_the_result_the_office_shows_its_draft_with_the_slip_of_the_script(
    shown: Case, days: WorkingDays
) -> None:
    assert (shown.status, shown.stage) == (Status.IN_PROGRESS, Stage.DRAFT_TO_CHECK)
    assert shown.deadline == at(26, "17:00"), "one working day"
    before = replace(shown, stage=Stage.PLAIN, deadline=None)
    (event,) = due_events(before, at(25, "17:00"), days)
    assert event.draft is not None and event.draft.wrote == {"ho_ten_con": "Bàn Thi Ví Dụ"}


def test_an_agreed_draft_leads_to_the_result(shown: Case, days: WorkingDays) -> None:
    assert due_events(shown, at(26, "17:00"), days) == [], "her court"
    case = office.answer_draft(shown, at(26, "10:00"))
    _, events = run(case, at(26, "17:00"), days)
    assert [event.to.value for event in events] == [9, 10]
    assert office.due_at(case, days) == at(26, "17:00"), "the waiting does not count"


def test_a_corrected_draft_comes_again_without_the_slip(shown: Case, days: WorkingDays) -> None:
    case = office.answer_draft(shown, at(26, "10:00"), wrong="ho_ten_con")
    case, (event,) = run(case, at(26, "17:00"), days)
    assert event.stage is Stage.DRAFT_TO_CHECK
    assert event.draft is not None and event.draft.wrote == {} and event.draft.deadline == at(27, "17:00")


def test_a_correction_of_another_line_leaves_the_slip_where_it_is(shown: Case, days: WorkingDays) -> None:
    case = office.answer_draft(shown, at(26, "10:00"), wrong="gioi_tinh_con")
    (event,) = due_events(case, at(26, "17:00"), days)
    assert event.draft is not None and event.draft.wrote == {"ho_ten_con": "Bàn Thi Ví Dụ"}


def test_silence_for_a_working_day_counts_as_agreed(shown: Case, days: WorkingDays) -> None:
    case, events = run(shown, at(27, "17:00"), days)
    assert [(event.to.value, event.reason) for event in events] == [
        (4, Reason.DRAFT_SILENCE),
        (9, Reason.NONE),
        (10, Reason.NONE),
    ]
    assert events[0].at == at(26, "17:01") and events[0].due_at == at(27, "17:00")
    assert case.agreed


def test_a_draft_that_is_not_out_cannot_be_answered(pack: Pack, mother: Scenario) -> None:
    with pytest.raises(IllegalTransition):
        office.answer_draft(filed(pack, mother, at(25, "09:00")), at(25, "10:00"))


# --- Late, refused, and the three forms of a supplement ------------------------------------------------------------


def test_where_the_script_says_so_the_office_is_late_and_apologises_once(
    pack: Pack, days: WorkingDays
) -> None:
    case = replace(filed(pack, pack.scenario("khai-sinh-chua-xac-dinh-cha"), at(25, "09:00")), drafts=True)
    case, events = run(case, at(26, "17:00"), days)
    late = events[2]
    assert (late.to, late.stage) == (Status.IN_PROGRESS, Stage.LATE_WITH_APOLOGY)
    assert late.at == at(25, "17:00") and late.due_at == at(26, "17:00") and late.said
    assert events[3].to is Status.SUPPLEMENT_REQUESTED and events[3].at == at(26, "07:50")
    case = office.answer(case, at(26, "08:00"), {"giay-chung-sinh": "du"}, ())
    case, events = run(case, at(26, "17:00"), days)
    assert [event.stage for event in events] == [Stage.DRAFT_TO_CHECK], "one apology"
    assert office.due_at(case, days) == at(26, "17:00")


def test_the_paper_of_another_child_is_refused_at_the_door(pack: Pack, days: WorkingDays) -> None:
    alone = pack.scenario("khai-sinh-chua-xac-dinh-cha")
    _, (event,) = run(filed(pack, alone, at(25, "09:00"), photo="nguoi-khac"), at(25, "17:00"), days)
    assert (event.to, event.reason) == (Status.NOT_ACCEPTED, Reason.NOT_VALID)
    assert event.said == "Giấy chứng sinh này ghi tên cháu khác."


def test_a_refusal_on_the_merits_stops_the_examination(pack: Pack, days: WorkingDays) -> None:
    alone = pack.scenario("khai-sinh-chua-xac-dinh-cha")
    assert alone.office.refusal is not None
    refusal = alone.office.refusal.model_copy(update={"kind": Reason.REFUSED_ON_MERITS})
    case = filed(pack, alone, at(25, "09:00"), photo="nguoi-khac")
    script = case.script.model_copy(update={"refusal": refusal, "late": None})
    _, events = run(replace(case, script=script), at(25, "17:00"), days)
    assert [(event.to.value, event.reason) for event in events][1:] == [
        (4, Reason.NONE),
        (8, Reason.REFUSED_ON_MERITS),
    ]


def test_each_line_of_a_request_says_what_is_the_matter(pack: Pack, days: WorkingDays) -> None:
    father = pack.scenario("khai-sinh-cha-nop")
    mistakes = review(pack, father, {**father.fields, "ho_ten_con": "Ban Thi Vi Du", "dia_chi": ""})
    case = replace(filed(pack, father, at(25, "09:00")), findings=office.findings(mistakes))
    request = run(case, at(25, "17:00"), days)[1][-1].request
    assert request is not None
    assert {item.id: item.type for item in request.items} == {
        "giay-chung-sinh": SupplementType.INCOMPLETE,
        "dia_chi": SupplementType.INCOMPLETE,
        "ho_ten_con": SupplementType.INCORRECT,
    }
    assert request.items[0].reason == "Giấy có hai mặt. Xã mới nhận một mặt."


MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2027, 3, 1)).map(lambda m: m.replace(tzinfo=LOCAL))
CASES = st.builds(
    lambda scenario, moment, photo, planted, wrong, rounds, drafts: replace(
        filed(PACK, scenario, moment, photo, planted),
        findings=(Finding("dia_chi", "Địa chỉ chi tiết", "Còn để trống."),) if wrong else (),
        rounds=rounds,
        drafts=drafts,
    ),
    st.sampled_from(PACK.scenarios),
    MOMENTS,
    st.sampled_from(["du", "mat-goc", "nguoi-khac", ""]),
    st.booleans(),
    st.booleans(),
    st.integers(0, 4),
    st.booleans(),
)


@tried
@given(CASES, st.lists(st.integers(0, 60 * 24 * 20), min_size=1, max_size=5))
def test_looking_often_and_looking_once_give_the_same_events(case: Case, minutes: list[int]) -> None:
    days = holidays.shipped()
    looks = [case.since + timedelta(minutes=minute) for minute in sorted(minutes)]
    once = due_events(case, looks[-1], days)
    often: list[OfficeEvent] = []
    for look in looks:
        case, events = run(case, look, days)
        often += events
    assert often == once


@tried
@given(CASES)
def test_events_follow_the_table_and_the_clock(case: Case) -> None:
    days = holidays.shipped()
    _, events = run(case, case.since + LONG, days)
    status, stage, moment = case.status, case.stage, case.since
    for event in events:
        check(status, event.to, Actor.OFFICE, reason=event.reason, stage=event.stage, before=stage)
        assert event.at >= moment
        assert days.is_working(event.at.date())
        status, stage, moment = event.to, event.stage, event.at
