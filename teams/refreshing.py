"""What teams tell lessons of a learner: the telephone of the person she is, and what a member saw her do alone.

Only through the tie that a member made between her telephone and a person on the books, and only while that person
agrees to be there.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from teams.enums import EvidenceKind
from teams.models import Consent, Evidence, Participant


def phones(learner_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Learner → number (E.164), of those who are on the books with one. Of several people the latest."""
    agreed = Consent.objects.standing().filter(trainee=OuterRef("trainee"))
    ties = Participant.objects.filter(
        Exists(agreed), learner__in=list(learner_ids), trainee__erased_at=None, trainee__merged_into=None
    )
    rows = ties.exclude(trainee__phone="").order_by("joined_at")
    return dict(rows.values_list("learner_id", "trainee__phone"))


def observed(learner_id: uuid.UUID) -> dict[str, list[dt.datetime]]:
    """Procedure → when a member saw the person whom this learner is do it alone; what was undone counts nowhere."""
    found: dict[str, list[dt.datetime]] = defaultdict(list)
    hers = Participant.objects.filter(learner=learner_id, trainee__isnull=False).values("trainee")
    rows = Evidence.objects.standing().filter(trainee__in=hers, kind=EvidenceKind.OBSERVED)
    for procedure, at in rows.values_list("procedure", "at"):
        found[procedure].append(at)
    return dict(found)
