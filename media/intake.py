"""The door for pictures: small, without a word about who took them where, or refused. Pure.

Whatever comes in is drawn anew, so nothing but its dots goes on: no place, no camera, no embedded thumbnail, no second
frame, and no program that hides in a file which is a picture as well.
"""

from enum import StrEnum
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()  # iPhones send HEIC; Wagtail brings this along

MOST_SIDE: Final = 1600  # pixels; pages show 720
QUALITY: Final = 88  # percent
KIND: Final = "webp"
# What a telephone takes, and what people save from elsewhere. Nothing that is a program (svg) or a page (pdf, eps).
READ: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF")
# Pixels of one picture. A JPEG is made smaller while it is read; the others need all of their room at once.
MOST_PIXELS: Final = 24_000_000
MOST_PIXELS_JPEG: Final = 60_000_000


class Problem(StrEnum):
    """Why a picture is refused."""

    NO_PICTURE = "no picture"
    DAMAGED = "damaged"
    TOO_LARGE = "too large"


class Refused(Exception):
    """The picture stays outside."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def light_picture(data: bytes) -> bytes:
    """``data``, any picture, as a WebP of MOST_SIDE at most, upright, its first frame only, and nothing else in it.

    Raises Refused.
    """
    with _opened(data) as picture:
        if picture.width * picture.height > _most_pixels(picture):
            raise Refused(Problem.TOO_LARGE)
        try:
            drawn = _drawn(picture)
        except MemoryError as problem:
            raise Refused(Problem.TOO_LARGE) from problem
        except Exception as problem:  # noqa: BLE001 - each reader of Pillow has errors of its own
            raise Refused(Problem.DAMAGED) from problem
    out = BytesIO()
    drawn.save(out, KIND, quality=QUALITY)
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    """The picture with its head read only. Raises Refused."""
    try:
        return Image.open(BytesIO(data), formats=READ)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise Refused(Problem.TOO_LARGE) from problem
    except Image.UnidentifiedImageError as problem:
        raise Refused(Problem.NO_PICTURE) from problem
    except Exception as problem:  # noqa: BLE001 - each reader of Pillow has errors of its own
        raise Refused(Problem.DAMAGED) from problem


def _most_pixels(picture: Image.Image) -> int:
    return MOST_PIXELS_JPEG if picture.format in ("JPEG", "MPO") else MOST_PIXELS


def _drawn(picture: Image.Image) -> Image.Image:
    """A new picture of the same dots, upright and small."""
    plain = _in_full_colour(picture)
    plain.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
    plain.load()
    upright = _as_screens_show(_upright(plain))
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _in_full_colour(picture: Image.Image) -> Image.Image:
    """A picture that can be made smaller: neither a palette nor sixteen bits for each dot."""
    if picture.mode in ("P", "PA", "1", "LA", "La", "RGBa"):
        return picture.convert("RGBA")
    if picture.mode.startswith(("I", "F")):
        return picture.convert("F").point(lambda dot: dot / 256).convert("L")
    return picture


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as the camera was held; as it is where its note about that cannot be read."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 - notes of cameras are broken in many ways
        return picture


def _as_screens_show(picture: Image.Image) -> Image.Image:
    """RGB, or RGBA where something shows through. Colours of other profiles are translated where that works."""
    wanted = "RGBA" if "A" in picture.getbands() else "RGB"
    profile: Any = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            shown = ImageCms.profileToProfile(
                picture, given, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            return shown or picture.convert(wanted)
        except Exception:  # noqa: BLE001, S110 - a broken profile is as good as none
            pass
    return picture.convert(wanted)
