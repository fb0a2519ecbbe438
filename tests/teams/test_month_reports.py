"""The month of a commune, from rows: who counts where, in how many queries, and what closing keeps."""

import datetime as dt
import random
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from places.models import Commune
from teams import attending, closings, month_counts, month_reports, monthly
from teams.enums import EvidenceKind, Sex, TallyKind, Task, Unit
from teams.models import Attendance, Book, Checklist, Closing, Membership, Session, Tally, Team, Trainee
from teams.monthly import ClosingState, Figure
from tests.clocks import set_clock
from tests.teams import factories as make

pytestmark = pytest.mark.django_db
NOVEMBER = dt.date(2026, 11, 1)
EVENING = dt.datetime(2026, 11, 10, 12, tzinfo=dt.UTC)
TODAY = dt.datetime(2026, 12, 5, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _december(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, lambda: TODAY)


def evening(of: Team, at: dt.datetime = EVENING, **changes: Any) -> Session:
    return make.session(of, starts_at=at, opened_at=changes.pop("opened_at", at), closed_at=at, **changes)


def person(of: Commune, **fields: Any) -> Trainee:
    return Trainee.objects.create(commune=of, display_name="Giàng A Thử", **fields)


def came(session: Session, *people: Trainee) -> None:
    attending.mark(session, [one.id for one in people], by=None)


def total(commune: Commune, month: dt.date = NOVEMBER) -> dict[Figure, int | None]:
    teams = [team.id for team in commune.teams.all()]
    return monthly.count(month_counts.facts_of(month, [commune.code], teams=teams))


def test_one_person_of_two_teams_is_one_line_each_and_one_in_the_total() -> None:
    commune = make.commune()
    first, second = make.team(commune), make.team(commune)
    her, him = person(commune, sex=Sex.WOMAN, birth_year=1950), person(commune, sex=Sex.MAN, birth_year=1990)
    came(evening(first), her, him)
    came(evening(second), her)
    report = month_reports.of_commune(commune, NOVEMBER)
    assert [line.numbers[Figure.PEOPLE] for line in report.lines] == [2, 1]
    assert report.total is not None
    counted = report.total.numbers
    assert [counted[one] for one in (Figure.PEOPLE, Figure.CONTACTS, Figure.WOMEN, Figure.OLD)] == [
        2,
        3,
        1,
        1,
    ]


def test_two_rows_of_one_person_count_as_one() -> None:
    team = make.team()
    kept, other = person(team.commune), person(team.commune, sex=Sex.WOMAN)
    came(evening(team), kept, other)
    assert total(team.commune)[Figure.PEOPLE] == 2
    other.merged_into = kept
    other.save()
    counted = total(team.commune)
    assert [counted[one] for one in (Figure.PEOPLE, Figure.CONTACTS, Figure.WOMEN, Figure.YEAR)] == [
        1,
        1,
        1,
        1,
    ]


def test_a_visit_that_was_taken_back_does_not_count() -> None:
    team = make.team()
    session, her = evening(team), person(team.commune)
    came(session, her)
    attending.unmark(session, [her.id], by=None)
    counted = total(team.commune)
    assert (counted[Figure.PEOPLE], counted[Figure.CONTACTS], counted[Figure.YEAR]) == (0, 0, 0)


def test_only_opened_sessions_of_the_month_in_vietnamese_time_count() -> None:
    team = make.team()
    midnight = dt.datetime(2026, 10, 31, 17, tzinfo=dt.UTC)
    evening(team, midnight)  # the first minute of November
    evening(team, midnight - dt.timedelta(minutes=1))
    evening(team, dt.datetime(2026, 11, 30, 17, tzinfo=dt.UTC))  # the first minute of December
    came(evening(team, opened_at=None), person(team.commune))
    assert (total(team.commune)[Figure.SESSIONS], total(team.commune)[Figure.PEOPLE]) == (1, 0)


def test_heads_without_names_and_groups_come_from_the_counts_of_the_session() -> None:
    team = make.team()
    session = evening(team)
    came(session, person(team.commune))
    for kind, number in ((TallyKind.WOMEN, 4), (TallyKind.MEN, 2), (TallyKind.POOR, 3)):
        Tally.objects.create(session=session, kind=kind, number=number)
    counted = total(team.commune)
    assert [counted[one] for one in (Figure.CONTACTS, Figure.UNNAMED, Figure.POOR)] == [7, 6, 3]
    assert counted[Figure.DISABLED] is None


def seen(her: Trainee, *tasks: Task, at: dt.datetime = EVENING, **changes: Any) -> Checklist:
    values = [task.value for task in tasks]
    return Checklist.objects.create(
        trainee=her, procedure=make.PROCEDURE, tasks=values, member=make.user(), at=at, **changes
    )


def test_what_she_was_seen_to_do_counts_where_she_is_on_the_book() -> None:
    team = make.team()
    other, her = make.team(team.commune), person(team.commune)
    Book.objects.create(team=team, trainee=her)
    first = seen(her, Task.SIGN_IN, Task.PAY)
    seen(her, Task.TRACK)
    seen(her, Task.PAY, at=EVENING - dt.timedelta(days=30))
    report = month_reports.of_commune(team.commune, NOVEMBER)
    lines = {line.key: line.numbers for line in report.lines}
    assert [lines[str(team.id)][one] for one in monthly.DEEDS] == [1, 0, 1, 1]
    assert [lines[str(other.id)][one] for one in monthly.DEEDS] == [0, 0, 0, 0]
    seen(her, Task.SIGN_IN, Task.PAY, undoes=first)
    assert [total(team.commune)[one] for one in monthly.DEEDS] == [0, 0, 1, 0]


def test_whoever_can_file_alone_is_not_helped_any_more() -> None:
    team = make.team()
    her, him, earlier = (person(team.commune) for _number in range(3))
    session = evening(team)
    came(session, her, him, earlier)
    proof = make.evidence(her, EvidenceKind.CHECKED, session=session, at=EVENING)
    make.evidence(earlier, EvidenceKind.CHECKED, session=session, at=EVENING - dt.timedelta(days=60))
    counted = total(team.commune)
    assert (counted[Figure.FILED], counted[Figure.HELPED]) == (1, 1)
    make.evidence(her, EvidenceKind.CHECKED, undoes=proof, at=EVENING)
    counted = total(team.commune)
    assert (counted[Figure.FILED], counted[Figure.HELPED]) == (0, 2)


def test_the_year_so_far_counts_each_person_once_from_january_to_the_month() -> None:
    team = make.team()
    her, him = person(team.commune), person(team.commune)
    came(evening(team, dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)), her)
    came(evening(team), her)
    came(evening(team, dt.datetime(2025, 12, 3, 12, tzinfo=dt.UTC)), him)
    assert total(team.commune)[Figure.YEAR] == 1


def test_the_roster_of_the_month_stands_in_the_line() -> None:
    commune = make.commune()
    team = make.team(commune, hamlets=[make.hamlet(commune)])
    leader = make.member(team, Role.LEADER)
    leader.phone = "+840000000001"
    leader.save()
    Membership.objects.filter(user=leader).update(sex=Sex.WOMAN, unit=Unit.YOUTH)
    make.member(team, since=dt.date(2026, 12, 1))  # not in November
    [line] = month_reports.of_commune(commune, NOVEMBER).lines
    assert (line.paper.leader, line.paper.hamlets) == (leader.get_full_name(), "Bản Học")
    assert line.paper.phone.endswith("0001")
    assert (line.paper.members, line.paper.women, line.paper.youth) == (1, 1, 1)


def busy(commune: Commune, teams: int, people: int) -> None:
    for _number in range(teams):
        team = make.team(commune)
        make.member(team, Role.LEADER)
        session = evening(team)
        crowd = [person(commune) for _one in range(people)]
        came(session, *crowd)
        for her in crowd:
            seen(her, Task.PAY)
        Tally.objects.create(session=session, kind=TallyKind.POOR, number=1)


def test_queries_do_not_grow_with_teams_and_people(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    small, large = make.commune(), make.commune()
    busy(small, 1, 1)
    busy(large, 4, 5)
    with django_assert_max_num_queries(100) as few:
        month_reports.of_commune(small, NOVEMBER)
    with django_assert_max_num_queries(len(few)):
        month_reports.of_commune(large, NOVEMBER)
    with django_assert_max_num_queries(15):
        month_reports.of_province(large.province, NOVEMBER)


def test_a_random_month_equals_a_naive_count_and_each_line_what_its_leader_sees() -> None:
    rng = random.Random(7)
    commune = make.commune()
    teams = [make.team(commune) for _number in range(3)]
    crowd = [person(commune) for _number in range(12)]
    for _number in range(8):
        session = evening(rng.choice(teams))
        came(session, *rng.sample(crowd, 4))
        attending.unmark(session, [rng.choice(crowd).id], by=None)
    for merged, kept in ((crowd[3], crowd[0]), (crowd[4], crowd[3]), (crowd[7], crowd[5])):
        merged.merged_into = kept
        merged.save()
    roots = {crowd[3].id: crowd[0].id, crowd[4].id: crowd[0].id, crowd[7].id: crowd[5].id}
    naive = {
        (one.session_id, roots.get(one.trainee_id, one.trainee_id))
        for one in Attendance.objects.all()
        if one.undoes is None and not Attendance.objects.filter(undoes=one).exists()
    }
    report = month_reports.of_commune(commune, NOVEMBER)
    assert report.total is not None
    assert report.total.numbers[Figure.CONTACTS] == len(naive)
    assert report.total.numbers[Figure.PEOPLE] == len({her for _session, her in naive})
    by_key = {line.key: line.numbers for line in report.lines}
    for team in teams:
        assert month_reports.numbers_of(team, NOVEMBER) == by_key[str(team.id)]


def test_a_province_has_no_names_hides_small_numbers_and_leaves_invented_places_out_of_the_total() -> None:
    real, small = make.commune("Lớn"), make.commune("Nhỏ")
    invented = make.commune("Bịa", is_fictional=True)
    for commune, number in ((real, 6), (small, 2), (invented, 7)):
        team = make.team(commune)
        make.member(team, Role.LEADER)
        came(evening(team), *(person(commune, sex=Sex.WOMAN) for _one in range(number)))
    report = month_reports.of_province(real.province, NOVEMBER)
    shown = {line.key: line.numbers[Figure.PEOPLE] for line in report.lines}
    # the other real one too, or the total would give the small one away
    assert shown == {real.code: "<5", small.code: "<5", invented.code: 7}
    assert report.total is not None
    assert report.total.numbers[Figure.PEOPLE] == 8
    assert all((line.paper.leader, line.paper.phone, line.words) == ("", "", "") for line in report.lines)


# --- Closing -----------------------------------------------------------------------------------------------------
def test_a_closed_month_says_what_has_changed_since() -> None:
    team = make.team()
    leader = make.member(team, Role.LEADER)
    session = evening(team)
    came(session, person(team.commune))
    closings.close_month(team, NOVEMBER, by=leader, difficulties="Mạng yếu", suggestions="Thêm loa")
    [line] = month_reports.of_commune(team.commune, NOVEMBER).lines
    assert (line.state, line.words, list(line.changed)) == (ClosingState.ON_TIME, "Mạng yếu\nThêm loa", [])
    came(session, person(team.commune))
    [line] = month_reports.of_commune(team.commune, NOVEMBER).lines
    assert (Figure.PEOPLE, 1, 2) in line.changed


def test_putting_it_right_later_does_not_make_it_late(monkeypatch: pytest.MonkeyPatch) -> None:
    team = make.team()
    leader = make.member(team, Role.LEADER)
    closings.close_month(team, NOVEMBER, by=leader, difficulties="", suggestions="")
    set_clock(monkeypatch, lambda: TODAY + dt.timedelta(days=30))
    closings.reopen_month(team, NOVEMBER, by=leader)
    [line] = month_reports.of_commune(team.commune, NOVEMBER).lines
    assert line.state is ClosingState.MISSING
    closings.close_month(team, NOVEMBER, by=leader, difficulties="", suggestions="")
    [line] = month_reports.of_commune(team.commune, NOVEMBER).lines
    assert line.state is ClosingState.ON_TIME
    assert Closing.objects.count() == 1


def test_a_month_that_is_not_over_cannot_be_closed_and_an_open_one_not_opened() -> None:
    team = make.team()
    leader = make.member(team, Role.LEADER)
    with pytest.raises(closings.MonthNotOver):
        closings.close_month(team, dt.date(2026, 12, 1), by=leader, difficulties="", suggestions="")
    with pytest.raises(closings.NotClosed):
        closings.reopen_month(team, NOVEMBER, by=leader)
