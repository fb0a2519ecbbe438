"""What a person may ask for: all that is kept of her, and that it is erased. And the clock that does it unasked.

Erasing takes the name, the telephone, the year, the consents, her place on books and the names by which her
telephones joined; what she attended and could do stays as rows of somebody without a name, so counts stay.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.service import end_cards, rename_learner
from courses.service import erase_certificates, forget_reminding
from kit import audit
from kit.jobs import job
from kit.models import Act
from teams import people
from teams.models import Attendance, Consent, Evidence, HelpQuestion, Participant, Trainee, TraineeQuerySet
from teams.people import Details

MONTH = dt.timedelta(days=365.25 / 12)


def _rows_of(trainee: Trainee) -> list[Trainee]:
    """Her row and every row that turned out to be hers, locked."""
    found, ids = [], [trainee.pk]
    while ids:
        rows = list(Trainee.objects.select_for_update().filter(pk__in=ids).order_by("id"))
        found += rows
        ids = list(
            Trainee.objects.filter(merged_into__in=rows)
            .exclude(pk__in=[row.pk for row in found])
            .values_list("pk", flat=True)
        )
    return found


@transaction.atomic
def erase(trainee: Trainee, *, by: User | None) -> None:
    """Nobody can tell any more who she was; ``by`` is nobody when her time was over. Again changes nothing."""
    for row in _rows_of(trainee):
        if row.erased_at:
            continue
        _forget_telephones(row)
        nameless = people.without_consent(people.details_of(row))
        row.erased_at = timezone.now()
        name = _("Erased on request") if by else _("Erased, time is over")
        people.write(row, Details(name=name, band=nameless.band, sex=row.sex, hamlet=row.hamlet))
        row.consents.all().delete()
        row.questions.all().delete()
        row.books.all().delete()
        row.imports.all().update(filled={})
        audit.log("person.erased", actor=people.actor(by), data={"trainee": str(row.id)})


def _forget_telephones(trainee: Trainee) -> None:
    """The telephones by which she joined are nobody's, and carry her name no more; her cards open nothing."""
    joined = list(trainee.participations.select_related("learner"))
    HelpQuestion.objects.filter(participant__in=joined).delete()
    end_cards(participant.learner for participant in joined)
    learners = [participant.learner_id for participant in joined]
    erase_certificates(learners)
    forget_reminding(learners)
    Act.objects.filter(act="join", answer__in=[str(one.id) for one in joined]).update(body={})
    for participant in joined:
        if participant.learner.display_name == participant.display_name:
            rename_learner(participant.learner, "")
    trainee.participations.update(display_name=_("Erased on request"), trainee=None)


def unseen_since(limit: dt.datetime) -> TraineeQuerySet:
    """People on the books of whom there is nothing after ``limit``: no session, no evidence, no consent, no entry."""
    hers = Q(trainee=OuterRef("pk")) | Q(trainee__merged_into=OuterRef("pk"))
    return Trainee.objects.on_books().filter(
        ~Exists(Attendance.objects.filter(hers, at__gte=limit)),
        ~Exists(Evidence.objects.filter(hers, at__gte=limit)),
        ~Exists(Consent.objects.filter(hers, given_at__gte=limit)),
        ~Exists(Participant.objects.filter(hers, joined_at__gte=limit)),
        created_at__lt=limit,
    )


@job("teams.erase_unseen", daily=True)
def erase_unseen(subject: str) -> None:
    """Erase whoever was not seen for PEOPLE_MONTHS months. Each person is a transaction of her own."""
    limit = timezone.now() - settings.PEOPLE_MONTHS * MONTH
    for pk in list(unseen_since(limit).values_list("pk", flat=True)):
        with transaction.atomic():
            trainee = unseen_since(limit).select_for_update(of=("self",)).filter(pk=pk).first()
            if trainee is not None:
                erase(trainee, by=None)
