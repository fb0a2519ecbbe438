"""Pictures on their way in: light and bare, or refused with a sentence, and then nothing of them is left anywhere."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from wagtail.models import Collection, UploadedFile

from media.forms import replace
from media.intake import MOST_SIDE, Refused, light_picture
from media.kinds import KINDS, is_what_it_says
from media.models import Attachment, Picture
from tests.media.pictures import BAD, GOOD, SECRET, SIZE, drawn, photo, saved
from tests.people import make_administrator, user_client

IGNORED = (
    "ignore:Unclosed file:ResourceWarning"  # Wagtail leaves files of renditions to the garbage collector
)
EXIF_TAGS = (
    b"Exif",
    b"http://ns.adobe.com",
    b"ICC_PROFILE",
    b"EXIF",
    b"XMP ",
    b"ICCP",
    b"ANIM",
    b"<script",
    b"PK\x03",
)


@pytest.fixture
def uploads(settings: Any, tmp_path: Path) -> Path:
    """Where uploads of this test go."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path


@pytest.fixture
def editor(db: None) -> Client:
    return user_client(make_administrator())


def written(folder: Path) -> list[Path]:
    """Every file below."""
    return [path for path in folder.rglob("*") if path.is_file()]


def send(client: Client, door: str, name: str, data: bytes, title: str = "Ảnh thử") -> Any:
    """The answer of one of the editor's screens that take pictures."""
    file = SimpleUploadedFile(name, data)
    folder = Collection.get_first_root_node().pk
    if door == "several":
        values = {"title": title, "collection": folder, "files[]": file}
        return client.post(reverse("wagtailimages:add_multiple"), values)
    prefix = "image-chooser-upload-" if door == "chooser" else ""
    address = reverse("wagtailimages_chooser:create" if door == "chooser" else "wagtailimages:add")
    return client.post(
        address, {f"{prefix}title": title, f"{prefix}file": file, f"{prefix}collection": folder}
    )


# --- The rule ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", GOOD)
def test_what_comes_in_is_light_and_bare(kind: str) -> None:
    light = light_picture(GOOD[kind][1]())
    assert SECRET not in light
    assert not [tag for tag in EXIF_TAGS if tag in light]
    with Image.open(BytesIO(light)) as picture:
        assert (picture.format, getattr(picture, "n_frames", 1)) == ("WEBP", 1)
        assert not picture.getexif()
        assert max(picture.size) <= MOST_SIDE


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_shown_is_refused(kind: str) -> None:
    if kind != "too heavy":  # the form weighs it
        with pytest.raises(Refused):
            light_picture(BAD[kind][1]())


def dot(data: bytes, x: float = 0.1, y: float = 0.5) -> tuple[int, ...]:
    with Image.open(BytesIO(data)) as picture:
        found = picture.getpixel((int(x * picture.width), int(y * picture.height)))
    assert isinstance(found, tuple)
    return found


def test_a_photo_stands_upright_in_the_colours_of_before() -> None:
    turned = light_picture(GOOD["turned"][1]())
    with Image.open(BytesIO(turned)) as picture:
        assert picture.size == SIZE[::-1]
    assert dot(turned, 0.5, 0.1)[2] > 150  # the blue left half is on top by then
    for kind in ("JPEG", "WEBP", "PNG", "AVIF", "HEIF"):
        assert dot(light_picture(photo(kind)))[2] > 150
    red, _, blue = dot(light_picture(GOOD["for printers"][1]()))[:3]
    assert blue > red + 80
    assert 140 < dot(light_picture(GOOD["sixteen bits"][1]()))[0] < 170


def test_what_shows_through_still_does() -> None:
    assert dot(light_picture(saved(Image.new("RGBA", SIZE, (9, 9, 9, 0)), "PNG")))[3] == 0


def test_a_large_photo_becomes_small_and_a_light_one_hardly_changes() -> None:
    light = light_picture(saved(drawn(size=(3000, 1500)), "JPEG"))
    with Image.open(BytesIO(light)) as picture:
        assert picture.size == (1600, 800)
    with Image.open(BytesIO(light_picture(light))) as again:
        assert again.size == (1600, 800)


LIMITED = """
import resource, sys
from media.intake import light_picture
resource.setrlimit(resource.RLIMIT_AS, (700 * 1024**2,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
print(len(light_picture(sys.stdin.buffer.read())))
"""


def test_the_largest_photo_that_is_taken_needs_little_room() -> None:
    largest = saved(Image.new("L", (7_740, 7_740), 90), "JPEG")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED],
        input=largest,
        capture_output=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stderr[-400:]
    assert int(done.stdout) > 100


@given(
    st.binary(max_size=300),
    st.integers(0, 700),
    st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF"]),
)
def test_no_broken_bytes_break_it(noise: bytes, at: int, kind: str) -> None:
    whole = saved(drawn(), kind)
    broken = whole[:at] + noise + whole[at + len(noise) :]
    try:
        light = light_picture(broken)
    except Refused:
        return
    assert light.startswith(b"RIFF")


def test_a_file_that_waits_on_the_disk_is_replaced_there(tmp_path: Path) -> None:
    file = TemporaryUploadedFile("a.b.jpg", "image/jpeg", 0, None)
    file.write(photo())
    replace(file, b"nhe")
    assert Path(file.temporary_file_path()).read_bytes() == b"nhe"
    assert (file.name, file.size, file.content_type) == ("a.b.webp", 3, "image/webp")
    file.close()


# --- The screens ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("door", ["add", "chooser", "several"])
@pytest.mark.filterwarnings(IGNORED)
def test_every_screen_of_the_editor_has_the_same_door(editor: Client, uploads: Path, door: str) -> None:
    answer = send(editor, door, "IMG_1.jpg", photo())
    assert answer.status_code in (200, 302)
    picture = Picture.objects.get()
    assert picture.file.name.endswith(".webp")
    picture.get_rendition("max-165x165")
    files = written(uploads)
    assert len(files) >= 2
    assert not [path for path in files if SECRET in path.read_bytes()]


@pytest.mark.parametrize("door", ["add", "chooser", "several"])
def test_what_is_refused_gets_a_sentence_and_leaves_nothing(editor: Client, uploads: Path, door: str) -> None:
    for kind, (name, make, word) in BAD.items():
        answer = send(editor, door, name, make())
        text = answer.json().get("error_message") if door == "several" else answer.content.decode()
        if door == "chooser":
            text = " ".join(map(str, answer.json().values()))
        assert answer.status_code == 200
        assert word in (text or ""), (kind, text and text[:300])
    assert not Picture.objects.exists()
    assert not UploadedFile.objects.exists()
    assert not written(uploads)


@pytest.mark.filterwarnings(IGNORED)
def test_another_file_for_a_picture_goes_through_the_door_and_the_old_one_goes(
    editor: Client, uploads: Path, django_capture_on_commit_callbacks: Any
) -> None:
    send(editor, "add", "cu.jpg", photo())
    picture = Picture.objects.get()
    picture.get_rendition("max-165x165")
    edit = reverse("wagtailimages:edit", args=[picture.pk])
    folder = picture.collection_id
    refused = editor.post(
        edit, {"title": "Mới", "collection": folder, "file": SimpleUploadedFile("a.jpg", b"<svg/>")}
    )
    assert "không phải là ảnh" in refused.content.decode()
    before = written(uploads)
    with django_capture_on_commit_callbacks(execute=True):
        new = SimpleUploadedFile("moi.png", photo("PNG"))
        taken = editor.post(edit, {"title": "Mới", "collection": folder, "file": new})
    assert taken.status_code == 302
    assert not set(before) & set(written(uploads))
    assert not [path for path in written(uploads) if SECRET in path.read_bytes()]


@pytest.mark.filterwarnings(IGNORED)
def test_what_waits_for_a_shorter_title_is_bare_already(editor: Client, uploads: Path) -> None:
    """Wagtail keeps the file of a picture whose other fields are not right yet."""
    answer = send(editor, "several", "IMG_2.jpg", photo(), title="dài " * 100)
    assert answer.json()["success"]
    assert UploadedFile.objects.count() == 1
    assert not [path for path in written(uploads) if SECRET in path.read_bytes()]


# --- Sounds and films ----------------------------------------------------------------------------------------------
HEADS = {
    "mp3": b"ID3\x04",
    "m4a": b"\x00\x00\x00\x20ftypM4A ",
    "mp4": b"\x00\x00\x00\x20ftypisom",
    "ogg": b"OggS",
    "oga": b"OggS",
    "opus": b"OggS",
    "wav": b"RIFF\x00\x00\x00\x00WAVE",
    "webm": b"\x1a\x45\xdf\xa3",
}


def test_a_sound_is_what_its_name_says() -> None:
    assert HEADS.keys() == KINDS.keys()
    for kind, head in HEADS.items():
        assert is_what_it_says(f"nghe.{kind.upper()}", head)
        assert not is_what_it_says(f"nghe.{kind}", b"<html><script>")
        assert not is_what_it_says(f"nghe.{kind}", b"")
    assert is_what_it_says("nghe.mp3", b"\xff\xfb\x90")
    assert not is_what_it_says("trang.html", HEADS["mp3"])
    assert not is_what_it_says("mp3", HEADS["mp3"])


@pytest.mark.parametrize("door", ["add", "several"])
def test_files_that_are_neither_sound_nor_film_are_refused(editor: Client, uploads: Path, door: str) -> None:
    folder = Collection.get_first_root_node().pk
    for name, data in (("trang.html", b"<script>"), ("nghe.mp3", b"MZ\x90"), ("don.pdf", b"%PDF-1.7")):
        file = SimpleUploadedFile(name, data)
        key = "files[]" if door == "several" else "file"
        address = reverse("wagtaildocs:add_multiple" if door == "several" else "wagtaildocs:add")
        answer = editor.post(address, {"title": "x", "collection": folder, key: file})
        told = answer.json()["error_message"] if door == "several" else answer.content.decode()
        assert "không mở được ở đây" in told, told[:300]
    assert not Attachment.objects.exists()
    assert not UploadedFile.objects.exists()
    assert not written(uploads)


def test_a_sound_is_taken_in(editor: Client, uploads: Path) -> None:
    file = SimpleUploadedFile("nghe.mp3", HEADS["mp3"] + bytes(100))
    folder = Collection.get_first_root_node().pk
    assert (
        editor.post(
            reverse("wagtaildocs:add"), {"title": "Nghe", "collection": folder, "file": file}
        ).status_code
        == 302
    )
    assert Attachment.objects.get().file.name.endswith(".mp3")


def test_a_file_from_before_can_still_be_renamed(editor: Client, uploads: Path) -> None:
    """It was a 500: the form has no field on which to say that its kind is no longer taken in."""
    folder = Collection.get_first_root_node()
    old = Attachment.objects.create(
        title="Đơn", file=SimpleUploadedFile("don.pdf", b"%PDF-1.7"), collection=folder
    )
    address = reverse("wagtaildocs:edit_multiple", args=[old.pk])
    answer = editor.post(address, {f"doc-{old.pk}-title": "Đơn cũ", f"doc-{old.pk}-collection": folder.pk})
    assert answer.json()["success"]
    old.refresh_from_db()
    assert old.title == "Đơn cũ"
