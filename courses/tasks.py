"""What the worker does for pages."""

from celery import shared_task

from courses.publishing import scheduling


@shared_task
def publish_due() -> None:
    """Every minute: pages go live, or go, at the time that was set."""
    scheduling.publish_due()
