"""Who came: marked once, taken back by another row, tied to a telephone, counted without a name."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kit.folding import fold
from teams import attending, people, service
from teams.enums import TallyKind
from teams.models import Attendance, Book, Evidence, Session, Tally, Trainee
from teams.people import Details
from tests.teams import factories

pytestmark = pytest.mark.django_db


def on_book(session: Session, number: int = 1) -> list[Trainee]:
    return [people.add(session.team, Details(name=f"Lò Thị Mẫu {place}"), by=None) for place in range(number)]


def test_a_person_is_present_once_however_often_she_is_marked() -> None:
    session = factories.session()
    [one], member = on_book(session), factories.member(session.team)
    assert attending.mark(session, [one.id], by=member) == 1
    assert attending.mark(session, [one.id, one.id], by=member) == 0
    assert Attendance.objects.standing().count() == 1


def test_taking_back_is_a_second_row_and_she_can_be_marked_again() -> None:
    session = factories.session()
    [one] = on_book(session)
    attending.mark(session, [one.id], by=None)
    assert attending.unmark(session, [one.id], by=None) == 1
    assert attending.unmark(session, [one.id], by=None) == 0
    assert attending.present(session) == set()
    assert Attendance.objects.count() == 2
    assert attending.mark(session, [one.id], by=None) == 1
    assert attending.present(session) == {one.id}


def test_whoever_is_marked_is_on_the_book_of_the_team() -> None:
    session = factories.session()
    one = factories.trainee(session.team.commune)
    attending.mark(session, [one.id], by=None)
    assert Book.objects.get().team == session.team


def test_marking_forty_takes_as_many_queries_as_marking_two() -> None:
    session = factories.session()
    everybody = [one.id for one in on_book(session, 42)]
    counts = []
    for some in (everybody[:2], everybody[2:]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            attending.mark(session, some, by=None)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_row_that_became_part_of_another_is_not_counted_beside_it() -> None:
    session = factories.session()
    kept, merged = on_book(session, 2)
    attending.mark(session, [merged.id], by=None)
    Trainee.objects.filter(pk=merged.pk).update(merged_into=kept)
    assert attending.mark(session, [kept.id], by=None) == 0
    assert attending.unmark(session, [kept.id], by=None) == 1
    assert attending.present(session) == set()


def test_whoever_can_do_it_alone_was_there() -> None:
    session = factories.session()
    member = factories.member(session.team)
    participant = factories.confirmed(session, by=member)
    assert attending.present(session) == {participant.trainee_id}
    service.undo_confirmation(participant, by=member)
    assert attending.present(session) == {participant.trainee_id}


def test_the_roll_can_say_that_somebody_without_a_telephone_can_do_it_alone() -> None:
    session = factories.session()
    [one], member = on_book(session), factories.member(session.team)

    def save(**changed: list[Trainee]) -> None:
        ticks: dict[str, list[Trainee]] = {"came": [], "gone": [], "can": [], "cannot": []}
        attending.save_roster(session, by=member, **{**ticks, **changed})

    save(can=[one])
    save(can=[one])
    assert Evidence.objects.standing().get().trainee == one
    assert attending.present(session) == {one.id}
    save(gone=[one])
    assert attending.present(session) == {one.id}  # nobody does it alone from home
    save(gone=[one], cannot=[one])
    assert attending.present(session) == set()
    assert not Evidence.objects.standing().exists()


def test_coming_in_with_a_known_telephone_is_being_present_and_another_name_is_not() -> None:
    team = factories.team()
    first = factories.confirmed(factories.session(team), "Giàng A Thử")
    evening = factories.session(team)
    service.join(evening, first.learner, "Giàng A Thử")
    assert attending.present(evening) == {first.trainee_id}
    service.join(evening, first.learner, "Lò Thị Tham Khảo")
    assert attending.present(evening) == set()


def test_a_telephone_given_on_leaves_the_mark_of_a_member_alone() -> None:
    team = factories.team()
    first = factories.confirmed(factories.session(team), "Giàng A Thử")
    evening = factories.session(team)
    assert first.trainee_id
    attending.mark(evening, [first.trainee_id], by=factories.member(team))
    service.join(evening, first.learner, "Giàng A Thử")
    service.join(evening, first.learner, "Lò Thị Tham Khảo")
    assert attending.present(evening) == {first.trainee_id}


def test_a_telephone_is_tied_once() -> None:
    session = factories.session()
    [one], member = on_book(session), factories.member(session.team)
    participant = factories.participant(session)
    assert attending.tie(participant, one, by=member) == one
    assert attending.tie(participant, None, by=member) == one
    assert Trainee.objects.count() == 1
    assert attending.present(session) == {one.id}


def test_namesakes_are_looked_for_on_the_teams_own_book_only() -> None:
    session = factories.session()
    [own] = on_book(session)
    other = factories.team(session.team.commune)
    people.add(other, Details(name=own.display_name), by=None)
    folded = fold(own.display_name)
    assert attending.look_alikes(session, [folded]) == {folded: [own]}


def test_numbers_are_kept_corrected_and_taken_away() -> None:
    session = factories.session()
    member = factories.member(session.team)
    attending.count(session, {TallyKind.WOMEN.value: 3, TallyKind.POOR.value: 0}, by=member)
    attending.count(session, {TallyKind.WOMEN.value: 4, TallyKind.POOR.value: None}, by=member)
    assert dict(Tally.objects.values_list("kind", "number")) == {"women": 4}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the tests' database in memory knows no two writers"
)
def test_two_members_who_tap_at_once_mark_her_once() -> None:
    session = factories.session()
    [one], member = on_book(session), factories.member(session.team)
    together = Barrier(4)

    def tap() -> None:
        together.wait()
        try:
            attending.mark(session, [one.id], by=member)
            attending.observe(session, one, by=member)
        finally:
            connection.close()

    taps = [Thread(target=tap) for _ in range(4)]
    for thread in taps:
        thread.start()
    for thread in taps:
        thread.join()
    assert Attendance.objects.standing().count() == 1
    assert Evidence.objects.standing().count() == 1


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL knows that nearly all rows undo nothing"
)
def test_the_marks_of_one_session_are_found_by_its_index() -> None:
    plan = factories.session().attendances.standing().explain()
    assert "session_id=?" in plan.partition("\n")[0]
