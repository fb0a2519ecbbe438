"""What a member does to a class, through the service: the learners' seats follow, and a line without names is kept."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Learner
from kit.models import AuditEntry
from sandbox import service as sandbox_service
from sandbox.enums import Nudge
from teams import board, live, service, wall
from teams.models import Participant, Session
from tests.teams import factories
from tests.teams.factories import progress

pytestmark = pytest.mark.django_db


def joined(session: Session, name: str = "Giàng A Thử") -> Participant:
    return service.join(session, Learner.objects.create(), name)


def test_numbers_are_given_in_the_order_of_coming_in() -> None:
    session = factories.session()
    people = [joined(session, f"Lý Văn Mẫu {name}") for name in ("Một", "Hai", "Ba")]
    numbers = [one.learner.seats.get().number for one in people]
    assert numbers == [1, 2, 3]
    assert [one.pk for one in session.participants.in_order()] == [one.pk for one in people]
    service.join(session, people[0].learner, "Lý Văn Mẫu")
    assert people[0].learner.seats.get().number == 1


def test_a_nudge_is_kept_as_a_line_without_a_name() -> None:
    session = factories.session()
    one, by = joined(session), factories.member(session.team)
    live.nudge(one, Nudge.CALM, by=by)
    entry = AuditEntry.objects.get(action="class.nudged")
    assert entry.actor == f"user:{by.pk}" and "Giàng" not in str(entry.data)
    assert sandbox_service.class_state(session.id).signs[one.learner_id].nudge == Nudge.CALM


def test_somebody_without_a_seat_cannot_be_nudged() -> None:
    session = factories.session()
    with pytest.raises(live.NoSeat):
        live.nudge(factories.participant(session), Nudge.CALM, by=factories.user())
    assert not AuditEntry.objects.filter(action="class.nudged").exists()


def test_nothing_is_done_to_a_class_that_is_not_open() -> None:
    session = factories.session(is_open=False)
    one, by = factories.participant(session), factories.user()
    for act in (
        lambda: live.nudge(one, Nudge.CALM, by=by),
        lambda: live.pause(session, by=by),
        lambda: live.show_step(session, 1, by=by),
    ):
        with pytest.raises(service.SessionNotOpen):
            act()


def test_ending_the_session_ends_what_was_going_on_in_it() -> None:
    session, by = factories.session(), factories.user()
    joined(session)
    live.pause(session, by=by)
    service.close_session(session, by=by)
    assert not sandbox_service.class_state(session.id).paused
    service.open_session(session, by=by)
    live.pause(session, by=by)
    assert sandbox_service.class_state(session.id).paused
    live.resume(session, by=by)
    assert not sandbox_service.class_state(session.id).paused


# --- on the board -------------------------------------------------------------------------------------------
NOW = timezone.now().replace(second=20)


def ago(minutes: int) -> dt.datetime:
    return NOW - dt.timedelta(minutes=minutes)


def someone(name: str = "Lý Văn Mẫu") -> Participant:
    return Participant(display_name=name, learner=Learner(), joined_at=ago(50))


def built(people: dict[Participant, dict[str, Any]], **state: Any) -> board.Board:
    """The board of people with their progress; a key `hand` or `nudge` is their sign."""
    signs, known = {}, {}
    for one, changes in people.items():
        hand, nudge = changes.pop("hand", None), changes.pop("nudge", "")
        signs[one.learner_id] = sandbox_service.Sign(ago(hand) if hand is not None else None, nudge)
        known[one.learner_id] = progress(now=NOW, **changes)
    return board.build(list(people), known, set(), NOW, sandbox_service.ClassState(signs=signs, **state))


def test_raised_hands_come_before_the_stuck_and_the_longest_first() -> None:
    people = {
        someone("A"): {"minutes_idle": 20},
        someone("B"): {"hand": 1},
        someone("C"): {"hand": 4, "finished": True},
        someone("D"): {"minutes_idle": 1},
    }
    made = built(people)
    assert [one.name for one in made.lanes[0].people] == ["C", "B", "A"]
    chips = [one.chip.text for one in made.lanes[0].people if one.chip]
    assert chips == ["Giơ tay 4 phút", "Giơ tay 1 phút", "Kẹt 20 phút"]
    assert [number for number, _ in made.figures] == [4, 2, 1, 1, 0]
    assert sum(len(lane.people) for lane in made.lanes) == 4


def test_a_hand_that_has_just_gone_up_says_so() -> None:
    made = built({someone(): {"hand": 0}})
    assert [one.chip.text for one in made.lanes[0].people if one.chip] == ["Vừa giơ tay"]


def test_a_nudge_that_nobody_has_read_is_told() -> None:
    assert built({someone(): {"nudge": "tu-tu"}}).lanes[1].people[0].nudged


def test_nobody_gets_stuck_while_the_class_listens() -> None:
    made = built({someone(): {"minutes_idle": 12}}, paused_at=ago(10))
    assert [len(lane.people) for lane in made.lanes] == [0, 1, 0]
    assert made.lanes[1].people[0].idle == 2


def test_after_the_pause_minutes_begin_anew() -> None:
    made = built({someone(): {"minutes_idle": 12}}, resumed_at=ago(3))
    assert made.lanes[1].people[0].idle == 3


def test_the_last_mistake_is_told_by_field_and_kind_until_she_has_sent() -> None:
    told = {"field_label": "Ngày sinh", "mistake_kind": "đổi chỗ ngày và tháng", "mistakes": 1}
    assert built({someone(): dict(told)}).lanes[1].people[0].last == "Ngày sinh: đổi chỗ ngày và tháng"
    assert built({someone(): {**told, "finished": True}}).lanes[2].people[0].last == ""


def test_a_board_that_stops_or_shows_is_another_board() -> None:
    one = someone()
    boards = {
        built({one: dict[str, Any]()}, **state)
        for state in ({}, {"paused_at": NOW}, {"shown": "Tìm", "shown_url": "/tap/xem/x/1/"})
    }
    assert len(boards) == 3


# --- on the wall --------------------------------------------------------------------------------------------
def test_the_wall_counts_by_step_and_holds_no_name() -> None:
    people: dict[Participant, dict[str, Any]] = {
        someone("Chim Hoàng Yến"): {"step": 5, "hand": 2},
        someone("Chim Hoàng Oanh"): {"step": 5},
        someone("Chim Sáo"): {"finished": True, "step": 9},
        someone("Chim Khuyên"): {"step": 1, "step_label": "Tìm"},
    }
    shown = wall.of(built(people))
    assert [(line.label, line.numbers) for line in shown.lines] == [
        ("Tìm", (4,)),
        ("Chọn cơ quan", (1, 2)),
        ("Đã xong", (3,)),
    ]
    assert (shown.people, shown.asking) == (4, (1,))
    assert "Chim" not in repr(shown)


def test_an_empty_wall_has_no_lines() -> None:
    nobody: dict[Participant, dict[str, Any]] = {}
    shown = wall.of(built(nobody))
    assert (shown.people, shown.lines) == (0, ())
