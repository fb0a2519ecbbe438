"""Background work that survives a killed worker.

A function registers under a name; ``enqueue`` writes a row and, once that row is safe, sends a message. Lost
messages and dead workers leave a row without a heartbeat, which the sweeper sends again. So every job has to
be idempotent.
"""

import datetime as dt
import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from kit.models import Job, JobState

logger = logging.getLogger(__name__)
MAX_ATTEMPTS = 5
Work = Callable[[str], None]
_registry: dict[str, Work] = {}
_daily: list[str] = []


def job(name: str, *, daily: bool = False) -> Callable[[Work], Work]:
    """Register the decorated function, which gets the job's subject, under ``name``."""

    def register(work: Work) -> Work:
        _registry[name] = work
        if daily:
            _daily.append(name)
        return work

    return register


def daily_jobs() -> tuple[str, ...]:
    """Names of the jobs that run once a day."""
    return tuple(_daily)


def enqueue(name: str, subject: str) -> Job:
    """The job ``name`` for ``subject``, made and sent unless it exists. KeyError for an unknown name."""
    from kit.tasks import run_job

    if name not in _registry:
        raise KeyError(name)
    row, made = Job.objects.get_or_create(name=name, subject=subject)
    if made:
        # robust: a broker that is down fails no request; the sweeper sends what is owed
        transaction.on_commit(lambda: run_job.delay(str(row.id)), robust=True)
    return row


def run(job_id: str) -> None:
    """Run one job and keep what became of it. A job that is done or given up is left alone."""
    row = Job.objects.filter(id=job_id).exclude(state__in=[JobState.DONE, JobState.FAILED]).first()
    if row is None:
        return
    if (
        row.attempts >= MAX_ATTEMPTS
    ):  # it never came to the line that counts a failure: its worker died each time
        Job.objects.filter(id=row.id).update(state=JobState.FAILED, error="its worker died at every try")
        return
    Job.objects.filter(id=row.id).update(
        state=JobState.RUNNING, attempts=row.attempts + 1, heartbeat=timezone.now()
    )
    try:
        _registry[row.name](row.subject)
    except Exception as error:  # noqa: BLE001 - whatever a job raises belongs on its row
        _fail(row, error)
    else:
        Job.objects.filter(id=row.id).update(state=JobState.DONE, finished_at=timezone.now(), error="")


def _fail(row: Job, error: Exception) -> None:
    logger.exception("job %s failed", row.id)
    given_up = row.attempts + 1 >= MAX_ATTEMPTS
    state = JobState.FAILED if given_up else JobState.WAITING
    Job.objects.filter(id=row.id).update(state=state, error=f"{type(error).__name__}: {error}"[:2000])


def sweep() -> int:
    """Send stale jobs again; how many there were."""
    from kit.tasks import run_job

    rows = list(Job.objects.stale())
    for row in rows:
        Job.objects.filter(id=row.id).update(heartbeat=timezone.now())
        run_job.delay(str(row.id))
    return len(rows)


def forget(name: str, before: dt.datetime) -> None:
    """Delete the rows of ``name`` made ``before`` then: for jobs whose subjects are gone by now."""
    Job.objects.filter(name=name, created_at__lt=before).delete()
