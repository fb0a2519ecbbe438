"""Pictures as lessons show them: light, with words, and never in the way when something is missing."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from media.blocks import PictureBlock, SoundBlock
from media.pictures import MOST_BYTES, light_rendition
from tests.media.factories import make_picture, make_sound

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file in which it makes a rendition to the garbage collector
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


def block_errors(block: Any, value: dict[str, Any]) -> dict[str, Any]:
    """What ``block`` refuses in ``value``, by field."""
    try:
        block.clean(block.to_python(value))
    except ValidationError as error:
        return dict(error.block_errors)  # type: ignore[attr-defined]  # Wagtail's own error
    return {}


def test_a_photo_becomes_a_small_webp() -> None:
    rendition = light_rendition(make_picture())
    assert rendition.file.name.endswith(".webp")
    assert (rendition.width, rendition.height) == (720, 540)


def test_even_noise_fits_the_budget() -> None:
    assert light_rendition(make_picture(1000, 800, noise=True)).file.size <= MOST_BYTES


def test_an_upload_is_shown_lazily_with_its_size_and_words() -> None:
    block = PictureBlock()
    html = block.render(block.to_python({"drawing": "", "image": make_picture().pk, "alt": 'Hai "tay"'}))
    assert 'width="720" height="540"' in html
    assert 'loading="lazy"' in html
    assert 'alt="Hai &quot;tay&quot;"' in html


def test_a_drawing_is_part_of_the_page() -> None:
    block = PictureBlock()
    html = block.render(block.to_python({"drawing": "to-giay", "image": None, "alt": "Tờ giấy"}))
    assert '<figure><svg role="img" aria-label="Tờ giấy"' in html


def test_a_picture_whose_file_is_gone_is_left_out() -> None:
    picture = make_picture()
    default_storage.delete(picture.file.name)
    block = PictureBlock()
    assert "<img" not in block.render(block.to_python({"drawing": "", "image": picture.pk, "alt": "x"}))


def test_a_picture_needs_words_and_there_is_one_of_it() -> None:
    picture = make_picture()
    block = PictureBlock()
    assert block_errors(block, {"drawing": "", "image": picture.pk, "alt": "Tờ giấy"}) == {}
    assert block_errors(block, {"drawing": "", "image": None, "alt": ""}) == {}
    assert set(block_errors(block, {"drawing": "to-giay", "image": None, "alt": " "})) == {"alt"}
    assert set(block_errors(block, {"drawing": "to-giay", "image": picture.pk, "alt": "a"})) == {"image"}
    assert set(block_errors(block, {"drawing": "khong-co", "image": None, "alt": "a"})) == {"drawing"}


def test_a_sound_is_a_link_that_says_how_long_it_is() -> None:
    block = SoundBlock()
    sound = make_sound()
    html = block.render(block.to_python({"file": sound.pk, "words": "Bày giấy ra."}))
    assert f'href="{sound.url}"' in html
    assert "Nghe bước này" in html
    assert "20 giây · 60 KB" in html


def test_a_sound_that_nobody_measured_is_guessed_from_its_words() -> None:
    block = SoundBlock()
    value = block.to_python({"file": make_sound(seconds=None).pk, "words": "một hai ba " * 10})
    assert value.seconds == 10


def test_a_sound_needs_its_words_and_has_to_be_one() -> None:
    block = SoundBlock()
    assert block_errors(block, {"file": make_sound().pk, "words": "Bày giấy ra."}) == {}
    assert block_errors(block, {"file": None, "words": ""}) == {}
    assert set(block_errors(block, {"file": make_sound().pk, "words": " "})) == {"words"}
    assert set(block_errors(block, {"file": make_sound("don.pdf").pk, "words": "a"})) == {"file"}
