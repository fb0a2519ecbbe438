"""The summaries of who came: equal to a rebuild whatever happens in whatever order."""

import datetime as dt
import importlib
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from places import service as places
from places.service import Refused
from teams import (
    attending,
    erasing,
    evenings,
    importing,
    people,
    summaries,
    twins,
)
from teams.enums import AgeBand, EvidenceKind, Sex, TwinState
from teams.fates import Fate, Known, Planned
from teams.models import ContactMonth, Import, Session, Suspicion, Trainee
from teams.people import Details
from teams.reading_sheets import Record
from tests.clocks import set_clock
from tests.teams import factories as make
from tests.teams.test_moves import paper
from tests.teams.test_summaries import TODAY, equal_to_a_rebuild, evening, noon
from tests.world import undone

pytestmark = pytest.mark.django_db
DAYS = st.dates(dt.date(2025, 12, 1), dt.date(2026, 10, 31))
DAYS = st.dates(dt.date(2025, 12, 1), dt.date(2026, 10, 31))


@pytest.fixture(autouse=True)
def _november(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, lambda: TODAY)


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
