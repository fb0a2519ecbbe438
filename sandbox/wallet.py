"""The wallet ("Danh sách tài liệu điện tử"): files that a learner made once and uses in every dossier.

A file is a sample photo of a paper of one scenario. In another family's dossier it is a photo of another family's
paper, as it would be for real. What an attempt holds is the photo, never the file: taking a file out of the wallet
harms nothing that was attached or sent.
"""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.models import Learner
from kit import audit
from sandbox import attempts
from sandbox.engine import sheets
from sandbox.engine.schema import PaperSpec
from sandbox.models import Attempt, WalletFile

MOST = 40  # files in one wallet
NAME_LENGTH = 60


class Full(Exception):
    """There is no room in the wallet until a file is taken out."""


@transaction.atomic
def add(attempt: Attempt, paper_id: str, photo_id: str, name: str) -> WalletFile:
    """A new file in her wallet, chosen for this attempt at once. ``name`` has been past the guard.

    Raises Full. Saved before anybody judges the photo.
    """
    learner = Learner.objects.select_for_update().get(pk=attempt.learner_id)
    if WalletFile.objects.of(learner).count() >= MOST:
        raise Full
    file = WalletFile.objects.create(
        learner=learner, scenario_id=attempt.scenario_id, paper=paper_id, photo=photo_id, name=name
    )
    _attach(attempt, file, photo_id)
    audit.log("wallet.added", actor=f"learner:{learner.pk}", data={"paper": paper_id, "photo": photo_id})
    return file


def keep(attempt: Attempt, spec: PaperSpec, photo_id: str) -> None:
    """The short way: a photo attached on the page of papers is in the wallet from now on, under the paper's name."""
    same = WalletFile.objects.of(attempt.learner).filter(
        scenario_id=attempt.scenario_id, paper=spec.id, photo=photo_id
    )
    if file := same.first():
        _used(file)
        return
    try:
        add(attempt, spec.id, photo_id, spec.said[:1].upper() + spec.said[1:NAME_LENGTH])
    except Full:
        return  # the photo is attached all the same; it is only not kept for another day


def choose(attempt: Attempt, spec: PaperSpec, file: WalletFile) -> bool:
    """Attach a file of the wallet; False for one that is no photo of this paper."""
    photo_id = photo_for(attempt, spec, file)
    return bool(photo_id) and _attach(attempt, file, photo_id)


def photo_for(attempt: Attempt, spec: PaperSpec, file: WalletFile) -> str:
    """Which photo of this paper the file is, in this attempt; empty for none."""
    if file.paper != spec.id:
        return ""
    if file.scenario_id == attempt.scenario_id:
        return file.photo if spec.photo(file.photo) else ""
    other = (photo.id for photo in spec.photos if sheets.condition_of(spec.id, photo) == "other")
    return next(other, "")


def chosen_file(attempt: Attempt, spec: PaperSpec) -> WalletFile | None:
    """The file behind what is attached, while it is in the wallet."""
    photo_id = attempt.papers.get(spec.id, "")
    files = WalletFile.objects.of(attempt.learner).filter(paper=spec.id)
    return next((file for file in files if photo_id and photo_for(attempt, spec, file) == photo_id), None)


def of_learner(attempt: Attempt) -> list[WalletFile]:
    """Every file in the wallet of whoever the attempt belongs to."""
    return list(WalletFile.objects.of(attempt.learner))


def find(attempt: Attempt, raw_id: str) -> WalletFile | None:
    """A file of her own, taken out or not; None for anything else."""
    try:
        key = uuid.UUID(raw_id)
    except ValueError:
        return None
    return WalletFile.objects.filter(learner_id=attempt.learner_id, pk=key).first()


def remove(file: WalletFile) -> None:
    """Take a file out; for a day it can be put back."""
    WalletFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=timezone.now())


def restore(file: WalletFile) -> None:
    """Put a file back that was taken out."""
    WalletFile.objects.filter(pk=file.pk).update(removed_at=None)


def _attach(attempt: Attempt, file: WalletFile, photo_id: str) -> bool:
    _used(file)
    return attempts.attach(attempt, file.paper, photo_id)


def _used(file: WalletFile) -> None:
    WalletFile.objects.filter(pk=file.pk).update(chosen_at=timezone.now())
