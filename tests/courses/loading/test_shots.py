"""Pictures of the replica: named, light, and of the pack as it is now."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from PIL import Image

from courses.loading import shots
from sandbox import service as sandbox_service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def packs() -> None:
    sandbox_service.load_packs()


def test_every_picture_was_taken_of_the_pack_as_it_is_now() -> None:
    """Red after a change to the pack: `make run`, then `manage.py take_pictures`, and look at them."""
    assert [shot.name for shot in shots.outdated()] == []


def test_every_picture_is_there_light_and_as_wide_as_a_telephone() -> None:
    for shot in shots.shots():
        assert shot.file.stat().st_size <= shots.MOST_BYTES
        with Image.open(shot.file) as picture:
            assert picture.width == 648 and picture.height <= 1120


def test_no_picture_is_left_over() -> None:
    names = {shot.name for shot in shots.shots()}
    assert {path.stem for path in shots.PICTURES.glob("*.webp")} == names


def test_a_picture_of_another_version_is_outdated(monkeypatch: pytest.MonkeyPatch) -> None:
    known = shots.shots()
    other = {shot.name: shot.digest for shot in known} | {known[3].name: "0" * 64}
    monkeypatch.setattr(
        shots, "_read", lambda path, real=shots._read: other if path == shots.TAKEN else real(path)
    )
    assert shots.outdated() == [known[3]]


def test_a_heavy_picture_is_made_light() -> None:
    noise = Image.effect_noise((648, 1100), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    made = shots.light(out.getvalue())
    best = io.BytesIO()
    noise.save(best, "WEBP", quality=shots.QUALITIES[0], method=6)
    assert len(made) < len(best.getvalue())


def test_an_unknown_name_or_still_is_told() -> None:
    with pytest.raises(CommandError, match="khong-co"):
        call_command("take_pictures", "khong-co")
    with pytest.raises(LookupError, match="no still 9"):
        sandbox_service.find_still("khai-sinh-me-nop", "tim", 9)
