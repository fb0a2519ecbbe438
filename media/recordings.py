"""Recordings of people: taken by what they are, made small, kept under the hash of what is in them.

They lie below RECORDINGS_ROOT, not among the uploads: whether somebody may hear one is asked at every request.
ffmpeg, where it is installed, makes all of them one small kind; without it a recording stays as it was sent, which
browsers of the last years play.
"""

import contextlib
import functools
import hashlib
import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase

from kit.voice import find_ffmpeg
from media.enums import SoundKind, Why
from media.sound_check import inspect
from media.sound_parts import BadSound
from media.views import send_file

TIME_LIMIT: Final = 30  # seconds; three minutes of sound take about two
_READERS: Final = {  # what ffmpeg calls them; it is never left to guess
    SoundKind.OGG: "ogg",
    SoundKind.WEBM: "matroska",
    SoundKind.MP3: "mp3",
    SoundKind.M4A: "mov",
    SoundKind.WAV: "wav",
}
_TYPES: Final = {
    SoundKind.OGG: "audio/ogg",
    SoundKind.WEBM: "audio/webm",
    SoundKind.MP3: "audio/mpeg",
    SoundKind.M4A: "audio/mp4",
    SoundKind.WAV: "audio/wav",
}


@dataclass(frozen=True)
class Kept:
    """A recording on the disk. ``name`` is all that is needed to find it again; ``size`` is in bytes."""

    name: str
    seconds: float
    size: int


@functools.cache
def _ffmpeg() -> str:
    """The program, looked for once in each process; empty where there is none."""
    return find_ffmpeg()


def keep(content: bytes) -> Kept:
    """Keep ``content`` as a recording. Raises BadSound; nothing is kept then."""
    found = inspect(content)
    kind, small = found.kind, content
    if program := _ffmpeg():
        kind, small = SoundKind.MP3, _made_small(program, content, found.kind)
        found = inspect(small)
    name = f"{hashlib.sha256(small).hexdigest()[:40]}.{kind}"
    file = path_of(name)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_name(f".{file.name}.{os.getpid()}")
        half.write_bytes(small)
        os.replace(half, file)
    return Kept(name, found.seconds, len(small))


def path_of(name: str) -> Path:
    """Where the recording of this name lies."""
    return Path(settings.RECORDINGS_ROOT) / name[:2] / name


def forget(name: str) -> None:
    """Take a recording off the disk; it may be gone already."""
    with contextlib.suppress(OSError):
        path_of(name).unlink()


def play(request: HttpRequest, name: str) -> HttpResponseBase:
    """The recording, or the part of it that a Range header asks for. Raises Http404 when it is not on the disk."""
    file = path_of(name)
    if not file.is_file():
        raise Http404
    response = send_file(request, file)
    response["Content-Type"] = _TYPES[SoundKind(file.suffix[1:])]
    response["Content-Disposition"] = "inline"
    return response


def _made_small(program: str, content: bytes, kind: SoundKind) -> bytes:
    """``content`` as a small mp3 of one channel, without pictures and notes. Raises BadSound when it cannot be read."""
    root = Path(settings.RECORDINGS_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=".making-") as folder:
        given, made = Path(folder) / "given", Path(folder) / "made.mp3"
        given.write_bytes(content)
        quiet = [program, "-nostdin", "-hide_banner", "-loglevel", "error", "-xerror", "-threads", "1", "-y"]
        read = ["-protocol_whitelist", "file", "-f", _READERS[kind], "-i", str(given)]
        sound = ["-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-ac", "1", "-ar", "24000"]
        try:
            subprocess.run(  # noqa: S603 - a fixed command without a shell; the names of the files are ours
                [*quiet, *read, *sound, "-c:a", "libmp3lame", "-b:a", "32k", str(made)],
                capture_output=True,
                timeout=TIME_LIMIT,
                check=True,
            )
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise BadSound(Why.DAMAGED) from error
