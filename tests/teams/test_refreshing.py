"""What teams tell lessons of a learner, and that erasing a person takes it all back."""

import datetime as dt

import pytest
from django.utils import timezone

from courses import reminding
from courses.models import Certificate, Reminding
from teams import erasing, refreshing
from teams.enums import EvidenceKind
from teams.models import Consent, Evidence, Participant
from tests.teams import factories

pytestmark = pytest.mark.django_db
PHONE = "+84000111222"


@pytest.fixture
def tied() -> Participant:
    """A learner who is a person on the books, with a telephone, who agreed to be there."""
    session = factories.session()
    person = factories.trainee(factories.commune("Thử"))
    person.phone = PHONE
    person.save()
    Consent.objects.create(trainee=person, text_version="1")
    return factories.participant(session, trainee=person)


def test_a_number_is_told_only_of_whoever_agreed_and_is_on_the_books(tied: Participant) -> None:
    learner = tied.learner_id
    assert reminding.phones_of([learner]) == {learner: PHONE}
    Consent.objects.update(withdrawn_at=timezone.now())
    assert reminding.phones_of([learner]) == {}
    assert refreshing.phones([factories.participant(tied.session).learner_id]) == {}


def test_what_a_member_saw_is_told_until_it_is_undone(tied: Participant) -> None:
    assert tied.trainee is not None
    at = timezone.now() - dt.timedelta(days=3)
    by = factories.user()
    seen = factories.evidence(tied.trainee, EvidenceKind.OBSERVED, at=at, member=by)
    factories.evidence(tied.trainee, EvidenceKind.REAL)
    assert refreshing.observed(tied.learner_id) == {factories.PROCEDURE: [at]}
    Evidence.objects.create(
        trainee=tied.trainee,
        procedure=factories.PROCEDURE,
        kind=EvidenceKind.OBSERVED,
        member=by,
        undoes=seen,
    )
    assert refreshing.observed(tied.learner_id) == {}


def test_erasing_a_person_deletes_her_certificates_and_her_yes_to_messages(tied: Participant) -> None:
    reminding.agree(tied.learner)
    Certificate.objects.create(
        learner=tied.learner,
        code="K7H4MXP2RT",
        name="Giàng A Thử",
        procedure="1.001193",
        procedure_name="Khai sinh",
        how="checked",
        done_on=timezone.localdate(),
    )
    assert tied.trainee is not None
    erasing.erase(tied.trainee, by=None)
    assert not Certificate.objects.exists()
    assert not Reminding.objects.exists()
