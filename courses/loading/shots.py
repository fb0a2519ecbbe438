"""Pictures of the replica for lessons: which there are, where each is seen, and how small they are kept.

`courses/content/pictures.yaml` names them; `manage.py take_pictures` takes them from a running site, and they are
committed. `taken.yaml` beside them keeps the digest of the pack that each was taken of, so that an old one is known.
"""

import functools
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from courses.loading.files import CONTENT
from sandbox import service as sandbox_service

PICTURES = CONTENT / "pictures"
LIST, TAKEN = CONTENT / "pictures.yaml", PICTURES / "taken.yaml"
MOST_BYTES = 30_000  # of a picture in a lesson: three quarters of a second at 400 kbit/s
QUALITIES = (80, 65, 50, 35, 20)  # percent, from the best


@dataclass(frozen=True)
class Shot:
    """A picture of the replica: its name, the address of what it shows, and the digest of the pack behind it."""

    name: str
    address: str
    digest: str

    @property
    def file(self) -> Path:
        return PICTURES / f"{self.name}.webp"


@functools.cache
def shot_names() -> frozenset[str]:
    """What pictures of the replica are called: by lessons, and where editors choose one."""
    return frozenset(_titles(LIST)) | frozenset(_titles(LIST).values())


def title_of(name: str) -> str:
    """What editors read where they choose this picture."""
    return _titles(LIST).get(name, name)


@functools.cache
def _titles(listed: Path) -> dict[str, str]:
    return {name: one.get("title", name) for name, one in _read(listed).items()}


def hash_of(file: Path) -> str:
    """What Wagtail keeps of a file as its ``file_hash``."""
    return hashlib.sha1(file.read_bytes(), usedforsecurity=False).hexdigest()


@functools.cache
def _hashes() -> frozenset[str]:
    return frozenset(map(hash_of, PICTURES.glob("*.webp")))


def is_shot(picture: Any) -> bool:
    """Whether a picture of the editor shows the replica, under whatever title it stands there by now."""
    return picture.file_hash in _hashes() or picture.title in shot_names()


def shots() -> list[Shot]:
    """Every picture that lessons may use. Raises LookupError for one whose still the pack no longer has."""
    wanted: Mapping[str, Mapping[str, Any]] = _read(LIST)
    return [
        Shot(name, *sandbox_service.find_still(one["scenario"], one["place"], one["nth"]))
        for name, one in wanted.items()
    ]


def stills() -> Mapping[str, tuple[str, str, int]]:
    """Name of each picture → (scenario, place, which of the stills of that place)."""
    return {name: (one["scenario"], one["place"], one["nth"]) for name, one in _read(LIST).items()}


def outdated() -> list[Shot]:
    """Those that were taken of another version of their pack, or never."""
    taken = _read(TAKEN)
    return [shot for shot in shots() if taken.get(shot.name) != shot.digest or not shot.file.exists()]


def note(taken: list[Shot]) -> None:
    """Write down what each picture was taken of; what is no longer in the list is forgotten."""
    known = {shot.name: shot.digest for shot in shots()}
    old = {name: digest for name, digest in _read(TAKEN).items() if name in known}
    new = dict(sorted((old | {shot.name: shot.digest for shot in taken}).items()))
    head = "# Digest of the pack that each picture was taken of. Written by manage.py take_pictures.\n"
    TAKEN.write_text(head + yaml.safe_dump(new, sort_keys=False), encoding="utf-8")


def light(png: bytes) -> bytes:
    """The picture as webp, in the best quality that keeps to MOST_BYTES, or in the last of them."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def _read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {} if path.exists() else {}
