"""The machine's voice of whole lessons, before anybody asks for it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from courses.models import LessonPage
from courses.service import make_machine_voices
from kit.voice import CannotSpeak, Machine
from media import voice

pytestmark = pytest.mark.django_db


class Fake(Machine):
    """A voice whose sound is its words, but for one sentence that it cannot say."""

    def make(self, lines: list[str], target: Path) -> None:
        if lines == ["Gửi hồ sơ"]:
            raise CannotSpeak
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("|".join(lines))


@pytest.fixture
def heard(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the sounds are."""
    settings.TUTAY_VOICE = True
    settings.VOICE_ROOT = tmp_path
    monkeypatch.setattr(voice, "_found", lambda: Fake("espeak-ng"))
    monkeypatch.setattr(voice, "_known", {})
    return tmp_path / "sounds"


def test_every_step_of_a_lesson_is_made_and_a_second_time_nothing_is_made_anew(
    lesson: LessonPage, heard: Path
) -> None:
    made = make_machine_voices([lesson])
    said = {file.read_text(): file.stat().st_mtime_ns for file in heard.rglob("*.wav")}
    assert made >= len(said) > 10
    assert "Đặt giấy" not in "".join(said)
    assert "Chụp giấy cho rõ" in said
    assert "Gửi hồ sơ" not in said
    assert make_machine_voices() >= made
    assert set(said) <= {file.read_text() for file in heard.rglob("*.wav")}


def test_drafts_are_passed_over(lesson: LessonPage, heard: Path) -> None:
    lesson.unpublish()
    assert make_machine_voices([lesson]) == 0


def test_without_a_machine_the_command_says_so(lesson: LessonPage) -> None:
    told = StringIO()
    call_command("make_voices", stdout=told)
    assert "espeak-ng is not installed" in told.getvalue()
