"""Pieces that were compressed one by one make one stream."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from kit.pieces import gzip_of, packed


@given(st.lists(st.binary(max_size=3000), max_size=7))
def test_pieces_behind_one_another_are_what_they_were(texts: list[bytes]) -> None:
    assert gzip.decompress(gzip_of(texts, [packed(text) for text in texts])) == b"".join(texts)


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=5))
def test_it_is_one_member_because_browsers_read_only_the_first(texts: list[bytes]) -> None:
    reader = zlib.decompressobj(wbits=31)
    assert reader.decompress(gzip_of(texts, [packed(text) for text in texts])) == b"".join(texts)
    assert reader.eof and not reader.unused_data
