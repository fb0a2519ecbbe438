"""Recordings on the disk: made small where ffmpeg is, kept as they came where it is not, once each."""

from pathlib import Path

import pytest
from django.http import Http404
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from kit.voice import find_ffmpeg
from media import recordings
from media.enums import Why
from media.sound_parts import BadSound
from tests.media import sounds

needs_ffmpeg = pytest.mark.skipif(not find_ffmpeg(), reason="ffmpeg is not installed")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Settings) -> Path:
    settings.RECORDINGS_ROOT = tmp_path / "recordings"
    return tmp_path / "recordings"


@pytest.fixture
def no_ffmpeg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "_ffmpeg", lambda: "")


def files(place: Path) -> list[str]:
    return sorted(one.name for one in place.rglob("*") if one.is_file())


def test_without_ffmpeg_a_recording_stays_as_it_was_sent_and_is_kept_once(
    place: Path, no_ffmpeg: None
) -> None:
    sent = sounds.wav()
    kept = recordings.keep(sent)
    assert recordings.keep(sent) == kept
    assert files(place) == [kept.name]
    assert recordings.path_of(kept.name).read_bytes() == sent
    assert (kept.size, kept.seconds) == (len(sent), pytest.approx(2))


@needs_ffmpeg
def test_ffmpeg_makes_a_small_mp3_of_it(place: Path) -> None:
    kept = recordings.keep(sounds.wav(3, rate=48_000))
    assert kept.name.endswith(".mp3")
    assert kept.size < 20_000
    assert kept.seconds == pytest.approx(3, abs=0.2)
    assert files(place) == [kept.name]


@needs_ffmpeg
def test_what_looks_right_and_holds_no_sound_is_refused_by_ffmpeg(place: Path) -> None:
    with pytest.raises(BadSound) as refused:
        recordings.keep(sounds.m4a())
    assert refused.value.why is Why.DAMAGED
    assert files(place) == []


def test_a_program_that_takes_too_long_refuses_the_file(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "ffmpeg"
    slow.write_text("#!/bin/sh\nexec sleep 5\n")
    slow.chmod(0o755)
    monkeypatch.setattr(recordings, "_ffmpeg", lambda: str(slow))
    monkeypatch.setattr(recordings, "TIME_LIMIT", 0.05)
    with pytest.raises(BadSound):
        recordings.keep(sounds.wav())
    assert files(place) == []


def test_a_part_of_a_recording_can_be_asked_for(no_ffmpeg: None) -> None:
    kept = recordings.keep(sounds.mp3())
    response = recordings.play(RequestFactory().get("/", headers={"Range": "bytes=0-9"}), kept.name)
    assert (response.status_code, response["Content-Type"]) == (206, "audio/mpeg")
    assert response["Content-Disposition"] == "inline"
    assert b"".join(response.streaming_content) == sounds.mp3()[:10]  # type: ignore[attr-defined]


def test_a_recording_that_was_forgotten_is_missing(no_ffmpeg: None) -> None:
    kept = recordings.keep(sounds.wav())
    recordings.forget(kept.name)
    recordings.forget(kept.name)
    with pytest.raises(Http404):
        recordings.play(RequestFactory().get("/"), kept.name)
