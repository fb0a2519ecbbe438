"""What lessons keep of learners beside how far they are: for whoever may ask what is kept of her (teams)."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courses.models import Certificate, Refresher, Reminding


@dataclass(frozen=True)
class KeptByLessons:
    """``certificates``: withdrawn ones too, which have no name any more. ``asked_again``: how many steps wait to be
    asked again; which ones, only she is told, on her telephone. ``agreed_at``: since when she may be sent a message,
    None where she never agreed or agrees no more."""

    certificates: Sequence[Certificate] = ()
    asked_again: int = 0
    agreed_at: dt.datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.certificates or self.asked_again or self.agreed_at)


def of_learners(learner_ids: Iterable[uuid.UUID]) -> KeptByLessons:
    """Of one person, who may have several telephones. Three queries; none for nobody."""
    hers = list(learner_ids)
    if not hers:
        return KeptByLessons()
    agreed = Reminding.objects.filter(learner__in=hers, stopped_at=None).order_by("agreed_at")
    return KeptByLessons(
        certificates=list(Certificate.objects.filter(learner__in=hers).order_by("-made_at")),
        asked_again=Refresher.objects.filter(learner__in=hers).exclude(due_on=None).count(),
        agreed_at=agreed.values_list("agreed_at", flat=True).first(),
    )
