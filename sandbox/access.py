"""The only ways to fetch an attempt or a dossier: it is the learner's own, or it does not exist."""

import uuid

from django.db import models
from django.http import Http404, HttpRequest

from accounts.models import Learner
from accounts.service import current_learner
from kit.prepared import Prepared
from sandbox.engine.writing import visible
from sandbox.models import Attempt, Dossier

# Every step of every learner begins with one of these.
_ATTEMPT: Prepared[Attempt] = Prepared(
    lambda one, learner: Attempt.objects.with_pack().filter(id=one, learner__id=learner),
    models.UUIDField(),
    models.UUIDField(),
)
_DOSSIER: Prepared[Dossier] = Prepared(
    lambda one, learner: Dossier.objects.with_pack().filter(id=one, attempt__learner__id=learner),
    models.UUIDField(),
    models.UUIDField(),
)


def get_attempt(request: HttpRequest, attempt_id: uuid.UUID) -> Attempt:
    """Her own attempt. Raises Http404 for anybody else's, exactly as for a missing one."""
    attempt = _ATTEMPT.first(attempt_id, _somebody(request).id)
    if attempt is None:
        raise Http404
    return attempt


def get_dossier(request: HttpRequest, dossier_id: uuid.UUID) -> Dossier:
    """Her own dossier. Raises Http404 for anybody else's, exactly as for a missing one."""
    dossier = _DOSSIER.first(dossier_id, _somebody(request).id)
    if dossier is None:
        raise Http404
    return dossier


def _somebody(request: HttpRequest) -> Learner:
    """The learner of this request. Raises Http404 where there is none."""
    learner = current_learner(request)
    if learner is None:
        raise Http404
    return learner


def dossiers_of(request: HttpRequest) -> list[Dossier]:
    """Her dossiers, the latest first."""
    learner = current_learner(request)
    if learner is None:
        return []
    dossiers = Dossier.objects.with_pack().filter(attempt__learner=learner)
    return list(dossiers.order_by("-attempt__sent_at"))


def find_dossier(code: str, lookup_code: str) -> Dossier | None:
    """A dossier by both codes of its receipt. A wrong pair looks the same as one that does not exist."""
    both = {"code": _plain(code), "lookup_code": _plain(lookup_code)}
    return Dossier.objects.with_pack().filter(**both).first()


def _plain(typed: str) -> str:
    """A code as it is printed, whatever case it was typed in and wherever there were spaces."""
    return "".join(visible(typed).split()).upper()
