"""Kinds of sounds and films, known by their first bytes: a name is quickly changed. Pure."""

from collections.abc import Callable
from pathlib import PurePosixPath

Head = Callable[[bytes], bool]


def _mp3(head: bytes) -> bool:
    """A note about the piece (ID3), or the first frame of the sound itself."""
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0)


def _ogg(head: bytes) -> bool:
    return head.startswith(b"OggS")


def _mp4(head: bytes) -> bool:
    return head[4:8] == b"ftyp"


def _wav(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WAVE"


def _webm(head: bytes) -> bool:
    return head.startswith(b"\x1a\x45\xdf\xa3")


KINDS: dict[str, Head] = {
    **{"mp3": _mp3, "m4a": _mp4, "mp4": _mp4, "wav": _wav, "webm": _webm},
    **dict.fromkeys(("ogg", "oga", "opus"), _ogg),
}


def is_what_it_says(name: str, head: bytes) -> bool:
    """Whether a file of this name that begins with ``head`` (64 bytes) is a sound or a film of that kind."""
    known = KINDS.get(PurePosixPath(name).suffix.lower().removeprefix("."))
    return known is not None and known(head)
