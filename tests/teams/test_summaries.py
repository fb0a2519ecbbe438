"""The summaries of who came: by hand, and equal to a rebuild whatever happens in whatever order."""

import datetime as dt
import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kit.models import AuditEntry
from places import service as places
from places.models import Commune
from teams import (
    attending,
    checking,
    coverage,
    erasing,
    evenings,
    jobs,
    month_counts,
    monthly,
    people,
    summaries,
)
from teams.enums import AgeBand, EvidenceKind, FirstKind, Sex
from teams.models import ContactMonth, CoverageMonth, Session, Team
from teams.monthly import Figure
from teams.people import Details
from tests.clocks import set_clock
from tests.teams import factories as make
from tests.teams.test_moves import paper

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 11, 5, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, lambda: TODAY)


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 5, tzinfo=dt.UTC)


def evening(of: Team, day: dt.date, *, is_open: bool = True) -> Session:
    return make.session(of, starts_at=noon(day), opened_at=noon(day) if is_open else None)


def firsts(kind: FirstKind) -> dict[tuple[str, dt.date, str], int]:
    rows = CoverageMonth.objects.filter(kind=kind, firsts__gt=0)
    return {(row.commune_id, row.month, row.home_id): row.firsts for row in rows}


def line(commune: Commune, month: dt.date) -> dict[Figure, int | None]:
    return month_counts.people_of(month, [commune.code])[commune.code]


def equal_to_a_rebuild() -> None:
    """The kept tables are those of a count from nothing, and a province reads what the rows of attendance say."""
    codes = list(Commune.objects.values_list("code", flat=True))
    for commune in Commune.objects.all():
        assert summaries.kept(commune) == summaries.counted(commune)
    for month in {coverage.month_of(at) for at in Session.objects.values_list("starts_at", flat=True)}:
        from_rows = monthly.split(month_counts.facts_of(month, codes), codes)
        without = monthly.split(month_counts.without_people(month, codes), codes)
        people_of = month_counts.people_of(month, codes)
        for code in codes:
            added = monthly.with_people(monthly.count(without[code]), people_of[code])
            assert added == monthly.count(from_rows[code])


# --- By hand -------------------------------------------------------------------------------------------------------
def test_who_comes_twice_is_two_contacts_one_person_of_the_month_and_one_first() -> None:
    team = make.team()
    her = make.trainee(team.commune)
    for day in (dt.date(2026, 3, 2), dt.date(2026, 3, 9), dt.date(2026, 5, 4)):
        attending.mark(evening(team, day), [her.id], by=None)
    march, may = (line(team.commune, dt.date(2026, month, 1)) for month in (3, 5))
    assert (march[Figure.CONTACTS], march[Figure.PEOPLE], march[Figure.YEAR]) == (2, 1, 1)
    assert (may[Figure.CONTACTS], may[Figure.PEOPLE], may[Figure.YEAR]) == (1, 1, 1)
    here = team.commune.code
    assert firsts(FirstKind.CAME) == {(here, dt.date(2026, 3, 1), here): 1}


def test_a_person_of_two_years_is_one_first_ever_and_one_of_each_year() -> None:
    team = make.team()
    her = make.trainee(team.commune)
    for day in (dt.date(2025, 12, 30), dt.date(2026, 2, 2)):
        attending.mark(evening(team, day), [her.id], by=None)
        summaries.record(her, procedure="p", kind=EvidenceKind.CHECKED, at=noon(day))
    here = team.commune.code
    ever, both = {dt.date(2025, 12, 1)}, {dt.date(2025, 12, 1), dt.date(2026, 2, 1)}
    for kind, months in (
        (FirstKind.CAME, ever),
        (FirstKind.UNAIDED, ever),
        (FirstKind.CAME_IN_YEAR, both),
        (FirstKind.UNAIDED_IN_YEAR, both),
    ):
        assert firsts(kind) == {(here, month, here): 1 for month in months}


def test_taking_an_early_mark_back_moves_the_first_to_the_next_visit() -> None:
    team = make.team()
    her = make.trainee(team.commune)
    early, late = evening(team, dt.date(2026, 3, 2)), evening(team, dt.date(2026, 5, 4))
    for session in (early, late):
        attending.mark(session, [her.id], by=None)
    attending.unmark(early, [her.id], by=None)
    here = team.commune.code
    assert firsts(FirstKind.CAME) == {(here, dt.date(2026, 5, 1), here): 1}
    assert line(team.commune, dt.date(2026, 3, 1))[Figure.CONTACTS] == 0


def test_whoever_can_file_alone_before_the_month_ends_was_not_helped_in_it() -> None:
    team = make.team()
    her = make.trainee(team.commune)
    for day in (dt.date(2026, 3, 2), dt.date(2026, 5, 4)):
        attending.mark(evening(team, day), [her.id], by=None)
    seen = summaries.record(her, procedure="p", kind=EvidenceKind.CHECKED, at=noon(dt.date(2026, 5, 31)))
    helped = [line(team.commune, dt.date(2026, month, 1))[Figure.HELPED] for month in (3, 5)]
    assert helped == [1, 0]
    summaries.record(her, procedure="p", kind=EvidenceKind.CHECKED, undoes=seen)
    assert line(team.commune, dt.date(2026, 5, 1))[Figure.HELPED] == 1


def test_a_corrected_sex_moves_her_to_the_other_group() -> None:
    team = make.team()
    her, by = make.trainee(team.commune), make.member(team)
    attending.mark(evening(team, dt.date(2026, 3, 2)), [her.id], by=None)
    march = dt.date(2026, 3, 1)
    assert line(team.commune, march)[Figure.WOMEN] is None  # nobody's sex is known
    people.correct(her, Details("Vàng Thị Bài Tập", sex=Sex.WOMAN, band=AgeBand.OLD), by=by)
    assert [line(team.commune, march)[one] for one in (Figure.WOMEN, Figure.OLD)] == [1, 1]
    erasing.erase(her, by=by)
    assert [line(team.commune, march)[one] for one in (Figure.PEOPLE, Figure.WOMEN)] == [1, 1]


def test_marks_of_a_session_that_is_opened_later_count_from_then() -> None:
    team = make.team()
    her, session = make.trainee(team.commune), evening(team, dt.date(2026, 3, 2), is_open=False)
    attending.mark(session, [her.id], by=None)
    assert line(team.commune, dt.date(2026, 3, 1))[Figure.CONTACTS] == 0
    evenings.open_session(session, by=make.member(team))
    assert line(team.commune, dt.date(2026, 3, 1))[Figure.CONTACTS] == 1


def test_visits_before_a_merger_stay_with_the_old_commune_and_count_for_the_new_one() -> None:
    old, new = make.commune("Cũ"), make.commune("Mới")
    team = make.team(old)
    her = make.trainee(old)
    attending.mark(evening(team, dt.date(2026, 3, 2)), [her.id], by=None)
    change = places.merge_communes([old], new, paper(dt.date(2026, 7, 1)))
    row = ContactMonth.objects.get(contacts__gt=0)
    assert (row.commune_id, row.home_id) == (old.code, new.code)
    assert firsts(FirstKind.CAME) == {(old.code, dt.date(2026, 3, 1), new.code): 1}
    places.undo(change, by="user:1")
    row = ContactMonth.objects.get(contacts__gt=0)
    assert (row.commune_id, row.home_id) == (old.code, old.code)


def test_keeping_takes_as_many_queries_for_forty_as_for_two() -> None:
    team = make.team()
    crowd = [make.trainee(team.commune).id for _number in range(42)]
    counts = []
    for some in (crowd[:2], crowd[2:]):
        session = evening(team, dt.date(2026, 3, 2))
        with CaptureQueriesContext(connection) as asked:
            attending.mark(session, some, by=None)
        counts.append(len(asked))
    assert counts[0] == counts[1]


# --- The daily look ------------------------------------------------------------------------------------------------
def test_a_summary_that_went_wrong_is_told_and_put_right(caplog: pytest.LogCaptureFixture) -> None:
    team = make.team()
    attending.mark(evening(team, dt.date(2026, 3, 2)), [make.trainee(team.commune).id], by=None)
    ContactMonth.objects.update(contacts=7)
    with caplog.at_level(logging.ERROR):
        jobs.check_summaries("2026-11-05")
    assert team.commune.code in caplog.text
    assert AuditEntry.objects.get(action="summaries.differed").data == {
        "commune": team.commune.code,
        "lines": 1,
    }
    equal_to_a_rebuild()


def test_a_right_summary_is_not_spoken_of(caplog: pytest.LogCaptureFixture) -> None:
    team = make.team()
    attending.mark(evening(team, dt.date(2026, 3, 2)), [make.trainee(team.commune).id], by=None)
    with caplog.at_level(logging.ERROR):
        jobs.check_summaries("2026-11-05")
    assert not caplog.records
    assert not AuditEntry.objects.filter(action="summaries.differed").exists()


def test_every_commune_has_its_turn() -> None:
    codes = {make.team().commune.code for _number in range(2 * checking.A_DAY + 1)}
    days = [dt.date(2026, 11, 5) + dt.timedelta(days=number) for number in range(3)]
    looked_at = [{one.code for one in checking.sample(day)} for day in days]
    assert all(len(some) <= checking.A_DAY for some in looked_at)
    assert set.union(*looked_at) == codes
