"""The ladder and what it is made of: practice, what a member saw, the card and the question after it."""

import datetime as dt
import itertools
from collections.abc import Sequence

import pytest
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sandbox.enums import Furthest
from teams import abilities, observing, reports
from teams.abilities import Seen
from teams.enums import TASKS_TO_BE_ALONE, Answer, EvidenceKind, Rung, Task
from teams.models import AppendOnly, Checklist, Evidence, Question, Trainee
from tests.teams import factories
from tests.teams.factories import PROCEDURE

MOMENT = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
ALL = [task.value for task in Task]
ENOUGH = [task.value for task in TASKS_TO_BE_ALONE]
evidence = st.lists(
    st.builds(
        Seen,
        procedure=st.just(PROCEDURE),
        kind=st.sampled_from([kind.value for kind in EvidenceKind]),
        at=st.integers(0, 300).map(lambda hours: MOMENT + dt.timedelta(hours=hours)),
    ),
    max_size=5,
)


def _seen(*rows: tuple[EvidenceKind, int]) -> list[Seen]:
    return [Seen(PROCEDURE, kind.value, MOMENT + dt.timedelta(hours=hours)) for kind, hours in rows]


# --- pure ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("practised", "seen", "rung"),
    [
        (None, [], None),
        (Furthest.BEGUN, [], Rung.WATCHED),
        (Furthest.HELPED, [], Rung.HELPED),
        (Furthest.HINTED, [], Rung.HINTED),
        (Furthest.ALONE, [], Rung.ALONE),
        (Furthest.HELPED, _seen((EvidenceKind.OBSERVED, 0)), Rung.ALONE),
        (None, _seen((EvidenceKind.OBSERVED, 0), (EvidenceKind.CHECKED, 23)), Rung.ALONE),
        (None, _seen((EvidenceKind.OBSERVED, 0), (EvidenceKind.CHECKED, 24)), Rung.SECURE),
        (None, _seen((EvidenceKind.REAL, 0)), Rung.REAL),
        (Furthest.BEGUN, _seen((EvidenceKind.REAL, 0), (EvidenceKind.OBSERVED, 1)), Rung.REAL),
    ],
)
def test_the_rung_is_the_highest_that_something_shows(
    practised: Furthest | None, seen: Sequence[Seen], rung: Rung | None
) -> None:
    assert abilities.rung_of(practised, seen) == rung


@given(st.none() | st.sampled_from(Furthest), evidence, evidence)
def test_more_evidence_never_takes_somebody_down(
    practised: Furthest | None, some: list[Seen], more: list[Seen]
) -> None:
    before, after = abilities.rung_of(practised, some), abilities.rung_of(practised, some + more)
    assert (after or 0) >= (before or 0)
    orders = itertools.islice(itertools.permutations(some), 20)
    assert {abilities.rung_of(practised, one) for one in orders} <= {before}


def test_whoever_came_to_a_session_has_at_least_watched_and_procedures_stay_apart() -> None:
    ladder = abilities.ladder(
        ["1", "2"], {"2": Furthest.HINTED}, [Seen("3", EvidenceKind.CHECKED.value, MOMENT)]
    )
    assert ladder == {"1": Rung.WATCHED, "2": Rung.HINTED, "3": Rung.ALONE}


# --- what a member saw ---------------------------------------------------------------------------------------
@pytest.fixture
def her(db: None) -> Trainee:
    return factories.trainee(factories.commune())


@pytest.mark.parametrize("missing", ENOUGH)
def test_one_task_short_of_a_dossier_is_no_evidence(her: Trainee, missing: str) -> None:
    made = observing.observe(her, PROCEDURE, set(ALL) - {missing}, by=factories.user())
    assert made.evidence is None and not Evidence.objects.exists()
    assert made.tasks == [task for task in ALL if task != missing]


def test_all_that_a_dossier_takes_is_evidence_and_counts_once(her: Trainee) -> None:
    member = factories.user()
    for _twice in range(2):
        observing.observe(her, PROCEDURE, ENOUGH, by=member)
    assert reports.commune_figures(her.commune).unaided == 1
    assert observing.ladder_of(her) == {PROCEDURE: Rung.ALONE}
    assert {row.member for row in observing.evidence_of(her)} == {member}


def test_taken_back_is_as_if_it_had_never_been_and_the_rows_stay(her: Trainee) -> None:
    member = factories.user()
    made = observing.observe(her, PROCEDURE, ENOUGH, by=member)
    for _twice in range(2):
        observing.take_back(made, by=member)
    assert observing.checklists_of(her) == [] and observing.ladder_of(her) == {}
    assert reports.commune_figures(her.commune).unaided == 0
    assert Checklist.objects.count() == 2 and Evidence.objects.count() == 2
    with pytest.raises(AppendOnly):
        made.save()


def test_a_list_without_a_tick_says_nothing(her: Trainee) -> None:
    with pytest.raises(ValueError, match="without a task"):
        observing.observe(her, PROCEDURE, [], by=factories.user())


# --- the card and its question -------------------------------------------------------------------------------
def test_the_question_is_due_in_two_weeks_and_there_is_one(
    her: Trainee, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = observing.give_card(her, PROCEDURE, by=factories.user())
    assert observing.give_card(her, PROCEDURE, by=factories.user()) == first
    assert first.due_on == timezone.localdate() + dt.timedelta(days=14)
    assert list(Question.objects.due()) == []
    monkeypatch.setattr(timezone, "localdate", lambda *_: first.due_on)
    assert list(Question.objects.due()) == [first]
    with pytest.raises(IntegrityError):
        Question.objects.create(trainee=her, procedure=PROCEDURE, due_on=first.due_on)


@pytest.mark.parametrize(("said", "rows"), [(Answer.ALONE, 1), (Answer.HELPED, 0), (Answer.NOT_YET, 0)])
def test_only_who_filed_it_alone_has_filed_the_real_one(her: Trainee, said: Answer, rows: int) -> None:
    question = observing.give_card(her, PROCEDURE, by=factories.user())
    observing.answer(question, said)
    observing.answer(question, said)  # a second press
    assert Evidence.objects.filter(kind=EvidenceKind.REAL).count() == rows
    assert not Question.objects.open().exists()
    assert (observing.ladder_of(her).get(PROCEDURE) == Rung.REAL) == bool(rows)


def test_the_first_answer_stays(her: Trainee) -> None:
    question = observing.give_card(her, PROCEDURE, by=factories.user())
    observing.answer(question, Answer.NOT_YET)
    with pytest.raises(observing.Answered):
        observing.answer(question, Answer.ALONE)
    question.refresh_from_db()
    assert question.answer == Answer.NOT_YET and not Evidence.objects.exists()


def test_a_link_leads_to_its_question_and_none_can_be_made_up(her: Trainee) -> None:
    question = observing.give_card(her, PROCEDURE, by=factories.user())
    word = observing.link_word(question)
    assert observing.question_of_link(word) == question
    for other in ("", "x", question.id.hex, word[:-1], word + "a", "\0", "é" * 50):
        assert observing.question_of_link(other) is None
    her.erased_at = timezone.now()
    her.save()
    assert observing.question_of_link(word) is None
