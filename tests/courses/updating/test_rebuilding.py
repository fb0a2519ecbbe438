"""One command after a change of a pack: pictures and voice. What fails is told, and running it again does nothing."""

import hashlib
import io
import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from PIL import Image

from courses.loading import camera, shots
from courses.models import LessonPage
from courses.updating import rebuilding
from media.models import Picture
from sandbox import service as sandbox
from tests.courses.factories import STEPS, make_lesson
from tests.courses.packs import SLUG, change_pack, rename

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),  # Wagtail's, of a picture made small
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
NAME = "ngay-cap"


def png(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (648, 700), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pictures of our own: what is taken here is not what is committed."""
    sandbox.load_packs()
    wanted = {NAME: {"scenario": "khai-sinh-me-nop", "place": "chu-ho-so", "nth": 1}}
    pictures = tmp_path / "pictures"
    for name, value in (
        ("PICTURES", pictures),
        ("TAKEN", pictures / "taken.yaml"),
        ("LIST", tmp_path / "pictures.yaml"),
    ):
        monkeypatch.setattr(shots, name, value)
    monkeypatch.setattr("courses.loading.loader.PICTURES", pictures)
    shots.LIST.write_text(json.dumps(wanted), encoding="utf-8")
    camera.keep([(shot, png("white")) for shot in shots.shots()])
    return pictures


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Instead of Chromium: every picture is green. The addresses that were looked at."""
    seen: list[str] = []

    def take(wanted: list[shots.Shot], site: str) -> list[tuple[shots.Shot, bytes]]:
        seen.extend(site + shot.address for shot in wanted)
        return [(shot, png("green")) for shot in wanted]

    monkeypatch.setattr(camera, "take", take)
    return seen


@pytest.fixture
def lesson(folder: Path) -> LessonPage:
    shown = {**STEPS[0], "picture": {"shot": NAME, "alt": "Ô ngày cấp"}}
    return make_lesson(pack=SLUG, steps=[shown, *STEPS[1:]])


def run(*arguments: str) -> tuple[dict[str, Any], int]:
    """(the report, exit status)."""
    out = io.StringIO()
    try:
        call_command("rebuild_lessons", *arguments, stdout=out)
    except SystemExit as done:
        return json.loads(out.getvalue()), int(str(done.code))
    return json.loads(out.getvalue()), 0


def test_pictures_are_taken_anew_and_stand_in_the_lesson(lesson: LessonPage, browser: list[str]) -> None:
    row = Picture.objects.get(title=NAME)
    old = row.file_hash
    change_pack(rename)
    report, status = run("--site", "http://127.0.0.1:1/")
    assert status == 0 and report["taken"] == report["replaced"] == [NAME]
    assert report["pages"] == [lesson.title]
    assert browser == [f"http://127.0.0.1:1{shots.shots()[0].address}"]
    row.refresh_from_db()
    sha1 = hashlib.sha1(shots.shots()[0].file.read_bytes(), usedforsecurity=False).hexdigest()
    assert row.file_hash == sha1 != old
    assert row.file.size == row.file_size
    again, status = run("--site", "http://127.0.0.1:1/")
    assert status == 0 and again["taken"] == again["replaced"] == []
    assert again["pages"] == [lesson.title]  # a person says that it is right


def test_what_somebody_has_uploaded_stays(lesson: LessonPage, browser: list[str]) -> None:
    from tests.people import make_administrator

    Picture.objects.update(uploaded_by_user=make_administrator())
    before = list(Picture.objects.values_list("file", "file_hash"))
    change_pack(rename)
    report, _ = run("--site", "http://127.0.0.1:1")
    assert report["replaced"] == [] and list(Picture.objects.values_list("file", "file_hash")) == before


def test_what_fails_is_told_and_the_rest_is_done(lesson: LessonPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(wanted: Any, site: str) -> Any:
        raise camera.NoPicture("no Chromium here")

    monkeypatch.setattr(camera, "take", broken)
    spoken: list[str] = []

    def speak(pages: list[Any]) -> int:
        spoken.extend(one.title for one in pages)
        return len(pages)

    monkeypatch.setattr(rebuilding, "make_machine_voices", speak)
    change_pack(rename)
    report, status = run("--site", "http://127.0.0.1:1")
    assert status == 1 and report["problems"] == ["no Chromium here"]
    assert spoken == [lesson.title] and report["voices"] == 1


def test_a_picture_whose_still_is_gone_is_told(lesson: LessonPage, browser: list[str]) -> None:
    wanted = {NAME: {"scenario": "khai-sinh-me-nop", "place": "chu-ho-so", "nth": 99}}
    shots.LIST.write_text(json.dumps(wanted), encoding="utf-8")
    report, status = run("--site", "http://127.0.0.1:1")
    assert status == 1 and "no still 99" in report["problems"][0]


def test_without_an_address_the_command_serves_the_site_itself(
    lesson: LessonPage, browser: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def served() -> Iterator[str]:
        yield "http://127.0.0.1:2"

    monkeypatch.setattr(camera, "own_site", served)
    change_pack(rename)
    run()
    assert browser[0].startswith("http://127.0.0.1:2/tap/xem/")


def test_its_own_site_answers_by_the_allowed_name_and_is_gone_afterwards(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = [".xa.example.com", "tap.example.com"], True
    asked: list[tuple[str, str]] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        asked.append((environ["HTTP_HOST"], environ["wsgi.url_scheme"]))
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"tap"]

    monkeypatch.setattr(camera, "get_internal_wsgi_application", lambda: application)
    with camera.own_site() as address, urllib.request.urlopen(f"{address}/tap/") as answer:
        assert answer.read() == b"tap"
    assert asked == [("tap.example.com", "https")]
    assert not any(
        one.name.startswith("Thread") and "serve_forever" in one.name for one in threading.enumerate()
    )
