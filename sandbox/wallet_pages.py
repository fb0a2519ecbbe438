""" "Thành phần hồ sơ" and the wallet as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sandbox import attempts, photographs, wallet
from sandbox.engine.schema import PaperSpec
from sandbox.forms import PaperForm
from sandbox.models import Attempt, WalletFile

SHORT = 40  # letters of a proposed name


@dataclass(frozen=True)
class PaperRow:
    """One paper to attach: its field for the short way, what is attached, and the way to the wallet."""

    spec: PaperSpec
    bound: Any
    pictures: dict[str, SafeString]
    attached: str
    file_name: str
    wallet_url: str


def paper_rows(attempt: Attempt, form: PaperForm) -> list[PaperRow]:
    """The rows of "Thành phần hồ sơ" that she fills; "Tờ khai.pdf" is attached without her."""
    return [_row(attempt, spec, form) for spec in attempts.papers_to_attach(attempt)]


def _row(attempt: Attempt, spec: PaperSpec, form: PaperForm) -> PaperRow:
    photo = spec.photo(attempt.papers.get(spec.id, ""))
    file = wallet.chosen_file(attempt, spec)
    return PaperRow(
        spec=spec,
        bound=form[spec.id],
        pictures=photographs.pictures(attempt.scenario, spec),
        attached=photo.label if photo else "",
        file_name=file.name if file else "",
        wallet_url=reverse("sandbox:wallet", args=[attempt.id, spec.id]),
    )


@dataclass(frozen=True)
class FileRow:
    """One file in the wallet; ``why_not`` says why it cannot be chosen here."""

    file: WalletFile
    photo: str
    picture: SafeString
    chosen: bool
    why_not: str = ""


def file_rows(attempt: Attempt, spec: PaperSpec) -> list[FileRow]:
    """Her files: those that fit this row first."""
    rows = [_file_row(attempt, spec, file) for file in wallet.of_learner(attempt)]
    return sorted(rows, key=lambda row: bool(row.why_not))


def _file_row(attempt: Attempt, spec: PaperSpec, file: WalletFile) -> FileRow:
    photo_id = wallet.photo_for(attempt, spec, file)
    photo = spec.photo(photo_id)
    return FileRow(
        file=file,
        photo=photo.label if photo else "",
        picture=photographs.picture(attempt.scenario, spec, photo_id),
        chosen=bool(photo_id) and attempt.papers.get(spec.id) == photo_id,
        why_not="" if photo_id else _why_not(attempt, spec, file),
    )


def _why_not(attempt: Attempt, spec: PaperSpec, file: WalletFile) -> str:
    if file.paper == spec.id:
        return _("A paper of another family. Take a photo of the one of this exercise.")
    return _("A photo of another paper. It does not belong in this row.")


def other_papers(attempt: Attempt, spec: PaperSpec) -> list[dict[str, str]]:
    """The other papers of this dossier that can be photographed too."""
    asked: Sequence[PaperSpec] = attempts.papers_to_attach(attempt)
    return [
        {"name": other.name, "url": reverse("sandbox:wallet_photo", args=[attempt.id, other.id])}
        for other in asked
        if other.id != spec.id
    ]


def proposed_name(attempt: Attempt, spec: PaperSpec) -> str:
    """A name that no file of hers has yet."""
    said = spec.said[:1].upper() + spec.said[1:SHORT]
    taken = {file.name for file in wallet.of_learner(attempt)}
    names = (f"{said}{f' {number}' if number else ''}" for number in (0, *range(2, wallet.MOST + 3)))
    return next((name for name in names if name not in taken), said)


def add_rows(attempt: Attempt, body: dict[str, str]) -> list[dict[str, str]]:
    """What a press of "Thêm vào ví & Chọn" was about, as people read it."""
    spec = next((paper for paper in attempt.pack.papers if paper.id == body.get("paper")), None)
    photo = spec.photo(body.get("photo", "")) if spec else None
    return [
        {"label": _("Paper"), "value": spec.name if spec else ""},
        {"label": _("Photo"), "value": photo.label if photo else ""},
        {"label": _("Name of the file"), "value": body.get("name", "")},
    ]
