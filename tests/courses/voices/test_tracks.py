"""Recordings of steps: whoever edits is heard at once, a member once an editor agrees; other words are never played."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import PageLogEntry, Revision

from accounts.models import User
from courses.enums import TrackKind, TrackState
from courses.models import LessonPage, VoiceTrack
from courses.voices import stays
from courses.voices import tracks as voices
from courses.voices.step_words import StepWords, steps_of
from kit.models import AuditEntry
from media import recordings
from media.service import BadSound
from tests.courses.factories import lesson_data, make_lesson
from tests.courses.sides import make_side
from tests.media import sounds
from tests.people import make_user

pytestmark = pytest.mark.django_db
Record = Callable[..., VoiceTrack]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Recordings stay as they are sent."""
    settings.RECORDINGS_ROOT = tmp_path
    monkeypatch.setattr(recordings, "_ffmpeg", lambda: "")
    return tmp_path


@pytest.fixture
def record(lesson: LessonPage) -> Record:
    """Records a step of the lesson; each call sounds different unless a tone is given."""
    editor, tones = make_user(), iter(range(300, 400))

    def made(
        number: int = 1,
        language: str = "vi",
        *,
        by: User | None = None,
        publishes: bool = True,
        tone: int = 0,
        step: StepWords | None = None,
    ) -> VoiceTrack:
        content = sounds.wav(tone=tone or next(tones))
        return voices.record(
            lesson.translation_key,
            step or steps_of(lesson)[number - 1],
            language,
            content,
            by=by or editor,
            kind=TrackKind.BOOTH,
            publishes=publishes,
        )

    return made


def change(lesson: LessonPage, text: str = "Chữ mới.") -> LessonPage:
    """The first step says something else now, published."""
    raw = lesson_data()["lesson"]["steps"]
    raw[0]["text"] = text
    return make_lesson(steps=raw)


def on_page(lesson: LessonPage) -> list[dict[str, Any]]:
    """What each step offers, as a reader gets it."""
    found = voices.voices_of(lesson.translation_key, steps_of(lesson))
    return [
        {"own": bool(one.own), "others": [other.language for other in one.others]}
        for one in (found.get(step.id, voices.StepVoices()) for step in steps_of(lesson))
    ]


NOTHING: dict[str, Any] = {"own": False, "others": []}


def test_an_editor_is_heard_at_once_and_other_languages_stand_beside(
    lesson: LessonPage, record: Record, client: Client
) -> None:
    record(1), record(1, "hmn"), record(1, "tyz")
    assert on_page(lesson) == [{"own": True, "others": ["tyz", "hmn"]}, NOTHING, NOTHING]
    html = client.get(lesson.url).content.decode()
    assert html.count("data-listen") == 3
    assert "Nghe tiếng Mông" in html
    assert 'hreflang="hmn"' in html
    assert "data-listen" not in client.get(f"{lesson.url}buoc-2/").content.decode()


def test_other_words_than_were_read_out_are_not_played_until_they_come_back(
    lesson: LessonPage, record: Record, client: Client
) -> None:
    track = record(1)
    record(1, "hmn")
    lesson = change(lesson)
    assert on_page(lesson)[0] == NOTHING
    assert "data-listen" not in client.get(lesson.url).content.decode()
    told = voices.progress(steps_of(lesson), voices.tracks_of(lesson.translation_key, "vi"), of=None)
    assert (told[0].old, told[0].is_done) == (track, False)
    lesson = make_lesson()
    assert on_page(lesson)[0]["own"]


def test_a_member_is_heard_when_an_editor_agrees(lesson: LessonPage, record: Record) -> None:
    member = make_user()
    first = record(1)
    track = record(1, by=member, publishes=False)
    own = voices.voices_of(lesson.translation_key, steps_of(lesson))[track.step].own
    assert own is not None
    assert str(first.pk) in own.url
    voices.accept(track, by=make_user())
    own = voices.voices_of(lesson.translation_key, steps_of(lesson))[track.step].own
    assert own is not None
    assert str(track.pk) in own.url
    assert list(VoiceTrack.objects.values_list("pk", flat=True)) == [track.pk]


def test_what_was_declined_loses_its_sound_and_whoever_recorded_it_is_told(
    lesson: LessonPage,
    record: Record,
    place: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    member, other = make_user(), make_user()
    track = record(2, by=member, publishes=False, tone=500)
    with django_capture_on_commit_callbacks(execute=True):
        voices.decline(track, by=other)
    assert not list(place.rglob("*.wav"))
    tracks = voices.tracks_of(lesson.translation_key)
    assert voices.progress(steps_of(lesson), tracks, of=member)[1].declined == track
    assert voices.progress(steps_of(lesson), tracks, of=other)[1].declined is None
    again = record(2, by=member, publishes=False, tone=500)
    assert (again.state, VoiceTrack.objects.count()) == (TrackState.WAITING, 1)


def test_a_telephone_that_sends_twice_makes_one_recording(lesson: LessonPage, record: Record) -> None:
    assert record(1, tone=440) == record(1, tone=440)
    assert VoiceTrack.objects.count() == 1


def test_recording_again_replaces_and_files_that_still_play_stay(
    lesson: LessonPage,
    record: Record,
    place: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        record(1, tone=440), record(2, tone=440)
        again = record(1, tone=450)
    assert set(VoiceTrack.objects.filter(step=again.step)) == {again}
    assert len(list(place.rglob("*.wav"))) == 2


def test_a_draft_recorded_anew_leaves_what_is_published_its_voice(lesson: LessonPage, record: Record) -> None:
    published = steps_of(lesson)[0]
    record(1)
    changed = steps_of(change(lesson))[0]
    record(step=changed)
    assert changed.mark != published.mark
    assert VoiceTrack.objects.filter(step=published.id, state=TrackState.HEARD).count() == 2


def test_a_bad_sound_leaves_nothing(lesson: LessonPage, place: Path) -> None:
    with pytest.raises(BadSound):
        voices.record(
            lesson.translation_key,
            steps_of(lesson)[0],
            "vi",
            sounds.HTML,
            by=make_user(),
            kind=TrackKind.UPLOAD,
            publishes=True,
        )
    assert not VoiceTrack.objects.exists()


def test_a_page_that_is_deleted_takes_its_recordings_along(
    lesson: LessonPage,
    record: Record,
    place: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        record(1)
        lesson.delete()
    assert not VoiceTrack.objects.exists()
    assert not list(place.rglob("*.wav"))


def test_steps_of_a_guide_have_voices_too(client: Client) -> None:
    guide = make_side().guide(
        steps=[("step", {"title": "Đến xã", "parts": [("words", "<p>Mang giấy.</p>")]})]
    )
    voices.record(
        guide.translation_key,
        steps_of(guide)[0],
        "mtq",
        sounds.wav(),
        by=make_user(),
        kind=TrackKind.UPLOAD,
        publishes=True,
    )
    assert "Nghe tiếng Mường" in client.get(guide.url).content.decode()


def later(days: int) -> None:
    """Everything so far was done so many days earlier."""
    by = dt.timedelta(days=days)
    VoiceTrack.objects.update(recorded_at=F("recorded_at") - by)
    Revision.objects.update(created_at=F("created_at") - by)
    PageLogEntry.objects.update(timestamp=F("timestamp") - by)


def test_a_recording_goes_when_its_words_stood_nowhere_for_ninety_days(
    lesson: LessonPage,
    record: Record,
    place: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    def stay() -> set[str]:
        with django_capture_on_commit_callbacks(execute=True):
            stays.forget_unheard("")
        return {track.language for track in VoiceTrack.objects.all()}

    record(1, "vi"), record(1, "hmn", publishes=False), record(2, "tyz")
    every = {"vi", "hmn", "tyz"}
    later(200)
    assert stay() == every  # old, and still what stands there
    lesson = change(lesson)
    assert stay() == every  # the words were there until today
    later(89)
    assert stay() == every
    later(2)
    assert stay() == {"tyz"}
    assert len(list(place.rglob("*.wav"))) == 1
    line = AuditEntry.objects.get(action="voice.forgotten")
    assert line.data["tracks"] == 2 and line.data["page"] == str(lesson.translation_key)
    assert on_page(lesson)[1]["others"] == ["tyz"]


def test_words_in_a_draft_or_published_until_lately_keep_their_recording(
    lesson: LessonPage, record: Record
) -> None:
    record(1)
    draft = lesson.get_latest_revision_as_object()
    draft.steps[0].value["title"] = "Chữ của bản nháp"
    record(step=steps_of(draft)[0])
    draft.save_revision()
    later(100)
    stays.forget_unheard("")
    assert VoiceTrack.objects.count() == 2  # one is published, the other stands in the draft
    draft.get_latest_revision().publish()
    later(80)
    stays.forget_unheard("")
    assert VoiceTrack.objects.count() == 2  # the published words were read until 80 days ago
    later(20)
    stays.forget_unheard("")
    assert [one.step for one in VoiceTrack.objects.all()] == [steps_of(draft)[0].id]
    assert VoiceTrack.objects.get().mark == steps_of(draft)[0].mark
