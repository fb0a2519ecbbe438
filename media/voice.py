"""The server's voice: what pages have registered to be spoken, and the sounds that were made of it.

A page that is rendered registers the parts of its reading (`ui.spoken`) and gets a key, a keyed hash of them. Only what
is registered is ever spoken, so nobody can have the server say words of his own. Pages lie in `pages/`, one small file
each, for as long as they are shown and a few weeks more; sounds lie in `sounds/` by the hash of their words, so that a
label that stands on ten pages is made once, and the ones not heard for longest make room for others.
"""

import base64
import contextlib
import fcntl
import functools
import hashlib
import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from kit.voice import CannotSpeak, Machine, find_machine

MOST_PARTS: Final = 400  # of one page
MOST_LETTERS: Final = 20_000  # of one page
MAKERS: Final = 1  # sounds made at a time on this machine, so that its other web processes answer pages
PATIENCE: Final = 1.0  # seconds to wait for one's turn
MOST_PAGES: Final = 20_000
PAGE_DAYS: Final = 35  # a page that nobody was shown for so long is forgotten
_DAY: Final = 24 * 3600  # seconds
_TIDY_EVERY: Final = 50  # new files of this process
_KEY_BYTES: Final = 12


class NoVoice(Exception):
    """This machine has no Vietnamese voice, or it is switched off."""


class Unknown(Exception):
    """Nothing is registered under this key, or it has no such part."""


class Busy(Exception):
    """Too many sounds are being made; try again in a few seconds."""


@dataclass(frozen=True)
class Page:
    """Parts by number, and the numbers in the order in which the page is read."""

    parts: list[str]
    order: list[int]

    def lines(self, part: int | None) -> list[str]:
        """What is said: one part, or all in their order. Raises Unknown."""
        if part is None:
            return [self.parts[number] for number in self.order]
        if not 0 <= part < len(self.parts):
            raise Unknown
        return [self.parts[part]]


@functools.cache
def _found() -> Machine | None:
    return find_machine()


def machine() -> Machine | None:
    """The voice, looked for once in each process; None where there is none or the setting switches it off."""
    return _found() if settings.TUTAY_VOICE else None


def _root() -> Path:
    return Path(settings.VOICE_ROOT)


# --- Pages ---------------------------------------------------------------------------------------------------------
_known: dict[str, float] = {}
_made = {"pages": 0, "sounds": 0}


def register(parts: Sequence[str], order: Sequence[int]) -> str:
    """Keep what a page says; the address of its sounds, empty where this machine has no voice.

    The address alone is the sound of the whole page, with ``/<number>`` behind it the sound of one part.
    """
    if machine() is None or len(parts) > MOST_PARTS or sum(map(len, parts)) > MOST_LETTERS:
        return ""
    body = json.dumps([list(parts), list(order)], ensure_ascii=False, separators=(",", ":"))
    key = _key(body)
    if time.time() - _known.get(key, 0) > _DAY:
        _keep(key, body)
    return reverse("voice:page", args=[key])


def _key(body: str) -> str:
    digest = salted_hmac("media.voice", body, algorithm="sha256").digest()[:_KEY_BYTES]
    return base64.urlsafe_b64encode(digest).decode()


def _page_file(key: str) -> Path:
    return _root() / "pages" / key[:2] / f"{key}.json"


def _keep(key: str, body: str) -> None:
    """Write the page, or tell its file that it is still shown. A full disk costs the sound, never the page."""
    with contextlib.suppress(OSError):
        file = _page_file(key)
        if file.exists():
            os.utime(file)
        else:
            _write(file, body.encode())
            _tidy_sometimes("pages")
        if len(_known) > MOST_PAGES:
            _known.clear()
        _known[key] = time.time()


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{file.name}.{os.getpid()}")
    half.write_bytes(content)
    os.replace(half, file)


def find(key: str) -> Page:
    """The page that was registered under ``key``. Raises Unknown."""
    try:
        parts, order = json.loads(_page_file(key).read_bytes())
    except (OSError, ValueError) as error:
        raise Unknown from error
    return Page(parts, order)


# --- Sounds --------------------------------------------------------------------------------------------------------
def is_made(key: str, part: int | None = None) -> bool:
    """Whether this sound lies there already, so that asking for it costs nothing. Raises NoVoice, Unknown."""
    voice = machine()
    if voice is None:
        raise NoVoice
    return _is_there(_sound_file(find(key).lines(part), voice))


def sound(key: str, part: int | None = None) -> Path:
    """The file with the sound of a page, or of one part of it, made now if need be.

    Raises NoVoice, Unknown, Busy, and CannotSpeak when the voice fails.
    """
    voice = machine()
    if voice is None:
        raise NoVoice
    lines = find(key).lines(part)
    file = _sound_file(lines, voice)
    if not _is_there(file):
        with _turn():
            if not _is_there(file):  # somebody else may have made it meanwhile
                voice.make(lines, file)
                _tidy_sometimes("sounds")
    return file


def _sound_file(lines: Sequence[str], voice: Machine) -> Path:
    name = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]
    return _root() / "sounds" / name[:2] / f"{name}{voice.suffix}"


def _is_there(file: Path) -> bool:
    """Whether the sound exists; asking counts as hearing it."""
    try:
        os.utime(file)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    """One of the few places at which sounds are made, over all processes. Raises Busy."""
    _root().mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + PATIENCE
    while True:
        for number in range(MAKERS):
            handle = os.open(_root() / f"maker-{number}.lock", os.O_CREAT | os.O_RDWR, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(handle)
                continue
            try:
                yield
            finally:
                os.close(handle)  # which gives the place free
            return
        if time.monotonic() > until:
            raise Busy
        time.sleep(0.1)


# --- Room ----------------------------------------------------------------------------------------------------------
def _tidy_sometimes(kind: str) -> None:
    """Looking at every file takes a moment, so only now and then, and at the first of each process."""
    if _made[kind] % _TIDY_EVERY == 0:
        tidy()
    _made[kind] += 1


def tidy() -> None:
    """Forget pages that nobody is shown any more, and sounds beyond the room that they have."""
    old = time.time() - PAGE_DAYS * _DAY
    pages = _oldest_first("pages")
    for number, (seen, _size, file) in enumerate(pages):
        if seen < old or number < len(pages) - MOST_PAGES:
            file.unlink(missing_ok=True)
    sounds = _oldest_first("sounds")
    too_much = sum(size for _seen, size, _file in sounds) - settings.TUTAY_VOICE_MB * 1_000_000
    for _seen, size, file in sounds:
        if too_much <= 0:
            return
        file.unlink(missing_ok=True)
        too_much -= size


def _oldest_first(kind: str) -> list[tuple[float, int, Path]]:
    """(last used, bytes, file) of everything that was made."""
    found = []
    for file in (_root() / kind).glob("*/*"):
        with contextlib.suppress(OSError):
            stat = file.stat()
            if file.is_file():
                found.append((stat.st_mtime, stat.st_size, file))
    return sorted(found)


__all__ = [
    "Busy",
    "CannotSpeak",
    "NoVoice",
    "Page",
    "Unknown",
    "find",
    "is_made",
    "machine",
    "register",
    "sound",
    "tidy",
]
