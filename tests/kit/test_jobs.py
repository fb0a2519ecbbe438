"""Jobs are rows: what a dead worker left behind is sent again."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import timezone

from kit import jobs
from kit.models import STALE_AFTER, Job, JobState
from kit.tasks import enqueue_daily

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def done() -> Iterator[list[str]]:
    """Subjects that the job "test.note" has worked on."""
    subjects: list[str] = []
    jobs.job("test.note")(subjects.append)
    yield subjects
    jobs._registry.pop("test.note")


def test_a_job_is_done_once_for_each_subject(done: list[str]) -> None:
    jobs.enqueue("test.note", "monday")
    jobs.enqueue("test.note", "monday")
    assert done == ["monday"]
    assert Job.objects.get().state == JobState.DONE


def test_an_unknown_job_is_refused() -> None:
    with pytest.raises(KeyError):
        jobs.enqueue("test.nothing", "monday")


def test_the_sweeper_sends_what_a_dead_worker_left(done: list[str]) -> None:
    long_ago = timezone.now() - STALE_AFTER - dt.timedelta(seconds=1)
    Job.objects.create(name="test.note", subject="lost", state=JobState.RUNNING, heartbeat=long_ago)
    Job.objects.create(name="test.note", subject="fresh", state=JobState.RUNNING)
    assert jobs.sweep() == 1
    assert done == ["lost"]


def test_a_job_that_fails_is_tried_again_and_given_up_in_the_end() -> None:
    def fail(subject: str) -> None:
        raise ValueError("no")

    jobs.job("test.fail")(fail)
    row = jobs.enqueue("test.fail", "x")
    for _ in range(jobs.MAX_ATTEMPTS):
        jobs.run(str(row.id))
    row.refresh_from_db()
    jobs._registry.pop("test.fail")
    assert (row.state, row.attempts, row.error) == (JobState.FAILED, jobs.MAX_ATTEMPTS, "ValueError: no")


def test_a_finished_job_is_left_alone(done: list[str]) -> None:
    row = jobs.enqueue("test.note", "monday")
    jobs.run(str(row.id))
    assert done == ["monday"]


def test_daily_jobs_are_named_by_their_day() -> None:
    enqueue_daily()
    enqueue_daily()
    assert sorted(Job.objects.values_list("name", "subject")) == [
        (name, timezone.localdate().isoformat()) for name in sorted(jobs.daily_jobs())
    ]
