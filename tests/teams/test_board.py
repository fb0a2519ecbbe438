"""Who stands in which lane, and what her card says."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Learner
from teams import board
from teams.board import Board, Person
from teams.models import Participant
from tests.teams.factories import progress

NOW = timezone.now().replace(second=20)  # away from the turn of a minute, at which boards change


def someone(name: str = "Lý Văn Mẫu", minutes: int = 30, trainee: uuid.UUID | None = None) -> Participant:
    learner = Learner(id=uuid.uuid4())
    return Participant(
        display_name=name, learner=learner, joined_at=NOW - dt.timedelta(minutes=minutes), trainee_id=trainee
    )


def built(one: Participant, confirmed: bool = False, **changes: Any) -> tuple[str, Person]:
    """The lane and the card of one participant with this progress."""
    known = {one.learner_id: progress(now=NOW, **changes)} if changes else {}
    made = board.build([one], known, [one.trainee_id] if confirmed and one.trainee_id else [], NOW)
    return next((lane.id, lane.people[0]) for lane in made.lanes if lane.people)


def test_who_made_a_step_lately_works_alone() -> None:
    lane, person = built(someone(), minutes_idle=4)
    assert (lane, person.chip) == ("dang-lam", None)


def test_who_made_no_step_for_five_minutes_needs_somebody() -> None:
    lane, person = built(
        someone(), minutes_idle=5, field_label="Ngày sinh", mistake_kind="đổi chỗ ngày và tháng"
    )
    assert lane == "can-den"
    assert person.chip is not None
    assert person.chip.text == "Kẹt 5 phút"
    assert (person.label, person.last) == ("Chọn cơ quan", "Ngày sinh: đổi chỗ ngày và tháng")


def test_a_card_says_truly_that_somebody_sits_beside() -> None:
    rows: list[dict[str, Any]] = [
        {},
        {"finished": True, "step": 9},
        {"finished": True, "step": 9, "hints": 2},
    ]
    for changes in rows:
        _, person = built(someone(), helped=True, **changes)
        assert person.chip is not None and person.chip.text == "Có người ngồi cạnh"


def test_who_is_stuck_with_somebody_beside_is_said_to_be_both() -> None:
    _, person = built(someone(), helped=True, minutes_idle=6)
    assert person.chip is not None and person.chip.text == "Kẹt 6 phút"
    assert person.label == "Chọn cơ quan, có người ngồi cạnh"


def test_after_an_hour_nobody_counts_the_minutes() -> None:
    _, person = built(someone(minutes=300), minutes_idle=200)
    assert person.chip is not None
    assert person.chip.text == "Kẹt hơn 1 giờ"


def test_who_has_just_come_in_has_not_begun() -> None:
    lane, person = built(someone(minutes=2))
    assert (lane, person.step, person.label) == ("dang-lam", 0, "Mới vào lớp, chưa bắt đầu.")


def test_who_came_in_long_ago_and_never_began_needs_somebody() -> None:
    assert built(someone(minutes=8))[0] == "can-den"


def test_last_weeks_exercise_says_nothing_about_tonight() -> None:
    lane, person = built(someone(minutes=3), minutes_idle=9000, finished=True, step=9)
    assert (lane, person.step) == ("dang-lam", 0)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"unaided": True, "mode": "check"}, "Tự làm"),
        ({"hints": 2}, "2 gợi ý"),
        ({"hints": 0}, "Không xem gợi ý"),
    ],
)
def test_a_finished_card_says_how_much_help_there_was(changes: dict[str, Any], text: str) -> None:
    lane, person = built(someone(), finished=True, step=9, **changes)
    assert lane == "da-xong"
    assert person.chip is not None
    assert person.chip.text == text


def test_who_is_marked_is_done_even_where_her_screen_is_not() -> None:
    lane, person = built(someone(trainee=uuid.uuid4()), confirmed=True, minutes_idle=20)
    assert lane == "da-xong"
    assert person.chip is not None
    assert person.chip.text == "Tự làm được"


def crowd() -> Board:
    people = [someone(f"Người {number}") for number in range(4)]
    idle = dict(zip(people, (6, 1, 20, 1), strict=True))
    known = {one.learner_id: progress(minutes, NOW) for one, minutes in idle.items()}
    return board.build(people, known, set(), NOW)


def test_the_longest_stuck_comes_first_and_keeps_her_number() -> None:
    assert [person.number for person in crowd().lanes[0].people] == [3, 1]


def test_the_figures_count_people_stuck_finished_and_marked() -> None:
    assert [number for number, _ in crowd().figures] == [4, 0, 2, 0, 0]


def test_within_a_minute_the_board_is_the_same_and_a_minute_later_it_is_another() -> None:
    one = someone()
    first, second = (board.build([one], {}, set(), NOW + dt.timedelta(seconds=more)) for more in (0, 1))
    later = board.build([one], {}, set(), NOW + dt.timedelta(minutes=1))
    assert first == second
    assert later != first
