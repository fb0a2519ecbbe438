"""What teams tell lessons of a learner, and that erasing a person takes it all back."""

import datetime as dt
import json
from typing import Any

import pytest
from django.utils import timezone

from accounts.enums import Role
from courses.models import Certificate, Refresher, Reminding
from courses.refreshers import reminding
from courses.service import kept_of_learners
from teams import erasing, refreshing
from teams.enums import EvidenceKind
from teams.models import Consent, Evidence, Participant
from tests.people import user_client
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


def certificate(tied: Participant, **fields: Any) -> Certificate:
    about = {"procedure": "1.001193", "procedure_name": "Khai sinh", "how": "checked"}
    values = {"code": "K7H4MXP2RT", "name": "Giàng A Thử", "done_on": timezone.localdate(), **about, **fields}
    return Certificate.objects.create(learner=tied.learner, **values)


def test_all_that_is_kept_of_a_person_tells_what_lessons_keep_of_her(
    tied: Participant, django_assert_num_queries: Any
) -> None:
    assert tied.trainee is not None
    reader = user_client(factories.officer(Role.COMMUNE_OFFICER, of=tied.trainee.commune))
    pages = [f"/to/nguoi/{tied.trainee.pk}/{end}" for end in ("", "tat-ca/", "tep/")]
    assert "Từ bài học" not in reader.get(pages[1]).content.decode()
    reminding.agree(tied.learner)
    certificate(tied)
    certificate(tied, code="K7H4MXP2RU", name="", withdrawn_at=timezone.now())
    for number in ("1", "2"):
        Refresher.objects.create(
            learner=tied.learner, scenario="x", field=number, due_on=timezone.localdate()
        )
    Refresher.objects.create(learner=tied.learner, scenario="x", field="3")  # it is over
    told = [reader.get(page).content.decode() for page in pages]
    for page in told[:2]:
        for fact in ("G. A. T.", "K7H4M XP2RT", "Rút lại lúc", "2 bước", "tin nhắn khi đến hẹn"):
            assert fact in page, fact
    data = json.loads(told[2])["lessons"]
    assert [(one["code"], bool(one["withdrawn"])) for one in data["certificates"]] == [
        ("K7H4MXP2RU", True),
        ("K7H4MXP2RT", False),
    ]
    assert data["asked_again"] == 2 and data["agreed_to_messages"]
    reminding.stop(tied.learner)
    with django_assert_num_queries(4):  # her telephones, then three questions, however many rows there are
        learners = list(Participant.objects.filter(trainee=tied.trainee).values_list("learner", flat=True))
        assert kept_of_learners(learners).agreed_at is None


def test_erasing_a_person_deletes_her_certificates_and_her_yes_to_messages(tied: Participant) -> None:
    reminding.agree(tied.learner)
    certificate(tied)
    assert tied.trainee is not None
    erasing.erase(tied.trainee, by=None)
    assert not Certificate.objects.exists()
    assert not Reminding.objects.exists()
