"""Jobs when things go wrong: nothing is sent too early, a killer of workers is given up, two sweepers do not double."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.utils import timezone

from kit import jobs, tasks
from kit.models import STALE_AFTER, Job, JobState
from tests.clocks import set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Subjects that the job "test.work" has worked on; the job is gone afterwards."""
    subjects: list[str] = []
    monkeypatch.setitem(jobs._registry, "test.work", subjects.append)
    yield subjects


def stale(subject: str = "s", **fields: object) -> Job:
    """A job without a sign of life."""
    long_ago = timezone.now() - 2 * STALE_AFTER
    return Job.objects.create(**{"name": "test.work", "subject": subject, "heartbeat": long_ago, **fields})


def test_nothing_is_sent_before_the_row_is_safe(
    done: list[str], django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]]
) -> None:
    jobs.enqueue("test.work", "not committed")
    with django_capture_on_commit_callbacks(execute=True):
        jobs.enqueue("test.work", "committed")
    assert done == ["committed"]


def test_a_lost_message_is_sent_again_as_well(done: list[str]) -> None:
    stale("message lost", state=JobState.WAITING)
    stale("worker killed", state=JobState.RUNNING, attempts=1)
    stale("over", state=JobState.DONE)
    stale("given up", state=JobState.FAILED)
    assert jobs.sweep() == 2
    assert sorted(done) == ["message lost", "worker killed"]


def test_a_job_that_kills_its_workers_is_given_up_too(done: list[str]) -> None:
    """It never comes to the line that counts a failure, so the tries themselves have to be counted."""
    job = stale(state=JobState.RUNNING, attempts=jobs.MAX_ATTEMPTS)
    jobs.sweep()
    job.refresh_from_db()
    assert done == [] and job.state == JobState.FAILED and job.error


def test_a_second_sweeper_does_not_send_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stale()
    monkeypatch.setattr(tasks.run_job, "delay", lambda job_id: None)
    assert (jobs.sweep(), jobs.sweep()) == (1, 0)


def test_a_job_whose_code_is_gone_fails_with_a_reason() -> None:
    job = stale(name="test.removed-last-year")
    jobs.run(str(job.id))
    job.refresh_from_db()
    assert "test.removed-last-year" in job.error


def test_a_message_about_nothing_is_harmless(done: list[str]) -> None:
    jobs.run("5b8f1c3e-0000-4000-8000-00000000dead")
    assert done == []


def test_a_daily_job_is_done_again_tomorrow(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_daily", ["test.work"])
    monkeypatch.setattr(tasks.run_job, "delay", lambda job_id: jobs.run(job_id))
    tasks.enqueue_daily()
    tomorrow = timezone.now() + dt.timedelta(days=1)
    set_clock(monkeypatch, lambda: tomorrow)
    tasks.enqueue_daily()
    assert Job.objects.filter(name="test.work").count() == 2


def test_the_daily_jobs_of_the_apps_are_known_to_the_worker() -> None:
    assert "sandbox.forget_answers" in jobs.daily_jobs()
