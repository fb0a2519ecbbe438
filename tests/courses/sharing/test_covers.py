"""Drawn covers: they fit, they are light, they can be had of public pages only and change with them."""

import io
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pytest_django.fixtures import Settings
from wagtail.models import PageViewRestriction

from courses.loading import shots
from courses.models import HomePage, LessonPage
from courses.sharing import covers, link_cards
from courses.sharing.covers import Cover
from tests.courses.sides import make_side
from tests.media.factories import make_picture

LONG = (
    "Đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới sáu tuổi ở Ẵm Ễnh Ộp " * 3
)


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own."""
    settings.COVERS_ROOT = tmp_path / "covers"
    return settings.COVERS_ROOT


@settings(max_examples=40)
@given(st.text(max_size=255) | st.text(alphabet="ĐẪễệ wWg", max_size=255))
def test_every_title_fits(title: str) -> None:
    size, lines = covers.title_lines(title)
    assert 1 <= len(lines) <= dict(covers.TITLE_SIZES)[size]
    assert all(covers._font("Bold", size).getlength(line) <= covers.WIDTH for line in lines)
    assert round(size * covers.LEADING) * len(lines) <= covers.TITLE_ROOM


def test_short_titles_are_large_and_long_ones_end_with_dots() -> None:
    assert covers.title_lines("Khai sinh cho cháu") == (68, ["Khai sinh", "cho cháu"])
    size, lines = covers.title_lines(LONG)
    assert size == 38 and lines[-1].endswith("…")
    assert covers.title_lines("😀\0") == (68, ["Tự Tay"])


def test_marks_above_and_below_are_not_clipped() -> None:
    """Ink of the tallest and the lowest letters stays inside the room of the title, and inside its line."""
    for text in ("ẪỄỖẴ", "ộựệgy"):
        for size, _most in covers.TITLE_SIZES:
            font = covers._font("Bold", size)
            _left, top, _right, bottom = font.getbbox(text, anchor="ls")
            assert bottom - top <= size * covers.LEADING + 1


@pytest.mark.parametrize("photo", ["", "noise", "broken"])
def test_a_cover_is_light_and_of_the_right_size(photo: str) -> None:
    content = {"": b"", "broken": b"\x89PNG nothing", "noise": _noise()}[photo]
    drawn = covers.draw(Cover("Bài học · Bắt đầu", LONG, "xã Mẫu", content))
    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))
    assert len(drawn) <= covers.MOST_BYTES


def _noise() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((900, 700), 90).save(out, "PNG")
    return out.getvalue()


@pytest.mark.django_db
def test_the_cover_of_a_public_page_is_drawn_once_and_kept_by_browsers(
    client: Client, lesson: LessonPage, room: Path
) -> None:
    address = link_cards.cover_path(lesson)
    first, second = client.get(address), client.get(address)
    assert (
        first.status_code == 200 and first["Content-Type"] == "image/jpeg" and first.content == second.content
    )
    assert "immutable" in first["Cache-Control"] and not first.cookies
    assert len(list(room.glob("*/*.jpg"))) == 1
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_a_new_title_gives_a_new_address_and_the_old_one_leads_there(
    client: Client, lesson: LessonPage
) -> None:
    old = link_cards.cover_path(lesson)
    lesson.title = "Tên mới"
    lesson.save_revision().publish()
    new = link_cards.cover_path(LessonPage.objects.get())
    assert new != old
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (302, new)


@pytest.mark.django_db
def test_drafts_and_private_pages_have_no_cover_however_one_asks(client: Client, lesson: LessonPage) -> None:
    address = link_cards.cover_path(lesson)
    restriction = PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert client.get(address).status_code == 404
    restriction.delete()
    lesson.title = "Chưa công bố"
    lesson.save_revision()  # a draft of a live page: what is drawn is what is live
    assert client.get(link_cards.cover_path(lesson))["Location"] == address
    lesson.refresh_from_db()
    lesson.unpublish()
    assert client.get(address).status_code == 404
    for number in (0, 999_999, 10**30):
        assert client.get(f"/bia/{number}/0000000000000000.jpg").status_code == 404


@pytest.mark.django_db
# Wagtail leaves the file in which it makes a rendition to the garbage collector
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
def test_the_pages_photo_is_on_it_but_never_a_picture_of_the_replica(monkeypatch: pytest.MonkeyPatch) -> None:
    guide = make_side().guide()
    photo = make_picture()
    guide.steps = [  # type: ignore[assignment]  # what a StreamField takes
        (
            "step",
            {"title": "Đến xã", "picture": {"image": photo, "alt": "Trụ sở", "drawing": ""}, "parts": []},
        )
    ]
    guide.save()
    assert link_cards.cover_of(guide).photo
    plain = link_cards.digest_of(guide)
    monkeypatch.setattr(shots, "_hashes", lambda: frozenset({photo.file_hash}))
    assert not link_cards.cover_of(guide).photo and link_cards.digest_of(guide) != plain


@pytest.mark.django_db
def test_every_kind_of_public_page_has_one(client: Client, lesson: LessonPage) -> None:
    side = make_side()
    side.portal.page.save_revision().publish()
    home, course = HomePage.objects.get(), lesson.get_parent().specific
    for page in (home, course, lesson, side.portal.page, side.guide()):
        assert client.get(link_cards.cover_path(page)).status_code == 200, page
