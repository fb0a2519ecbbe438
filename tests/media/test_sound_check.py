"""Sounds are known by their bytes: what is none, is cut off, too long or a film is refused, with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.enums import SoundKind, Why
from media.sound_check import inspect
from media.sound_parts import BadSound
from tests.media import sounds


@pytest.mark.parametrize("kind", SoundKind)
def test_a_sound_of_every_kind_is_known_with_its_length(kind: SoundKind) -> None:
    found = inspect(sounds.GOOD[kind])
    assert found.kind is kind
    assert found.seconds == pytest.approx(2, abs=0.05)


def test_what_safari_records_in_pieces_has_a_length() -> None:
    assert inspect(sounds.m4a_in_pieces(3)).seconds == pytest.approx(3)


def test_what_chromium_records_has_a_length_over_several_clusters() -> None:
    assert inspect(sounds.webm(75)).seconds == pytest.approx(75)


@pytest.mark.parametrize("name", sounds.HOSTILE)
def test_a_file_that_is_no_recording_is_refused_for_its_reason(name: str) -> None:
    content, why = sounds.HOSTILE[name]
    with pytest.raises(BadSound) as refused:
        inspect(content)
    assert refused.value.why is why


@given(
    kind=st.sampled_from(list(SoundKind)),
    at=st.integers(0, 1_200),
    new=st.binary(min_size=1, max_size=12),
    end=st.integers(0, 40),
)
def test_a_file_changed_anywhere_is_taken_or_refused_and_nothing_else(
    kind: SoundKind, at: int, new: bytes, end: int
) -> None:
    sound = sounds.GOOD[kind]
    changed = sound[:at] + new + sound[at + len(new) : len(sound) - end]
    try:
        assert inspect(changed).seconds <= 180
    except BadSound as refused:
        assert refused.why in Why


@given(st.binary(max_size=400), st.sampled_from([b"OggS", b"RIFF0000WAVE", sounds.EBML, b"0000ftyp", b"ID3"]))
def test_any_bytes_behind_a_right_beginning_break_nothing(rest: bytes, beginning: bytes) -> None:
    with pytest.raises(BadSound):
        inspect(beginning + rest)
