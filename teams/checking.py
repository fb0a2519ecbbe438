"""Whether the summaries still are what a rebuild would give: a few communes a day, each of them in turn."""

import datetime as dt
import logging

from django.db import transaction

from kit import audit
from places.models import Commune
from teams import summaries

logger = logging.getLogger(__name__)
A_DAY = 5  # communes; 120 are looked at in 24 days


def sample(day: dt.date) -> list[Commune]:
    """The communes whose turn it is on ``day``."""
    communes = list(Commune.objects.filter(teams__isnull=False).distinct().order_by("pk"))
    turns = max(1, -(-len(communes) // A_DAY))
    return communes[day.toordinal() % turns :: turns]


def differences(commune: Commune) -> int:
    """How many lines of ``commune`` are other than a rebuild would make them."""
    kept, counted = summaries.kept(commune), summaries.counted(commune)
    return sum(
        kept[model].get(key) != counted[model].get(key)
        for model in counted
        for key in kept[model].keys() | counted[model].keys()
    )


def check(commune: Commune) -> bool:
    """Whether all is right. If not, the maintainer reads it in the log and the audit, and it is put right.

    Looked at twice: somebody may be marked between the reading of one table and of the other.
    """
    if not differences(commune):
        return True
    with transaction.atomic():
        wrong = differences(commune)
        if wrong:
            summaries.rebuild(commune)
            audit.log("summaries.differed", data={"commune": commune.pk, "lines": wrong})
    if wrong:
        logger.error("summary of commune %s: %d lines were not what was counted; rebuilt", commune.pk, wrong)
    return not wrong
