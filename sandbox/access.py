"""The only ways to fetch an attempt or a dossier: it is the learner's own, or it does not exist."""

import uuid

from django.http import Http404, HttpRequest

from accounts.service import current_learner
from sandbox.engine.writing import visible
from sandbox.models import Attempt, Dossier


def get_attempt(request: HttpRequest, attempt_id: uuid.UUID) -> Attempt:
    """Her own attempt. Raises Http404 for anybody else's, exactly as for a missing one."""
    learner = current_learner(request)
    attempt = Attempt.objects.with_pack().filter(id=attempt_id, learner=learner).first()
    if learner is None or attempt is None:
        raise Http404
    return attempt


def get_dossier(request: HttpRequest, dossier_id: uuid.UUID) -> Dossier:
    """Her own dossier. Raises Http404 for anybody else's, exactly as for a missing one."""
    learner = current_learner(request)
    dossier = Dossier.objects.with_pack().filter(id=dossier_id, attempt__learner=learner).first()
    if learner is None or dossier is None:
        raise Http404
    return dossier


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
