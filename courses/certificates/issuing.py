"""Certificates of practice: who may have one, made on her request, checked by anybody with its code, withdrawn by her.

A stranger with the code is shown initials, procedure, day and how it was seen: enough to compare with the paper in her
hand, too little to learn who somebody is from a code alone. Kept as long as what people practised, then deleted.
"""

import datetime as dt
import secrets
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from accounts.models import Learner
from accounts.service import CODE_ALPHABET
from courses.models import Certificate
from courses.models.certificates import CODE_LETTERS
from kit import audit
from kit.jobs import job
from sandbox.service import procedure_names, unaided_passes

MONTH = dt.timedelta(days=365.25 / 12)
TRIES = 5  # at a code that somebody else holds
Observed = Callable[[uuid.UUID], Mapping[str, Sequence[dt.datetime]]]
_observers: list[Observed] = []


def register_observer(observer: Observed) -> None:
    """``observer`` tells of a learner: procedure → when a member saw her do it alone."""
    _observers.append(observer)


class NotYet(Exception):
    """She has not done this procedure alone."""


@dataclass(frozen=True)
class Proof:
    """That she can file a procedure alone: since when, and how we know."""

    procedure: str
    name: str
    how: str
    done_on: dt.date


def proofs_of(learner: Learner) -> list[Proof]:
    """What she may have a certificate for, by the name of the procedure."""
    checked = unaided_passes(learner)
    observed = _observed(learner)
    names = procedure_names({*checked, *observed})
    found = [
        _proof(code, name, checked.get(code, []), observed.get(code, [])) for code, name in names.items()
    ]
    return sorted(found, key=lambda proof: proof.name)


def _observed(learner: Learner) -> dict[str, list[dt.datetime]]:
    found: dict[str, list[dt.datetime]] = {}
    for observer in _observers:
        for code, moments in observer(learner.pk).items():
            found.setdefault(code, []).extend(moments)
    return found


def _proof(code: str, name: str, checked: Sequence[dt.datetime], observed: Sequence[dt.datetime]) -> Proof:
    how = Certificate.How.BOTH if checked and observed else Certificate.How.CHECKED
    if not checked:
        how = Certificate.How.OBSERVED
    return Proof(code, name, how, timezone.localdate(min((*checked, *observed))))


@transaction.atomic
def make(learner: Learner, procedure: str, name: str) -> Certificate:
    """The certificate with the name that she typed; the one that she has already, if there is one. Raises NotYet."""
    Learner.objects.select_for_update().get(pk=learner.pk)
    held = Certificate.objects.standing().filter(learner=learner, procedure=procedure).first()
    if held is not None:
        return held
    proof = next((one for one in proofs_of(learner) if one.procedure == procedure), None)
    if proof is None:
        raise NotYet(procedure)
    made = _made(learner, proof, name)
    audit.log("certificate.made", actor=f"learner:{learner.pk}", data={"certificate": str(made.pk)})
    return made


def _made(learner: Learner, proof: Proof, name: str) -> Certificate:
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return Certificate.objects.create(
                    learner=learner,
                    code=new_code(),
                    name=name,
                    procedure=proof.procedure,
                    procedure_name=proof.name[:120],
                    how=proof.how,
                    done_on=proof.done_on,
                )
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("unreachable")


def new_code() -> str:
    """Ten of the letters that nobody mistakes for another: one of six million million."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LETTERS))


def get(learner: Learner | None, certificate_id: uuid.UUID, *, withdrawn: bool = False) -> Certificate:
    """One of hers that stands, or was ``withdrawn``. Raises Http404."""
    rows = Certificate.objects.all() if withdrawn else Certificate.objects.standing()
    found = rows.filter(learner=learner, pk=certificate_id).first() if learner else None
    if found is None:
        raise Http404
    return found


def held_by(learner: Learner) -> list[Certificate]:
    """Those that stand, the latest first."""
    return list(Certificate.objects.standing().filter(learner=learner).order_by("-made_at"))


def with_code(code: str) -> Certificate | None:
    """The certificate with this code (as normalised), withdrawn ones too; None where there is none."""
    if len(code) != CODE_LETTERS or not set(code) <= set(CODE_ALPHABET):
        return None
    return Certificate.objects.filter(code=code).first()


@transaction.atomic
def withdraw(certificate: Certificate) -> None:
    """It holds no more, and the name is gone at once. Again changes nothing."""
    rows = Certificate.objects.standing().filter(pk=certificate.pk)
    if rows.update(withdrawn_at=timezone.now(), name=""):
        actor = f"learner:{certificate.learner_id}"
        audit.log("certificate.withdrawn", actor=actor, data={"certificate": str(certificate.pk)})


def erase(learner_ids: Iterable[uuid.UUID]) -> None:
    """Whoever they were is to be forgotten: their certificates are deleted."""
    Certificate.objects.filter(learner__in=list(learner_ids)).delete()


@job("courses.forget_certificates", daily=True)
def forget_old(subject: str) -> None:
    """Delete what is older than CERTIFICATE_MONTHS; the paper says until when it can be checked."""
    Certificate.objects.filter(made_at__lt=timezone.now() - settings.CERTIFICATE_MONTHS * MONTH).delete()


def good_until(certificate: Certificate) -> dt.date:
    """The last day on which the code can be checked."""
    return timezone.localdate(certificate.made_at + settings.CERTIFICATE_MONTHS * MONTH)
