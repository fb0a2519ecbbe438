"""Serving uploads: whole, in parts, never as a page of ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def uploads(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """A folder of uploads with one of each kind."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    (tmp_path / "uploads" / "documents").mkdir(parents=True)
    (tmp_path / "secret").write_bytes(b"secret")
    for name in ("nghe.mp3", "trang.html", "ve.svg", "anh.webp", "la.khongbiet"):
        (settings.MEDIA_ROOT / "documents" / name).write_bytes(CONTENT)
    yield settings.MEDIA_ROOT


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]  # every upload streams


def test_a_sound_is_sent_whole_and_kept_for_a_year(client: Client, uploads: Path) -> None:
    response = client.get("/tep/documents/nghe.mp3")
    assert body(response) == CONTENT
    assert response["Content-Type"] == "audio/mpeg"
    assert response["Content-Disposition"].startswith("inline")
    assert response["Accept-Ranges"] == "bytes"
    assert "immutable" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-1", 0, 1), ("bytes=200000-", 200000, 255999), ("bytes=-10", 255990, 255999)],
)
def test_a_part_is_sent_with_its_place(
    client: Client, uploads: Path, asked: str, first: int, last: int
) -> None:
    response = client.get("/tep/documents/nghe.mp3", headers={"range": asked})
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/256000"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == CONTENT[first : last + 1]


def test_a_range_behind_the_end_says_how_long_the_file_is(client: Client, uploads: Path) -> None:
    response = client.get("/tep/documents/nghe.mp3", headers={"range": "bytes=256000-"})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */256000")


@pytest.mark.parametrize("name", ["trang.html", "ve.svg", "la.khongbiet"])
def test_what_could_run_as_a_page_is_a_download(client: Client, uploads: Path, name: str) -> None:
    response = client.get(f"/tep/documents/{name}")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert body(response) == CONTENT


@pytest.mark.parametrize(
    "path",
    [
        "documents/khong-co.mp3",
        "documents/",
        "documents",
        "../secret",
        "..%2fsecret",
        "%2fetc%2fpasswd",
        "a%00b",
    ],
)
def test_nothing_else_is_reached(client: Client, uploads: Path, path: str) -> None:
    assert client.get(f"/tep/{path}").status_code in (301, 302, 400, 404)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_uploads_are_only_read(client: Client, uploads: Path, method: str) -> None:
    assert getattr(client, method)("/tep/documents/nghe.mp3").status_code == 405
