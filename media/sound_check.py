"""What a sound file really holds: read from its bytes, never from its name. Pure.

Whoever sends a file names it as she likes, and what it says of itself may be a lie too. So each container is walked
from end to end: every size has to fit into what was sent, and the length in seconds is counted, not believed. Walks
are bounded, so that no file keeps a web process busy.

Sources: RFC 3533 and 7845 (Ogg, Opus), ISO/IEC 11172-3 (MP3), Microsoft's RIFF; `media.sound_boxes` has the others.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from media import sound_boxes
from media.enums import SoundKind, Why
from media.sound_parts import MOST_PARTS, BadSound, number

MOST_BYTES: Final = 10_000_000
LONGEST: Final = 180  # seconds; nobody listens that long on a small telephone
BETTER: Final = 90  # seconds that a step should not pass
SHORTEST: Final = 0.5  # seconds; less is a slip of the finger


@dataclass(frozen=True)
class Sound:
    """A sound file that is one. ``seconds`` is how long it plays."""

    kind: SoundKind
    seconds: float


def inspect(content: bytes) -> Sound:
    """What ``content`` is. Raises BadSound with the first reason for which it is not taken."""
    if not content:
        raise BadSound(Why.EMPTY)
    if len(content) > MOST_BYTES:
        raise BadSound(Why.TOO_BIG)
    kind = kind_of(content)
    seconds = _LENGTHS[kind](content)
    if seconds > LONGEST:
        raise BadSound(Why.TOO_LONG)
    if seconds < SHORTEST:
        raise BadSound(Why.TOO_SHORT)
    return Sound(kind, seconds)


def kind_of(content: bytes) -> SoundKind:
    """The container, by how it begins. Raises BadSound for anything else."""
    if content.startswith(b"OggS"):
        return SoundKind.OGG
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return SoundKind.WAV
    if content.startswith(sound_boxes.EBML):
        return SoundKind.WEBM
    if content[4:8] == b"ftyp":
        return SoundKind.M4A
    if content.startswith(b"ID3") or _frame(content[:4]):
        return SoundKind.MP3
    raise BadSound(Why.NOT_A_SOUND)


# --- Ogg: pages, each with its place in the sound -------------------------------------------------------------------
_FIRST_PAGE = 2  # flag of the page that names the codec


def _ogg(content: bytes) -> float:
    at = pages = rate = skipped = last = 0
    while at < len(content):
        body, end, flags, granule = _page(content, at)
        if flags & _FIRST_PAGE:
            rate, skipped = _codec(content[body:end])
        last = granule if granule > 0 else last
        at, pages = end, pages + 1
        if pages > MOST_PARTS:
            raise BadSound(Why.DAMAGED)
    if not rate:
        raise BadSound(Why.NOT_A_SOUND)
    return max(0, last - skipped) / rate


def _page(content: bytes, at: int) -> tuple[int, int, int, int]:
    """(begin of the body, end, flags, samples so far) of the page at ``at``."""
    head = content[at : at + 27]
    if len(head) < 27 or not head.startswith(b"OggS"):
        raise BadSound(Why.DAMAGED)
    table = content[at + 27 : at + 27 + head[26]]
    body = at + 27 + head[26]
    end = body + sum(table)
    if len(table) < head[26] or end > len(content):
        raise BadSound(Why.DAMAGED)
    return body, end, head[5], int.from_bytes(head[6:14], "little", signed=True)


def _codec(first: bytes) -> tuple[int, int]:
    """(samples a second, samples to leave out) of a stream, by its first packet."""
    if first.startswith(b"OpusHead") and len(first) >= 12:
        return 48_000, number(first[10:12])
    if first.startswith(b"\x01vorbis") and len(first) >= 16 and number(first[12:16]):
        return number(first[12:16]), 0
    films = (b"\x80theora", b"BBCD", b"\x4f\x56\x50\x38\x30")
    raise BadSound(Why.PICTURES if first.startswith(films) else Why.NOT_A_SOUND)


# --- WAV: chunks, one of them the samples ---------------------------------------------------------------------------
_SAMPLES = (1, 3, 0xFFFE)  # whole numbers, fractions, "extensible"


def _wav(content: bytes) -> float:
    at, a_second, chunks = 12, 0, 0
    while at + 8 <= len(content) and chunks < MOST_PARTS:
        name, size = content[at : at + 4], number(content[at + 4 : at + 8])
        if at + 8 + size > len(content):
            raise BadSound(Why.DAMAGED)
        if name == b"fmt ":
            a_second = _bytes_a_second(content[at + 8 : at + 8 + size])
        elif name == b"data":
            if not a_second:
                raise BadSound(Why.DAMAGED)
            return size / a_second
        at, chunks = at + 8 + size + size % 2, chunks + 1
    raise BadSound(Why.DAMAGED)


def _bytes_a_second(layout: bytes) -> int:
    if len(layout) < 16 or number(layout[:2]) not in _SAMPLES:
        raise BadSound(Why.NOT_A_SOUND)
    rate, told, block = number(layout[4:8]), number(layout[8:12]), number(layout[12:14])
    if not 4_000 <= rate <= 192_000 or told != rate * block or not told:
        raise BadSound(Why.DAMAGED)
    return told


# --- MP3: frames one behind the other -------------------------------------------------------------------------------
_BITS = {  # kbit/s of layer III by index, MPEG 1 and MPEG 2
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_FEWEST_FRAMES = 3  # two bytes that look like a frame are found in any file
_MOST_REST = 4_096  # bytes behind the last frame: tags of players


def _frame(head: bytes) -> tuple[int, float] | None:
    """(bytes, seconds) of the frame with this head; None where it is none of layer III."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] & 0x06 != 0x02:
        return None
    version, place = head[1] >> 3 & 3, head[2] >> 2 & 3
    if version not in _RATES or place == 3:
        return None
    bits, rate = _BITS[version == 3][head[2] >> 4], _RATES[version][place]
    if not bits:
        return None
    samples = 1152 if version == 3 else 576
    return samples // 8 * bits * 1000 // rate + (head[2] >> 1 & 1), samples / rate


def _mp3(content: bytes) -> float:
    at = _behind_tag(content)
    frames, seconds = 0, 0.0
    while frames < MOST_PARTS and (frame := _frame(content[at : at + 4])):
        at, frames, seconds = at + frame[0], frames + 1, seconds + frame[1]
    if frames < _FEWEST_FRAMES:
        raise BadSound(Why.NOT_A_SOUND)
    if len(content) - at > _MOST_REST:
        raise BadSound(Why.DAMAGED)
    return seconds


def _behind_tag(content: bytes) -> int:
    """Where the first frame is: behind the tag of a player, whose size has seven bits a byte."""
    if not content.startswith(b"ID3"):
        return 0
    size = sum(byte << 7 * place for place, byte in enumerate(reversed(content[6:10])))
    at = 10 + size
    while at < len(content) and content[at] == 0:  # room that some programs leave
        at += 1
    return at


_LENGTHS: dict[SoundKind, Callable[[bytes], float]] = {
    SoundKind.OGG: _ogg,
    SoundKind.WAV: _wav,
    SoundKind.MP3: _mp3,
    SoundKind.M4A: sound_boxes.m4a,
    SoundKind.WEBM: sound_boxes.webm,
}
