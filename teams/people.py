"""People on the books: entered, corrected, agreed, not any more. Each verb is one transaction with an audit line.

Without a consent that holds a person is a display name, a band of age, sex and hamlet: no telephone, no year.
"""

import hashlib
import hmac
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from kit import audit
from places.models import Hamlet
from teams import ages, consent_texts, summaries, twins
from teams.models import Book, Consent, Team, Trainee

_AT_ONCE = 500  # rows a statement


@dataclass(frozen=True)
class Details:
    """What is kept of a person. ``phone`` is E.164 or empty; ``band`` counts where there is no ``birth_year``."""

    name: str
    birth_year: int | None = None
    band: str = ""
    sex: str = ""
    hamlet: Hamlet | None = None
    phone: str = ""


@dataclass(frozen=True)
class Agreed:
    """That she agreed just now: the text was read aloud by whoever records it, or she read it herself."""

    read_aloud: bool
    version: str = field(default_factory=lambda: consent_texts.current().version)


def actor(user: User | None) -> str:
    """How the audit names whoever did it; nobody is the machine itself."""
    return f"user:{user.pk}" if user else ""


def phone_key(e164: str) -> str:
    """Keyed hash of a telephone number, by which one is known again without being shown; empty for none."""
    if not e164:
        return ""
    secret = settings.TUTAY_PHONE_KEY or f"teams.phone_key:{settings.SECRET_KEY}"
    return hmac.new(secret.encode(), e164.encode(), hashlib.sha256).hexdigest()


def without_consent(details: Details) -> Details:
    """``details`` as far as they may be kept of somebody who has not agreed."""
    band = details.band
    if details.birth_year:
        band = ages.band_of(details.birth_year, timezone.localdate().year).value
    return replace(details, birth_year=None, band=band, phone="")


def write(trainee: Trainee, details: Details) -> None:
    """Put ``details`` on her row and save it; whether she agreed is for the caller to know."""
    is_new = trainee._state.adding
    told = (trainee.sex, trainee.birth_year, trainee.age_band)
    _put(trainee, details)
    if is_new or told == (trainee.sex, trainee.birth_year, trainee.age_band):
        trainee.save()
    else:  # the months in which she came count her in another group
        summaries.keep([trainee.pk], trainee.save)


def _put(trainee: Trainee, details: Details) -> None:
    trainee.display_name = details.name
    trainee.birth_year = details.birth_year
    trainee.age_band = "" if details.birth_year else details.band
    trainee.sex = details.sex
    trainee.hamlet = details.hamlet
    trainee.phone = details.phone
    trainee.phone_key = phone_key(details.phone)


def save_all(trainees: Sequence[Trainee], columns: Sequence[str]) -> None:
    """Save ``columns`` of these people, in portions; whoever changed her group is counted in the new one."""
    for start_at in range(0, len(trainees), _AT_ONCE):
        part = trainees[start_at : start_at + _AT_ONCE]
        summaries.keep([one.pk for one in part], partial(Trainee.objects.bulk_update, part, columns))


@transaction.atomic
def add(team: Team, details: Details, *, by: User | None, agreed: Agreed | None = None) -> Trainee:
    """A new person on the book of ``team``. What needs a consent is dropped where there is none."""
    trainee = Trainee(commune_id=team.commune_id, created_by=by)
    write(trainee, details if agreed else without_consent(details))
    put_on_book(team, [trainee.id], by=by)
    twins.people_added(team.commune_id)
    audit.log("person.added", actor=actor(by), data={"trainee": str(trainee.id)})
    if agreed:
        agree(trainee, agreed, by=by)
    return trainee


@transaction.atomic
def correct(trainee: Trainee, details: Details, *, by: User) -> None:
    """Write what is right. What needs a consent is dropped where none holds."""
    locked = Trainee.objects.select_for_update().get(pk=trainee.pk)
    agreed = locked.consents.standing().exists()
    write(locked, details if agreed else without_consent(details))
    audit.log("person.corrected", actor=actor(by), data={"trainee": str(trainee.id)})


def put_on_book(team: Team, trainees: Iterable[uuid.UUID], *, by: User | None) -> None:
    """These people are on the book of ``team``; whoever is there already stays as she is."""
    rows = [Book(team=team, trainee_id=trainee, entered_by=by) for trainee in trainees]
    Book.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def agree(trainee: Trainee, agreed: Agreed, *, by: User | None) -> Consent:
    """Keep that she agreed. An earlier consent stays as a record, and the new one takes its place."""
    locked = Trainee.objects.select_for_update().get(pk=trainee.pk)
    locked.consents.standing().update(renewed_at=timezone.now())
    consent = Consent.objects.create(
        trainee=locked,
        text_version=agreed.version,
        read_aloud_by=by if agreed.read_aloud else None,
        recorded_by=by,
    )
    audit.log("consent.given", actor=actor(by), data={"trainee": str(trainee.id), "version": agreed.version})
    return consent


@transaction.atomic
def withdraw(trainee: Trainee, *, by: User) -> bool:
    """She does not agree any more: telephone and year of birth go at once, counts stay. False: none held."""
    locked = Trainee.objects.select_for_update().get(pk=trainee.pk)
    taken_back = locked.consents.standing().update(withdrawn_at=timezone.now(), withdrawn_by=by)
    if not taken_back:
        return False
    write(locked, without_consent(details_of(locked)))
    audit.log("consent.withdrawn", actor=actor(by), data={"trainee": str(trainee.id)})
    return True


def details_of(trainee: Trainee) -> Details:
    """What is kept of her now."""
    return Details(
        name=trainee.display_name,
        birth_year=trainee.birth_year,
        band=trainee.age_band,
        sex=trainee.sex,
        hamlet=trainee.hamlet,
        phone=trainee.phone,
    )
