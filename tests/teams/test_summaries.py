"""The summaries of who came: by hand, and equal to a rebuild whatever happens in whatever order."""

import datetime as dt
import importlib
import logging
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from kit.models import AuditEntry
from places import service as places
from places.models import Commune
from places.service import Refused
from teams import (
    attending,
    checking,
    coverage,
    erasing,
    evenings,
    importing,
    jobs,
    month_counts,
    monthly,
    people,
    summaries,
    twins,
)
from teams.enums import AgeBand, EvidenceKind, FirstKind, Sex, TwinState
from teams.fates import Fate, Known, Planned
from teams.models import ContactMonth, CoverageMonth, Import, Session, Suspicion, Team, Trainee
from teams.monthly import Figure
from teams.people import Details
from teams.reading_sheets import Record
from tests.people import undone
from tests.teams import factories as make
from tests.teams.test_moves import paper

pytestmark = pytest.mark.django_db
DAYS = st.dates(dt.date(2025, 12, 1), dt.date(2026, 10, 31))
TODAY = dt.datetime(2026, 11, 5, 3, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: TODAY)


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


# --- Whatever happens ----------------------------------------------------------------------------------------------
VERBS = (
    *("mark", "mark", "unmark", "observe", "unobserve", "check", "merge", "part", "correct", "erase"),
    *("fill", "unfill", "move", "join communes", "take back", "open", "put off"),
)
steps = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 4), st.integers(0, 4), DAYS), min_size=3, max_size=14
)


class Province:
    """Three communes with a team each, five people, five evenings; and what can happen to them."""

    def __init__(self) -> None:
        self.communes = [make.commune(name) for name in ("A", "B", "C")]
        hamlets = [make.hamlet(commune, f"Thôn {commune.name}") for commune in self.communes]
        self.teams = [make.team(hamlet.commune, hamlets=[hamlet]) for hamlet in hamlets]
        homes = [hamlets[0], hamlets[0], hamlets[1], hamlets[1], hamlets[2]]
        self.people = [
            make.trainee(home.commune, home, f"Người {number}") for number, home in enumerate(homes)
        ]
        days = [(0, dt.date(2025, 12, 8)), (0, dt.date(2026, 3, 2)), (1, dt.date(2026, 3, 5))]
        self.sessions = [evening(self.teams[team], day) for team, day in [*days, (2, dt.date(2026, 8, 1))]]
        self.sessions.append(evening(self.teams[0], dt.date(2026, 5, 4), is_open=False))
        self.by: User = make.member(self.teams[0])
        self.changes: list[Any] = []
        self.imports: list[Import] = []

    def step(self, verb: str, one: int, other: int, day: dt.date) -> None:
        session, her = self.sessions[one], self.people[other]
        her.refresh_from_db()
        session = Session.objects.select_related("team__commune").get(pk=session.pk)
        getattr(self, f"_{verb.replace(' ', '_')}")(session, her, self.people[one], day)

    def _mark(self, session: Session, her: Trainee, *_rest: Any) -> None:
        attending.mark(session, [her.id, self.people[0].id], by=self.by)

    def _unmark(self, session: Session, her: Trainee, *_rest: Any) -> None:
        attending.unmark(session, [her.id], by=self.by)

    def _observe(self, session: Session, her: Trainee, *_rest: Any) -> None:
        attending.observe(session, her, by=self.by)

    def _unobserve(self, session: Session, her: Trainee, *_rest: Any) -> None:
        attending.unobserve(session, her, by=self.by)

    def _check(self, _session: Session, her: Trainee, _second: Trainee, day: dt.date) -> None:
        summaries.record(her, procedure="p", kind=EvidenceKind.CHECKED, at=noon(day))

    def _pair(self, her: Trainee, second: Trainee) -> Suspicion | None:
        second.refresh_from_db()
        if her == second or her.commune_id != second.commune_id:
            return None
        older, younger = sorted((her, second), key=lambda row: (row.created_at, row.pk))
        return Suspicion.objects.get_or_create(commune=her.commune, first=older, second=younger)[0]

    def _merge(self, _session: Session, her: Trainee, second: Trainee, _day: dt.date) -> None:
        if pair := self._pair(her, second):
            try:
                twins.decide(pair, TwinState.SAME, by=self.by)
            except twins.AlreadyDecided:
                return

    def _part(self, _session: Session, her: Trainee, second: Trainee, _day: dt.date) -> None:
        if pair := self._pair(her, second):
            twins.reopen(pair, by=self.by)

    def _correct(self, _session: Session, her: Trainee, _second: Trainee, day: dt.date) -> None:
        band = list(AgeBand)[day.day % len(AgeBand)]
        people.correct(her, Details(her.display_name, band=band, sex=list(Sex)[day.day % 2]), by=self.by)

    def _erase(self, _session: Session, her: Trainee, *_rest: Any) -> None:
        erasing.erase(her, by=self.by)

    def _fill(self, _session: Session, her: Trainee, _second: Trainee, day: dt.date) -> None:
        if her.erased_at or her.sex or her.birth_year:
            return
        imported = Import.objects.create(team=self.teams[0], by=self.by, on_paper=True)
        record = Record(row=1, name=her.display_name, sex=Sex.WOMAN.value, year=1930 + day.day * 2)
        known = Known(id=str(her.id), name=her.display_name, folded=her.folded_name)
        row = Planned(record, Fate.SAME, known, filled=("sex", "year", "consent"))
        importing.enter(importing.lock(imported), [row], with_suspected=False, by=self.by)
        self.imports.append(imported)

    def _unfill(self, *_rest: Any) -> None:
        if self.imports:
            importing.undo(self.imports.pop(), by=self.by)

    def _move(self, _session: Session, her: Trainee, second: Trainee, day: dt.date) -> None:
        second.refresh_from_db()
        if her.hamlet is not None:
            self._try(lambda: places.move_hamlet(her.hamlet, second.commune, paper(day)))

    def _join_communes(self, _session: Session, her: Trainee, second: Trainee, day: dt.date) -> None:
        second.refresh_from_db()
        self._try(lambda: places.merge_communes([her.commune], second.commune, paper(day)))

    def _take_back(self, *_rest: Any) -> None:
        if self.changes:
            self._try(lambda: places.undo(self.changes.pop(), by="user:1"))

    def _try(self, act: Any) -> None:
        try:
            change = act()
        except Refused:
            return
        self.changes += [change] if change else []

    def _open(self, session: Session, *_rest: Any) -> None:
        evenings.open_session(session, by=self.by)

    def _put_off(self, session: Session, _her: Trainee, _second: Trainee, day: dt.date) -> None:
        evenings.change_session(
            session,
            by=self.by,
            title=session.title,
            place=session.place,
            starts_at=noon(day),
            scenario=session.scenario,
            mode=session.mode,
        )


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps)
def test_the_increments_equal_the_rebuild_whatever_happens(
    story: list[tuple[str, int, int, dt.date]],
) -> None:
    with undone():
        province = Province()
        for verb, one, other, day in story:
            province.step(verb, one, other, day)
        equal_to_a_rebuild()


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps)
def test_the_migration_fills_in_what_the_increments_would_have_kept(
    story: list[tuple[str, int, int, dt.date]],
) -> None:
    migration = importlib.import_module("teams.migrations.0014_contacts_are_kept")
    with undone():
        province = Province()
        for verb, one, other, day in story:
            province.step(verb, one, other, day)
        kept = [summaries.kept(commune) for commune in province.communes]
        ContactMonth.objects.all().delete()
        migration.forget(apps, None)
        migration.fill(apps, None)
        assert [summaries.kept(commune) for commune in province.communes] == kept
