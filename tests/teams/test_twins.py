"""Rows that may be one person: found, decided, counted once, and taken apart again as if nothing had been."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.enums import Role
from accounts.models import User
from kit.models import AuditEntry, Job
from places.models import Commune
from teams import coverage, jobs, reports, service, shared_phones, summaries, twins
from teams.enums import EvidenceKind, FirstKind, TwinState
from teams.models import AppendOnly, CoverageMonth, Evidence, Suspicion, Trainee, TwinDecision
from tests.teams import factories as make

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = (dt.datetime(2026, month, 10, 12, tzinfo=dt.UTC) for month in (11, 12))


def person(of: Commune, name: str = "Giàng A Thử", **fields: Any) -> Trainee:
    made = make.trainee(of, fields.pop("home", None), name)
    Trainee.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


def pair_of(first: Trainee, second: Trainee) -> Suspicion:
    return Suspicion.objects.create(commune=first.commune, first=first, second=second)


def officer_of(commune: Commune) -> User:
    return make.officer(Role.COMMUNE_OFFICER, of=commune)


def table() -> Counter[coverage.First]:
    rows = CoverageMonth.objects.values_list("commune", "month", "kind", "home", "firsts")
    return +Counter(
        {coverage.First(place, month, kind, home): number for place, month, kind, home, number in rows}
    )


def rebuilt(commune: Commune) -> Counter[coverage.First]:
    assert summaries.kept(commune) == summaries.counted(commune)
    return summaries.tables(Trainee.objects.filter(commune=commune)).firsts


def headline(commune: Commune) -> tuple[int, int]:
    figures = reports.commune_figures(commune)
    return figures.counts[reports.REACHED], figures.unaided


# --- Finding -------------------------------------------------------------------------------------------------------
def test_two_rows_of_one_name_year_and_hamlet_are_proposed_once() -> None:
    commune = make.commune()
    home = make.hamlet(commune)
    old = person(commune, home=home, birth_year=1979)
    new = person(commune, "giang a thu", home=home, birth_year=1979)
    person(commune, "Lò Thị Ví Dụ", home=home, birth_year=1979)
    assert twins.search(commune) == 1
    assert twins.search(commune) == 1
    found = Suspicion.objects.get()
    assert (found.first, found.second, found.is_sure) == (old, new, True)
    assert found.reasons == ["name_unmarked", "year_same", "hamlet_same"]


def test_people_of_another_commune_are_never_in_a_pair() -> None:
    here, there = make.commune(), make.commune()
    for place in (here, there):
        person(place, birth_year=1979, phone="+840000111222")
    assert twins.search(here) == 0


def test_erased_people_are_in_no_pair() -> None:
    commune = make.commune()
    home = make.hamlet(commune)
    person(commune, home=home, birth_year=1979)
    person(commune, home=home, birth_year=1979, erased_at=timezone.now())
    assert twins.search(commune) == 0


def test_a_corrected_name_takes_an_undecided_pair_away_and_leaves_a_decided_one() -> None:
    commune = make.commune()
    home = make.hamlet(commune)
    rows = [person(commune, home=home, birth_year=1979) for _ in range(3)]
    twins.search(commune)
    decided = Suspicion.objects.get(first=rows[0], second=rows[1])
    twins.decide(decided, TwinState.DIFFERENT, by=officer_of(commune))
    Trainee.objects.filter(pk=rows[2].pk).update(display_name="Lò Thị Ví Dụ")
    twins.search(commune)
    assert list(Suspicion.objects.all()) == [decided]


def test_a_pair_that_was_said_to_be_two_people_is_not_asked_about_again() -> None:
    commune = make.commune()
    home = make.hamlet(commune)
    one, two = (person(commune, home=home, birth_year=1979) for _ in range(2))
    twins.search(commune)
    twins.decide(Suspicion.objects.get(), TwinState.DIFFERENT, by=officer_of(commune))
    assert twins.search(commune) == 0
    again = person(commune, home=home, birth_year=1979)
    assert twins.search(commune) == 2  # the new one with each of the two
    twins.decide(Suspicion.objects.get(first=one, second=again), TwinState.SAME, by=officer_of(commune))
    assert twins.search(commune) == 0
    assert not Suspicion.objects.waiting().filter(second=two).exists()


def test_a_merged_row_speaks_for_its_person_when_pairs_are_looked_for() -> None:
    commune = make.commune()
    home = make.hamlet(commune)
    kept = person(commune, "Giàng A Thử", home=home, birth_year=1979)
    merged = person(commune, "Lò Thị Ví Dụ", home=home, birth_year=1990)
    twins.decide(pair_of(kept, merged), TwinState.SAME, by=officer_of(commune))
    like_merged = person(commune, "Lò Thị Ví Dụ", home=home, birth_year=1990)
    twins.search(commune)
    assert Suspicion.objects.waiting().values_list("first", "second").get() == (kept.pk, like_merged.pk)


def test_the_daily_job_searches_every_commune_with_two_people(
    django_capture_on_commit_callbacks: Any,
) -> None:
    commune = make.commune()
    home = make.hamlet(commune)
    for _ in range(2):
        person(commune, home=home, birth_year=1979)
    person(make.commune())
    with django_capture_on_commit_callbacks(execute=True):
        jobs.find_twins("2026-11-23")
    assert list(Job.objects.values_list("name", "subject")) == [
        ("teams.find_twins_of", f"{commune.code}:2026-11-23")
    ]
    assert Suspicion.objects.count() == 1


def test_a_job_for_a_commune_that_is_gone_does_nothing() -> None:
    jobs.find_twins_of("99999:2026-11-23")
    assert not Suspicion.objects.exists()


def test_many_new_people_bring_a_search_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "MANY_NEW", 3)
    commune = make.commune()
    for _ in range(7):
        person(commune)
        twins.people_added(commune.pk)
    assert Job.objects.filter(name="teams.find_twins_of").count() == 2


def test_whom_a_member_marks_is_counted_as_a_new_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "MANY_NEW", 1)
    make.confirmed(make.session())
    assert Job.objects.filter(name="teams.find_twins_of").count() == 1


# --- Deciding ------------------------------------------------------------------------------------------------------
def test_the_younger_row_goes_into_the_older_one_and_the_person_counts_once() -> None:
    commune = make.commune()
    old, new = person(commune), person(commune)
    summaries.record(old, procedure="p", kind=EvidenceKind.CHECKED, at=DECEMBER)
    summaries.record(new, procedure="p", kind=EvidenceKind.CHECKED, at=NOVEMBER)
    assert headline(commune) == (2, 2)
    twins.decide(pair_of(old, new), TwinState.SAME, by=officer_of(commune))
    new.refresh_from_db()
    assert new.merged_into == old
    assert headline(commune) == (1, 1)
    here, kind = commune.code, FirstKind.UNAIDED.value
    assert table()[coverage.First(here, dt.date(2026, 11, 1), kind, here)] == 1
    assert not table()[coverage.First(here, dt.date(2026, 12, 1), kind, here)]


def test_who_is_older_is_what_the_rows_say_not_the_order_of_the_pair() -> None:
    commune = make.commune()
    new, old = person(commune), person(commune, created_at=timezone.now() - dt.timedelta(days=9))
    twins.decide(pair_of(new, old), TwinState.SAME, by=officer_of(commune))
    new.refresh_from_db()
    assert new.merged_into == old


def test_evidence_after_the_merger_counts_for_the_person_whichever_row_it_names() -> None:
    commune = make.commune()
    old, new = person(commune), person(commune)
    twins.decide(pair_of(old, new), TwinState.SAME, by=officer_of(commune))
    for row in (new, old):
        summaries.record(row, procedure="p", kind=EvidenceKind.CHECKED)
    assert headline(commune) == (1, 1)
    assert table() == rebuilt(commune)


def test_a_hamlet_that_only_the_merged_row_knows_is_the_persons() -> None:
    commune = make.commune()
    home = make.hamlet(commune)
    old, new = person(commune), person(commune, home=home)
    twins.decide(pair_of(old, new), TwinState.SAME, by=officer_of(commune))
    lines = reports.commune_figures(commune).lines
    assert [line.name for line in lines] == [home.name]


def test_each_decision_is_kept_and_audited_without_names() -> None:
    commune = make.commune()
    pair = pair_of(person(commune), person(commune))
    officer = officer_of(commune)
    twins.decide(pair, TwinState.LATER, by=officer)
    twins.decide(pair, TwinState.SAME, by=officer)
    twins.reopen(pair, by=officer)
    said = TwinDecision.objects.order_by("at").values_list("verdict", "by", "undoes__verdict")
    assert list(said) == [
        ("later", officer.pk, None),
        ("same", officer.pk, None),
        ("same", officer.pk, "same"),
    ]
    lines = AuditEntry.objects.filter(action__startswith="twins.")
    assert [line.action for line in lines] == ["twins.decided", "twins.decided", "twins.reopened"]
    assert not any("Thử" in str(line.data) for line in lines)
    pair.refresh_from_db()
    assert pair.state == TwinState.LATER


def test_a_decision_is_never_changed() -> None:
    commune = make.commune()
    twins.decide(pair_of(person(commune), person(commune)), TwinState.LATER, by=officer_of(commune))
    with pytest.raises(AppendOnly):
        TwinDecision.objects.get().save()


def test_saying_it_twice_is_once() -> None:
    commune = make.commune()
    pair = pair_of(person(commune), person(commune))
    for _ in range(2):
        twins.decide(pair, TwinState.SAME, by=officer_of(commune))
    assert TwinDecision.objects.count() == 1
    for _ in range(2):
        twins.reopen(pair, by=officer_of(commune))
    assert TwinDecision.objects.count() == 2


def test_a_second_officer_who_says_otherwise_is_told() -> None:
    commune = make.commune()
    pair = pair_of(person(commune), person(commune))
    twins.decide(pair, TwinState.DIFFERENT, by=officer_of(commune))
    with pytest.raises(twins.AlreadyDecided):
        twins.decide(pair, TwinState.SAME, by=officer_of(commune))
    assert not Trainee.objects.exclude(merged_into=None).exists()


def test_nobody_can_say_that_nothing_is_decided() -> None:
    commune = make.commune()
    with pytest.raises(ValueError):
        twins.decide(pair_of(person(commune), person(commune)), TwinState.OPEN, by=officer_of(commune))


def test_a_row_that_was_merged_meanwhile_is_not_merged_again() -> None:
    commune = make.commune()
    one, two, three = (person(commune) for _ in range(3))
    first, second, third = pair_of(one, two), pair_of(two, three), pair_of(one, three)
    twins.decide(first, TwinState.SAME, by=officer_of(commune))
    with pytest.raises(twins.AlreadyDecided):
        twins.decide(second, TwinState.SAME, by=officer_of(commune))
    twins.decide(third, TwinState.SAME, by=officer_of(commune))
    assert Trainee.objects.filter(commune=commune).on_books().get() == one


def test_an_erased_row_is_not_merged() -> None:
    commune = make.commune()
    pair = pair_of(person(commune), person(commune, erased_at=timezone.now()))
    with pytest.raises(twins.AlreadyDecided):
        twins.decide(pair, TwinState.SAME, by=officer_of(commune))


def test_a_chain_counts_one_person_and_comes_apart_link_by_link() -> None:
    commune = make.commune()
    first, middle, last = (person(commune) for _ in range(3))
    for row in (first, middle, last):
        summaries.record(row, procedure="p", kind=EvidenceKind.OBSERVED, member=make.user())
    lower, upper = pair_of(middle, last), pair_of(first, middle)
    twins.decide(lower, TwinState.SAME, by=officer_of(commune))
    twins.decide(upper, TwinState.SAME, by=officer_of(commune))
    assert headline(commune) == (1, 1)
    twins.reopen(lower, by=officer_of(commune))  # the lower link first: the last row stands for itself again
    assert headline(commune) == (2, 2)
    twins.reopen(upper, by=officer_of(commune))
    assert headline(commune) == (3, 3)
    assert table() == rebuilt(commune)


def test_a_circle_cannot_be_counted() -> None:
    one, two = make.PROCEDURE, "x"
    with pytest.raises(ValueError):
        coverage.roots({one: two, two: one})


def test_a_pair_is_of_two_and_stands_once() -> None:
    commune = make.commune()
    one, two = person(commune), person(commune)
    with pytest.raises(IntegrityError), transaction.atomic():
        pair_of(one, one)
    pair_of(one, two)
    with pytest.raises(IntegrityError), transaction.atomic():
        pair_of(one, two)


# --- Figures -------------------------------------------------------------------------------------------------------
def test_two_teams_train_one_person_and_the_commune_counts_one(
    django_capture_on_commit_callbacks: Any,
) -> None:
    commune = make.commune()
    home = make.hamlet(commune)
    teams = [make.team(commune, hamlets=[home]) for _ in range(2)]
    for team, name in zip(teams, ("Vàng Thị Bài Tập", "Vang Thi Bai Tap"), strict=True):
        make.confirmed(make.session(team), name)
    make.confirmed(make.session(teams[0]), "Lò Thị Ví Dụ")
    assert headline(commune) == (3, 3)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.find_twins("2026-11-23")
    pair = Suspicion.objects.waiting().get()
    twins.decide(pair, TwinState.SAME, by=officer_of(commune))
    figures = reports.commune_figures(commune)
    assert (figures.counts[reports.REACHED], figures.unaided, figures.counts["observed"]) == (2, 2, 2)
    assert figures.this_month == 2
    assert [reports.team_figures(team).unaided for team in teams] == [2, 1]
    twins.reopen(pair, by=officer_of(commune))
    assert headline(commune) == (3, 3)


def test_a_team_counts_whom_it_met_twice_once() -> None:
    team = make.team()
    rows = [make.confirmed(make.session(team)).trainee for _ in range(2)]
    assert reports.team_figures(team).counts[reports.REACHED] == 2
    twins.decide(pair_of(*rows), TwinState.SAME, by=officer_of(team.commune))  # type: ignore[arg-type]
    figures = reports.team_figures(team)
    assert (figures.counts[reports.REACHED], figures.unaided, figures.this_month) == (1, 1, 1)


def test_a_mark_taken_back_on_a_merged_row_leaves_the_other_rows_mark() -> None:
    team = make.team()
    people = [make.confirmed(make.session(team)) for _ in range(2)]
    rows = [one.trainee for one in people if one.trainee]
    twins.decide(pair_of(*rows), TwinState.SAME, by=officer_of(team.commune))
    service.undo_confirmation(people[1], by=make.member(team))
    assert headline(team.commune) == (1, 1)
    service.undo_confirmation(people[0], by=make.member(team))
    assert headline(team.commune) == (1, 0)
    assert table() == rebuilt(team.commune)


def test_a_province_says_how_many_telephones_two_communes_have() -> None:
    province = make.province("91")
    here, there = (make.commune(in_province=province) for _ in range(2))
    invented = make.commune(in_province=province, is_fictional=True)
    for place in (here, here, there, invented):
        person(place, phone_key="a" * 64)
    person(here, phone_key="b" * 64)
    person(invented, phone_key="b" * 64)
    person(here), person(there)
    assert shared_phones.count(province) == 1


def test_a_telephone_of_another_commune_is_known_by_its_key_only() -> None:
    here, there = make.commune(), make.commune()
    mine, alone = person(here, phone_key="a" * 64), person(here, phone_key="b" * 64)
    person(there, phone_key="a" * 64)
    person(here, phone_key="b" * 64)
    assert twins.elsewhere([mine, alone]) == {"a" * 64}


# --- Any order of things -------------------------------------------------------------------------------------------
steps = st.lists(
    st.tuples(
        st.sampled_from(["record", "undo", "merge", "part", "differ", "later"]),
        st.integers(0, 3),
        st.integers(0, 3),
        st.sampled_from([EvidenceKind.CHECKED, EvidenceKind.REAL]),
        st.sampled_from([NOVEMBER, DECEMBER]),
    ),
    max_size=14,
)


VERDICTS = {"merge": TwinState.SAME, "differ": TwinState.DIFFERENT, "later": TwinState.LATER}


class AnyOrder(TestCase):
    """Whatever happens in whatever order, the summary is that of a rebuild."""

    def play(self, moves: list[Any]) -> None:
        for what, one, other, kind, at in moves:
            self.step(what, self.rows[one], self.rows[other], kind, at)
            assert table() == rebuilt(self.commune)
            people = len({row for row in self.rows if row.merged_into_id is None})
            assert headline(self.commune)[0] == people
            assert headline(self.commune)[1] <= people

    def step(self, what: str, one: Trainee, other: Trainee, kind: EvidenceKind, at: dt.datetime) -> None:
        if what == "record":
            summaries.record(one, procedure="p", kind=kind, at=at)
        if what == "undo" and (known := Evidence.objects.standing().filter(trainee=one).first()):
            summaries.record(one, procedure="p", kind=known.kind, undoes=known)
        if what in ("merge", "differ", "part", "later") and one != other:
            first, second = sorted((one, other), key=lambda row: self.rows.index(row))
            pair, _ = Suspicion.objects.get_or_create(commune=self.commune, first=first, second=second)
            try:
                if what == "part":
                    twins.reopen(pair, by=self.officer)
                else:
                    twins.decide(pair, VERDICTS[what], by=self.officer)
            except twins.AlreadyDecided:
                pass
        for row in self.rows:
            row.refresh_from_db()

    def begin(self) -> None:
        self.commune = make.commune()
        self.rows = [person(self.commune) for _ in range(4)]
        self.officer = officer_of(self.commune)

    @settings(max_examples=40)
    @given(steps)
    def test_the_increments_equal_the_rebuild(self, moves: list[Any]) -> None:
        self.begin()
        self.play(moves)

    @settings(max_examples=40)
    @given(steps, st.integers(0, 3), st.integers(0, 3))
    def test_merging_and_taking_back_leaves_everything_as_it_was(
        self, moves: list[Any], one: int, other: int
    ) -> None:
        self.begin()
        self.play(moves)
        before = self.state()
        pair = Suspicion.objects.filter(
            first=self.rows[min(one, other)], second=self.rows[max(one, other)]
        ).first()
        if pair is None and one != other:
            pair = pair_of(self.rows[min(one, other)], self.rows[max(one, other)])
            before = self.state()
        if pair is None or pair.state not in (TwinState.OPEN, TwinState.LATER):
            return
        try:
            twins.decide(pair, TwinState.SAME, by=self.officer)
        except twins.AlreadyDecided:
            assert self.state() == before
            return
        assert self.state() != before
        twins.reopen(pair, by=self.officer)
        assert self.state() == before

    def state(self) -> tuple[Any, ...]:
        return (
            table(),
            reports.commune_figures(self.commune),
            list(Trainee.objects.order_by("pk").values()),
            list(Evidence.objects.order_by("pk").values()),
            list(
                Suspicion.objects.order_by("pk").values("first", "second", "state", "put_off", "decided_at")
            ),
        )
