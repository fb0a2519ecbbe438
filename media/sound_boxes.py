"""The two containers that could hold a film: MP4 (boxes in boxes) and WebM (elements in elements). Pure.

Telephones record into them: Chromium and Firefox into WebM, Safari into MP4, in pieces and without a length at the
front. Sources: ISO/IEC 14496-12, RFC 8794 (EBML), RFC 9559 (Matroska).
"""

import struct
from collections.abc import Iterator
from typing import Final

from media.enums import Why
from media.sound_parts import MOST_PARTS, BadSound

EBML: Final = b"\x1a\x45\xdf\xa3"


def _big(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


# --- MP4 --------------------------------------------------------------------------------------------------------------
def _boxes(content: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(name, begin, end) of what is inside each box. Raises BadSound for a size that does not fit."""
    count = 0
    while at < end:
        size, name, head = _big(content[at : at + 4]), content[at + 4 : at + 8], 8
        if size == 1:
            size, head = _big(content[at + 8 : at + 16]), 16
        elif size == 0:  # to the end of the file
            size = end - at
        count += 1
        if size < head or at + size > end or count > MOST_PARTS:
            raise BadSound(Why.DAMAGED)
        yield name, at + head, at + size
        at += size


def _inside(content: bytes, box: tuple[int, int], *path: bytes) -> Iterator[tuple[int, int]]:
    """Every box at the end of ``path`` below ``box``."""
    if not path:
        yield box
        return
    for name, begin, end in _boxes(content, *box):
        if name == path[0]:
            yield from _inside(content, (begin, end), *path[1:])


def m4a(content: bytes) -> float:
    """Seconds of an MP4 with sound alone. Raises BadSound."""
    whole = (0, len(content))
    names = {name for name, _, _ in _boxes(content, *whole)}
    if b"moov" not in names or not names & {b"mdat", b"moof"}:
        raise BadSound(Why.DAMAGED)
    kinds = {
        content[at + 8 : at + 12] for at, _ in _inside(content, whole, b"moov", b"trak", b"mdia", b"hdlr")
    }
    if b"vide" in kinds:
        raise BadSound(Why.PICTURES)
    if b"soun" not in kinds:
        raise BadSound(Why.NOT_A_SOUND)
    scale, length = _length(content, whole)
    return (length or _length_of_pieces(content, whole)) / scale


def _length(content: bytes, whole: tuple[int, int]) -> tuple[int, int]:
    """(units a second, units) of the longest track."""
    found = []
    for at, end in _inside(content, whole, b"moov", b"trak", b"mdia", b"mdhd"):
        layout, place = (">IQ", at + 20) if content[at : at + 1] == b"\x01" else (">II", at + 12)
        if place + struct.calcsize(layout) > end:
            raise BadSound(Why.DAMAGED)
        found.append(struct.unpack_from(layout, content, place))
    scale, length = max(found, key=lambda track: track[1], default=(0, 0))
    if not scale:
        raise BadSound(Why.DAMAGED)
    return scale, length


def _length_of_pieces(content: bytes, whole: tuple[int, int]) -> int:
    """Units of a sound that was written piece by piece, as Safari does."""
    usual = 0
    for at, _ in _inside(content, whole, b"moov", b"mvex", b"trex"):
        usual = _big(content[at + 12 : at + 16])
    units = 0
    for piece in _inside(content, whole, b"moof", b"traf"):
        told = [_usual_of_piece(content, at, usual) for at, _ in _inside(content, piece, b"tfhd")]
        for run in _inside(content, piece, b"trun"):
            units += _units(content, run, told[0] if told else usual)
    return units


def _usual_of_piece(content: bytes, at: int, usual: int) -> int:
    flags = _big(content[at + 1 : at + 4])
    place = at + 8 + (8 if flags & 1 else 0) + (4 if flags & 2 else 0)
    return _big(content[place : place + 4]) if flags & 8 else usual


def _units(content: bytes, run: tuple[int, int], usual: int) -> int:
    at, end = run
    flags, count = _big(content[at + 1 : at + 4]), _big(content[at + 4 : at + 8])
    if not flags & 0x100:
        return count * usual
    place = at + 8 + 4 * bool(flags & 1) + 4 * bool(flags & 4)
    each = 4 * sum(bool(flags & flag) for flag in (0x100, 0x200, 0x400, 0x800))
    if place + count * each > end:
        raise BadSound(Why.DAMAGED)
    return sum(_big(content[one : one + 4]) for one in range(place, place + count * each, each))


# --- WebM -------------------------------------------------------------------------------------------------------------
_DOCTYPE, _SEGMENT, _CLUSTER, _TRACKS, _ENTRY = 0x4282, 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE
_INFO, _GROUP = 0x1549A966, 0xA0
_OPENED = frozenset((_SEGMENT, _CLUSTER, _TRACKS, _ENTRY, _INFO, _GROUP))  # read like what stands beside them
_TRACK_KIND, _CODEC, _SCALE, _DURATION, _TIME, _BLOCKS = 0x83, 0x86, 0x2AD7B1, 0x4489, 0xE7, (0xA3, 0xA1)
_PICTURES, _SOUND = 1, 2
_CODECS = (b"A_OPUS", b"A_VORBIS")


def webm(content: bytes) -> float:
    """Seconds of a WebM with sound alone. Raises BadSound."""
    tracks, scale, told, cluster, last = set(), 1_000_000, 0.0, 0, -1
    for name, begin, end in _elements(content):
        body = content[begin:end] if end - begin <= 16 else b""
        if name == _DOCTYPE and body.rstrip(b"\0") != b"webm":
            raise BadSound(Why.NOT_A_SOUND)
        if name == _TRACK_KIND:
            tracks.add(_big(body))
        elif name == _CODEC and _PICTURES not in tracks and body.rstrip(b"\0") not in _CODECS:
            raise BadSound(Why.PICTURES if body.startswith(b"V_") else Why.NOT_A_SOUND)
        elif name == _SCALE:
            scale = _big(body)
        elif name == _DURATION and len(body) in (4, 8):
            told = struct.unpack(">f" if len(body) == 4 else ">d", body)[0]
        elif name == _TIME:
            cluster = _big(body)
        elif name in _BLOCKS:
            last = max(last, cluster + _moment(content[begin : begin + 12]))
    if _PICTURES in tracks:
        raise BadSound(Why.PICTURES)
    if _SOUND not in tracks:
        raise BadSound(Why.NOT_A_SOUND)
    if last < 0 or not scale:
        raise BadSound(Why.DAMAGED)
    return max(last, told if told == told else 0) * scale / 1e9  # a length that is no number is not counted


def _moment(block: bytes) -> int:
    """When a block plays, counted from its cluster."""
    behind = _width(block[0]) if block else 9
    if len(block) < behind + 2:
        raise BadSound(Why.DAMAGED)
    return int.from_bytes(block[behind : behind + 2], "big", signed=True)


def _width(first: int) -> int:
    """How many bytes a number has, by its first; 9 for one that is none."""
    return 9 - first.bit_length()


def _elements(content: bytes) -> Iterator[tuple[int, int, int]]:
    """(name, begin, end) of every element that is not opened. Raises BadSound for a size that does not fit."""
    at = count = 0
    while at < len(content):
        of_name = _width(content[at])
        size_at = at + of_name
        if of_name > 4 or size_at >= len(content):
            raise BadSound(Why.DAMAGED)
        of_size = _width(content[size_at])
        begin = size_at + of_size
        if of_size > 8 or begin > len(content):
            raise BadSound(Why.DAMAGED)
        name, size = _big(content[at:size_at]), _big(content[size_at:begin]) - (1 << 7 * of_size)
        is_open = name in _OPENED or name == _big(EBML)
        count += 1
        if count > MOST_PARTS or (not is_open and begin + size > len(content)):
            raise BadSound(Why.DAMAGED)
        if not is_open:
            yield name, begin, begin + size
        at = begin if is_open else begin + size
