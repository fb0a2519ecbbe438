"""The picture that goes with a link in Zalo or Facebook: 1200 × 630, drawn with our own letters. Pure: no database.

All words stand in the middle square, because Zalo's lists cut the sides off. No emblem and no picture of the replica:
nothing that could pass for an office of the state.
"""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont, ImageOps

SIZE: Final = (1200, 630)  # what Facebook asks for, and Zalo takes
MOST_BYTES: Final = 80_000
VERSION: Final = 1  # one more when covers are drawn differently: every address changes
QUALITIES: Final = (88, 80, 70, 60, 45, 30, 18)
# The colours of site/static/css/tokens.css, light
TEACH, TEACH_WASH, INK, SOFT, MID, WHITE = "#352c8f", "#eceafb", "#1a1733", "#45415f", "#8f89c4", "#ffffff"
SIDE: Final = (SIZE[0] - SIZE[1]) // 2  # left and right of the middle square
MARGIN: Final = 34
WIDTH: Final = SIZE[1] - 2 * MARGIN
TITLE_ROOM: Final = 330  # pixels in height
LINES: Final = 3  # of the title in its largest size; smaller letters may take more
TITLE_SIZES: Final = ((68, LINES), (60, LINES), (52, 4), (44, 5), (38, 6))
LEADING: Final = 1.28  # of the size: room for two marks above a capital and one below
_DRAWN = Path(__file__).parent / "drawn"


@dataclass(frozen=True)
class Cover:
    """What stands on it: a line above the title, the title, who publishes it; a photo's bytes, or none."""

    above: str
    title: str
    below: str
    photo: bytes = b""


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        str(_DRAWN / f"NotoSans-{name}.ttf"), size, layout_engine=ImageFont.Layout.BASIC
    )


@cache
def _missing(name: str) -> bytes:
    """What the font draws for a letter that it has not."""
    return bytes(_font(name, 24).getmask("\ufffe"))


def printable(text: str, name: str = "Bold") -> str:
    """``text`` on one line, without the letters that the font has not (emoji, control characters)."""
    said = unicodedata.normalize("NFC", text)
    kept = "".join(letter if letter.isspace() or _has(name, letter) else "" for letter in said)
    return " ".join(kept.split())


@cache
def _has(name: str, letter: str) -> bool:
    return letter.isprintable() and bytes(_font(name, 24).getmask(letter)) != _missing(name)


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The lines of ``text``, none wider than ``width`` pixels; a word too long for a line is broken."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if lines[-1] and font.getlength(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def title_lines(title: str) -> tuple[int, list[str]]:
    """(size of the letters, lines): the largest size in which the title fits, the smallest with "…" when none does."""
    text = printable(title) or "Tự Tay"
    for size, most in TITLE_SIZES:
        lines = wrapped(text, _font("Bold", size), WIDTH)
        if len(lines) <= most and not _breaks_a_word(text, lines):
            return size, _without_widow(text, size, lines)
    lines = wrapped(text, _font("Bold", size), WIDTH)
    return size, lines if len(lines) <= most else [
        *lines[: most - 1],
        _cut(lines[most - 1], _font("Bold", size)),
    ]


def _breaks_a_word(text: str, lines: Sequence[str]) -> bool:
    return " ".join(lines) != text


def _without_widow(text: str, size: int, lines: list[str]) -> list[str]:
    """The same number of lines, as even as they can be: no last line of one short word."""
    narrow = WIDTH
    while narrow > WIDTH // 2:
        tried = wrapped(text, _font("Bold", size), narrow - 12)
        if len(tried) > len(lines) or _breaks_a_word(text, tried):
            break
        narrow, lines = narrow - 12, tried
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    while line and font.getlength(f"{line}…") > WIDTH:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line.rstrip(' ,.;:–-')}…"


def draw(cover: Cover) -> bytes:
    """The cover as JPEG of at most MOST_BYTES. A photo that cannot be read is left out."""
    picture = Image.new("RGB", SIZE, WHITE)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIDE, SIZE[1]), fill=TEACH)
    _stitches(pen, SIDE - 22, WHITE)
    _mark(picture)
    _right_side(picture, pen, cover.photo)
    _words(pen, cover)
    return _light(picture)


def _right_side(picture: Image.Image, pen: ImageDraw.ImageDraw, photo: bytes) -> None:
    left = SIZE[0] - SIDE
    try:
        with Image.open(io.BytesIO(photo)) as opened:
            fitted = ImageOps.fit(ImageOps.exif_transpose(opened).convert("RGB"), (SIDE, SIZE[1]))
        picture.paste(fitted, (left, 0))
    except (OSError, ValueError, Image.DecompressionBombError):
        pen.rectangle((left, 0, *SIZE), fill=TEACH_WASH)
        _paper(pen, left)
    _stitches(pen, left + 22, WHITE if photo else TEACH)


def _stitches(pen: ImageDraw.ImageDraw, at: int, colour: str) -> None:
    """The seam of the look, from top to bottom."""
    for top in range(14, SIZE[1], 42):
        pen.line((at, top, at, top + 24), fill=colour, width=5)


def _mark(picture: Image.Image) -> None:
    """Our hand, as in site/static/tay.svg, drawn large and brought down so that its edges are smooth."""
    with Image.open(_DRAWN / "hand.png") as hand:
        at = ((SIDE - 22 - hand.width) // 2, (SIZE[1] - hand.height) // 2)
        picture.paste(Image.new("RGB", hand.size, WHITE), at, hand.convert("L"))


def _paper(pen: ImageDraw.ImageDraw, left: int) -> None:
    """A sheet with lines and a tick: what the whole site is about."""
    x, y = left + 78, 190
    pen.polygon(
        ((x, y), (x + 110, y), (x + 150, y + 40), (x + 150, y + 220), (x, y + 220)),
        fill=WHITE,
        outline=INK,
        width=5,
    )
    pen.line((x + 110, y, x + 110, y + 40, x + 150, y + 40), fill=INK, width=5)
    for line, width in enumerate((96, 96, 60)):
        pen.line((x + 26, y + 72 + 28 * line, x + 26 + width, y + 72 + 28 * line), fill=MID, width=6)
    pen.ellipse((x + 82, y + 146, x + 178, y + 242), fill=TEACH)
    pen.line((x + 106, y + 194, x + 124, y + 212, x + 154, y + 176), fill=WHITE, width=9, joint="curve")


def _words(pen: ImageDraw.ImageDraw, cover: Cover) -> None:
    left = SIDE + MARGIN
    above = _one_line(cover.above, _font("Bold", 30))
    pen.text((left, 96), above, fill=TEACH, font=_font("Bold", 30), anchor="ls")
    size, lines = title_lines(cover.title)
    leading = round(size * LEADING)
    top = 130 + (TITLE_ROOM - leading * len(lines)) // 2
    for number, line in enumerate(lines):
        baseline = top + leading * number + round(size * 1.02)
        pen.text((left, baseline), line, fill=INK, font=_font("Bold", size), anchor="ls")
    pen.line((left, 508, left + 120, 508), fill=TEACH, width=6)
    pen.text((left, 562), "Tự Tay", fill=TEACH, font=_font("Bold", 36), anchor="ls")
    below = _one_line(cover.below, _font("Regular", 28))
    pen.text((left, 604), below, fill=SOFT, font=_font("Regular", 28), anchor="ls")


def _one_line(text: str, font: ImageFont.FreeTypeFont) -> str:
    text = printable(text)
    return text if font.getlength(text) <= WIDTH else _cut(text, font)


def _light(picture: Image.Image) -> bytes:
    """JPEG in the best quality that keeps to MOST_BYTES, or in the last of them."""
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, subsampling=0 if quality > 60 else 2)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()
