"""Pages that go live, or go, at a time that somebody set.

The worker asks every minute (`courses.tasks`). Where no worker runs, it is asked whenever somebody opens the first page
of the editor. Each page is a transaction of its own, so that one that cannot be published holds up no other.
"""

import datetime as dt
import logging

from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


def publish_due() -> int:
    """Publish what is to be live by now and take down what has had its time; how many pages. Idempotent."""
    moment = timezone.now()
    ended = list(Page.objects.filter(live=True, expire_at__lte=moment).values_list("pk", flat=True))
    begun = Revision.objects.filter(approved_go_live_at__lte=moment).order_by("approved_go_live_at")
    due = list(begun.values_list("pk", flat=True))
    return sum(_take_down(pk, moment) for pk in ended) + sum(_go_live(pk, moment) for pk in due)


def _take_down(pk: int, moment: dt.datetime) -> bool:
    try:
        with transaction.atomic():
            page = Page.objects.select_for_update().filter(pk=pk, live=True, expire_at__lte=moment).first()
            if page is None:  # another worker was quicker
                return False
            page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    except (Error, ValidationError):
        logger.exception("page %s could not be taken down", pk)
        return False
    return True


def _go_live(pk: int, moment: dt.datetime) -> bool:
    try:
        with transaction.atomic():
            rows = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=moment)
            revision = rows.first()
            if revision is None:
                return False
            revision.publish(log_action="wagtail.publish.scheduled")
    except (Error, ValidationError):
        logger.exception("revision %s could not be published", pk)
        return False
    return True
