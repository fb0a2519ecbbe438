"""What the worker listens to."""

from celery import shared_task
from django.utils import timezone

from kit import jobs


@shared_task
def run_job(job_id: str) -> None:
    """Run the job of one row."""
    jobs.run(job_id)


@shared_task
def sweep_jobs() -> None:
    """Every minute: jobs without a sign of life are sent again."""
    jobs.sweep()


@shared_task
def enqueue_daily() -> None:
    """Asked every hour, works once a day: the job's subject is the day."""
    today = timezone.localdate().isoformat()
    for name in jobs.daily_jobs():
        jobs.enqueue(name, today)
