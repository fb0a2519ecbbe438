"""What the office does, on the dossier's own clock, computed when somebody looks."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Learner
from sandbox import service
from sandbox.engine.machine import Status
from sandbox.models import Attempt, Dossier, DossierEvent, PackVersion
from tests.sandbox import journeys, variants
from tests.sandbox.journeys import CUT_OFF, GOOD, OTHER_CHILD, PAPER, Clock, local

pytestmark = pytest.mark.django_db
SAME_DAY, THREE = (0, "same_day"), (3, "working_day")


def _rows() -> list[Any]:
    """Everything that a look could have changed."""
    found = (Attempt.objects, Dossier.objects, DossierEvent.objects)
    return [list(rows.order_by("pk").values()) for rows in found]


# --- The appointment, counted by hand ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "term", "due"),
    [
        (local("2026-11-23", "09:00"), SAME_DAY, "2026-11-23"),
        (local("2026-11-23", "15:30"), SAME_DAY, "2026-11-25"),
        (local("2026-11-23", "14:00"), THREE, "2026-11-27"),
        (local("2026-11-22", "20:00"), (1, "working_day"), "2026-11-25"),
        (local("2026-11-26", "10:00"), (7, "working_day"), "2026-12-07"),
        (local("2026-12-30", "08:00"), THREE, "2027-01-05"),
        # and around them: the minute of the cut-off, a night, a Saturday
        (local("2026-11-23", "15:00"), SAME_DAY, "2026-11-23"),
        (local("2026-11-23", "15:01"), SAME_DAY, "2026-11-25"),
        (local("2026-11-25", "00:30"), SAME_DAY, "2026-11-25"),
        (local("2026-11-28", "09:00"), SAME_DAY, "2026-11-30"),
    ],
)
def test_the_receipt_promises_the_right_day(
    packs: PackVersion, learner: Learner, clock: Clock, sent: dt.datetime, term: tuple[int, str], due: str
) -> None:
    if term != SAME_DAY:
        variants.with_term(packs, *term)
    clock.moment = sent
    dossier = journeys.send(learner)
    assert timezone.localtime(dossier.due_at) == local(due, "17:00")
    accepted = journeys.until(dossier, Status.RETURNED).events.get(to_status=Status.ACCEPTED)
    assert accepted.at >= sent


def test_the_appointment_is_counted_anew_after_a_supplement(packs: PackVersion, learner: Learner) -> None:
    """Counted by hand: asked on the afternoon of 25/11, answered on 02/12."""
    variants.with_term(variants.with_office(packs, review_after=605, supplement_days=10), *THREE)
    dossier = journeys.send(learner)
    assert timezone.localtime(dossier.due_at).date() == dt.date(2026, 11, 26 + 1)
    dossier = service.skip(dossier, 3)
    assert dossier.state is Status.SUPPLEMENT_REQUESTED and dossier.now() == local("2026-11-25", "14:00")
    for days in (3, 3, 1):
        dossier = service.skip(dossier, days)
    dossier = journeys.supplement_rightly(dossier)
    assert timezone.localtime(dossier.due_at) == local("2026-12-04", "17:00")
    assert timezone.localtime(journeys.until(dossier, Status.RETURNED).due_at) == local("2026-12-04", "17:00")


def test_the_office_keeps_the_appointment_it_gave(packs: PackVersion, learner: Learner, clock: Clock) -> None:
    variants.with_office(packs, planted=None)
    for hour in ("00:10", "11:29", "14:59", "15:01", "17:00", "23:59"):
        for day in ("2026-11-20", "2026-11-22", "2026-11-23", "2026-12-31"):
            clock.moment = local(day, hour)
            dossier = journeys.send(learner)
            done = journeys.until(dossier, Status.RETURNED).events.get(to_status=Status.DONE)
            assert done.at <= dossier.due_at, (day, hour)


def test_a_holiday_that_an_administrator_adds_moves_the_appointment(
    packs: PackVersion, learner: Learner, clock: Clock
) -> None:
    from sandbox.models import Holiday

    Holiday.objects.create(
        date=dt.date(2026, 11, 25), name="Nghỉ bù", source="x", verified_on=dt.date(2026, 11, 1)
    )
    clock.moment = local("2026-11-23", "15:30")
    assert timezone.localtime(journeys.send(learner).due_at) == local("2026-11-26", "17:00")


# --- Looking ---------------------------------------------------------------------------------------------------


def test_looking_again_changes_nothing(learner: Learner, clock: Clock) -> None:
    dossier = journeys.send(learner)
    clock.forward(hours=4)
    service.look(dossier)
    before = _rows()
    for _ in range(3):
        service.look(Dossier.objects.get())
    service.look(dossier)  # and neither does an object that was read long ago
    assert _rows() == before


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_pages_again_changes_nothing(
    browser: Client, learner: Learner, clock: Clock, method: str
) -> None:
    dossier = journeys.send(learner)
    clock.forward(hours=4)
    getattr(browser, method)(journeys.dossier_url(dossier))
    before = _rows()
    for address in (journeys.dossier_url(dossier), journeys.dossier_url(dossier, "receipt")):
        getattr(browser, method)(address)
    getattr(browser, method)(reverse("sandbox:my_dossiers"))
    assert _rows() == before


def test_whoever_looks_often_sees_what_somebody_sees_who_looks_once(learner: Learner, clock: Clock) -> None:
    often, once = journeys.send(learner), journeys.send(learner)
    for _ in range(30):
        clock.forward(minutes=10)
        service.look(often)
    fields = ("number", "from_status", "to_status", "reason", "at", "actor")
    histories = [list(service.look(d).events.values_list(*fields)) for d in (often, once)]
    assert histories[0] == histories[1] and len(histories[0]) == 4


def test_the_office_works_in_its_hours_only(packs: PackVersion, learner: Learner, clock: Clock) -> None:
    variants.with_office(packs, planted=None)
    clock.moment = local("2026-11-20", "16:40")  # a Friday
    dossier = journeys.until(journeys.send(learner), Status.RETURNED)
    for event in dossier.events.all()[1:]:
        at = timezone.localtime(event.at)
        assert at.weekday() < 5 and (at.hour, at.minute) >= (7, 30) and (at.hour, at.minute) <= (17, 0)
        assert not (11, 30) < (at.hour, at.minute) < (13, 30)


def test_nothing_happens_while_nobody_looks(learner: Learner, clock: Clock) -> None:
    journeys.send(learner)
    clock.forward(days=30)
    assert DossierEvent.objects.count() == 1


# --- The clock -------------------------------------------------------------------------------------------------


def test_the_clock_runs_while_the_office_has_the_dossier(learner: Learner, clock: Clock) -> None:
    dossier = journeys.send(learner)
    clock.forward(minutes=5)
    assert service.look(dossier).now() == local("2026-11-23", "09:05")


def test_the_clock_stands_still_while_the_office_waits_for_the_citizen(
    learner: Learner, clock: Clock
) -> None:
    dossier = journeys.send(learner)
    clock.forward(hours=5)
    dossier = service.look(dossier)
    asked = dossier.now()
    assert dossier.state is Status.SUPPLEMENT_REQUESTED and asked == local("2026-11-23", "09:40")
    clock.forward(days=90)
    dossier = service.look(dossier)
    assert dossier.now() == asked and dossier.state is Status.SUPPLEMENT_REQUESTED


def test_the_clock_runs_on_from_where_it_stood_after_the_answer(learner: Learner, clock: Clock) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    clock.forward(days=90)
    dossier = journeys.supplement_rightly(dossier)
    assert dossier.now() == local("2026-11-23", "09:40")
    clock.forward(minutes=7)
    assert service.look(dossier).now() == local("2026-11-23", "09:47")


def test_the_clock_stands_still_once_the_dossier_is_over(learner: Learner, clock: Clock) -> None:
    dossier = journeys.until(journeys.send(learner), Status.RETURNED)
    at = dossier.now()
    clock.forward(days=3)
    assert Dossier.objects.get().now() == at == timezone.localtime(dossier.events.last().at)  # type: ignore[union-attr]


def test_a_machine_whose_clock_is_set_back_turns_no_dossier_back(learner: Learner, clock: Clock) -> None:
    dossier = service.skip(journeys.send(learner), 1)
    seen = dossier.now()
    clock.forward(days=-10)
    assert service.look(dossier).now() >= seen


@pytest.mark.parametrize("days", [1, 3])
def test_skipping_moves_the_clock_by_whole_days_in_either_court(learner: Learner, days: int) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    before = dossier.now()
    assert service.skip(dossier, days).now() - before == dt.timedelta(days=days)
    sent = journeys.send(learner)
    assert service.skip(sent, days).state is Status.SUPPLEMENT_REQUESTED, (
        "the office has worked in the meantime"
    )


@pytest.mark.parametrize("days", [0, 2, -1, 30])
def test_the_service_skips_no_other_number_of_days(learner: Learner, days: int) -> None:
    dossier = journeys.send(learner)
    before = _rows()
    service.skip(dossier, days)
    assert _rows() == before


# --- Requests, deadlines, the end ------------------------------------------------------------------------------


def test_a_good_dossier_is_asked_once_for_the_photo_that_the_script_plants(learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    assert [item["reason"] for item in (dossier.request or {})["items"]] == [
        "Ảnh mở ra bị loá, chưa đọc rõ số giấy."
    ]
    dossier = journeys.until(dossier, Status.RETURNED)
    assert dossier.rounds == 1 and journeys.path_of(dossier) == [0, 1, 2, 4, 5, 4, 9, 10]


def test_without_a_planted_request_a_good_dossier_goes_straight_through(
    packs: PackVersion, learner: Learner
) -> None:
    variants.with_office(packs, planted=None)
    dossier = journeys.until(journeys.send(learner), Status.RETURNED)
    assert dossier.rounds == 0 and journeys.path_of(dossier) == [0, 1, 2, 4, 9, 10]


@pytest.mark.parametrize("photo", [CUT_OFF, OTHER_CHILD])
def test_in_check_mode_the_office_lists_everything_that_is_wrong_at_once(
    learner: Learner, photo: str
) -> None:
    wrong = {"ho_ten_con": "Giàng A Thư", "ngay_sinh_con": "11/03/2026", "so_dinh_danh_me": "000198000013"}
    dossier = journeys.send(learner, mode="check", photo=photo, **wrong)
    dossier = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
    assert journeys.asked(dossier) == {PAPER: "paper", **dict.fromkeys(wrong, "field")}
    for item in (dossier.request or {})["items"]:
        assert item["label"] and item["reason"]
        assert not any(
            value in item["reason"] for value in (*wrong.values(), *journeys.right(dossier.attempt).values())
        )


def test_what_is_still_wrong_after_the_answer_is_asked_for_again_and_nothing_else(learner: Learner) -> None:
    dossier = journeys.send(learner, mode="check", photo=CUT_OFF, ho_ten_con="Giàng", noi_sinh="Nhà")
    dossier = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
    dossier = service.supplement(dossier, {"ho_ten_con": "Giàng A Thử", "noi_sinh": "Nhà"}, {PAPER: GOOD})
    dossier = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
    assert journeys.asked(dossier) == {"noi_sinh": "field"}


def test_correct_variants_are_never_asked_for(learner: Learner) -> None:
    right = {"ho_ten_con": "GIÀNG A  THỬ", "ngay_sinh_con": "3/11/2026", "so_dien_thoai": "+84 000 000 031"}
    dossier = journeys.send(learner, mode="check", **right)
    assert journeys.asked(journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)) == {PAPER: "paper"}


def test_an_answer_that_does_not_come_in_time_stops_the_dossier(learner: Learner) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    assert (dossier.request or {})["deadline"] == "2026-11-26T17:00:00+07:00", (
        "two working days, a holiday between"
    )
    dossier = service.skip(dossier, 3)
    assert dossier.state is Status.SUPPLEMENT_REQUESTED
    dossier = service.skip(dossier, 1)
    assert (dossier.state, dossier.reason) == (Status.STOPPED, "supplement_overdue")
    assert dossier.request is None and dossier.decided_at is None


def test_an_answer_on_the_last_day_is_in_time(learner: Learner) -> None:
    dossier = service.skip(journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED), 3)
    assert journeys.until(journeys.supplement_rightly(dossier), Status.RETURNED)


def test_after_three_requests_the_office_stops(learner: Learner) -> None:
    dossier = journeys.send(learner, mode="check", noi_sinh="Nhà")
    for number in (1, 2, 3):
        dossier = journeys.until(dossier, Status.SUPPLEMENT_REQUESTED)
        assert dossier.rounds == number
        dossier = service.supplement(dossier, {"noi_sinh": f"Nhà {number}"}, {PAPER: GOOD})
    dossier = journeys.until(dossier, Status.STOPPED)
    assert (dossier.reason, dossier.rounds) == ("still_incomplete", 3)
    assert journeys.path_of(dossier) == [0, 1, 2, 4, 5, 4, 5, 4, 5, 4, 8]


def test_a_stopped_dossier_stays_stopped(learner: Learner, clock: Clock) -> None:
    dossier = journeys.until(journeys.send(learner), Status.SUPPLEMENT_REQUESTED)
    dossier = service.skip(service.skip(dossier, 3), 3)
    before = _rows()
    clock.forward(days=5)
    service.skip(service.look(dossier), 3)
    with pytest.raises(service.NotWaiting):
        service.supplement(dossier, {}, {PAPER: GOOD})
    assert _rows() == before


def test_a_dossier_keeps_the_office_of_the_version_it_was_begun_in(
    packs: PackVersion, learner: Learner
) -> None:
    dossier = journeys.send(learner)
    variants.with_office(packs, planted=None)
    assert journeys.until(dossier, Status.SUPPLEMENT_REQUESTED).rounds == 1
