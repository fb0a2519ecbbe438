"""Small sound files made by hand, and files that are none: what a booth and a form are sent."""

import io
import math
import random
import struct
import wave
import zipfile

from media.enums import Why

EBML = b"\x1a\x45\xdf\xa3"


def wav(seconds: float = 2, rate: int = 8_000, tone: int = 440) -> bytes:
    """A real tone, which ffmpeg reads too. ``tone`` makes each file another one."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        samples = (int(9_000 * math.sin(2 * math.pi * tone * at / rate)) for at in range(int(seconds * rate)))
        sound.writeframes(b"".join(struct.pack("<h", one) for one in samples))
    return buffer.getvalue()


def page(body: bytes, granule: int = 0, flags: int = 0) -> bytes:
    """One page of an Ogg file."""
    pieces = [255] * (len(body) // 255) + [len(body) % 255]
    head = b"OggS\0" + bytes([flags]) + struct.pack("<qIII", granule, 1, 0, 0)
    return head + bytes([len(pieces)]) + bytes(pieces) + body


def ogg(seconds: float = 2, first: bytes = b"OpusHead\x01\x01\x38\x01" + bytes(7)) -> bytes:
    """The frame of an Ogg file; ``first`` names the codec."""
    return page(first, flags=2) + page(b"OpusTags") + page(bytes(300), int(seconds * 48_000) + 312)


def mp3(seconds: float = 2) -> bytes:
    """Silent frames of MPEG 1 layer III, 44,100 a second, 128 kbit/s."""
    return (b"\xff\xfb\x90\x00" + bytes(413)) * math.ceil(seconds * 44_100 / 1152)


def box(name: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I", len(body) + 8) + name + body


def m4a(seconds: float = 2, kind: bytes = b"soun", scale: int = 1000) -> bytes:
    """The boxes of an MP4 with one track."""
    length = struct.pack(">IIIII", 0, 0, 0, scale, int(seconds * 1000))
    handler = bytes(8) + kind + bytes(13)
    track = box(b"trak", box(b"mdia", box(b"mdhd", length, bytes(4)), box(b"hdlr", handler)))
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", track) + box(b"mdat", bytes(200))


def m4a_in_pieces(seconds: int = 2) -> bytes:
    """As Safari records: no length at the front, half-second samples in pieces."""
    usual = box(b"mvex", box(b"trex", struct.pack(">IIIIII", 0, 1, 1, 500, 0, 0)))
    whole = m4a(0)
    at = whole.index(b"mdat") - 4
    moov = whole.index(b"moov") - 4
    opened = box(b"moov", whole[moov + 8 : at], usual)
    run = box(b"trun", struct.pack(">II", 0, 2))
    piece = box(b"moof", box(b"traf", box(b"tfhd", struct.pack(">II", 0, 1)), run)) + box(b"mdat", bytes(50))
    return whole[:moov] + opened + piece * seconds


def element(name: bytes, body: bytes, size: bytes = b"") -> bytes:
    return name + (size or struct.pack(">Q", 1 << 56 | len(body))) + body


OPEN = b"\x01\xff\xff\xff\xff\xff\xff\xff"  # a size that is not known yet


def webm(
    seconds: float = 2, kind: int = 2, codec: bytes = b"A_OPUS", doctype: bytes = b"webm", block: bytes = b""
) -> bytes:
    """As Chromium records: nobody knows yet how long it becomes, and the length stands nowhere."""
    head = element(EBML, element(b"\x42\x82", doctype))
    track = element(b"\xae", element(b"\x83", bytes([kind])) + element(b"\x86", codec))
    last = block or element(b"\xa3", b"\x81" + struct.pack(">h", int(seconds * 1000) % 30_000) + b"\x80abc")
    cluster = element(b"\xe7", struct.pack(">I", int(seconds * 1000) // 30_000 * 30_000)) + last
    body = element(b"\x16\x54\xae\x6b", track) + element(b"\x1f\x43\xb6\x75", cluster, OPEN)
    return head + element(b"\x18\x53\x80\x67", body, OPEN)


GOOD = {"wav": wav(), "ogg": ogg(), "mp3": mp3(), "m4a": m4a(), "webm": webm()}


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("thu.mp3", "x" * 500)
    return buffer.getvalue()


def _with(content: bytes, at: int, new: bytes) -> bytes:
    return content[:at] + new + content[at + len(new) :]


HTML = b"<!doctype html><script>alert(1)</script>" * 20
_WAV = wav()
HOSTILE: dict[str, tuple[bytes, Why]] = {
    "nothing": (b"", Why.EMPTY),
    "html": (HTML, Why.NOT_A_SOUND),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Why.NOT_A_SOUND),
    "zip": (_zip(), Why.NOT_A_SOUND),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(900), Why.NOT_A_SOUND),
    "gif": (b"GIF89a" + bytes(900), Why.NOT_A_SOUND),
    "pdf": (b"%PDF-1.7\n" + bytes(900), Why.NOT_A_SOUND),
    "program": (b"MZ\x90\0" + bytes(900), Why.NOT_A_SOUND),
    "script": (b"#!/bin/sh\nrm -rf /\n", Why.NOT_A_SOUND),
    "zeros": (bytes(5_000), Why.NOT_A_SOUND),
    "noise": (b"\x07" + random.Random(7).randbytes(5_000), Why.NOT_A_SOUND),
    "list of songs": (b"#EXTM3U\nhttp://example.com/a.mp3\n", Why.NOT_A_SOUND),
    "film in RIFF": (b"RIFF\x90\0\0\0AVI LIST" + bytes(200), Why.NOT_A_SOUND),
    "too big": (bytes(10_000_001), Why.TOO_BIG),
    "wav, cut off": (_WAV[: len(_WAV) // 2], Why.DAMAGED),
    "wav, four gigabytes": (_with(_WAV, 40, b"\xff\xff\xff\xff"), Why.DAMAGED),
    "wav, head only": (_WAV[:12], Why.DAMAGED),
    "wav, samples before their layout": (b"RIFF\0\0\0\0WAVE" + _WAV[36:], Why.DAMAGED),
    "wav, no bytes a second": (_with(_WAV, 28, bytes(4)), Why.DAMAGED),
    "wav, another codec": (_with(_WAV, 20, b"\x55\0"), Why.NOT_A_SOUND),
    "wav, a moment": (wav(0.1), Why.TOO_SHORT),
    "wav, too long": (wav(181, rate=4_000), Why.TOO_LONG),
    "ogg, cut off": (ogg()[:-20], Why.DAMAGED),
    "ogg, four letters": (b"OggS", Why.DAMAGED),
    "ogg, then html": (ogg() + HTML, Why.DAMAGED),
    "ogg with a film": (ogg(first=b"\x80theora" + bytes(40)), Why.PICTURES),
    "ogg, unknown codec": (ogg(first=b"fishead\0" + bytes(60)), Why.NOT_A_SOUND),
    "ogg, no samples a second": (ogg(first=b"\x01vorbis" + bytes(30)), Why.NOT_A_SOUND),
    "ogg, too long": (ogg(200), Why.TOO_LONG),
    "mp3, two frames and html": (mp3(0.04) + HTML, Why.NOT_A_SOUND),
    "mp3, then a film": (mp3() + bytes(9_000), Why.DAMAGED),
    "tag of four gigabytes": (b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + bytes(100), Why.NOT_A_SOUND),
    "m4a, cut off": (m4a()[:-20], Why.DAMAGED),
    "m4a, head only": (box(b"ftyp", b"M4A \0\0\0\0"), Why.DAMAGED),
    "m4a, a box of four gigabytes": (m4a() + b"\xff\xff\xff\xfffree", Why.DAMAGED),
    "m4a, a box of no size": (m4a() + b"\0\0\0\x02free", Why.DAMAGED),
    "m4a, no units a second": (m4a(scale=0), Why.DAMAGED),
    "m4a, words only": (m4a(kind=b"text"), Why.NOT_A_SOUND),
    "mp4 with a film": (m4a(kind=b"vide"), Why.PICTURES),
    "webm, cut off": (webm()[:-3], Why.DAMAGED),
    "webm, head only": (EBML, Why.DAMAGED),
    "webm with a film": (webm(kind=1, codec=b"V_VP8"), Why.PICTURES),
    "webm, unknown codec": (webm(codec=b"A_AC3"), Why.NOT_A_SOUND),
    "matroska": (webm(doctype=b"matroska"), Why.NOT_A_SOUND),
    "webm, nothing in it": (webm(block=element(b"\xec", b"\0")), Why.DAMAGED),
    "webm, a thing of an exabyte": (webm(block=b"\xa3\x01\x0f" + b"\xff" * 6 + b"abc"), Why.DAMAGED),
}
"""Name → a file that is not taken, and why."""
