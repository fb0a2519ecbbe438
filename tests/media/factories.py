"""Pictures and sounds for tests."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image

from media.models import Attachment, Picture


def make_picture(width: int = 1600, height: int = 1200, *, noise: bool = False) -> Picture:
    """A picture; ``noise`` makes one that hardly gets smaller."""
    image = (
        Image.effect_noise((width, height), 200).convert("RGB")
        if noise
        else Image.new("RGB", (width, height))
    )
    data = BytesIO()
    image.save(data, "JPEG", quality=95)
    data.seek(0)
    file = ImageFile(data, name="anh.jpg")
    return Picture.objects.create(title="Ảnh", description="Tờ giấy trên bàn", file=file)


def make_sound(name: str = "nghe.mp3", seconds: int | None = 20) -> Attachment:
    """A file that calls itself a sound."""
    file = ContentFile(b"ID3" + b"\x00" * 59_000, name=name)
    return Attachment.objects.create(title="Nghe", seconds=seconds, file=file)
