"""A page out of pieces of which most are the same for everybody: these are compressed once, the others for each reader.

Deflate can be cut at a full flush (RFC 1951, 3.2.4; zlib's manual): pieces compressed one by one, each flushed, make
one stream when they are put behind one another. So the answer is one ordinary gzip member (RFC 1952), which every
browser reads, at the price of compressing a few hundred bytes.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import Final

_RAW: Final = -zlib.MAX_WBITS  # deflate without a frame of its own
_HEAD: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # RFC 1952, 2.3: no name, no time, unknown system
_END: Final = b"\x03\x00"  # an empty last block


def packed(text: bytes, level: int = 9) -> bytes:
    """``text`` as a piece of a stream, ending on a byte."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, _RAW)
    return deflate.compress(text) + deflate.flush(zlib.Z_FULL_FLUSH)


def gzip_of(texts: Iterable[bytes], packs: Sequence[bytes]) -> bytes:
    """One gzip member of ``packs``, which are ``texts`` one by one, each ``packed``."""
    checksum, size = 0, 0
    for text in texts:
        checksum, size = zlib.crc32(text, checksum), size + len(text)
    return b"".join((_HEAD, *packs, _END, struct.pack("<II", checksum, size & 0xFFFFFFFF)))
