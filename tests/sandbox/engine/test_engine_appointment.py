"""Why the appointment is on that day."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import holidays
from sandbox.engine.appointment import day_name, explain, question
from sandbox.engine.calendar import LOCAL, Pause, WorkingDays, due
from sandbox.engine.schema import Term
from tests.sandbox.engine.writings import tried

SAME_DAY = Term(amount=0, unit="same_day")
THREE = Term(amount=3, unit="working_day")


def at(day: int, clock: str, month: int = 11) -> datetime:
    return datetime.combine(date(2026, month, day), time.fromisoformat(clock), LOCAL)


def test_the_example_of_the_receipt(days: WorkingDays) -> None:
    received = at(23, "15:30")
    assert question(received, SAME_DAY, days) == "Sao không phải thứ Ba?"
    assert explain(received, SAME_DAY, days) == (
        "Việc này xong trong ngày. Bác nộp sau 15 giờ nên tính sang hôm sau. "
        "Thứ Ba 24/11 là Ngày Văn hóa Việt Nam, xã nghỉ. Vậy là thứ Tư 25/11."
    )


def test_there_is_nothing_to_explain_on_the_same_day(days: WorkingDays) -> None:
    assert question(at(23, "09:00"), SAME_DAY, days) == explain(at(23, "09:00"), SAME_DAY, days) == ""


def test_nor_when_the_days_simply_passed(days: WorkingDays) -> None:
    assert question(at(30, "09:00"), THREE, days) == ""


def test_a_late_dossier_asks_why_not_today(days: WorkingDays) -> None:
    received = at(25, "16:00")
    assert question(received, SAME_DAY, days) == "Sao không phải hôm nay?"
    assert explain(received, SAME_DAY, days, you="chị") == (
        "Việc này xong trong ngày. Chị nộp sau 15 giờ nên tính sang hôm sau. Vậy là thứ Năm 26/11."
    )


def test_weekends_and_closed_doors_are_named(days: WorkingDays) -> None:
    assert explain(at(27, "20:00"), THREE, days) == (
        "Việc này làm trong 3 ngày làm việc. Bác nộp ngoài giờ làm việc. Xã nhận vào thứ Hai 30/11. "
        "Ngày nhận không tính. Đếm từ ngày làm việc sau đó. Thứ Bảy, Chủ nhật xã nghỉ. Vậy là thứ Năm 03/12."
    )


def test_the_same_weekday_of_another_week_is_told_apart_by_its_date(days: WorkingDays) -> None:
    seven = Term(amount=7, unit="working_day")
    assert question(at(26, "10:00"), seven, days) == "Sao không phải thứ Năm?"
    five = Term(amount=5, unit="day")
    assert question(at(26, "10:00"), five, days) == ""
    pause = Pause(at(26, "10:30"), at(10, "09:00", month=12))
    none = Term(amount=0, unit="working_day")
    assert question(at(26, "10:00"), none, days, [pause]) == "Sao không phải thứ Năm 26/11?"


def test_after_a_supplement_the_earlier_promise_is_what_people_ask_about(days: WorkingDays) -> None:
    pause = Pause(at(25, "08:10"), at(26, "10:00"))
    assert question(at(23, "15:30"), SAME_DAY, days, [pause]) == "Sao không phải thứ Tư?"
    assert explain(at(23, "15:30"), SAME_DAY, days, [pause]) == (
        "Việc này xong trong ngày. Những ngày chờ bác thì không đếm. "
        "Xã đếm tiếp từ thứ Năm 26/11. Vậy là thứ Năm 26/11."
    )


def test_a_supplement_at_night_counts_from_the_next_opening(days: WorkingDays) -> None:
    pause = Pause(at(25, "14:00"), at(27, "21:00"))
    said = explain(at(23, "09:00"), THREE, days, [pause])
    assert "Xã đếm tiếp từ thứ Sáu 27/11. Lúc đó ngoài giờ làm việc. Xã làm tiếp vào thứ Hai 30/11." in said
    assert said.endswith("Vậy là thứ Tư 02/12.")


def test_a_supplement_that_changes_nothing_needs_no_words(days: WorkingDays) -> None:
    pause = Pause(at(25, "08:10"), at(25, "10:00"))
    assert question(at(23, "15:30"), SAME_DAY, days, [pause]) == ""


@tried
@given(
    st.datetimes(datetime(2026, 11, 1), datetime(2027, 11, 30)).map(lambda m: m.replace(tzinfo=LOCAL)),
    st.sampled_from([SAME_DAY, THREE, Term(amount=7, unit="day")]),
)
def test_every_answer_ends_with_the_day_and_has_a_question(received: datetime, term: Term) -> None:
    days = holidays.shipped()
    asked, said = question(received, term, days), explain(received, term, days)
    assert bool(asked) == bool(said)
    if said:
        assert said.endswith(f"{day_name(due(received, term, days).date())}.")


@pytest.mark.parametrize(
    ("day", "name"), [(date(2026, 11, 22), "Chủ nhật 22/11"), (date(2026, 11, 23), "thứ Hai 23/11")]
)
def test_days_are_named_as_people_say_them(day: date, name: str) -> None:
    assert day_name(day) == name
