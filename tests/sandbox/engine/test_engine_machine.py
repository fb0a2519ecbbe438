"""Statuses and the one table of their changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import machine
from sandbox.engine.enums import Actor, Reason, Stage, SupplementType
from sandbox.engine.machine import (
    FINAL,
    STAGE_CHANGES,
    STAGES,
    TRANSITIONS,
    IllegalTransition,
    Status,
    can,
    check,
    next_statuses,
)
from tests.sandbox.engine.writings import tried

# The ten statuses, 0 for what is not sent yet, and who may follow whom, written down a second time.
TABLE = {
    (0, 1),
    *((1, to) for to in (2, 3, 7)),
    *((2, to) for to in (4, 7)),
    *((4, to) for to in (5, 6, 7, 8, 9)),
    *((5, to) for to in (4, 7, 8)),
    *((6, to) for to in (4, 7, 8, 9)),
    (9, 10),
}


def test_the_table_is_that_of_the_domain() -> None:
    assert {(move.origin.value, move.target.value) for move in TRANSITIONS} == TABLE
    assert len(TRANSITIONS) == len(TABLE)


@tried
@given(st.sampled_from(Status), st.sampled_from(Status), st.sampled_from(Actor))
def test_whatever_is_not_in_the_table_is_refused(origin: Status, target: Status, actor: Actor) -> None:
    listed = any(
        (m.origin, m.target, m.actor) == (origin, target, actor) for m in (*TRANSITIONS, *STAGE_CHANGES)
    )
    assert can(origin, target, actor) == listed
    if not listed:
        with pytest.raises(IllegalTransition):
            check(origin, target, actor)


@tried
@given(st.lists(st.tuples(st.sampled_from(Actor), st.integers(0, 9)), max_size=30))
def test_a_random_walk_stays_in_the_table_and_ends_where_nothing_is_left(
    moves: list[tuple[Actor, int]],
) -> None:
    status = Status.DRAFT
    for actor, pick in moves:
        options = next_statuses(status, actor)
        if options:
            target = options[pick % len(options)]
            assert (status.value, target.value) in TABLE
            status = target
    left = [option for actor in Actor for option in next_statuses(status, actor)]
    assert (not left) == (status in FINAL)
    assert (machine.whose_turn(status) is None) == (status in FINAL)


def test_there_is_no_dead_end_before_an_end() -> None:
    reach = set(FINAL)
    while more := {m.origin for m in TRANSITIONS if m.target in reach} - reach:
        reach |= more
    assert reach == set(Status)


def test_who_has_the_turn_can_move() -> None:
    for status in set(Status) - FINAL:
        turn = machine.whose_turn(status)
        assert turn is not None
        assert next_statuses(status, turn)


def test_a_reason_belongs_to_its_change() -> None:
    move = check(Status.IN_PROGRESS, Status.STOPPED, Actor.OFFICE, reason=Reason.REFUSED_ON_MERITS)
    assert move.target is Status.STOPPED
    with pytest.raises(IllegalTransition, match="reason"):
        check(Status.IN_PROGRESS, Status.STOPPED, Actor.OFFICE)
    with pytest.raises(IllegalTransition, match="reason"):
        check(Status.ACCEPTED, Status.IN_PROGRESS, Actor.OFFICE, reason=Reason.NOT_VALID)


def test_a_stage_belongs_to_its_status() -> None:
    check(Status.ACCEPTED, Status.IN_PROGRESS, Actor.OFFICE, stage=Stage.LATE_WITH_APOLOGY)
    with pytest.raises(IllegalTransition, match="stage"):
        check(Status.IN_PROGRESS, Status.DONE, Actor.OFFICE, stage=Stage.DRAFT_TO_CHECK)
    assert machine.whose_turn(Status.IN_PROGRESS, Stage.DRAFT_TO_CHECK) is Actor.CITIZEN


def test_a_change_of_stage_keeps_the_status() -> None:
    assert all(move.origin is move.target and move.origin in STAGES for move in STAGE_CHANGES)


DRAFT, LATE, PLAIN = Stage.DRAFT_TO_CHECK, Stage.LATE_WITH_APOLOGY, Stage.PLAIN


@pytest.mark.parametrize(
    ("before", "after", "actor", "reason"),
    [
        (PLAIN, DRAFT, Actor.OFFICE, Reason.NONE),
        (LATE, DRAFT, Actor.OFFICE, Reason.NONE),
        (PLAIN, LATE, Actor.OFFICE, Reason.NONE),
        (DRAFT, PLAIN, Actor.OFFICE, Reason.DRAFT_SILENCE),
        (DRAFT, PLAIN, Actor.CITIZEN, Reason.DRAFT_AGREED),
        (DRAFT, PLAIN, Actor.CITIZEN, Reason.DRAFT_CORRECTED),
    ],
)
def test_these_changes_of_stage_exist_and_no_others(
    before: Stage, after: Stage, actor: Actor, reason: Reason
) -> None:
    four = Status.IN_PROGRESS
    assert check(four, four, actor, reason=reason, before=before, stage=after)
    for other in set(Reason) - {reason, *(_draft_answers if actor is Actor.CITIZEN else ())}:
        with pytest.raises(IllegalTransition):
            check(four, four, actor, reason=other, before=before, stage=after)
    with pytest.raises(IllegalTransition):
        check(four, four, actor, reason=reason, before=after, stage=before)


_draft_answers = {Reason.DRAFT_AGREED, Reason.DRAFT_CORRECTED}


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (Status.DONE, Reason.NONE),
        (Status.SUPPLEMENT_REQUESTED, Reason.NONE),
        (Status.STOPPED, Reason.REFUSED_ON_MERITS),
    ],
)
def test_the_office_goes_no_further_while_the_draft_is_out(target: Status, reason: Reason) -> None:
    assert check(Status.IN_PROGRESS, target, Actor.OFFICE, reason=reason)
    with pytest.raises(IllegalTransition, match="stage"):
        check(Status.IN_PROGRESS, target, Actor.OFFICE, reason=reason, before=DRAFT)


def test_the_citizen_may_withdraw_from_any_stage() -> None:
    for before in STAGES[Status.IN_PROGRESS]:
        assert check(Status.IN_PROGRESS, Status.WITHDRAWN, Actor.CITIZEN, before=before)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (1, "Mới đăng ký"),
        (2, "Được tiếp nhận"),
        (3, "Không được tiếp nhận"),
        (4, "Đang xử lý"),
        (5, "Yêu cầu bổ sung giấy tờ"),
        (6, "Yêu cầu thực hiện nghĩa vụ tài chính"),
        (7, "Công dân yêu cầu rút hồ sơ"),
        (8, "Dừng xử lý"),
        (9, "Đã xử lý xong"),
        (10, "Đã trả kết quả"),
    ],
)
def test_the_official_name_is_word_for_word(code: int, name: str) -> None:
    assert machine.official_name(Status(code)) == name


def test_every_status_stage_and_reason_is_explained() -> None:
    for status in Status:
        for stage in machine.stages(status):
            assert machine.plain_meaning(status, stage, you="chị").endswith(".")
    assert all(machine.reason_text(reason) for reason in Reason if reason)
    assert machine.reason_text(Reason.NONE) == ""


def test_every_act_of_the_office_has_its_notice_with_the_code_and_no_address_in_it() -> None:
    values = {
        "code": "000.00.00.H00-261123-0001",
        "due": "thứ Hai",
        "deadline": "thứ Ba",
        "sum": "24.000 đồng",
    }
    for move in (*TRANSITIONS, *STAGE_CHANGES):
        for stage in move.after if move.actor is Actor.OFFICE else ():
            for reason in move.reasons:
                said = machine.notice(move.target, stage, reason, **values)
                assert values["code"] in said
                assert "http" not in said and "www" not in said and ".vn" not in said
    assert machine.notice(Status.REGISTERED, PLAIN, Reason.NONE, **values) == ""


def test_each_form_of_a_supplement_is_explained_differently() -> None:
    said = {machine.supplement_meaning(kind, you="chị") for kind in SupplementType}
    assert len(said) == len({machine.supplement_name(kind) for kind in SupplementType}) == 3
