"""Pictures as people send them: heavy, turned, moving, broken, with the place in them, or something else altogether."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

SECRET = b"zqbimatqz"  # stands in every note that a picture may carry
PLACE = 0x8825
ORIENTATION, ARTIST = 0x0112, 0x013B
SIZE = (64, 48)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a file of this kind."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def drawn(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """A picture whose left half is not like its right one, so that turning it shows."""
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((30, 30, 200), (0, 0, size[0] // 2, size[1]))
    return picture.convert(mode)


def notes(orientation: int = 1) -> Image.Exif:
    """What a telephone writes into a photo: who, where, how it was held."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[ARTIST] = orientation, SECRET.decode()
    exif[PLACE] = {1: "N", 2: (22.0, 49.0, 0.0), 3: "E", 4: (104.0, 58.0, 0.0), 29: SECRET.decode()}
    return exif


def photo(kind: str = "JPEG", **options: Any) -> bytes:
    """A photo with everything in it that has no business on a public page."""
    more: dict[str, Any] = {
        "exif": notes(),
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    if kind in ("JPEG", "WEBP", "PNG"):
        more["xmp"] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    if kind == "JPEG":
        more["comment"] = SECRET
    return saved(drawn(), kind, **{**more, **options})


def moving(kind: str) -> bytes:
    """Three frames."""
    frames = [drawn(), *(Image.new("RGB", SIZE, (0, shade, 0)) for shade in (90, 180))]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """A PNG of a few bytes that says it is as large as this."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    )


def thumbnail_inside() -> bytes:
    """A photo with a small one in its notes, as cameras make them."""
    exif = notes()
    exif.get_ifd(0x8769)[0x927C] = photo()  # a maker's own note, here with a whole photo
    return saved(drawn(), "JPEG", exif=exif)


# Name, bytes: taken in, and shown as a light picture.
GOOD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "photo with its place": ("IMG_20260101.jpg", photo),
    "photo with a photo inside": ("anh.jpg", thumbnail_inside),
    "webp with its place": ("anh.webp", lambda: photo("WEBP")),
    "png with its place": ("anh.png", lambda: photo("PNG")),
    "avif with its place": ("anh.avif", lambda: photo("AVIF")),
    "heic": ("IMG_0001.HEIC", lambda: photo("HEIF")),
    "heic under another name": ("anh.jpg", lambda: photo("HEIF")),
    "png under another name": ("anh.jpg", lambda: saved(drawn(), "PNG")),
    "name of a program": ("anh.html", photo),
    "moving gif": ("anh.gif", lambda: moving("GIF")),
    "moving webp": ("anh.webp", lambda: moving("WEBP")),
    "moving png": ("anh.png", lambda: moving("PNG")),
    "for printers": ("anh.jpg", lambda: saved(drawn("CMYK"), "JPEG")),
    "sixteen bits": ("anh.png", lambda: saved(Image.new("I;16", SIZE, 40_000), "PNG")),
    "palette with a hole": ("anh.png", lambda: saved(drawn("P"), "PNG", transparency=0)),
    "black and white": ("anh.png", lambda: saved(drawn("1"), "PNG")),
    "grey with a hole": ("anh.png", lambda: saved(drawn("LA"), "PNG")),
    "turned": ("anh.jpg", lambda: saved(drawn(), "JPEG", exif=notes(6))),
    "a page hidden behind it": ("anh.gif", lambda: saved(drawn(), "GIF") + b"<script>zqbimatqz</script>"),
    "an archive hidden behind it": ("anh.jpg", lambda: photo() + b"PK\x03\x04zqbimatqz.class"),
    "one dot": ("anh.png", lambda: saved(Image.new("RGB", (1, 1)), "PNG")),
    "profile that is none": ("anh.jpg", lambda: saved(drawn(), "JPEG", icc_profile=SECRET * 20)),
    "notes that are none": ("anh.jpg", lambda: saved(drawn(), "JPEG", exif=b"Exif\x00\x00" + SECRET)),
}
NO_PICTURE, DAMAGED, TOO_LARGE = "không phải là ảnh", "bị hỏng", "lớn quá"
# Name, bytes, a word of the sentence.
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "huge, of few bytes": ("anh.png", bomb, TOO_LARGE),
    "larger than anything": ("anh.png", lambda: bomb(100_000, 100_000), TOO_LARGE),
    "just too large": ("anh.png", lambda: bomb(6_000, 4_001), TOO_LARGE),
    "too heavy": ("anh.jpg", lambda: photo() + bytes(10 * 1024 * 1024), TOO_LARGE),
    "cut off": ("anh.jpg", lambda: saved(drawn(size=(900, 900)), "JPEG")[:4_000], DAMAGED),
    "cut off, png": ("anh.png", lambda: saved(drawn(), "PNG")[:-60], DAMAGED),
    "a head without a picture": ("anh.png", lambda: bomb(300, 300), DAMAGED),
    "drawing with a program": (
        "anh.svg",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        NO_PICTURE,
    ),
    "page": ("anh.jpg", lambda: b"<html><script>zqbimatqz</script></html>", NO_PICTURE),
    "tiff": ("anh.jpg", lambda: saved(drawn(), "TIFF"), NO_PICTURE),
    "paper": ("anh.png", lambda: saved(drawn(), "PDF"), NO_PICTURE),
    "nothing but zeros": ("anh.jpg", lambda: bytes(5_000), NO_PICTURE),
}
