"""Places change, teams and people go along, and what was counted stays with the place of its time."""

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from places import service as places
from places.models import Change, Commune, Hamlet
from places.service import NewCommune, Paper, Refused
from teams import coverage, reports, summaries
from teams.enums import EvidenceKind
from teams.models import CoverageMonth, Evidence, Team, Trainee
from tests.teams import factories
from tests.world import undone

pytestmark = pytest.mark.django_db
JULY = dt.date(2026, 7, 1)
KINDS = (EvidenceKind.CHECKED, EvidenceKind.REAL)


def paper(on: dt.date = JULY) -> Paper:
    return Paper(on=on, by="user:1", decision="12/QĐ-THU")


def noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def passed(who: Trainee, day: dt.date, kind: EvidenceKind = EvidenceKind.CHECKED) -> Evidence:
    return summaries.record(who, procedure=factories.PROCEDURE, kind=kind, at=noon(day))


def table() -> Counter[tuple[str, str, str]]:
    """(commune of the time, month, home) → people who can do it alone, as the summary has it."""
    rows = CoverageMonth.objects.filter(kind="unaided", firsts__gt=0)
    return Counter({(row.commune_id, f"{row.month:%m}", row.home_id): row.firsts for row in rows})


@dataclass
class Pair:
    """Two communes of a province with a hamlet, a team and a person each."""

    old: Commune = field(default_factory=lambda: factories.commune("Mẫu"))
    heir: Commune = field(default_factory=lambda: factories.commune("Ví Dụ"))

    def __post_init__(self) -> None:
        self.homes = [factories.hamlet(self.old), factories.hamlet(self.heir)]
        self.teams = [factories.team(self.old, hamlets=self.homes[:1]), factories.team(self.heir)]
        self.people = [
            factories.trainee(self.old, self.homes[0]),
            factories.trainee(self.heir, self.homes[1]),
        ]

    def merge(self, on: dt.date = JULY) -> Change:
        return places.merge_communes([self.old], self.heir, paper(on))


# --- going along -----------------------------------------------------------------------------------------------
def test_people_and_teams_of_a_merged_commune_belong_to_its_heir() -> None:
    pair = Pair()
    pair.merge()
    person, team = pair.people[0], pair.teams[0]
    person.refresh_from_db()
    team.refresh_from_db()
    assert person.commune == team.commune == pair.heir
    assert person.hamlet is not None
    assert (person.hamlet.commune, person.hamlet.name) == (pair.heir, "Bản Học (Mẫu)")
    assert list(team.hamlets.all()) == [person.hamlet]


def test_a_team_whose_name_is_taken_carries_its_old_commune() -> None:
    pair = Pair()
    Team.objects.update(name="Tổ công nghệ số")
    pair.merge()
    assert {team.name for team in Team.objects.filter(commune=pair.heir)} == {
        "Tổ công nghệ số",
        "Tổ công nghệ số (Mẫu)",
    }


def test_a_moved_hamlet_takes_its_people_and_leaves_the_others() -> None:
    pair = Pair()
    stays = factories.trainee(pair.old, factories.hamlet(pair.old, "Thôn Một"))
    nowhere = factories.trainee(pair.old)
    places.move_hamlet(pair.homes[0], pair.heir, paper())
    homes = {row.pk: row.commune for row in Trainee.objects.select_related("commune")}
    assert homes[pair.people[0].pk] == pair.heir
    assert homes[stays.pk] == homes[nowhere.pk] == pair.old


def test_a_team_goes_with_its_only_hamlet_and_loses_one_of_two() -> None:
    pair = Pair()
    second = factories.hamlet(pair.old, "Thôn Một")
    wide = factories.team(pair.old, hamlets=[pair.homes[0], second])
    places.move_hamlet(pair.homes[0], pair.heir, paper())
    pair.teams[0].refresh_from_db()
    wide.refresh_from_db()
    assert (pair.teams[0].commune, wide.commune) == (pair.heir, pair.old)
    assert list(wide.hamlets.all()) == [second]


def test_a_closed_hamlet_leaves_its_people_in_the_commune_without_a_hamlet() -> None:
    pair = Pair()
    places.close_hamlet(pair.homes[0], paper())
    figures = reports.commune_figures(pair.old)
    assert figures.counts["reached"] == 1
    assert [line.name for line in figures.lines] == [""]


# --- the past stays --------------------------------------------------------------------------------------------
def test_both_halves_stay_where_they_were_and_each_person_counts_once() -> None:
    pair = Pair()
    passed(pair.people[0], dt.date(2026, 3, 5))
    passed(pair.people[1], dt.date(2026, 4, 5))
    pair.merge()
    passed(pair.people[0], dt.date(2026, 9, 5))  # again: she was counted in March
    late = factories.trainee(pair.heir)
    passed(late, dt.date(2026, 9, 6))
    old, heir = pair.old.code, pair.heir.code
    assert table() == {(old, "03", heir): 1, (heir, "04", heir): 1, (heir, "09", heir): 1}
    assert reports.commune_figures(pair.heir).unaided == 3
    assert reports.commune_figures(pair.old).unaided == 0


def test_a_merger_that_is_entered_late_counts_from_its_day() -> None:
    pair = Pair()
    passed(pair.people[0], dt.date(2026, 7, 5))
    pair.merge()
    assert table() == {(pair.heir.code, "07", pair.heir.code): 1}


def test_the_last_evening_of_the_old_commune_is_still_its_own() -> None:
    pair = Pair()
    pair.merge()
    late = dt.datetime(2026, 6, 30, 16, 59, tzinfo=dt.UTC)  # one minute to midnight in Viet Nam
    for who, at in ((pair.people[0], late), (pair.people[1], late + dt.timedelta(minutes=1))):
        summaries.record(who, procedure=factories.PROCEDURE, kind=EvidenceKind.CHECKED, at=at)
    assert table() == {(pair.old.code, "06", pair.heir.code): 1, (pair.heir.code, "07", pair.heir.code): 1}


def test_evidence_that_comes_in_late_counts_where_she_was_then() -> None:
    pair = Pair()
    pair.merge()
    passed(pair.people[0], dt.date(2026, 5, 1))
    assert table() == {(pair.old.code, "05", pair.heir.code): 1}


# --- offices ---------------------------------------------------------------------------------------------------
def test_officers_of_the_old_commune_lose_the_page_until_appointed_for_the_new_one() -> None:
    pair = Pair()
    officer = factories.officer(Role.COMMUNE_OFFICER, of=pair.old)
    client = factories.signed_in(officer)
    assert client.get("/to/so-lieu/").status_code == 200
    change = pair.merge()
    assert client.get("/to/so-lieu/").status_code == 403
    assert not officer.groups.exists()
    places.undo(change, by="user:1")
    assert client.get("/to/so-lieu/").status_code == 200
    assert officer.groups.get().name == Role.COMMUNE_OFFICER


# --- taking back -----------------------------------------------------------------------------------------------
def everything() -> list[Any]:
    return [
        sorted(Trainee.objects.values_list("id", "commune", "hamlet")),
        sorted(Team.objects.values_list("id", "commune", "name", "hamlets__id"), key=str),
        table(),
    ]


@pytest.mark.parametrize("act", ["merge", "new", "move", "hamlets"])
def test_what_is_taken_back_leaves_everybody_where_she_was(act: str) -> None:
    pair = Pair()
    Team.objects.update(name="Tổ công nghệ số")
    second = factories.hamlet(pair.old, "Thôn Một")
    factories.trainee(pair.old)
    passed(pair.people[0], dt.date(2026, 3, 5))
    passed(pair.people[1], dt.date(2026, 8, 5))
    before = everything()
    acts = {
        "merge": pair.merge,
        "new": lambda: places.merge_communes(
            [pair.old, pair.heir], NewCommune("80999", "Hợp", "xa"), paper()
        ),
        "move": lambda: places.move_hamlet(pair.homes[0], pair.heir, paper()),
        "hamlets": lambda: places.merge_hamlets([pair.homes[0], second], "Bản Mới", paper()),
    }
    change = acts[act]()
    assert everything() != before
    places.undo(change, by="user:1")
    assert everything() == before


@pytest.mark.parametrize("what", ["person", "team", "corrected"])
def test_a_change_on_which_somebody_hangs_stays(what: str) -> None:
    pair = Pair()
    change = pair.merge()
    new = Hamlet.objects.on(JULY).get(name="Bản Học (Mẫu)")
    if what == "person":
        factories.trainee(pair.heir, new)
    elif what == "team":
        factories.team(pair.heir, hamlets=[new])
    else:
        Trainee.objects.filter(pk=pair.people[0].pk).update(hamlet=pair.homes[1])
    before = everything()
    with pytest.raises(Refused):
        places.undo(change, by="user:1")
    assert everything() == before


# --- the little step equals the whole count ---------------------------------------------------------------------
@dataclass
class Life:
    """What happened, told again without the code under test: where each person was from which day on."""

    people: list[Trainee]
    stays: dict[uuid.UUID, list[tuple[dt.date, str]]]
    seen: list[tuple[uuid.UUID, Evidence]] = field(default_factory=list)
    taken_back: set[uuid.UUID] = field(default_factory=set)

    def place(self, who: uuid.UUID, day: dt.date) -> str:
        return [code for since, code in self.stays[who] if since <= day][-1]

    def expected(self) -> Counter[tuple[str, dt.date, str, str]]:
        """The whole table by the definition of a first: the earliest that stands, of each kind."""
        first: dict[tuple[uuid.UUID, str], dt.date] = {}
        for who, evidence in self.seen:
            day = timezone.localdate(evidence.at)
            alone = ["checked", "unaided", "alone-year"]  # every day of these stories is in one year
            for kind in alone if evidence.kind == "checked" else [evidence.kind]:
                if evidence.pk not in self.taken_back:
                    first[who, kind] = min(first.get((who, kind), day), day)
        return Counter(
            (self.place(who, day), day.replace(day=1), kind, self.stays[who][-1][1])
            for (who, kind), day in first.items()
        )


DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 10, 31))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("seen"), st.integers(0, 4), DAYS, st.sampled_from(KINDS)),
        st.tuples(st.just("undo"), st.integers(0, 30), DAYS, st.just(None)),
        st.tuples(st.just("merge"), st.integers(0, 2), DAYS, st.integers(0, 2)),
        st.tuples(st.just("move"), st.integers(0, 4), DAYS, st.integers(0, 2)),
        st.tuples(st.just("take back"), st.just(0), DAYS, st.just(None)),
    ),
    max_size=14,
)


def play(life: Life, communes: list[Commune], step: tuple[str, int, dt.date, Any], done: list[Any]) -> None:
    """One step of a life; an act on places may be refused, which changes nothing."""
    kind, number, day, what = step
    if kind == "seen":
        who = life.people[number]
        life.seen.append((who.pk, passed(who, day, what)))
    elif kind == "undo" and life.seen:
        who_pk, old = life.seen[number % len(life.seen)]
        if old.pk not in life.taken_back:
            life.taken_back.add(old.pk)
            summaries.record(
                Trainee.objects.get(pk=who_pk), procedure=old.procedure, kind=old.kind, undoes=old
            )
    elif kind == "take back" and done:
        change, stays = done.pop()
        places.undo(change, by="user:1")
        life.stays = stays
    elif kind in ("merge", "move"):
        before = {who: list(stays) for who, stays in life.stays.items()}
        if change := _change(life, communes, kind, number, day, communes[what]):
            done.append((change, before))


def _change(life: Life, communes: list[Commune], kind: str, number: int, day: dt.date, into: Commune) -> Any:
    gone = communes[number % len(communes)]
    who = Trainee.objects.select_related("hamlet").get(pk=life.people[number % len(life.people)].pk)
    try:
        if kind == "merge":
            change = places.merge_communes([Commune.objects.get(pk=gone.pk)], into, paper(day))
        else:
            assert who.hamlet is not None
            change = places.move_hamlet(who.hamlet, into, paper(day))
    except Refused:
        return None
    for stays in life.stays.values():
        if stays[-1][1] == gone.pk if kind == "merge" else stays is life.stays[who.pk]:
            stays.append((day, into.pk))
    return change


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps)
def test_the_increments_equal_the_rebuild_across_mergers_and_moves(
    story: list[tuple[str, int, dt.date, Any]],
) -> None:
    with undone():
        communes = [factories.commune(name) for name in ("A", "B", "C")]
        people = [
            factories.trainee(commune, factories.hamlet(commune, f"Thôn {number}"), f"Người {number}")
            for number, commune in enumerate(
                [communes[0], communes[0], communes[1], communes[1], communes[2]]
            )
        ]
        life = Life(people, {who.pk: [(dt.date.min, who.commune_id)] for who in people})
        done: list[Any] = []
        for step in story:
            play(life, communes, step, done)
        kept = _summary()
        assert kept == life.expected()
        for commune in communes:
            assert summaries.kept(commune) == summaries.counted(commune)
            summaries.rebuild(commune)
        assert _summary() == kept
        assert coverage.firsts(Evidence.objects.records()) == kept


def _summary() -> Counter[tuple[str, dt.date, str, str]]:
    rows = CoverageMonth.objects.filter(firsts__gt=0)
    return Counter({(row.commune_id, row.month, row.kind, row.home_id): row.firsts for row in rows})
