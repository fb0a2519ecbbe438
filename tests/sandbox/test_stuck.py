"""Where learners are stuck: people are counted, not tries."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Learner
from sandbox import service
from sandbox.models import Attempt, AttemptMistake
from tests.people import SCENARIO

pytestmark = pytest.mark.django_db
FIELD, OTHER = "ho_ten_con", "ngay_sinh_con"


@pytest.fixture(autouse=True)
def _packs() -> None:
    service.load_packs()


def attempt(learner: Learner | None = None, mistakes: int = 0, field: str = FIELD) -> Attempt:
    made = service.start(learner or Learner.objects.create(), SCENARIO, "practice")
    for _number in range(mistakes):
        AttemptMistake.objects.create(attempt=made, field=field, kind="missing")
    return made


def where(*learners: Learner, days: int = 1) -> dict[str, int]:
    now = timezone.now()
    ids = [learner.id for learner in learners]
    since = now - dt.timedelta(days=days)
    return {one.field: one.people for one in service.stuck(ids, since, now + dt.timedelta(seconds=1))}


def test_two_mistakes_in_one_field_are_stuck_and_one_is_a_slip() -> None:
    twice, once = attempt(mistakes=2), attempt(mistakes=1)
    assert where(twice.learner, once.learner) == {FIELD: 1}


def test_mistakes_of_two_exercises_come_together_and_a_person_counts_once() -> None:
    her = Learner.objects.create()
    attempt(her, 1)
    attempt(her, 3)
    assert where(her) == {FIELD: 1}


def test_a_second_hint_is_stuck_and_a_nudge_is_not() -> None:
    made = attempt()
    made.hints = {FIELD: 2, OTHER: 1}
    made.save()
    assert where(made.learner) == {FIELD: 1}


def test_others_other_months_and_unknown_fields_are_left_out() -> None:
    made, other = attempt(mistakes=2), attempt(mistakes=2)
    attempt(made.learner, 2, field="khong_co_o_nay")
    assert where(made.learner) == {FIELD: 1}
    Attempt.objects.filter(learner=other.learner).update(started_at=timezone.now() - dt.timedelta(days=40))
    assert where(other.learner) == {}


def test_the_worst_come_first_with_the_label_of_the_form() -> None:
    ones = [attempt(mistakes=2), attempt(mistakes=2), attempt(mistakes=2, field=OTHER)]
    now = timezone.now()
    found = service.stuck([one.learner_id for one in ones], now - dt.timedelta(days=1), now)
    assert [(one.field, one.people) for one in found] == [(FIELD, 2), (OTHER, 1)]
    assert all(one.label and one.procedure_name for one in found)


def test_queries_do_not_grow_with_learners(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    ones = [attempt(mistakes=2).learner for _number in range(4)]
    where(ones[0])
    with django_assert_max_num_queries(3):
        where(*ones)
